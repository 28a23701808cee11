"""Whether a verb of asking stands with a thing: in its clause, near it, or with its count."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.lexicon import Lexicon
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.text.words import Hit
from reading.things.bare import stands_bare
from reading.things.item import Item


def asked_here(passage: Passage, item: Item, grammar: Grammar) -> bool:
    """A verb of asking in the item's clause or the ones beside it, or with its count: 甲氨蝶呤2.5mg 每周六吃4片 类风湿 买1瓶."""
    counted = [passage.clause_at(start) for start, _ in item.spans]
    return any(asks(passage, c, grammar.lexicon) for c in (*passage.around(item.clause, 2, 2), *counted))


def asked_with_it(passage: Passage, item: Item, grammar: Grammar) -> bool:
    """The same for a word nobody knows: in its own clause or with its count, or near by when its clause says nothing else."""
    own = (item.clause, *(passage.clause_at(start) for start, _ in item.spans))
    if any(asks(passage, c, grammar.lexicon) for c in own):
        return True
    return asked_here(passage, item, grammar) and stands_bare(item, passage, grammar.lexicon)


def asks(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause has a verb of asking."""
    return passage.once(("asks", clause.start), lambda: _has_a_verb(passage, clause, lexicon))


def _has_a_verb(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """求, 要, 买两盒 …; but not in 要求见领导, 不重要, and not where somebody else does it: 非要给我寄两箱."""
    found = lexicon.words("requests").find(passage.low, clause.start, clause.end)
    counted = [m.start() for m in patterns.ASKING.finditer(passage.low, clause.start, clause.end)]
    if not found and not counted:
        return False
    ways = request_patterns.DONE_BY_OTHERS, request_patterns.WANTS_SOMEBODY
    told = [m.span() for way in ways for m in way.finditer(passage.low, clause.start, clause.end)]
    if any(not any(start <= at < end for start, end in told) for at in counted):
        return True
    others = lexicon.words("requests_not").find(passage.low, clause.start, clause.end) if found else []
    return any(not _is_inside(h, told, others) and _wants_it(h, passage, clause, lexicon) for h in found)


def _is_inside(verb: Hit, told: Sequence[tuple[int, int]], others: Sequence[Hit]) -> bool:
    """It begins in what others do, or is no more than a part of another word."""
    return any(start <= verb.start < end for start, end in told) or any(o.start <= verb.start and verb.end <= o.end for o in others)


def _wants_it(verb: Hit, passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """要创可贴, 膏药也要; but 啤酒要戒 and 喷完要漱口 only say what must be done, and in 咸菜配白粥 nobody prescribes."""
    things = passage.hits_at("items", lexicon.items, clause)
    if passage.low.startswith(("的", "了", "过"), verb.end) and verb.word[-1] in "买带拿送开配领捎借换补":
        return False  # 双十一买的羽绒服, 换了床单
    if request_patterns.VERB_OF_ITS_OWN.match(passage.low, verb.start, clause.end):
        return False  # 水果都要消三遍, 台灯买回家, 我给她找了张桌子
    if verb.word.endswith("有没有") and not things and request_patterns.SOMETHING_ELSE.match(passage.low, verb.end, clause.end):
        return False  # 这个说法有没有道理
    if verb.word == "没有" and not things and request_patterns.LACKS_NO_THING.match(passage.low, verb.end, clause.end):
        return False  # 他没有脸; 那边解封没有啊
    if verb.word == "配":  # 穿西装配拖鞋
        before = passage.low[clause.start : verb.start]
        worn_or_eaten = "穿" in before or before.endswith(tuple("锅菜饭面汤茶酒粥饼肉鱼"))
        return not worn_or_eaten and not any(t.end == verb.start for t in things)
    if verb.word == "要" and passage.low[verb.end : verb.end + 1] in tuple("吃喝戴穿放温煮炖焖捞骂走等"):
        return passage.low[verb.start - 1 : verb.start] in ("我", "想", "俺")  # 一天要吃两个
    if verb.word == "要" and request_patterns.MUST_BE_SO.search(passage.low, clause.start, clause.end):
        return False
    behind = passage.low[verb.end : clause.end]
    if verb.word not in _WISHING or not behind.strip("的了吗么不呀啊哈吧嘛呢哦") or behind in lexicon.words("goods"):
        return True  # 我要水
    if things and patterns.SIZE.match(passage.low, verb.end, clause.end) is not None:
        return True  # 纸尿裤要NB码的
    return any(t.start >= verb.end for t in things) or patterns.HAS_COUNT.search(passage.low, verb.end, clause.end) is not None


_WISHING = ("要", "还要", "需要")
"""Verbs of asking that also stand before what must be done: 夜里还要轮流看火, 需要被喊话."""
