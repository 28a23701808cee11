"""One thing that is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reading.message.passage import Clause
from reading.things.item_tokens import Token


@dataclass(slots=True, eq=False)
class Item:
    """One thing. `sort`: medicine, goods, or None when no list knows it."""

    start: int
    end: int
    name: str
    sort: str | None
    clause: Clause
    strength: str | None = None
    quantity: float | int | None = None
    unit: str | None = None
    counted: bool = False
    """A quantity was said, if only a vague one (几个)."""
    known: bool = True
    spans: list[tuple[int, int]] = field(default_factory=list)
    sized_in: Clause | None = None
    """The clause in which its strength was told."""
    resized: bool = False
    """It was had in another strength."""
    line: int = -1
    """The line of what was last said of it."""
    beside: Mapping[int, Sequence[Token]] = field(default_factory=dict)
    """All names, strengths and counts it was found among, under the starts of their clauses."""

    def as_field(self) -> dict[str, object]:
        """As it is written down."""
        return {"name": self.name, "strength": self.strength, "quantity": self.quantity, "unit": self.unit}
