"""Whether a clause is nothing but things and how much of them: a list of wishes without any word of asking."""

from collections.abc import Iterable

from reading.expressions import count_patterns, mention_patterns, patterns
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage
from reading.people.mentions import mentioned, name_before_a_thing
from reading.text.words import Hit
from reading.things.item import Item
from reading.things.item_tokens import Token
from reading.things.unknown_names import NameHit


def is_a_wish(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """牛奶一箱 抽纸两提, with no word of asking; not in a recipe, and not where the clause before tells how much was had already."""
    return stands_bare(item, passage, lexicon) and not (
        _goes_on_telling(item, passage) or is_recipe(passage) or _is_brewed(item, passage) or is_had(item, passage, lexicon)
    )


def is_had(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """我女儿寄来个箱子，三双袜子、两包红糖: the words before the list say that all of it is there, or another's."""
    if mention_patterns.LIST_TOLD.search(passage.text):
        return True
    head = passage.once(("head",), lambda: mention_patterns.HEAD_OF_HAD.search(passage.low, passage.start, passage.end))
    if head is None or head.end() > item.start:
        return False
    if head.group(0)[0] == "带" and any(
        h.end <= head.start() for h in passage.hits_at("items", lexicon.items, passage.clause_at(head.start()))
    ):
        return False  # 牙线我带了 电池四节
    return mention_patterns.LACKING.search(passage.low, passage.clause_at(head.start()).start, item.start) is None


def _goes_on_telling(item: Item, passage: Passage) -> bool:
    """双十一抢了两桶洗衣液 一箱抽纸."""
    before = passage.around(item.clause, 1, 0)[0]
    near = before is not item.clause and not before.hard
    return near and mention_patterns.TOLD_AND_COUNTED.search(before.text) is not None


def is_recipe(passage: Passage) -> bool:
    """羊排5斤 冷水下锅 一把盐: so much of everything goes in."""
    return passage.once(("recipe",), lambda: mention_patterns.COOKED.search(passage.text) is not None)


def _is_brewed(item: Item, passage: Passage) -> bool:
    """姜三片 红糖一勺 煮开了趁热喝."""
    return (
        item.sort != "medicine"
        and item.unit not in ("袋", "包", "盒", "箱", "瓶", "斤")
        and passage.once(("brewed",), lambda: mention_patterns.BREWED.search(passage.text) is not None)
    )


def stands_bare(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """牛奶一箱 谢谢; not 泡了一壶, 包子吃了两个: there the clause of the thing, or of its count, tells something."""
    counted = [passage.clause_at(start) for start, _ in item.spans]
    apart = item.sort == "medicine" and all(c is not item.clause for c in counted)  # 舍曲林停了三天 两盒
    clauses = {c.start: c for c in (counted if apart else [item.clause, *counted])}
    return all(is_bare(c, item, passage, lexicon) for c in clauses.values())


def is_bare(clause: Clause, item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """The clause, which need not be that of the thing, has nothing but things, counts and words of politeness."""
    return all(_says_nothing(start, end, passage, lexicon) for start, end in _between(clause, item, passage, lexicon))


def _between(clause: Clause, item: Item, passage: Passage, lexicon: Lexicon) -> Iterable[tuple[int, int]]:
    """What stands before, between and behind the things, counts, strengths and rooms of a clause."""
    spans = [(t.start, t.end) for t in item.beside.get(clause.start, ()) if t.sort != "name" or _is_a_thing(t, passage.low)]
    spans += [(h.start, h.end) for h in passage.hits_at("items", lexicon.items, clause)]
    people = passage.once(("people",), lambda: passage.by_clause(Hit(m.start, m.end, "") for m in mentioned(passage, lexicon)))
    spans += passage.once(("names of kin",), lambda: _names_of_kin(passage, lexicon))
    spans += [(item.start, item.end), *((p.start, p.end) for p in people.get(clause.start, ()))]
    if "(" in clause.text:
        spans += [m.span() for m in mention_patterns.IN_BRACKETS.finditer(passage.low, clause.start, clause.end)]
    if item.sort == "medicine":
        spans += [m.span() for m in patterns.DOSE.finditer(passage.low, clause.start, clause.end)]  # 每天2片
        spans += [m.span() for m in count_patterns.SCHEDULE.finditer(passage.low, clause.start, clause.end)]  # 一周一粒
        now = mention_patterns.TAKEN_NOW.match(passage.low, clause.start, clause.end)
        spans += [now.span()] if now is not None else []  # 医生说换
    at = clause.start
    for start, end in sorted(s for s in spans if clause.start <= s[0] < clause.end):
        if at < start:
            yield at, start
        at = max(at, end)
    if at < clause.end:
        yield at, clause.end


def _names_of_kin(passage: Passage, lexicon: Lexicon) -> list[tuple[int, int]]:
    """我爸王建国矿泉水一箱."""
    return [place for m in mentioned(passage, lexicon) if (place := name_before_a_thing(m, passage, lexicon)) is not None]


def _is_a_thing(token: Token, low: str) -> bool:
    """A known one, or what ends as medicines do: 阿司匹林、络维清片各一盒."""
    name = token.value
    return isinstance(name, NameHit) and (name.known or name.sort == "medicine" or low[name.end - 1] in "片丸散栓")


def _says_nothing(start: int, end: int, passage: Passage, lexicon: Lexicon) -> bool:
    """麻烦, 另外, 我妈的, 宝宝喝水用, 就行: words that only go along with a wish."""
    low = passage.low
    words = low[start:end].strip(_MARKS)
    if len(words) <= _LONGEST_DESCRIPTION and words.endswith(("的", "用")) and not mention_patterns.TELLS.search(words):
        return True
    if low[end - 1] == ":" and low[start - 1 : start] in _BREAKS:
        return True  # 8楼报的：充电宝1个
    if low[end - 1] == ":" and count_patterns.SORTS.search(low, start, end) and _HAD.isdisjoint(words):
        return True  # 膏药两样：麝香壮骨膏2盒
    at = start
    for hit in lexicon.beside_things.find(low, start, end):
        if low[at : hit.start].strip(_MARKS):
            return False
        at = hit.end
    return not low[at:end].strip(_MARKS)


_HAD = frozenset("了里来寄")
"""今天吃了两种药：…, 箱子里有三样：…: what is there."""
_LONGEST_DESCRIPTION = 6
"""Characters: 华为的, 我妈常吃的."""
_BREAKS = ("", " ", "\n", ",", "，", "。", ";", "；")
_MARKS = patterns.EDGES + '()（）+＋&、0123456789①②③④⑤⑥⑦⑧⑨⑩"“”《》'
