"""What staff measured and found out of range: 502餐后血糖14.2, 702血压180/100. A special situation of the body."""

from reading.expressions import work_patterns
from reading.matters.matters import draft_of
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.values.categories import choice_of


def out_of_range(passage: Passage, grammar: Grammar) -> list[Draft]:
    """One record for a room with such a value, when the message gave no other."""
    found = work_patterns.OUT_OF_RANGE.search(passage.low, passage.start, passage.end) if passage.staff else None
    kind = next((k for k in grammar.plain("words") if choice_of(k) is not None), None)
    choice = choice_of(kind) if kind else None
    if found is None or kind is None or choice is None or not passage.rooms:
        return []
    draft = draft_of(kind, passage.clauses, passage, grammar, found.group(0))
    draft.put(choice.name, next(iter(choice.options)))
    passage.take(passage.clauses)
    return [draft]
