"""The HQ roll-up: all sites of one day side by side, worst first, and what needs a decision. Counts and sites, never a room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Site
from reports.care import Day, side_by_side
from reports.digest import within
from reports.records import counted_at

STUCK = timedelta(hours=24)
"""A request open for longer is a matter for HQ."""


def hq_days(session: Session, day: date, now: datetime) -> list[Day]:
    """Every site's day, worst first."""
    sites = session.scalars(select(Site).where(Site.kind == "site").order_by(Site.id))
    days = side_by_side(session, list(sites), day, now)
    return sorted(days, key=lambda d: (tuple(-n for n in _badness(d, now)), d.figures.site.id))


def hq_text(days: Sequence[Day], day: date, now: datetime, zone: ZoneInfo) -> str:
    """At most 25 lines: the totals, what needs a decision, then the sites, as many as fit."""
    decide = _decisions(days, now)
    head = [f"【指挥部日报】{day.month}月{day.day}日（{counted_at(day, now, zone)}）", _totals(days)]
    head += ["要定的事：", *within(decide, 8)] if decide else ["要定的事：今日无"]
    sites = [_site_line(d) for d in days]
    room = 25 - len(head)
    if len(sites) > room:
        sites = [*sites[: room - 1], f"其余 {len(sites) - room + 1} 个点见各点日报"]
    return "\n".join(head + sites)


def positives(day: Day) -> int:
    """Positive results of the day."""
    return day.care.sampling.results.get("positive", 0)


def emergencies(day: Day) -> int:
    """Emergencies nobody has ended."""
    found = day.figures.requests.get("emergency")
    return found.open if found else 0


def stuck(day: Day, now: datetime) -> bool:
    """Whether a request waits for longer than a day."""
    return day.figures.oldest is not None and now - day.figures.oldest >= STUCK


def _badness(day: Day, now: datetime) -> tuple[int, ...]:
    """What makes a site worse than another, the gravest first."""
    figures, (due, done) = day.figures, day.figures.checkins
    return (emergencies(day), positives(day), figures.fevers, int(day.silent), int(stuck(day, now)), figures.open, due - done)


@dataclass(frozen=True, slots=True)
class Totals:
    """All sites together."""

    silent: int
    living: int
    before: int
    """In stay the day before."""
    due: int
    done: int
    fever: int
    positive: int
    unfinished: int


def totals_of(days: Sequence[Day]) -> Totals:
    """All sites together."""
    shares = [d.figures.checkins for d in days]
    return Totals(
        silent=sum(1 for d in days if d.silent),
        living=sum(d.figures.in_stay for d in days),
        before=sum(d.yesterday.in_stay for d in days),
        due=sum(due for due, _ in shares),
        done=sum(done for _, done in shares),
        fever=sum(d.figures.fevers for d in days),
        positive=sum(positives(d) for d in days),
        unfinished=sum(d.figures.open for d in days),
    )


def _totals(days: Sequence[Day]) -> str:
    total = totals_of(days)
    return (
        f"{len(days)} 个点，未报 {total.silent}；在隔 {total.living} 人（比昨日 {total.living - total.before:+d}）；"
        f"体温应报 {total.due}，已报 {total.done}；发热 {total.fever}；阳性 {total.positive}；未完 {total.unfinished} 单"
    )


def _decisions(days: Sequence[Day], now: datetime) -> list[str]:
    """What a site cannot settle alone; one line a site, worst first."""
    lines = []
    for day in days:
        matters = [f"紧急未完 {n}"] if (n := emergencies(day)) else []
        matters += [f"阳性 {n}，安排转运"] if (n := positives(day)) else []
        matters += [f"发热 {n}，确认处置"] if (n := day.figures.fevers) else []
        matters += ["全天未报，请联系点长"] if day.silent else []
        matters += ["有需求超过 24 小时未完"] if stuck(day, now) else []
        if matters:
            lines.append(f"· {day.figures.site.short}：{'；'.join(matters)}")
    return lines


def _site_line(day: Day) -> str:
    figures = day.figures
    if day.silent:
        return f"{figures.site.short} 未报（在隔 {figures.in_stay}）"
    due, done = figures.checkins
    return f"{figures.site.short} 在隔 {figures.in_stay} 体温 {done}/{due} 发热 {figures.fevers} 未完 {figures.open}"
