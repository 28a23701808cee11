"""Who has not reported: both half-days with their denominators, the missing by floor."""

from collections.abc import Sequence
from typing import Any

from models import floor_of
from reports.digest import HALF_NAMES
from reports.figures import HALVES, half_day
from web.dashboard.base import Look, Shown, View


def show(look: Look) -> Shown:
    """Today's half-days up to now."""
    upto = 1 if look.now.astimezone(look.zone).hour < 12 else 2
    found = [(HALF_NAMES[half], half_day(look.session, look.here, look.day, half)) for half in HALVES[:upto]]
    return {"halves": [{"name": name, "h": half, "floors": by_floor(half.missing)} for name, half in reversed(found)]}


def by_floor(stays: Sequence[Any]) -> dict[str, list[Any]]:
    """Stays by floor, in the order they come."""
    floors: dict[str, list[Any]] = {}
    for stay in stays:
        floors.setdefault(floor_of(stay.room), []).append(stay)
    return floors


VIEWS = (View("/site/<int:site>/missing", "missing.html", "site", show),)
