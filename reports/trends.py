"""The last days of a site as rows of numbers, for charts: what rises and what falls."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models import Site
from reports.figures import figures_of
from reports.queries import records_of
from reports.records import Report


@dataclass(frozen=True, slots=True)
class Trend:
    """One line of numbers: its name, its unit, one number a day; None where nothing was due."""

    name: str
    unit: str
    values: tuple[float | None, ...]


def trends(session: Session, sites: Sequence[Site], day: date, days: int) -> tuple[list[date], list[Trend]]:
    """The days up to that one, oldest first, and the trends of those sites together."""
    span = [day - timedelta(days=n) for n in reversed(range(days))]
    found = [(records, _by_day(records.reports)) for records in records_of(session, sites, span[0], day)]
    figures = [[figures_of(replace(records, reports=reports.get(one, ())), one) for records, reports in found] for one in span]
    due, done = ([sum(f.checkins[n] for f in here) for here in figures] for n in (0, 1))
    return span, [
        Trend("体温上报率", "%", tuple(round(100 * b / a, 1) if a else None for a, b in zip(due, done, strict=True))),
        Trend("发热房间", "间", tuple(sum(f.fevers for f in here) for here in figures)),
        Trend("在隔人数", "人", tuple(sum(f.in_stay for f in here) for here in figures)),
        Trend("新需求", "单", tuple(sum(f.new for f in here) for here in figures)),
        Trend("完成的需求", "单", tuple(sum(f.done for f in here) for here in figures)),
        Trend("未完的需求", "单", tuple(sum(f.open for f in here) for here in figures)),
    ]


def _by_day(reports: Sequence[Report]) -> dict[date, list[Report]]:
    """Sorted out once: looking through a month of check-ins for each of its days takes long."""
    days: dict[date, list[Report]] = defaultdict(list)
    for report in reports:
        days[report.day].append(report)
    return days
