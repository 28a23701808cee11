"""What a picture shows, as plain data: it is kept with the post and drawn by a child process after the commit.

Counts and names of sites only, never a room or a name: any group that reads a digest may see it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

GOOD, PLAIN, WARN, BAD, NONE = "good", "plain", "warn", "bad", "none"
"""Tones; NONE is for what was not reported."""


@dataclass(frozen=True, slots=True)
class Card:
    """One figure, large, with what it is out of below it."""

    label: str
    value: str
    note: str = ""
    tone: str = PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart; None where nothing is known."""

    name: str
    values: tuple[float | None, ...]
    tone: str = PLAIN


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over the same days."""

    title: str
    days: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: how much of the whole, and what stands at its end."""

    name: str
    part: float
    whole: float
    text: str
    tone: str = PLAIN


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows side by side, on one scale."""

    title: str
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole picture, from top to bottom."""

    title: str
    subtitle: str
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...] = ()
    bars: tuple[Bars, ...] = ()
    notes: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def page_from(data: Mapping[str, Any]) -> Page:
    """The page that `as_data` gave."""
    charts = tuple(
        Chart(c["title"], tuple(c["days"]), tuple(Line(x["name"], tuple(x["values"]), x["tone"]) for x in c["lines"]), c["unit"])
        for c in data["charts"]
    )
    bars = tuple(Bars(b["title"], tuple(Bar(**row) for row in b["rows"])) for b in data["bars"])
    return Page(data["title"], data["subtitle"], tuple(Card(**c) for c in data["cards"]), charts, bars, tuple(data["notes"]))
