"""What else is told behind a short title: 接班 白班 早餐108份已送完, 垃圾清运 4车 医废9袋也交了."""

from reading.fields import Choice
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage, passage_of
from reading.message.section import Section
from reading.places.areas import are_all_places
from reading.plain import read_plain


def beside(section: Section, passage: Passage, grammar: Grammar) -> tuple[int, list[Draft]]:
    """Where 签到 ends, and what else is told: in the lines below it, or as work in the same one: 接班 白班 早餐108份已送完."""
    if section.kind is not None and section.kind.plain == "task":
        return _before_the_next_task(section, section.kind, passage, grammar)
    if section.title not in ("签到", "签退", "接班") or not passage.clauses:
        return passage.end, []
    first = passage.clauses[0].end  # the title may stand in a line of its own
    below = passage.low.find("\n", first, passage.end)
    if below >= 0:
        told = passage.low[below : passage.end].strip()
        return below, read_plain(passage_of(passage.clean, passage.said, below + 1, passage.end), grammar) if told else []
    for clause in passage.clauses:
        rest = passage_of(passage.clean, passage.said, clause.start, passage.end)
        works = [] if "班" in clause.text else read_plain(rest, grammar)
        if works and all(d.kind.plain in ("task", "update") for d in works):
            return clause.start, works
    return passage.end, []


def _before_the_next_task(section: Section, kind: Kind, passage: Passage, grammar: Grammar) -> tuple[int, list[Draft]]:
    """垃圾清运 4车 医废9袋也交了: where the words of another task begin, and what they say."""
    choice = next(f for f in kind.fields if isinstance(f, Choice))
    own = next((value for value, words in choice.options.items() if section.title in words), None)
    for clause in passage.clauses[1:]:
        cues = passage.cues(grammar.options(kind, choice.name), clause.start, clause.end)
        if not cues or cues[0][0].start > clause.start or are_all_places(clause.text):
            continue  # 垃圾清运 6桶 已消毒; 巡查 大门 消防楼梯
        works = read_plain(passage_of(passage.clean, passage.said, clause.start, passage.end), grammar)
        if works and works[0].kind is kind and works[0].fields.get(choice.name) != own:
            return clause.start, works
    return passage.end, []
