"""Whether a thing is only told of: it came, somebody has it, it stands somewhere. Nobody asks for it."""

from reading.expressions import mention_patterns, patterns, talk_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.talk.general import needs_something
from reading.things.item import Item


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
    return mention_patterns.TOLD_OF.search(before) is not None or mention_patterns.THERE_IS.search(before) is not None


def _has_come(item: Item) -> bool:
    behind = item.clause.text[item.end - item.clause.start :]
    if behind in ("到了", "都到了", "已到", "已经到了", "来了"):
        return True  # 302的快递到了
    return mention_patterns.GOT_IT.search(behind) is not None and mention_patterns.NOT_GOT.search(behind) is None


def _is_had(item: Item, passage: Passage) -> bool:
    """我带了充电宝, 吃了布洛芬 …: had, and not used up."""
    before = passage.low[max(item.clause.start, item.start - 8) : item.start]
    behind = passage.low[item.end : item.clause.end]
    used = mention_patterns.USED_UP.search(behind) is not None
    return not item.counted and not used and mention_patterns.HAVING.search(before) is not None


def _is_his_own(item: Item, passage: Passage) -> bool:
    """3段奶粉我屋里多一罐, 龙角散我有一盒没开的: what somebody has of it."""
    counts = [start for start, _ in item.spans if item.end < start < item.clause.end]
    return bool(counts) and mention_patterns.HAS_OF_IT.search(passage.low, item.end, counts[0]) is not None


def _has_more_of_it(item: Item, passage: Passage) -> bool:
    """立普妥 一天一粒 还有一大瓶呢: the count's clause says that it is there; a few tablets are none to speak of."""
    count = item.spans[0][0] if item.spans else 0
    if count < item.clause.end or item.unit in ("片", "粒", "颗", "丸"):
        return False
    return mention_patterns.HAS_OF_IT.match(passage.low, passage.clause_at(count).start, count) is not None


def _is_asked_again(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """上次的布洛芬收到了 再来一盒: a word of need beside it, and no other thing that it is for."""
    near = passage.around(item.clause, 0, 2)
    return any(talk_patterns.NEEDED.search(c.text) and (c is item.clause or not passage.hits_at("items", lexicon.items, c)) for c in near)
