"""What a day's digest says beside check-ins and requests: sampling, tasks, duty, notices, care, corrections, the week before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models import Site
from reports.figures import WEEK, SiteFigures, figures_of, stays_within, week_of
from reports.queries import records_of
from reports.records import Records, bounds
from reports.stays import Sampling, sampling_from
from reports.tasks import LABELS, task_day_from


@dataclass(frozen=True, slots=True)
class CareFigures:
    """The rest of one site's day."""

    sampling: Sampling
    tasks_done: Mapping[str, int]
    tasks_missing: tuple[str, ...]
    """Labels of tasks that were due by now and are not logged."""
    on_duty: int
    notices: int
    """Notices of the day that ask for 收到 in this site's groups, and how many 收到 came."""
    acknowledged: int
    unacknowledged: int
    """How many have not said it, as of now; of a branch group nobody knows who is expected."""
    flags: Mapping[str, int]
    corrections: int


@dataclass(frozen=True, slots=True)
class Day:
    """One site's day with the days before it."""

    figures: SiteFigures
    care: CareFigures
    week: tuple[SiteFigures, ...]
    """The last days, oldest first; the day itself is the last of them."""

    @property
    def yesterday(self) -> SiteFigures:
        """The figures of the day before."""
        return self.week[-2]

    @property
    def silent(self) -> bool:
        """Nothing at all was reported: 未报, which is not zero."""
        halves = self.figures.halves.values()
        reported = any(h.done or h.incomplete or h.unlisted for h in halves) or any(r.new for r in self.figures.requests.values())
        return not (reported or any(self.figures.logs.values()) or self.care.sampling.results or self.care.corrections)


def site_day(session: Session, site: Site, day: date, now: datetime) -> Day:
    """Everything leaders read about one site and business day."""
    records = records_of(session, [site], day - timedelta(days=WEEK - 1), day)[0]
    week = week_of(records, day)
    return Day(week[-1], care_of(records, day, now), week)


def side_by_side(session: Session, sites: list[Site], day: date, now: datetime) -> list[Day]:
    """Every site's day and what is known of the day before without its check-ins: those of 200 sites are many."""
    before = day - timedelta(days=1)
    found = records_of(session, sites, before, day, reports_from=day)
    return [Day(today := figures_of(r, day), care_of(r, day, now), (figures_of(r, before), today)) for r in found]


def care_of(records: Records, day: date, now: datetime) -> CareFigures:
    """The rest of one site's day, as it stands now."""
    start, end = bounds(records.site, day)
    tasks = {task: task_day_from(records.site, records.tasks, day, task, now) for task in LABELS}
    notices = [n for n in records.notices if start <= n.sent_at < end]
    there = [s for s in stays_within(records.stays, start, end) if s.ended_at is None or s.ended_at >= end]
    return CareFigures(
        sampling=sampling_from(there, [s for s in records.samples if s.day == day], records.plans, day),
        tasks_done={task: len(t.done) for task, t in tasks.items() if t.done},
        tasks_missing=tuple(LABELS[task] for task, t in tasks.items() if t.missing),
        on_duty=sum(1 for s in records.shifts if s.started_at < end and (s.ended_at is None or s.ended_at >= end)),
        notices=len(notices),
        acknowledged=sum(len(n.confirmed) for n in notices),
        unacknowledged=sum(n.missing for n in notices),
        flags=Counter(str(flag) for stay in there for flag in stay.flags),
        corrections=sum(1 for at in records.changes if start <= at < end),
    )
