"""The floor plan: every room with what it needs most, from records; rooms and counts, no health detail."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import OPEN_STATES, Request, Room, Site, Stay, floor_of
from reports.figures import HALVES, half_day
from reports.stays import sampling_on, staying

STATES: Mapping[str, tuple[str, str]] = {
    "urgent": ("急", "紧急未结"),
    "fever": ("热", "今天发热"),
    "request": ("需", "有未完需求"),
    "missing": ("未", "体温未报"),
    "sampling": ("采", "今天待采样"),
    "leaving": ("离", "今明解除"),
    "fine": ("安", "都好"),
    "empty": ("空", "没有人住"),
}
"""State → letter and words, the gravest first."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """One room: how many stay there, what it needs most, and how many requests are open."""

    number: str
    people: int
    state: str
    requests: int
    also: tuple[str, ...]
    """Everything else it needs."""


def floor_plan(session: Session, site: Site, day: date, now: datetime) -> dict[str, list[RoomState]]:
    """Floors from the lowest, rooms in their order."""
    there = staying(session, site)
    people = Counter(s.room for s in there)
    rooms = set(session.scalars(select(Room.number).where(Room.site_id == site.id))) | set(people)
    states = _states(session, site, there, day, now)
    requests = states.pop("count")
    floors: dict[str, list[RoomState]] = {}
    for number in sorted(rooms, key=_order):
        mine = [state for state in STATES if number in states.get(state, ())] or ["fine" if people[number] else "empty"]
        floors.setdefault(floor_of(number), []).append(RoomState(number, people[number], mine[0], requests[number], tuple(mine[1:])))
    return floors


def _states(session: Session, site: Site, there: Sequence[Stay], day: date, now: datetime) -> dict[str, Counter[str]]:
    half = "am" if now.astimezone(ZoneInfo(site.timezone)).hour < 12 else "pm"
    halves = {h: half_day(session, site, day, h) for h in HALVES[: HALVES.index(half) + 1]}
    wanted = select(Request.room, Request.kind).where(Request.site_id == site.id, Request.status.in_(OPEN_STATES))
    waiting = session.execute(wanted.where(Request.withdrawn_at.is_(None), Request.room.is_not(None))).all()
    found = [(str(room), kind) for room, kind in waiting]
    tomorrow = day + timedelta(days=1)
    return {
        "count": Counter(room for room, _ in found),
        "urgent": Counter(room for room, kind in found if kind == "emergency"),
        "fever": Counter(room for h in halves.values() for room in h.fever),
        "request": Counter(room for room, kind in found if kind != "emergency"),
        "missing": Counter(s.room for s in halves[half].missing),
        "sampling": Counter(s.room for s in sampling_on(session, site, day).left),
        "leaving": Counter(s.room for s in there if s.release_on is not None and s.release_on <= tomorrow),
    }


def _order(number: str) -> tuple[int, int, str]:
    floor = "".join(c for c in floor_of(number) if c.isdigit())
    return (int(floor) if floor else 0, len(number), number)
