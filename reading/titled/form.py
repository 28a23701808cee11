"""One titled record while its fields are looked for."""

from reading.fields import (
    Field,
)  # fmt: skip
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.labels import labelled, labels_in, own
from reading.message.passage import Clause, Passage
from reading.values.simple_values import Found


class Form:
    """One titled record while its fields are looked for. What one field has found is closed to the others."""

    def __init__(self, draft: Draft, passage: Passage, grammar: Grammar) -> None:
        self.draft = draft
        self.passage = passage
        self.grammar = grammar
        self.low = passage.low
        self.labels = labelled(passage, grammar.labels(draft.kind))
        self.heads = labels_in(passage, grammar.labels(draft.kind))
        self.closed: list[tuple[int, int]] = []

    def scope(self, field: Field) -> tuple[int, int, bool]:
        """Where to look: behind its label, or anywhere."""
        spans = self.labels.get(field.name)
        return (*spans[0], True) if spans else (self.passage.start, self.passage.end, False)

    def put(self, field: Field, found: Found) -> None:
        """Set the field and close its words."""
        self.draft.put(field.name, found[2], found[0], found[1], field.label)
        self.closed.append((found[0], found[1]))

    def is_open(self, start: int, end: int) -> bool:
        """Whether no field has taken these words."""
        return not any(a < end and start < b for a, b in self.closed)

    def free(self) -> list[Clause]:
        """The clauses no field has taken, without those behind the labels of other fields."""
        return [c for c in self.unlabelled() if self.is_open(c.start, c.end)]

    def unlabelled(self) -> list[Clause]:
        """Those that are no label and behind none, taken or not: of 男35 the age is only a part."""
        heads = {value: start for start, value, _ in self.heads}
        behind = [(heads[a], b) for spans in self.labels.values() for a, b in spans]
        return [c for c in self.passage.clauses if not any(a <= c.start < b for a, b in behind) and not self.is_label(c)]

    def is_label(self, clause: Clause) -> bool:
        """Whether the clause is nothing but a label of a field, or part of any: 病情, 所在房间:, 姓 名:."""
        owner = self.grammar.labels(self.draft.kind).owner.get(clause.text.rstrip(":： "))
        return (owner is not None and bool(own([owner]))) or any(a <= clause.start and clause.end <= b for a, b, _ in self.heads)
