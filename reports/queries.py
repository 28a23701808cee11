"""Tables → the records of some sites over some days, with the same few queries for one site as for two hundred."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import Session

from models import (
    WITHDRAWN,
    Change,
    CheckIn,
    Entry,
    Gap,
    Message,
    Request,
    Sample,
    Shift,
    Site,
    Slot,
    Stay,
    StayStep,
    all_plans,
)
from reports.notices import told_notices
from reports.records import HABIT, Asked, Lodger, Records, Report, Swab, TaskLog, Told, Turn, bounds

T = TypeVar("T")


def records_of(session: Session, sites: Sequence[Site], first: date, last: date, reports_from: date | None = None) -> list[Records]:
    """The records of these sites from one day to another."""
    if not sites:
        return []
    read = _Reading(session, sites, first, last, reports_from or first)
    stays, reports, requests, tasks = read.stays(), read.reports(), read.requests(), read.tasks()
    logs, shifts, samples, notices = read.logs(), read.shifts(), read.samples(), read.notices()
    changes, missed, human = read.changes(), read.missed_posts(), read.human()
    gaps, plans = read.gaps(), {(p.name, p.version): p for p in all_plans(session)}
    return [
        Records(
            site, reports_from or first, stays[site.id], reports[site.id], requests[site.id], tasks[site.id], logs[site.id],
            shifts[site.id], samples[site.id], notices[site.id], changes[site.id], missed[site.id], human.get(site.id, 0), gaps, plans,
        )
        for site in sites
    ]  # fmt: skip


def lodgers(session: Session, site: Site, since: datetime, until: datetime) -> list[Lodger]:
    """Stays of one site that began before `until` and were not over at `since`, by room."""
    wanted = select(*Lodger.columns()).where(Stay.site_id == site.id, Stay.started_at < until)
    wanted = wanted.where(Stay.ended_at.is_(None) | (Stay.ended_at >= since))
    wanted = wanted.where(Stay.end_reason.is_(None) | (Stay.end_reason != WITHDRAWN)).order_by(Stay.room, Stay.id)
    found = [Lodger(*row) for row in session.execute(wanted)]
    moved = select(StayStep.stay_id, StayStep.before).where(StayStep.site_id == site.id, StayStep.stay_id.in_([s.id for s in found]))
    return _with_earlier_rooms(found, session.execute(moved.where(StayStep.what == "move")))


class _Reading:
    """One reading of the tables. Moments are read for the earliest and latest zone; each site's figures take what is theirs."""

    def __init__(self, session: Session, sites: Sequence[Site], first: date, last: date, reports_from: date) -> None:
        self._session = session
        self._ids = [site.id for site in sites]
        self._first, self._last, self._reports_from = first, last, reports_from
        self._start = min(bounds(site, first)[0] for site in sites)
        self._end = max(bounds(site, last)[1] for site in sites)

    def stays(self) -> dict[int, list[Lodger]]:
        """Stays that touch those days or came later, by room; an intake that was recalled never was."""
        wanted = select(Stay.site_id, *Lodger.columns()).where(Stay.site_id.in_(self._ids))
        wanted = wanted.where(Stay.end_reason.is_(None) | (Stay.end_reason != WITHDRAWN))
        found = self._rows(self._not_over(wanted, Stay.ended_at), lambda row: Lodger(*row))
        same = (StayStep.site_id == Stay.site_id) & (StayStep.stay_id == Stay.id)
        moved = select(Stay.site_id, StayStep.stay_id, StayStep.before).join(StayStep, same)
        moved = moved.where(Stay.site_id.in_(self._ids), StayStep.what == "move")
        moves = self._rows(self._not_over(moved, Stay.ended_at), tuple)
        for site_id, stays in found.items():
            found[site_id] = sorted(_with_earlier_rooms(stays, moves[site_id]), key=lambda stay: (stay.room, stay.id))
        return found

    def reports(self) -> dict[int, list[Report]]:
        """Check-ins that hold, in the order they came."""
        c = CheckIn
        wanted = select(c.site_id, *Report.columns()).where(c.site_id.in_(self._ids), c.day >= self._reports_from, c.day <= self._last)
        return self._rows(wanted.where(c.withdrawn_at.is_(None), c.replaced_by.is_(None)).order_by(c.site_id, c.id), Report._make)

    def requests(self) -> dict[int, list[Asked]]:
        """Requests that were open at some moment of those days or asked later."""
        r = Request
        wanted = select(r.site_id, r.kind, r.status, r.category, func.json_array_length(r.missing), r.opened_at, r.closed_at)
        wanted = wanted.where(r.site_id.in_(self._ids), r.withdrawn_at.is_(None))
        return self._rows(self._not_over(wanted, r.closed_at), Asked._make)

    def tasks(self) -> dict[int, list[TaskLog]]:
        """Tasks logged on those days and shortly before."""
        wanted = select(Entry.site_id, Entry.day, Entry.sent_at, Entry.details).where(Entry.site_id.in_(self._ids), Entry.kind == "task")
        wanted = wanted.where(Entry.day >= self._first - HABIT, Entry.day <= self._last, Entry.withdrawn_at.is_(None))
        return self._rows(wanted.order_by(Entry.sent_at, Entry.id), TaskLog._make)

    def logs(self) -> dict[int, dict[tuple[str, date], int]]:
        """How many entries of each kind on each day."""
        wanted = select(Entry.site_id, Entry.kind, Entry.day, func.count()).where(Entry.site_id.in_(self._ids), Entry.changed)
        wanted = wanted.where(Entry.day >= self._first, Entry.day <= self._last, Entry.withdrawn_at.is_(None))
        found: dict[int, dict[tuple[str, date], int]] = defaultdict(dict)
        for site_id, kind, day, n in self._session.execute(wanted.group_by(Entry.site_id, Entry.kind, Entry.day)):
            found[site_id][kind, day] = n
        return found

    def shifts(self) -> dict[int, list[Turn]]:
        """Shifts that touch those days or came later."""
        wanted = select(Shift.site_id, Shift.started_at, Shift.ended_at).where(Shift.site_id.in_(self._ids), Shift.withdrawn_at.is_(None))
        return self._rows(self._not_over(wanted, Shift.ended_at), Turn._make)

    def samples(self) -> dict[int, list[Swab]]:
        """Results that count; of two for one stay and day the later."""
        wanted = select(Sample.site_id, Sample.day, Sample.stay_id, Sample.result).where(Sample.site_id.in_(self._ids))
        wanted = wanted.where(Sample.day >= self._first, Sample.day <= self._last)
        return self._rows(wanted.where(Sample.replaced_by.is_(None), Sample.withdrawn_at.is_(None)).order_by(Sample.id), Swab._make)

    def notices(self) -> dict[int, list[Told]]:
        """Notices of those days that ask for 收到."""
        return told_notices(self._session, self._ids, self._start, self._end)

    def changes(self) -> dict[int, list[datetime]]:
        """When something was corrected; a correction that was recalled never was."""
        c = CheckIn
        wanted = select(Change.site_id, Change.at).where(Change.site_id.in_(self._ids), Change.at >= self._start, Change.at < self._end)
        made = (c.site_id == Change.site_id) & (c.id == Change.record_id) & (Change.kind == "checkin")
        return self._rows(wanted.outerjoin(c, made).where(c.withdrawn_at.is_(None)), lambda row: row[0])

    def missed_posts(self) -> dict[int, list[datetime]]:
        """The moments of scheduled posts that were missed or failed."""
        wanted = select(Slot.site_id, Slot.at).where(Slot.site_id.in_(self._ids), Slot.state.in_(("missed", "failed")))
        return self._rows(wanted.where(Slot.at >= self._start, Slot.at < self._end), lambda row: row[0])

    def human(self) -> dict[int, int]:
        """Messages that need a human, as of now."""
        wanted = select(Message.site_id, func.count()).where(Message.site_id.in_(self._ids), Message.human.is_not(None))
        return {site_id: n for site_id, n in self._session.execute(wanted.group_by(Message.site_id))}

    def gaps(self) -> list[tuple[datetime, datetime]]:
        """When the bot was deaf, for whatever site."""
        touching = select(Gap.started_at, Gap.ended_at).where(Gap.started_at < self._end, Gap.ended_at >= self._start)
        return [(start, end) for start, end in self._session.execute(touching.order_by(Gap.started_at))]

    def _not_over(self, wanted: Select[*tuple[Any, ...]], over: Any) -> Any:
        """What was not over when the days began. Two halves, because one index answers each of them and none answers an OR."""
        return union_all(wanted.where(over.is_(None)), wanted.where(over >= self._start))

    def _rows(self, wanted: Any, make: Callable[[Sequence[Any]], T]) -> dict[int, list[T]]:
        return _by_site((row[0], make(row[1:])) for row in self._session.execute(wanted))


def _with_earlier_rooms(stays: Sequence[Lodger], moves: Iterable[Sequence[Any]]) -> list[Lodger]:
    """`moves`: stay's id, and how it was before."""
    left: dict[int, list[str]] = defaultdict(list)
    for stay_id, before in moves:
        left[stay_id].append(str((before or {}).get("room") or ""))
    return [stay._replace(earlier=tuple(left[stay.id])) if stay.id in left else stay for stay in stays]


def _by_site(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for site_id, one in pairs:
        found[site_id].append(one)
    return found
