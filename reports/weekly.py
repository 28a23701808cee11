"""A site's week in numbers: what came, what was done, how the days went, and how that compares with the week before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Entry, Person, Site
from reading.kind import Kind
from reports.digest import RESULTS
from reports.figures import WEEK, SiteFigures, week_of
from reports.pages import asked_chart, reported_chart, span_of
from reports.picture import BAD, GOOD, PLAIN, WARN, Bar, Bars, Card, Chart, Line, Page
from reports.queries import records_of


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of one site, the seven before, and what came of the swabs."""

    days: tuple[SiteFigures, ...]
    before: tuple[SiteFigures, ...]
    results: Mapping[str, int]

    @property
    def site(self) -> Site:
        """Whose week it is."""
        return self.days[-1].site

    @property
    def silent(self) -> int:
        """Days on which somebody was there and nobody reported or asked for anything."""
        quiet = [d for d in self.days if d.in_stay and not any(h.done or h.unlisted for h in d.halves.values())]
        return sum(1 for d in quiet if not d.new)


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody wrote for others: a page of a diary, or thanks and to whom."""

    room: str | None
    name: str | None
    text: str
    to: str = ""


def week_figures(session: Session, site: Site, last: date) -> Week:
    """The week that ends with that day."""
    first = last - timedelta(days=WEEK - 1)
    records = records_of(session, [site], first - timedelta(days=WEEK), last)[0]
    results = Counter(swab.result for swab in records.samples if swab.day >= first)
    return Week(week_of(records, last), week_of(records, first - timedelta(days=1)), results)


def voices(session: Session, site: Site, last: date, kind: str) -> list[Voice]:
    """The week's diaries or thanks, oldest first."""
    first = last - timedelta(days=WEEK - 1)
    wanted = select(Entry, Person).outerjoin(Person, Person.id == Entry.said_by)
    wanted = wanted.where(Entry.site_id == site.id, Entry.kind == kind, Entry.day >= first, Entry.day <= last, Entry.withdrawn_at.is_(None))
    found = []
    for entry, person in session.execute(wanted.order_by(Entry.sent_at, Entry.id)):
        text, to = str(entry.details.get("text") or ""), entry.details.get("to")
        told = "、".join(str(t) for t in to) if isinstance(to, list) else str(to or "")
        if text:
            room, name = (person.room, person.name) if person else (None, None)
            found.append(Voice(entry.room or room, entry.name or name, text, told))
    return found


def week_text(week: Week, kinds: Iterable[Kind], now: datetime) -> list[str]:
    """The lines without anybody's words: counts only."""
    days, last = week.days, week.days[-1]
    came, left, taken = (sum(getattr(d, what) for d in days) for what in ("new_stays", "ended_stays", "transferred"))
    lines = [f"【{week.site.name} 周报】{span_of(days)}"]
    if week.silent:
        lines.append(f"未报：{week.silent} 天没有收到任何上报，不代表没有情况")
    lines.append(f"在隔 {last.in_stay} 人：本周新入 {came}，离开 {left}" + (f"（转走 {taken}）" if taken else ""))
    due, done = _checkins(days)
    lines.append(f"体温：应报 {due}，已报 {done}{_share(due, done)}；发热 {sum(d.fevers for d in days)} 间次")
    lines.append(f"每天已报：{' '.join(_percent(*d.checkins) for d in days)}")
    results = "，".join(f"{RESULTS[r]} {n}" for r, n in sorted(week.results.items()) if r in RESULTS)
    lines.append(f"核酸：{results or '本周无'}")
    lines += [_kind_line(kind, days, now) for kind in kinds if kind.digest and kind.letter]
    lines.append(f"每天新需求：{' '.join(str(d.new) for d in days)}")
    return [*lines, _compared(week)]


def _kind_line(kind: Kind, days: Sequence[SiteFigures], now: datetime) -> str:
    found = [d.requests[kind.name] for d in days if kind.name in d.requests]
    if not found:
        return f"{kind.digest}：本周无"
    last = days[-1].requests.get(kind.name)
    line = f"{kind.digest}：新 {sum(r.new for r in found)}，完成 {sum(r.done for r in found)}，未完 {last.open if last else 0}"
    if last is None or last.oldest is None:
        return line
    hours = int((now - last.oldest).total_seconds() // 3600)
    return line + (f"（最久 {hours // 24} 天）" if hours >= 48 else f"（最久 {hours} 小时）" if hours >= 1 else "（不到 1 小时）")


def _share(due: int, done: int) -> str:
    return f"（{_percent(due, done)}）" if due else ""


def _percent(due: int, done: int) -> str:
    return f"{100 * done // due}%" if due else "无"


def _compared(week: Week) -> str:
    """Differences from the week before; equal ones are left out."""
    pairs = [
        ("在隔", week.days[-1].in_stay, week.before[-1].in_stay),
        ("新需求", sum(d.new for d in week.days), sum(d.new for d in week.before)),
        ("发热间次", sum(d.fevers for d in week.days), sum(d.fevers for d in week.before)),
        ("感谢", _logged(week.days, "thanks"), _logged(week.before, "thanks")),
    ]
    said = [f"{name} {now - before:+d}" for name, now, before in pairs if now != before]
    return "比上周：" + ("，".join(said) or "持平")


def _checkins(days: Iterable[SiteFigures]) -> tuple[int, int]:
    shares = [d.checkins for d in days]
    return sum(due for due, _ in shares), sum(done for _, done in shares)


def _logged(days: Iterable[SiteFigures], kind: str) -> int:
    return sum(d.logs.get(kind, 0) for d in days)


def week_page(week: Week, kinds: Iterable[Kind]) -> Page:
    """The week as a picture; counts only."""
    due, done = _checkins(week.days)
    hot, new = sum(d.fevers for d in week.days), sum(d.new for d in week.days)
    finished, left = sum(d.done for d in week.days), week.days[-1].open
    cards = (
        Card("在隔", f"{week.days[-1].in_stay} 人", f"上周 {week.before[-1].in_stay}"),
        Card("体温已报", _percent(due, done), f"{done}/{due}", GOOD if done == due else WARN),
        Card("发热", f"{hot} 间次", f"上周 {sum(d.fevers for d in week.before)}", BAD if hot else GOOD),
        Card("新需求", f"{new} 单", f"完成 {finished} 未完 {left}", WARN if left else PLAIN),
        Card("核酸阳性", f"{week.results.get('positive', 0)}", "", BAD if week.results.get("positive") else GOOD),
        Card("感谢", f"{_logged(week.days, 'thanks')} 条", f"日记 {_logged(week.days, 'diary')} 篇", GOOD),
    )
    staying = Line("在隔", tuple(float(d.in_stay) for d in week.days))
    charts = (reported_chart(week.days), asked_chart(week.days), Chart("在隔人数", tuple(f"{d.day.day}日" for d in week.days), (staying,)))
    rows = tuple(_kind_row(kind, week.days) for kind in kinds if kind.digest and kind.letter)
    return Page(f"{week.site.name} 周报", span_of(week.days), cards, charts, (Bars("各类需求（深色未完）", rows),))


def _kind_row(kind: Kind, days: Sequence[SiteFigures]) -> Bar:
    found = [d.requests[kind.name] for d in days if kind.name in d.requests]
    last = days[-1].requests.get(kind.name)
    new, done, left = sum(r.new for r in found), sum(r.done for r in found), last.open if last else 0
    text = f"新 {new} 完成 {done} 未完 {left}" if found else "本周无"
    return Bar(kind.digest, left, left + done, text, WARN if left else GOOD)
