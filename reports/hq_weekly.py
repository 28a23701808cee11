"""HQ's week: all sites side by side, worst first; counts and sites only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Site
from reports.digest import within
from reports.figures import WEEK, SiteFigures, week_of
from reports.hq_lines import HqLines, hot_rooms
from reports.pages import MOST_SITES, hq_charts, span_of, told_at
from reports.picture import BAD, GOOD, WARN, Bar, Bars, Card, Page
from reports.queries import records_of


@dataclass(frozen=True, slots=True)
class SiteWeek:
    """One site's week without its check-ins: those of 200 sites would be hundreds of thousands."""

    days: tuple[SiteFigures, ...]
    fever: int
    """Rooms with a fever, each once a day."""

    @property
    def new(self) -> int:
        """Requests asked for."""
        return sum(d.new for d in self.days)

    @property
    def done(self) -> int:
        """Requests finished."""
        return sum(d.done for d in self.days)

    @property
    def open(self) -> int:
        """Requests open at the end."""
        return self.days[-1].open

    def logged(self, kind: str) -> int:
        """Entries of a kind."""
        return sum(d.logs.get(kind, 0) for d in self.days)


def hq_weeks(session: Session, last: date) -> list[SiteWeek]:
    """Every site's week, worst first: fevers, then what is open."""
    sites = list(session.scalars(select(Site).where(Site.kind == "site").order_by(Site.id)))
    first = last - timedelta(days=WEEK - 1)
    fever = Counter(site_id for site_id, _ in hot_rooms(session, sites, last))
    found = records_of(session, sites, first, last, reports_from=last + timedelta(days=1))
    weeks = [SiteWeek(week_of(records, last), fever[records.site.id]) for records in found]
    return sorted(weeks, key=lambda w: (-w.fever, -w.open, w.days[-1].site.id))


def hq_week_text(weeks: Sequence[SiteWeek], lines: HqLines) -> str:
    """At most 25 lines."""
    last = [w.days[-1] for w in weeks]
    came, left = (sum(getattr(d, what) for w in weeks for d in w.days) for what in ("new_stays", "ended_stays"))
    head = [
        f"【指挥部周报】{span_of(weeks[0].days)}",
        f"{len(weeks)} 个点；在隔 {sum(d.in_stay for d in last)} 人：本周新入 {came}，离开 {left}",
        f"需求：新 {sum(w.new for w in weeks)}，完成 {sum(w.done for w in weeks)}，未完 {sum(w.open for w in weeks)}",
        f"每天新需求：{' '.join(f'{n:g}' for n in lines.new)}",
        f"每天发热间数：{' '.join(f'{n:g}' for n in lines.fever)}",
        f"感谢 {sum(w.logged('thanks') for w in weeks)} 条，日记 {sum(w.logged('diary') for w in weeks)} 篇",
    ]
    sites = [f"{w.days[-1].site.short} 在隔 {w.days[-1].in_stay} 发热 {w.fever} 新 {w.new} 完成 {w.done} 未完 {w.open}" for w in weeks]
    return "\n".join(within(head + sites))


def hq_week_page(weeks: Sequence[SiteWeek], lines: HqLines, last: date, now: datetime, zone: ZoneInfo) -> Page:
    """The same as a picture."""
    fever, left = sum(w.fever for w in weeks), sum(w.open for w in weeks)
    cards = (
        Card("隔离点", f"{len(weeks)} 个"),
        Card("在隔", f"{sum(w.days[-1].in_stay for w in weeks)} 人"),
        Card("发热", f"{fever} 间次", "本周合计", BAD if fever else GOOD),
        Card("新需求", f"{sum(w.new for w in weeks)} 单", f"完成 {sum(w.done for w in weeks)}"),
        Card("未完", f"{left} 单", "", WARN if left else GOOD),
        Card("感谢", f"{sum(w.logged('thanks') for w in weeks)} 条", f"日记 {sum(w.logged('diary') for w in weeks)} 篇", GOOD),
    )
    rows = tuple(_row(w) for w in weeks[:MOST_SITES])
    notes = (f"其余 {len(weeks) - len(rows)} 个点没有列出",) if len(weeks) > len(rows) else ()
    subtitle = f"{span_of(weeks[0].days)} · {told_at(last, now, zone)}"
    return Page("指挥部周报", subtitle, cards, hq_charts(lines), (Bars("各点需求（深色未完）", rows),), notes)


def _row(week: SiteWeek) -> Bar:
    text = f"新{week.new} 完成{week.done} 未完{week.open}" + (f" 发热{week.fever}" if week.fever else "")
    tone = BAD if week.fever else WARN if week.open else GOOD
    return Bar(week.days[-1].site.short, week.open, week.open + week.done, text, tone)
