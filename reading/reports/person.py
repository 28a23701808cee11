"""One person of a report: whose number it is, where they live, and how they feel."""

from dataclasses import dataclass, field

from reading.people.mentions import Mention
from reading.values.degrees import DegreeHit


@dataclass(slots=True)
class Person:
    """One report as it is put together from left to right."""

    at: int
    room: Mention | None = None
    name: tuple[int, int] | None = None
    kin: bool = False
    me: bool = False
    degree: DegreeHit | None = None
    end: int = 0
    symptoms: list[str] = field(default_factory=list)
    none: bool = False
