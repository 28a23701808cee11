"""Several forms filled in below one another under one title: each begins with the label the first begins with."""

from reading.expressions import patterns
from reading.fields import Name, Room, Rooms
from reading.kind import Kind
from reading.message.grammar import Grammar
from reading.message.labels import labels_in
from reading.message.passage import Passage, passage_of


def forms_in(passage: Passage, kind: Kind, grammar: Grammar) -> list[Passage]:
    """房间：305⏎体温：36.5⏎房间：306⏎体温：36.7: the stretch cut before each who has labels of their own; nothing when it is one form."""
    low = passage.low
    if low.count(":", passage.start, passage.end) < _FEWEST and "\n" not in passage.text:
        return []
    who = [f.name for f in kind.fields if isinstance(f, Room | Rooms | Name)]
    found = labels_in(passage, grammar.labels(kind))
    heads = [(start, name) for start, value, name in found if name in who and (low[value - 1] == ":" or _opens_a_line(start, passage))]
    again = next((n for _, n in heads if [name for _, name in heads].count(n) > 1), None)
    if again is None:
        return []
    starts = [start for start, name in heads if name == again]
    first = starts[0] if not low[passage.start : _numbered(starts[0], passage)].strip() else passage.start
    stops = [_numbered(start, passage) for start in starts[1:]]
    return [passage_of(passage.clean, passage.said, a, b) for a, b in zip([first, *starts[1:]], [*stops, passage.end], strict=True)]


def _numbered(start: int, passage: Passage) -> int:
    """2、房号709: where the number of the row begins."""
    line = passage.low.rfind("\n", passage.start, start) + 1 or passage.start
    number = patterns.ITEM_NUMBER.match(passage.low, line, start)
    return line if number is not None and not passage.low[number.end() : start].strip() else start


def _opens_a_line(start: int, passage: Passage) -> bool:
    """Whether a row begins there, perhaps with its number: where each has a row the colon may be missing."""
    at = _numbered(start, passage)
    return at == passage.start or passage.low[at - 1] == "\n"


_FEWEST = 4
"""Colons: two forms have two labels each at least."""
