"""Several forms filled in below one another under one title: each begins with the label the first begins with."""

from itertools import pairwise

from reading.fields import Name, Room, Rooms
from reading.kind import Kind
from reading.message.grammar import Grammar
from reading.message.labels import labels_in
from reading.message.passage import Passage, passage_of


def forms_in(passage: Passage, kind: Kind, grammar: Grammar) -> list[Passage]:
    """房间：305⏎体温：36.5⏎房间：306⏎体温：36.7: the stretch cut before each who has labels of their own; nothing when it is one form."""
    if passage.low.count(":", passage.start, passage.end) < _FEWEST:
        return []
    who = [f.name for f in kind.fields if isinstance(f, Room | Rooms | Name)]
    found = labels_in(passage, grammar.labels(kind))
    heads = [(start, name) for start, value, name in found if name in who and passage.low[value - 1] == ":"]
    again = next((n for _, n in heads if [name for _, name in heads].count(n) > 1), None)
    starts = [start for start, name in heads if name == again]
    if again is None:
        return []
    stops = [passage.start, *starts[1:], passage.end]
    return [passage_of(passage.clean, passage.said, a, b) for a, b in pairwise(stops)]


_FEWEST = 4
"""Colons: two forms have two labels each at least."""
