"""Whose a matter is when kin are spoken of beside the writer: the last one who could be its subject before the words that tell it."""

from collections.abc import Iterable, Sequence

from reading.expressions import request_patterns
from reading.kind import Kind
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention
from reading.text.words import Hit, Words
from reading.values.categories import choice_of, is_said


def is_about_another(
    kind: Kind, clauses: Sequence[Clause], passage: Passage, mentions: Sequence[Mention], category: str | None, grammar: Grammar
) -> bool:
    """The one it happens to is kin in this place, not the writer, and not somebody far away."""
    inside = {c.start for c in clauses}
    kin = [m for m in mentions if m.kin and passage.clause_at(m.start).start in inside]
    if not any(could_be(m, passage) and not _speaks(m, passage) and passage.low[m.start : m.end] not in _WRITERS for m in kin):
        return False
    outside, choice = grammar.lexicon.words("kin_outside"), choice_of(kind)
    last = choice is not None and category in (None, list(choice.options)[-1])
    if any(outside.first(passage.low, c.start, c.end) for c in clauses):
        return not last and _is_of_kin_here(_cues(kind, clauses, passage, category, grammar), passage, mentions, outside)
    if last:
        asks = any(m.me and m.start >= clauses[0].start and could_be(m, passage) and not _owns(m, passage, mentions) for m in mentions)
        return not asks and not any(grammar.lexicon.says("nuisance", c.text) for c in clauses)
    return is_of_the_writer(_cues(kind, clauses, passage, category, grammar), passage, mentions) is not True


def is_of_the_writer(hits: Iterable[Hit], passage: Passage, mentions: Sequence[Mention]) -> bool | None:
    """婆婆打电话骂我 我现在心里堵得慌: the writer's own; 我害怕 婆婆不吃不睡: not all of it. None when nobody stands before the words."""
    subjects = [s for hit in hits if (s := _subject_before(hit.start, passage, mentions)) is not None]
    return all(s.me for s in subjects) if subjects else None


def _is_of_kin_here(hits: Iterable[Hit], passage: Passage, mentions: Sequence[Mention], outside: Words) -> bool:
    """孩子想爸爸 哭着要视频, 孩子想起过世的爷爷一直哭: the child is here; 我妈在另一个点 电话里光哭: she is not."""
    subjects = [(s, hit) for hit in hits if (s := _subject_before(hit.start, passage, mentions)) is not None and s.kin]
    missed = [m.start for m in mentions if m.kin and not could_be(m, passage)]
    return any(
        outside.first(passage.low, s.end, hit.end) is None or any(s.end < start < hit.start for start in missed) for s, hit in subjects
    )


def _subject_before(index: int, passage: Passage, mentions: Sequence[Mention]) -> Mention | None:
    """The last one mentioned before a place who is not only spoken to, missed, or looking after somebody."""
    before = [m for m in mentions if m.start < index and (m.kin or m.me) and could_be(m, passage) and not _owns(m, passage, mentions)]
    return before[-1] if before else None


def could_be(mention: Mention, passage: Passage) -> bool:
    """Whether what is told may have happened to them: not to kin who are only missed or spoken to."""
    if mention.kin:
        before = max(passage.start, mention.start - 8), mention.start
        theirs = request_patterns.ONLY_THEIRS.match(passage.low, mention.end, passage.end) is not None
        held = theirs and request_patterns.HELD.search(passage.low, *before) is not None
        thought_of = request_patterns.THOUGHT_OF.search(passage.low, *before) is not None
        return not held and not thought_of and request_patterns.IS_DEAD.match(passage.low, mention.end) is None
    return request_patterns.LOOKS_AFTER.match(passage.low, max(passage.start, mention.start - 1), passage.end) is None


_WRITERS = ("孕妇", "产妇", "宝妈")
"""What writers call themselves."""


def _owns(mention: Mention, passage: Passage, mentions: Sequence[Mention]) -> bool:
    """我家那口子, 我屋里的老娘: the kin, not the writer."""
    return mention.me and any(m.kin and m.start >= mention.end and passage.low[mention.end : m.start] in _OF_MINE for m in mentions)


_OF_MINE = ("", "家", "家里", "家的", "屋", "屋里", "屋里的", "屋头", "的", "那", "这", "个", "小", "大", "哩", "嘞")


def _speaks(mention: Mention, passage: Passage) -> bool:
    """家属说夜里会乱走: they tell it of somebody else."""
    if not passage.low.startswith(("家属", "家人", "家里人", "家长", "护工", "保姆", "室友", "同屋", "同住", "邻床"), mention.start):
        return False
    return passage.low.startswith(("说", "讲", "反映", "称", "来电", "要求", "投诉", "告诉"), mention.end)


def _cues(kind: Kind, clauses: Sequence[Clause], passage: Passage, category: str | None, grammar: Grammar) -> list[Hit]:
    """The words by which it is of this sort."""
    choice = choice_of(kind)
    if choice is None:
        return []
    out, restless = [], grammar.lexicon.phrases("sleepless")
    for clause in clauses:
        begun = {hit.start for hit, _ in passage.cues(grammar.cues(kind), clause.start, clause.end)}
        found = passage.cues(grammar.options(kind, choice.name), clause.start, clause.end) if begun else ()
        out += [hit for hit, value in found if value == category and hit.start in begun and is_said(hit, clause, passage, grammar)]
        out += [hit for hit, _ in passage.cues(restless, clause.start, clause.end)] if category == "emotional" else []
    return out
