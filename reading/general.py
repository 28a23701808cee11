"""What holds of the world at large: advice to others, prices, what came or happened. Nobody asks for anything in it.

One rule for all of it: whoever also says a word of need (NEEDED) is not silenced.
"""

from collections.abc import Sequence

from reading import patterns, talk_patterns
from reading.item import Item
from reading.lexicon import Lexicon
from reading.passage import Clause, Passage


def needs_something(passage: Passage) -> bool:
    """Whether any word of the message wants something or says that a remedy failed."""
    return passage.once(("needed",), lambda: talk_patterns.NEEDED.search(passage.text) is not None)


def is_advice(passage: Passage) -> bool:
    """拉肚子先喝点盐水就好, 痛风千万别喝酒: told to others, and of nobody here."""
    return passage.once(("advice",), lambda: _is_advice(passage))


def _is_advice(passage: Passage) -> bool:
    advised = any(not c.asked and talk_patterns.ADVISED.search(c.text) for c in passage.clauses)
    return advised and not needs_something(passage) and not passage.rooms


def is_lesson(clauses: Sequence[Clause], passage: Passage) -> bool:
    """Whether what these clauses complain of is only what the advice is for."""
    return is_advice(passage) and not any(talk_patterns.OF_ONE_SELF.search(c.text) for c in clauses)


def is_harmless(passage: Passage, lexicon: Lexicon) -> bool:
    """辣得我流鼻涕 爽; 跳绳跳得小腿酸: a feeling that has its good cause."""
    if talk_patterns.SIGH.match(passage.text) and lexicon.says("mundane", passage.text) and "药" not in passage.text:
        return not needs_something(passage)  # 头疼 孩子作业
    return talk_patterns.HARMLESS.search(passage.text) is not None and not needs_something(passage)


def is_cooking(clauses: Sequence[Clause]) -> bool:
    """香干煎到起泡再下肉: said of what is in the pan."""
    return bool(clauses) and all(talk_patterns.IN_A_PAN.search(c.text) and not talk_patterns.OF_ONE_SELF.search(c.text) for c in clauses)


def is_supposed(clauses: Sequence[Clause], passage: Passage) -> bool:
    """万一药吃完了怎么弄, 如果饭不够吃可以加吗: a case that is put, and nobody pleads for it now."""
    if talk_patterns.USED_TOGETHER.search(passage.text):
        return True
    return bool(clauses) and all(_is_supposed(c, passage) for c in clauses) and not talk_patterns.PLEADS.search(passage.text)


def _is_supposed(clause: Clause, passage: Passage) -> bool:
    before = passage.around(clause, 1, 0)[0]
    return any(talk_patterns.SUPPOSED.search(c.text) for c in (clause, before) if c is clause or not c.hard)


def is_far_away(index: int, passage: Passage) -> bool:
    """我朋友在家烧到39.5, 我爸在老家有点低烧: of somebody outside, unless a room or the writer stands between."""
    start = max(passage.start, index - 24)
    found = [m for m in talk_patterns.FAR_AWAY.finditer(passage.low, start, index)]
    if not found or passage.rooms:
        return False
    return not any(w in passage.low[found[-1].end() : index] for w in ("我", "这里", "这边", "现在"))


def asks_the_neighbours(passage: Passage) -> bool:
    """哪个会修图 帮我换个蓝底; 对门的 帮我看看: one of the others shall lend a hand, and nobody who works here."""
    return passage.once(("neighbours",), lambda: talk_patterns.SKILL_SOUGHT.search(passage.text) is not None)


def is_weather(clause: Clause, passage: Passage) -> bool:
    """今天太阳好大 36度了都: a whole number of degrees behind words of the weather, and nobody measured it."""
    before = " ".join(c.text for c in passage.around(clause, 1, 0))
    return talk_patterns.WEATHER.search(before) is not None and not talk_patterns.MEASURED.search(before)


def is_price_talk(passage: Passage) -> bool:
    """红牛6块5一罐 超市9块: what things cost, and nobody wants one."""
    return passage.once(("price",), lambda: _is_price_talk(passage))


def _is_price_talk(passage: Passage) -> bool:
    priced = talk_patterns.PRICED.search(passage.text) and talk_patterns.OF_PRICES.search(passage.text)
    return priced is not None and talk_patterns.NEEDED.search(talk_patterns.COSTS.sub(" ", passage.text)) is None


def has_happened(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """点了一杯奶茶, 店里压着20箱啤酒, 纸巾送上来了 三包: told of, not asked for."""
    if _is_his_own(item, passage):
        return True
    if _has_come(item) or _is_had(item, passage) or _has_more_of_it(item, passage):
        return not _is_asked_again(item, passage, lexicon)
    return (not needs_something(passage) or not item.known) and any(_is_told_of(start, item, passage) for start, _ in item.spans)


def _is_told_of(start: int, item: Item, passage: Passage) -> bool:
    where = passage.clause_at(start)
    before = passage.low[max(where.start, start - 14) : start]
    if start > item.start:
        return patterns.DONE_WITH.search(before) is not None  # 止痛药吃了一片
    return talk_patterns.TOLD_OF.search(before) is not None or talk_patterns.THERE_IS.search(before) is not None


def _has_come(item: Item) -> bool:
    behind = item.clause.text[item.end - item.clause.start :]
    if behind in ("到了", "都到了", "已到", "已经到了", "来了"):
        return True  # 302的快递到了
    return talk_patterns.GOT_IT.search(behind) is not None and talk_patterns.NOT_GOT.search(behind) is None


def _is_had(item: Item, passage: Passage) -> bool:
    """我带了充电宝, 吃了布洛芬 …: had, and not used up."""
    before = passage.low[max(item.clause.start, item.start - 8) : item.start]
    behind = passage.low[item.end : item.clause.end]
    used = talk_patterns.USED_UP.search(behind) is not None
    return not item.counted and not used and talk_patterns.HAVING.search(before) is not None


def _is_his_own(item: Item, passage: Passage) -> bool:
    """3段奶粉我屋里多一罐, 龙角散我有一盒没开的: what somebody has of it."""
    counts = [start for start, _ in item.spans if item.end < start < item.clause.end]
    return bool(counts) and talk_patterns.HAS_OF_IT.search(passage.low, item.end, counts[0]) is not None


def _has_more_of_it(item: Item, passage: Passage) -> bool:
    """立普妥 一天一粒 还有一大瓶呢: the count's clause says that it is there; a few tablets are none to speak of."""
    count = item.spans[0][0] if item.spans else 0
    if count < item.clause.end or item.unit in ("片", "粒", "颗", "丸"):
        return False
    return talk_patterns.HAS_OF_IT.match(passage.low, passage.clause_at(count).start, count) is not None


def _is_asked_again(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """上次的布洛芬收到了 再来一盒: a word of need beside it, and no other thing that it is for."""
    near = passage.around(item.clause, 0, 2)
    return any(talk_patterns.NEEDED.search(c.text) and (c is item.clause or not passage.hits_at("items", lexicon.items, c)) for c in near)
