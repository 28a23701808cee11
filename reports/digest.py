"""The site's digest as text: counts and rooms only, so that any group of staff may read it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models import Site, floor_of
from reading.kind import Kind
from reports.care import CareFigures, Day, site_day
from reports.figures import HalfDay, RequestFigures, SiteFigures
from reports.records import counted_at

HALF_NAMES = {"am": "上午", "pm": "下午"}
CATEGORY_NAMES = {"physical": "身体", "emotional": "情绪", "dietary": "饮食", "other": "其他"}


LONGEST = 25
"""Lines: what a phone shows without scrolling twice."""
RESULTS = {"sampled": "已采", "pending": "待结果", "negative": "阴性", "positive": "阳性", "refused": "拒采"}


def digest_of(session: Session, site: Site, day: date, kinds: Iterable[Kind], now: datetime) -> str:
    """The digest of one site and business day, as it stands now."""
    return digest_text(site_day(session, site, day, now), kinds, now)


def digest_text(day: Day, kinds: Iterable[Kind], now: datetime) -> str:
    """What leaders read about one day. Every line has its denominator; nothing happened reads 今日无, nothing said 未报."""
    figures = day.figures
    zone = ZoneInfo(figures.site.timezone)
    lines = [f"【{figures.site.name} 日报】{figures.day.month}月{figures.day.day}日（{counted_at(figures.day, now, zone)}）"]
    if day.silent:
        lines.append("未报：今天没有收到任何上报，下面的 0 不代表没有情况")
    taken = f"（转走 {figures.transferred}）" if figures.transferred else ""
    lines.append(f"在隔 {figures.in_stay} 人：新入 {figures.new_stays}，离开 {figures.ended_stays}{taken}" + _flags(day.care))
    lines += [_half_line(half, figures.halves[half]) for half in figures.halves]
    lines += _sampling_line(day.care)
    kinds = [kind for kind in kinds if kind.digest]
    lines += [_request_line(kind, figures, now) for kind in kinds if kind.letter]
    logs = [(k.digest, figures.logs.get(k.name, 0)) for k in kinds if not k.letter and k.name not in ("checkin", "sampling")]
    logs = [(label, n) for label, n in logs if n]
    end = [*_care_lines(day.care), *_trouble(figures, zone), _compared(figures, day.yesterday)]
    if len(lines) + len(logs) + len(end) > LONGEST:  # what looks wrong stands at the end: it must not be what is cut
        lines.append("记录：" + "，".join(f"{label} {n} 条" for label, n in logs))
    else:
        lines += [f"{label}：{n} 条" for label, n in logs]
    return "\n".join(within(lines + end))


def within(lines: list[str], longest: int = LONGEST) -> list[str]:
    """No more lines than a phone shows; what was left out is said."""
    if len(lines) <= longest:
        return lines
    return [*lines[: longest - 1], f"还有 {len(lines) - longest + 1} 行，详情发「待办」"]


def _flags(care: CareFigures) -> str:
    return "；" + " ".join(f"{flag} {n}" for flag, n in sorted(care.flags.items())) if care.flags else ""


def _sampling_line(care: CareFigures) -> list[str]:
    sampling = care.sampling
    if not sampling.due and not sampling.results:
        return ["核酸：今日无"]
    results = " ".join(f"{RESULTS[r]} {n}" for r, n in sorted(sampling.results.items()) if r in RESULTS)
    line = f"核酸：应采 {len(sampling.due)}，已采 {len(sampling.due) - len(sampling.left)}，未采 {len(sampling.left)}"
    return [line + (f"（{results}）" if results else "")]


def _care_lines(care: CareFigures) -> list[str]:
    lines = [f"未记录：{'、'.join(care.tasks_missing)}"] if care.tasks_missing else []
    if care.on_duty:
        lines.append(f"在岗：{care.on_duty} 人")
    if care.notices:
        lines.append(f"要收到的通知：{care.notices} 条，收到 {care.acknowledged} 人次，还差 {care.unacknowledged} 人次")
    if care.corrections:
        lines.append(f"更正：{care.corrections} 处")
    return lines


def _compared(today: SiteFigures, yesterday: SiteFigures) -> str:
    """Differences from yesterday; equal ones are left out."""
    pairs = [
        ("在隔", today.in_stay, yesterday.in_stay),
        ("新需求", today.new, yesterday.new),
        ("未完", today.open, yesterday.open),
        ("发热", today.fevers, yesterday.fevers),
    ]
    said = [f"{name} {now - before:+d}" for name, now, before in pairs if now != before]
    return "比昨日：" + ("，".join(said) or "持平")


class Roomed(Protocol):
    """Whatever has a room."""

    @property
    def room(self) -> str:
        """As on its door."""


def missing_by_floor(missing: Iterable[Roomed]) -> str:
    """'3楼 302 305；4楼 412': who has not reported, by floor."""
    floors: dict[str, list[str]] = {}
    for stay in missing:
        rooms = floors.setdefault(floor_of(stay.room), [])
        if stay.room not in rooms:
            rooms.append(stay.room)
    return "；".join(f"{floor}楼 {' '.join(rooms)}" for floor, rooms in floors.items())


def _half_line(half: str, figures: HalfDay) -> str:
    parts = [f"体温{HALF_NAMES[half]}：应报 {figures.due}，已报 {figures.done}，未报 {len(figures.missing)}"]
    parts.append(f"发热 {len(figures.fever)}" + (f"（{' '.join(figures.fever)}）" if figures.fever else ""))
    if figures.incomplete:
        parts.append(f"缺度数或房间 {figures.incomplete}")
    if figures.unlisted:
        parts.append(f"名单外 {figures.unlisted}")
    return "，".join(parts)


def _request_line(kind: Kind, figures: SiteFigures, now: datetime) -> str:
    found: RequestFigures | None = figures.requests.get(kind.name)
    if found is None:
        return f"{kind.digest}：今日无"
    line = f"{kind.digest}：新 {found.new}，完成 {found.done}，未完 {found.open}"
    if found.oldest is not None:
        hours = (now - found.oldest).total_seconds() / 3600
        line += f"（最久 {max(int(hours), 0)} 小时）" if hours >= 1 else "（不到 1 小时）"
    if found.incomplete:
        line += f"，信息不全 {found.incomplete}"
    if kind.need("category") is not None and figures.categories:
        line += "：" + " ".join(f"{CATEGORY_NAMES.get(c, c)} {n}" for c, n in sorted(figures.categories.items()))
    return line


def _trouble(figures: SiteFigures, zone: ZoneInfo) -> list[str]:
    lines = [f"需人工查看：{figures.human} 条"] if figures.human else []
    if figures.missed_posts:
        lines.append(f"错过的定时消息：{figures.missed_posts} 条")
    if figures.gaps:
        spans = " ".join(f"{start.astimezone(zone):%H:%M}–{end.astimezone(zone):%H:%M}" for start, end in figures.gaps[:5])
        more = f" 等 {len(figures.gaps)} 次" if len(figures.gaps) > 5 else ""
        lines.append(f"失联 {spans}{more}，期间消息可能遗漏")
    return lines
