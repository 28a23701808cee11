"""The tables of HQ's workbook: sites side by side. Counts and sites, never a room or a name."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from reading.kind import Kind
from reports.care import Day
from reports.digest import HALF_NAMES
from reports.hq import emergencies, positives
from reports.hq_lines import hq_lines
from reports.tables import Table

HALF = ("应报", "已报", "未报", "发热间数", "缺度数或房间", "名单外")


def sites_table(days: Sequence[Day], now: datetime) -> Table:
    """One row a site, worst first."""
    heads = (
        "名次", "隔离点", "上报", "在隔", "比昨日", "新入", "离开", "转走",
        *(f"{half}{what}" for half in HALF_NAMES.values() for what in HALF),
        "核酸应采", "核酸已采", "核酸未采", "阳性", "紧急未结", "新需求", "完成", "未完", "最久小时", "身体", "情绪", "饮食", "其他情形",
        "未记录的任务", "在岗", "要收到的通知", "收到人次", "未收到人次", "更正", "需人工", "错过的定时消息", "失联次数",
    )  # fmt: skip
    return Table("各点一览", heads, tuple(_site_row(n, day, now) for n, day in enumerate(days, 1)))


def _site_row(place: int, day: Day, now: datetime) -> tuple[Any, ...]:
    f, care = day.figures, day.care
    halves = [n for h in f.halves.values() for n in (h.due, h.done, len(h.missing), len(h.fever), h.incomplete, h.unlisted)]
    due, left = len(care.sampling.due), len(care.sampling.left)
    return (
        place, f.site.name, "未报" if day.silent else "已报", f.in_stay, f.in_stay - day.yesterday.in_stay, f.new_stays, f.ended_stays,
        f.transferred, *halves, due, due - left, left, positives(day), emergencies(day), f.new, f.done, f.open, _hours(f.oldest, now),
        *(f.categories.get(c, 0) for c in ("physical", "emotional", "dietary", "other")),
        "、".join(care.tasks_missing), care.on_duty, care.notices, care.acknowledged, care.unacknowledged,
        care.corrections, f.human, f.missed_posts, len(f.gaps),
    )  # fmt: skip


def requests_by_site(days: Sequence[Day], kinds: Iterable[Kind], now: datetime) -> Table:
    """One row for each site and kind of request."""
    asked = [kind for kind in kinds if kind.digest and kind.letter]
    rows = [
        (day.figures.site.name, kind.digest, found.new, found.done, found.open, found.incomplete, _hours(found.oldest, now))
        if (found := day.figures.requests.get(kind.name))
        else (day.figures.site.name, kind.digest, 0, 0, 0, 0, None)
        for day in days
        for kind in asked
    ]
    return Table("各点需求", ("隔离点", "类别", "新", "完成", "未完", "信息不全", "最久小时"), tuple(rows))


def week_table(session: Session, day: date) -> Table:
    """The last seven days of all sites together."""
    week = hq_lines(session, day)
    rows = zip(week.days, week.new, week.open, week.fever, strict=True)
    return Table("近7天", ("日期", "新需求", "未完", "发热间数"), tuple(rows))


def _hours(oldest: datetime | None, now: datetime) -> float | None:
    """How long the oldest waits; None where nothing does."""
    return round((now - oldest).total_seconds() / 3600, 1) if oldest is not None else None
