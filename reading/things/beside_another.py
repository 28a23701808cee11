"""Medicines that are only told of beside one that is asked for: what did harm, is there still, or was taken before."""

from collections.abc import Sequence
from itertools import pairwise

from reading.expressions import mention_patterns, request_patterns
from reading.lexicon import Lexicon
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.things.asking import asks
from reading.things.bare import is_bare
from reading.things.item import Item
from reading.values.days import days_left_in


def without_the_told(wanted: Sequence[Item], passage: Passage, grammar: Grammar) -> list[Item]:
    """阿司匹林太贵了 换吲哚布芬两盒, 优甲乐两瓶 钙片我带着呢: of several medicines only those with a reason of their own."""
    wanted = [i for i in wanted if not _is_what_is_replaced(i, wanted, passage, grammar)]
    if not any(i.counted and i.sort == "medicine" for i in wanted):
        return wanted
    return [i for i in wanted if i.counted or i.strength or i.sort != "medicine" or not _is_only_told_of(i, passage, grammar)]


def _is_only_told_of(item: Item, passage: Passage, grammar: Grammar) -> bool:
    """Its clause tells something, and neither it nor what follows, up to the next thing, asks for it or says that it runs out."""
    lexicon, clause = grammar.lexicon, item.clause
    if is_bare(clause, item, passage, lexicon) and not mention_patterns.TAKEN_BEFORE.match(clause.text):
        return False
    near = [clause, *_before_the_next(clause, passage, lexicon)]
    return not any(_is_reason(c, passage, lexicon) for c in near)


def _is_what_is_replaced(item: Item, wanted: Sequence[Item], passage: Passage, grammar: Grammar) -> bool:
    """充电器落家里了 带一根充电线, 买一副老花镜 我老花眼镜断了: why a thing of the same sort is asked for; 净喝奶粉 要个奶瓶刷."""
    others = [i for i in wanted if i.counted and i.sort != "medicine" and (i.clause is not item.clause or i.start > item.end)]
    if item.counted or item.strength or item.sort == "medicine" or not others:
        return False
    if mention_patterns.AS_A_HABIT.search(passage.low, max(item.clause.start, item.start - 6), item.end - 1):
        return True
    lacks = mention_patterns.LOST_OR_BROKEN.match(passage.low, item.end, item.clause.end) is not None
    return lacks and any(_are_alike(item.name.strip("子"), i.name.strip("子")) for i in others)


def _are_alike(name: str, other: str) -> bool:
    """充电器 and 充电线, 杯子 and 保温杯, 衣服 and 秋衣; not 牙刷 and 牙膏."""
    return name[-1:] == other[-1:] or name[:1] == other[-1:] or any(a + b in other for a, b in pairwise(name))


def _before_the_next(clause: Clause, passage: Passage, lexicon: Lexicon) -> list[Clause]:
    """The clauses behind it that name nothing."""
    out: list[Clause] = []
    for following in passage.around(clause, 0, _AS_FAR)[1:]:
        if passage.hits_at("items", lexicon.items, following) or following.line != clause.line:
            break
        out.append(following)
    return out


_AS_FAR = 3


def _is_reason(clause: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    if days_left_in(passage.low, clause.start, clause.end, lexicon) is not None or request_patterns.RUNS_LOW.search(clause.text):
        return True
    return asks(passage, clause, lexicon) and "换" not in clause.text


def did_harm(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """阿司匹林吃了胃出血过 医生给我换的吲哚布芬, 吃头孢起疹子: what came of it is told, and another is named."""
    if item.sort != "medicine" or not any(not _touches(h.start, item) for h in passage.hits("items", lexicon.items)):
        return False
    start = mention_patterns.TAKEN_AND.match(passage.low, item.end, item.clause.end)
    if start is None and passage.low[item.start - 1 : item.start] in _TAKING:
        start = request_patterns.COMES_OF_IT.match(passage.low, item.end, item.clause.end)
    if start is None:
        return False
    span = (start.end(), item.clause.end)
    ails = any(lexicon.words(name).first(passage.low, *span) is not None for name in ("conditions", "symptoms"))
    return ails or any(passage.cues(lexicon.phrases(name), *span) for name in ("symptoms", "complaints"))


_TAKING = tuple("吃用打喝服擦抹")


def _touches(index: int, item: Item) -> bool:
    return item.start <= index < item.end
