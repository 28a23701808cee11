"""The records of a site over some days, as plain data: what figures are reckoned from, without the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func

from models import CheckIn, Plan, Site, Stay

HABIT = timedelta(days=3)
"""A task nobody set and nobody logged for so long is not expected: so many days of logs are read beside the day's own."""


class Lodger(NamedTuple):
    """Somebody's stay, as far as figures need it: a row of ten thousand costs a tenth of a record of the store."""

    id: int
    room: str
    name: str
    flags: list[Any]
    admitted: date
    started_at: datetime
    ended_at: datetime | None
    end_reason: str | None
    plan: str | None
    plan_version: int | None
    day_one: date | None
    extra_days: int
    earlier: tuple[str, ...] = ()
    """Rooms of the same stay before this one: what was reported from there is theirs."""

    @staticmethod
    def columns() -> tuple[Any, ...]:
        """What to select to make one, but for the earlier rooms."""
        return tuple(getattr(Stay, name) for name in Lodger._fields[:-1])


class Report(NamedTuple):
    """A check-in that was not replaced or taken back."""

    day: date
    half: str
    room: str | None
    name: str | None
    temperature: float | None
    missing: int
    """How many fields it still lacks."""
    sent_at: datetime

    @staticmethod
    def columns() -> tuple[Any, ...]:
        """What to select to make one."""
        c = CheckIn
        return c.day, c.half, c.room, c.name, c.temperature, func.json_array_length(c.missing), c.sent_at


class Asked(NamedTuple):
    """A request that was not taken back."""

    kind: str
    status: str
    category: str | None
    missing: int
    opened_at: datetime
    closed_at: datetime | None


class TaskLog(NamedTuple):
    """A task that somebody logged."""

    day: date
    sent_at: datetime
    details: Mapping[str, Any]


class Turn(NamedTuple):
    """A shift."""

    started_at: datetime
    ended_at: datetime | None


class Swab(NamedTuple):
    """The result that counts of one stay on one day."""

    day: date
    stay_id: int
    result: str


class Told(NamedTuple):
    """A notice that asks for 收到 in the site's groups, the confirmations that count (people, or rooms), and how many are missing."""

    sent_at: datetime
    confirmed: frozenset[Any]
    missing: int


@dataclass(frozen=True, slots=True)
class Records:
    """One site's records. Check-ins are there from `reports_from` on, everything else from the day before the first."""

    site: Site
    reports_from: date
    stays: Sequence[Lodger]
    reports: Sequence[Report]
    requests: Sequence[Asked]
    tasks: Sequence[TaskLog]
    logs: Mapping[tuple[str, date], int]
    """Entries of a kind on a day."""
    shifts: Sequence[Turn]
    samples: Sequence[Swab]
    notices: Sequence[Told]
    changes: Sequence[datetime]
    missed_posts: Sequence[datetime]
    human: int
    gaps: Sequence[tuple[datetime, datetime]]
    plans: Mapping[tuple[str, int], Plan]


def counted_at(day: date, now: datetime, zone: ZoneInfo) -> str:
    """'19:30 统计': as of when a day's figures are told; of a day that is over: 全天."""
    local = now.astimezone(zone)
    return "全天统计" if local.date() > day else f"{local:%H:%M} 统计"


def bounds(site: Site, day: date) -> tuple[datetime, datetime]:
    """Midnight to midnight of a day in the site's zone; 23 or 25 hours where summer time changes."""
    zone = ZoneInfo(site.timezone)
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)
