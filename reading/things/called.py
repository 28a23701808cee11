"""By which name the one concerned is called: 给我爸李大山买, 我老伴 … 她叫谭金娥, 我叫祁雪."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.people.mentions import Mention, latin_name, name_before_a_thing
from reading.people.names import name_at
from reading.things.item import Item

_Place = tuple[int, int]


def name_of_the_concerned(
    item: Item, passage: Passage, kin: Sequence[Mention], another: bool, grammar: Grammar, others: Sequence[Draft]
) -> _Place | None:
    """Somebody named in this message, the name of the kin it is for, the writer's own, or a name right before the asking."""
    low, clause = passage.low, item.clause
    near = passage.around(clause, 1, 0)[0]
    start = near.start if near.line == clause.line and not patterns.HAS_DIGIT.search(near.text) else clause.start
    for draft in others:
        name = draft.fields.get("name")
        if isinstance(name, str) and (at := low.find(name.lower(), start, item.start)) >= 0:
            return at, at + len(name)  # 张奇流鼻涕 小儿氨酚烷胺颗粒要1盒
    if (ill := _with_a_fever(item, passage, others)) is not None:
        return ill
    places = (name_of_kin(m, passage, grammar) or name_before_a_thing(m, passage, grammar.lexicon) for m in kin)
    named = next((place for place in places if place is not None), None)
    if named is None and len(kin) > 1:
        named = _kin_of_the_writer(kin, passage, grammar)
    if named is None and not another:
        named = introduced(passage, grammar)
    return named or _at_the_beginning(item, passage, grammar)


def _with_a_fever(item: Item, passage: Passage, others: Sequence[Draft]) -> _Place | None:
    """黄朵朵烧到39.4了 美林要一瓶: a medicine is for the only one whose fever is told before it, if nobody is spoken of between."""
    reports = [d for d in others if "temperature" in d.fields]
    span = next((s for s in reports[0].spans if s[0] == "name"), None) if len(reports) == 1 and item.sort == "medicine" else None
    if span is None or span[1] > passage.start or float(str(reports[0].fields["temperature"])) < _FEVER:
        return None
    between = passage.low[span[2] : item.start]
    return (span[1], span[2]) if request_patterns.ME.search(between) is None else None


_FEVER = 37.3


def name_of_kin(mention: Mention, passage: Passage, grammar: Grammar) -> _Place | None:
    """我妈单桂珍住…, 她叫谭金娥, 聂大富（我爸）: right behind the kin, or in front of them where they stand in brackets."""
    low, at = passage.low, mention.end
    if low.endswith(_WRITERS_OWN, passage.start, mention.start):
        return None
    called = next((at + len(w) for w in _CALLED if low.startswith(w, at)), None)
    if called is not None:
        end = _name_end(passage, called, grammar)
        return (called, end) if end is not None else None
    if low[mention.start - 1 : mention.start] == "(":
        start, stop = passage.clause_at(mention.start).start, mention.start - 1
        return (start, stop) if name_at(low, start, stop, grammar.lexicon) == stop else None
    end = name_at(low, at, passage.end, grammar.lexicon) if low[at : at + 1] != "和" else None
    if end is None or (end - at < 3 and not request_patterns.BEHIND_A_NAME.match(low, end, passage.end)):
        return None
    return at, end


_WRITERS_OWN = tuple(f"我是{whose}" for whose in ("", "他", "她", "他的", "她的", "他们的"))
"""Before kin: that is what the writer is."""
_CALLED = ("叫", "名叫", "名字叫", "名字是", "姓名", "的名字叫", "的名字是")


def _kin_of_the_writer(kin: Sequence[Mention], passage: Passage, grammar: Grammar) -> _Place | None:
    """我是王小美的老公 她要…: whom the writer tells of by what they are to them."""
    at = passage.low.find("我是", passage.start, kin[0].start)
    end = name_at(passage.low, at + 2, kin[0].start, grammar.lexicon) if at >= 0 else None
    of_them = end is not None and passage.low[end : kin[0].start] in ("", "的")
    tells = any(passage.low[m.start : m.end] in ("他", "她") for m in kin[1:])
    return (at + 2, end) if end is not None and of_them and tells else None


def _name_end(passage: Passage, at: int, grammar: Grammar) -> int | None:
    """Behind 叫 whatever looks like a name is one, and in dictation 我 or 她 goes on without a stop: 我叫丁福生我那个药."""
    end = name_at(passage.low, at, passage.end, grammar.lexicon)
    surname = grammar.lexicon.words("surnames").at(passage.low, at) if end is None else None
    goes_on = request_patterns.GIVEN_NAME_AND_ON.match(passage.low, at + len(surname), passage.end) if surname else None
    return goes_on.end(1) if goes_on is not None else end


def introduced(passage: Passage, grammar: Grammar) -> _Place | None:
    """我叫祁雪 房间2-1407: who says their own name."""
    for words in ("我叫", "本人叫", "本人姓名", "我的名字叫", "我名字叫", "姓名:", "姓名", "名字:"):
        at = passage.low.find(words, passage.start, passage.end)
        if at >= 0 and (end := _name_end(passage, at + len(words), grammar)) is not None:
            return at + len(words), end
        latin = at + len(words) + passage.low.startswith(" ", at + len(words))
        if at >= 0 and (found := latin_name(latin, passage, grammar.lexicon)) is not None:
            return found  # 我叫 Ahmed Khan
    return None


def _at_the_beginning(item: Item, passage: Passage, grammar: Grammar) -> _Place | None:
    """罗小宝要一盒…: a name right before the asking; 费嘉怡过敏性鼻炎 …: one of three characters before the illness."""
    low, clause = passage.low, item.clause
    end = name_at(low, clause.start, clause.end, grammar.lexicon)
    if end is not None and _COUNTING.isdisjoint(low[clause.start : end]) and low.startswith(("要", "想要", "需要", "还要", "的"), end):
        return clause.start, end
    first = passage.clauses[0]
    end = name_at(low, first.start, first.end, grammar.lexicon) if first.start < item.start else None
    ill = end is not None and end - first.start == 3 and grammar.lexicon.words("conditions").at(low, end, first.end) is not None
    return (first.start, end) if ill and end is not None else None


_COUNTING = frozenset("瓶盒包罐袋装")
