"""What happened in all sites together on each day of a week: the lines of HQ's charts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import false, func, select, union_all
from sqlalchemy.orm import Session

from models import CheckIn, Request, Site
from reports.figures import FEVER, WEEK
from reports.records import bounds


@dataclass(frozen=True, slots=True)
class HqLines:
    """Requests and fevers of all sites together on each day of a week, oldest first."""

    days: tuple[date, ...]
    new: tuple[float, ...]
    open: tuple[float, ...]
    fever: tuple[float, ...]
    """Rooms with a fever, each once a day."""


def hq_lines(session: Session, day: date) -> HqLines:
    """The week that ends with that day; three small questions, because the check-ins of all sites would be many."""
    days = [day - timedelta(days=n) for n in reversed(range(WEEK))]
    sites = list(session.scalars(select(Site).where(Site.kind == "site")))
    spans = {(site.id, d): bounds(site, d) for site in sites for d in days}
    start = min((span[0] for span in spans.values()), default=None)
    asked = select(Request.site_id, Request.opened_at, Request.closed_at).where(Request.withdrawn_at.is_(None))
    both = union_all(asked.where(Request.closed_at.is_(None)), asked.where(Request.closed_at >= start)) if start else asked.where(false())
    new, left = Counter[date](), Counter[date]()
    for site_id, opened, closed in session.execute(both):
        for d in days:
            since, until = spans.get((site_id, d), (opened, opened))
            new[d] += since <= opened < until
            left[d] += opened < until and (closed is None or closed >= until)
    fever = Counter(d for _, d in hot_rooms(session, sites, day))
    return HqLines(tuple(days), *(tuple(float(count[d]) for d in days) for count in (new, left, fever)))


def hot_rooms(session: Session, sites: Sequence[Site], last: date) -> list[tuple[int, date]]:
    """The site and day of every room with a fever in the week that ends with that day, each room once a day."""
    c, first = CheckIn, last - timedelta(days=WEEK - 1)
    hot = select(c.site_id, c.day, c.room).where(c.site_id.in_([s.id for s in sites]), c.day >= first, c.day <= last)
    hot = hot.where(c.temperature >= FEVER, c.replaced_by.is_(None), c.withdrawn_at.is_(None), c.room.is_not(None))
    return [(site_id, day) for site_id, day, _ in session.execute(hot.where(func.json_array_length(c.missing) == 0).distinct())]
