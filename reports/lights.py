"""One site's day as a traffic light: red, amber or green, always with the reason in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reports.care import Day
from reports.hq import STUCK, emergencies, positives

LATE = timedelta(hours=6)
"""A request open for longer is late (as jobs/overdue.py reminds)."""
CLOSES = {"am": "09:30", "pm": "18:00"}
"""From when on a missing check-in counts: the window has closed. A site sets its own (as jobs/_windows.py)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a phrase and the number in it."""

    phrase: str
    n: int

    def __str__(self) -> str:
        return self.phrase.format(n=self.n)


@dataclass(frozen=True, slots=True)
class Light:
    """red, amber or green, and why."""

    colour: str
    reasons: tuple[Reason, ...]


def light_of(day: Day, now: datetime) -> Light:
    """The gravest first; green has its reason too."""
    red, amber = _red(day, now), _amber(day, now)
    if red:
        return Light("red", tuple(red + amber))
    return Light("amber", tuple(amber)) if amber else Light("green", (Reason("都在按时办理", 0),))


def _red(day: Day, now: datetime) -> list[Reason]:
    waits = day.figures.oldest
    found = [
        ("紧急未结 {n}", emergencies(day)),
        ("核酸阳性 {n}", positives(day)),
        ("发热 {n} 间", day.figures.fevers),
        ("最久的需求已等 {n} 小时", int((now - waits) / timedelta(hours=1)) if waits is not None and now - waits >= STUCK else 0),
    ]
    return [Reason(phrase, n) for phrase, n in found if n]


def _amber(day: Day, now: datetime) -> list[Reason]:
    site = day.figures.site
    local, own = f"{now.astimezone(ZoneInfo(site.timezone)):%H:%M}", site.settings or {}
    closed = {half for half, usual in CLOSES.items() if local >= str(own.get(f"checkin_close_{half}", usual))}
    missing = sum(len(h.missing) for half, h in day.figures.halves.items() if half in closed)
    waits = day.figures.oldest
    late = int((now - waits) / timedelta(hours=1)) if waits is not None and LATE <= now - waits < STUCK else 0
    found = [
        ("今天还没有任何上报", int(day.silent and "am" in closed)),
        ("体温未报 {n} 人", 0 if day.silent else missing),
        ("最久的需求已等 {n} 小时", late),
        ("需人工查看 {n} 条", day.figures.human),
        ("任务未记录 {n} 项", len(day.care.tasks_missing)),
        ("失联 {n} 次", len(day.figures.gaps)),
        ("错过的定时消息 {n} 条", day.figures.missed_posts),
    ]
    return [Reason(phrase, n) for phrase, n in found if n]
