"""Who reads a post, and how much they may see of people and things (product.md, rule 3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Key = tuple[str, str]
"""A room and a name."""


class Reader(str):
    """An audience that also knows its site's rooms: who shares one with somebody of the same surname."""

    twins: Callable[[], Mapping[Key, int]] = staticmethod(dict)
    """Room and name → 1, 2 … for those only; looked up when it is first needed."""


def twin_number(audience: str, room: str, name: str) -> int | None:
    """305-2张*: which of two of one surname in a room, None where there is only one."""
    return audience.twins().get((room, name)) if isinstance(audience, Reader) else None


AUDIENCES = ("resident", "branch", "staff", "hq", "private")


@dataclass(frozen=True, slots=True)
class Sees:
    """What one audience may read."""

    rooms: bool
    surname: bool
    full_name: bool
    items: bool
    category: bool
    raw_words: bool
    health: bool


SEES = {
    "resident": Sees(rooms=True, surname=True, full_name=False, items=False, category=False, raw_words=False, health=False),
    "branch": Sees(rooms=True, surname=True, full_name=False, items=False, category=False, raw_words=False, health=False),
    "staff": Sees(rooms=True, surname=True, full_name=False, items=True, category=True, raw_words=True, health=False),
    "hq": Sees(rooms=False, surname=False, full_name=False, items=False, category=False, raw_words=False, health=False),
    "private": Sees(rooms=True, surname=True, full_name=True, items=True, category=True, raw_words=True, health=True),
}
