"""A day's figures → the page of its picture: cards, the last seven days as lines, bars by kind and floor, or by site."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from reading.kind import Kind
from reports.care import CareFigures, Day
from reports.digest import HALF_NAMES
from reports.figures import HalfDay, SiteFigures
from reports.hq import emergencies, positives, stuck, totals_of
from reports.hq_lines import HqLines
from reports.picture import BAD, GOOD, NONE, PLAIN, WARN, Bar, Bars, Card, Chart, Line, Page
from reports.records import counted_at

MOST_SITES = 40
"""Rows a picture can show and still be read."""
MOST_FLOORS = 15
WEEKDAYS = "一二三四五六日"


def site_page(day: Day, kinds: Iterable[Kind], now: datetime) -> Page:
    """One site's day. Counts only: no room, no name."""
    figures = day.figures
    asked = tuple(_kind_bar(kind, figures) for kind in kinds if kind.digest and kind.letter)
    return Page(
        title=f"{figures.site.name} 日报",
        subtitle=told_at(figures.day, now, ZoneInfo(figures.site.timezone)),
        cards=tuple(_cards(day)),
        charts=(reported_chart(day.week), asked_chart(day.week)),
        bars=(Bars("各类需求（深色未完）", asked), *_floors(figures)),
        notes=tuple(_notes(day)),
    )


def hq_page(days: Sequence[Day], lines: HqLines, day: date, now: datetime, zone: ZoneInfo) -> Page:
    """All sites side by side, worst first."""
    rows = tuple(_site_bar(d, now) for d in days[:MOST_SITES])
    left = len(days) - len(rows)
    bars = (Bars("各点体温已报（差的在前）", rows),)
    notes = (f"其余 {left} 个点见表格",) if left else ()
    return Page("指挥部日报", told_at(day, now, zone), tuple(_hq_cards(days, now)), hq_charts(lines), bars, notes)


def span_of(days: Sequence[SiteFigures]) -> str:
    """8月1日–8月7日."""
    first, last = days[0].day, days[-1].day
    return f"{first.month}月{first.day}日–{last.month}月{last.day}日"


def told_at(day: date, now: datetime, zone: ZoneInfo) -> str:
    """8月7日 周日 · 19:30 统计."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]} · {counted_at(day, now, zone)}"


def _cards(day: Day) -> list[Card]:
    figures, care = day.figures, day.care
    urgent = emergencies(day)
    left = figures.open
    return [
        Card("在隔", f"{figures.in_stay} 人", f"新入 {figures.new_stays} · 离开 {figures.ended_stays}"),
        *(_half_card(name, figures.halves[name], day.silent) for name in figures.halves),
        _sampling_card(care),
        Card("未完需求", f"{left} 单", f"新 {figures.new} · 完成 {figures.done}", WARN if left else GOOD),
        Card("紧急", f"{urgent}", "未结束" if urgent else "没有未结的", BAD if urgent else GOOD),
    ]


def _half_card(name: str, half: HalfDay, silent: bool) -> Card:
    if silent:
        return Card(f"体温 {HALF_NAMES[name]}", "未报", f"应报 {half.due}", NONE)
    tone = BAD if half.fever else GOOD if half.done == half.due else WARN
    return Card(f"体温 {HALF_NAMES[name]}", f"{half.done}/{half.due}", f"未报 {len(half.missing)} 发热 {len(half.fever)}", tone)


def _sampling_card(care: CareFigures) -> Card:
    sampling, positive = care.sampling, care.sampling.results.get("positive", 0)
    if not sampling.due and not sampling.results:
        return Card("核酸", "今日无", "没有应采的人")
    done = len(sampling.due) - len(sampling.left)
    tone = BAD if positive else WARN if sampling.left else GOOD
    return Card("核酸", f"{done}/{len(sampling.due)}", f"未采 {len(sampling.left)} · 阳性 {positive}", tone)


def reported_chart(week: Sequence[SiteFigures]) -> Chart:
    """How many of those who were due reported; nothing for a day on which nobody was."""
    values = tuple(round(100 * done / due) if due else None for due, done in (f.checkins for f in week))
    return Chart("体温已报比例，近 7 天", tuple(f"{f.day.day}日" for f in week), (Line("已报", values),), "%")


def asked_chart(week: Sequence[SiteFigures]) -> Chart:
    """Requests asked for, and those still open at the end of each day."""
    new, left = tuple(float(f.new) for f in week), tuple(float(f.open) for f in week)
    return Chart("需求，近 7 天", tuple(f"{f.day.day}日" for f in week), (Line("新", new), Line("未完", left, WARN)))


def hq_charts(lines: HqLines) -> tuple[Chart, ...]:
    """Requests and fevers of all sites together."""
    labels = tuple(f"{d.day}日" for d in lines.days)
    asked = (Line("新", lines.new), Line("未完", lines.open, WARN))
    return Chart("需求（全部隔离点）", labels, asked), Chart("发热间数", labels, (Line("发热", lines.fever, BAD),))


def _kind_bar(kind: Kind, figures: SiteFigures) -> Bar:
    found = figures.requests.get(kind.name)
    if found is None:
        return Bar(kind.digest, 0, 0, "今日无")
    text = f"新 {found.new} 完成 {found.done} 未完 {found.open}"
    return Bar(kind.digest, found.open, found.open + found.done, text, WARN if found.open else GOOD)


def _floors(figures: SiteFigures) -> tuple[Bars, ...]:
    """The later half-day anybody reported in, by floor."""
    told = [(name, half) for name, half in figures.halves.items() if half.done]
    if not told:
        return ()
    name, half = told[-1]
    rows = [Bar(f"{floor}楼", done, due, f"{done}/{due}" + (f" 差 {due - done}" if done < due else ""), GOOD if done == due else WARN)
            for floor, (due, done) in list(half.floors.items())[:MOST_FLOORS]]  # fmt: skip
    return (Bars(f"{HALF_NAMES[name]}体温，按楼层", tuple(rows)),)


def _notes(day: Day) -> list[str]:
    figures, care = day.figures, day.care
    notes = ["今天没有收到任何上报：不代表没有情况"] if day.silent else []
    notes += [f"未记录：{'、'.join(care.tasks_missing)}"] if care.tasks_missing else []
    notes += [f"需人工查看 {figures.human} 条"] if figures.human else []
    notes += [f"失联 {len(figures.gaps)} 次，期间消息可能遗漏"] if figures.gaps else []
    return notes


def _hq_cards(days: Sequence[Day], now: datetime) -> list[Card]:
    total = totals_of(days)
    urgent, long = sum(emergencies(d) for d in days), sum(stuck(d, now) for d in days)
    warmth = BAD if total.fever else WARN if total.done < total.due else GOOD
    return [
        Card("隔离点", f"{len(days)} 个", f"未报 {total.silent}", WARN if total.silent else PLAIN),
        Card("在隔", f"{total.living} 人", f"比昨日 {total.living - total.before:+d}"),
        Card("体温", f"{total.done}/{total.due}", f"发热 {total.fever} 间", warmth),
        Card("核酸阳性", f"{total.positive}", "安排转运" if total.positive else "今日无", BAD if total.positive else GOOD),
        Card("未完需求", f"{total.unfinished} 单", f"超 24 小时的点 {long}", WARN if total.unfinished else GOOD),
        Card("紧急未结", f"{urgent}", "", BAD if urgent else GOOD),
    ]


def _site_bar(day: Day, now: datetime) -> Bar:
    figures, (due, done) = day.figures, day.figures.checkins
    if day.silent:
        return Bar(figures.site.short, 0, due, "未报", NONE)
    marks = [f"{done}/{due}"]
    for name, n in (("紧急", emergencies(day)), ("阳性", positives(day)), ("发热", figures.fevers), ("未完", figures.open)):
        marks += [f"{name}{n}"] if n else []
    grave = emergencies(day) or positives(day) or figures.fevers
    return Bar(figures.site.short, done, due, " ".join(marks), BAD if grave else WARN if stuck(day, now) or done < due else GOOD)
