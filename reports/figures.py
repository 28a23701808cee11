"""Records → numbers, always with what they are out of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import OPEN_STATES, CheckIn, Request, Site, floor_of
from reports.queries import lodgers
from reports.records import Asked, Lodger, Records, Report, bounds
from reports.whose import match

HALVES = ("am", "pm")
FEVER = 37.3
"""°C; from here on the duty medic is told at once (第九版防控方案)."""
WEEK = 7
"""Days a digest looks back over, its own among them."""


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half-day's check-ins: people due, done and missing; rooms with a fever; reports without a number."""

    due: int
    done: int
    missing: tuple[Lodger, ...]
    fever: tuple[str, ...]
    incomplete: int
    unlisted: int
    """Complete reports of people who are on no list: counted apart, so that done + missing = due."""
    floors: Mapping[str, tuple[int, int]]
    """Due and done of each floor."""


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """One kind of request: opened today, finished today, still open, and since when the oldest waits."""

    new: int
    done: int
    open: int
    oldest: datetime | None
    incomplete: int


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """Everything the site's digest says about one business day."""

    site: Site
    day: date
    in_stay: int
    new_stays: int
    ended_stays: int
    transferred: int
    """Of those who ended, the ones who were taken elsewhere (转运, 换点)."""
    halves: Mapping[str, HalfDay]
    """Empty for a day whose check-ins were not read."""
    requests: Mapping[str, RequestFigures]
    categories: Mapping[str, int]
    """Situations opened today by category."""
    logs: Mapping[str, int]
    human: int
    missed_posts: int
    gaps: tuple[tuple[datetime, datetime], ...]

    @property
    def new(self) -> int:
        """Requests of all kinds asked for."""
        return sum(r.new for r in self.requests.values())

    @property
    def done(self) -> int:
        """Requests of all kinds finished."""
        return sum(r.done for r in self.requests.values())

    @property
    def open(self) -> int:
        """Requests of all kinds still open."""
        return sum(r.open for r in self.requests.values())

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest open request waits."""
        return min((r.oldest for r in self.requests.values() if r.oldest is not None), default=None)

    @property
    def fevers(self) -> int:
        """Rooms with a fever, each once a day."""
        return len({room for half in self.halves.values() for room in half.fever})

    @property
    def checkins(self) -> tuple[int, int]:
        """Check-ins due and done, both half-days together."""
        return sum(h.due for h in self.halves.values()), sum(h.done for h in self.halves.values())


def figures_of(records: Records, day: date) -> SiteFigures:
    """All figures of one business day, from the site's records."""
    site = records.site
    # In UTC, as the records are: comparing across two zones is ten times slower, and there may be ten thousand records.
    start, end = (moment.astimezone(UTC) for moment in bounds(site, day))
    stays = stays_within(records.stays, start, end)
    ended = [s for s in stays if s.ended_at is not None and start <= s.ended_at < end]
    reports = [r for r in records.reports if r.day == day] if day >= records.reports_from else None
    requests = [r for r in records.requests if r.opened_at < end and (r.closed_at is None or r.closed_at >= start)]
    return SiteFigures(
        site=site,
        day=day,
        in_stay=len(stays) - len(ended),
        new_stays=sum(1 for s in stays if s.started_at >= start),
        ended_stays=len(ended),
        transferred=sum(1 for s in ended if (s.end_reason or "").startswith(("转运", "换点"))),
        halves={} if reports is None else {half: _half(site, day, half, stays, reports) for half in HALVES},
        requests=_requests(requests, start, end),
        categories=Counter(r.category for r in requests if r.kind == "situation" and r.category and r.opened_at >= start),
        logs=_logs(records, day, start, end),
        human=records.human,
        missed_posts=sum(1 for at in records.missed_posts if start <= at < end),
        gaps=tuple(gap for gap in records.gaps if gap[0] < end and gap[1] >= start),
    )


def stays_within(stays: Sequence[Lodger], start: datetime, end: datetime) -> list[Lodger]:
    """Stays that touch a span of time."""
    return [s for s in stays if s.started_at < end and (s.ended_at is None or s.ended_at >= start)]


def half_day(session: Session, site: Site, day: date, half: str) -> HalfDay:
    """Who was due in a half-day, who reported, who is missing."""
    start, end = bounds(site, day)
    filed = select(*Report.columns()).where(CheckIn.site_id == site.id, CheckIn.day == day, CheckIn.half == half)
    filed = filed.where(CheckIn.withdrawn_at.is_(None), CheckIn.replaced_by.is_(None)).order_by(CheckIn.id)
    return _half(site, day, half, lodgers(session, site, start, end), [Report._make(row) for row in session.execute(filed)])


def _half(site: Site, day: date, half: str, stays: Sequence[Lodger], reports: Sequence[Report]) -> HalfDay:
    """Due is who was there at the end of the half-day. A nameless report counts for somebody of its room."""
    start, end = bounds(site, day)
    noon = datetime.combine(day, time(12), ZoneInfo(site.timezone))
    since, until = (moment.astimezone(UTC) for moment in ((start, noon) if half == "am" else (noon, end)))
    there = stays_within(stays, since, until)
    due = [s for s in there if s.ended_at is None or s.ended_at >= until]
    gone = [s for s in there if s.ended_at is not None and s.ended_at < until]
    mine = [r for r in reports if r.half == half]
    complete = [r for r in mine if not r.missing and r.room]  # staff report their own without a room
    missing, unlisted = match(due, gone, complete, until)
    everybody, absent = Counter(floor_of(s.room) for s in due), Counter(floor_of(s.room) for s in missing)
    return HalfDay(
        due=len(due),
        done=len(due) - len(missing),
        missing=tuple(missing),
        fever=tuple(dict.fromkeys(r.room or "?" for r in complete if (r.temperature or 0) >= FEVER)),
        incomplete=sum(1 for r in mine if r.missing),
        unlisted=unlisted,
        floors={floor: (n, n - absent[floor]) for floor, n in everybody.items()},
    )


def _requests(touching: Sequence[Asked], start: datetime, end: datetime) -> dict[str, RequestFigures]:
    """Per kind, from the day's requests and those still open at its end."""
    by_kind: dict[str, list[Asked]] = {}
    for request in touching:
        by_kind.setdefault(request.kind, []).append(request)
    return {kind: _request_figures(requests, start, end) for kind, requests in by_kind.items()}


def _request_figures(requests: Sequence[Asked], start: datetime, end: datetime) -> RequestFigures:
    still_open = [r for r in requests if r.closed_at is None or r.closed_at >= end]
    return RequestFigures(
        new=sum(1 for r in requests if r.opened_at >= start),
        done=sum(1 for r in requests if r.closed_at is not None and r.closed_at < end and r.status != "cancelled"),
        open=len(still_open),
        oldest=min((r.opened_at for r in still_open), default=None),
        incomplete=sum(1 for r in still_open if r.missing),
    )


def _logs(records: Records, day: date, start: datetime, end: datetime) -> dict[str, int]:
    counts = {kind: n for (kind, on), n in records.logs.items() if on == day}
    counts["duty"] = counts.get("duty", 0) + sum(1 for turn in records.shifts if start <= turn.started_at < end)
    return counts


def open_requests(session: Session, site: Site) -> list[Request]:
    """Everything somebody still has to do, oldest first."""
    wanted = select(Request).where(Request.site_id == site.id, Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None))
    return list(session.scalars(wanted.order_by(Request.opened_at, Request.id)))


def week_of(records: Records, day: date) -> tuple[SiteFigures, ...]:
    """The figures of the week that ends with that day, oldest first."""
    return tuple(figures_of(records, day - timedelta(days=n)) for n in reversed(range(WEEK)))
