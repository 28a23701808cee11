"""What holds of the world at large: advice to others, prices, what came or happened. Nobody asks for anything in it.

One rule for all of it: whoever also says a word of need (NEEDED) is not silenced.
"""

from collections.abc import Sequence

from reading.expressions import talk_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage


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
