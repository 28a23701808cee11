"""Daily tasks: what was logged today, and what should have been by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Entry, Site
from reports.records import HABIT, TaskLog, bounds

LABELS = {
    "disinfection": "消杀",
    "medical_waste": "医废",
    "meals": "送餐",
    "garbage": "垃圾清运",
    "patrol": "巡查",
    "fire_check": "消防检查",
}
TIMES = {
    "disinfection": "10:00 17:00",
    "medical_waste": "18:00",
    "meals": "09:00 13:00 19:00",
    "garbage": "18:30",
    "patrol": "22:00",
    "fire_check": "21:00",
}
"""By when each is usually logged, in the site's zone; a site sets its own as task_meals and so on, or off."""


@dataclass(frozen=True, slots=True)
class TaskDay:
    """One task on one day: its log, the times it was due at, and those of them nobody logged it for."""

    task: str
    done: tuple[TaskLog, ...]
    due: tuple[datetime, ...]
    missing: tuple[datetime, ...]


def task_day(session: Session, site: Site, day: date, task: str, now: datetime) -> TaskDay:
    """One task on one day."""
    return task_day_from(site, logs_of(session, site, day, day), day, task, now)


def logs_of(session: Session, site: Site, first: date, last: date) -> list[TaskLog]:
    """What was logged on those days and shortly before."""
    wanted = select(Entry.day, Entry.sent_at, Entry.details).where(Entry.site_id == site.id, Entry.kind == "task")
    wanted = wanted.where(Entry.day >= first - HABIT, Entry.day <= last, Entry.withdrawn_at.is_(None))
    return [TaskLog._make(row) for row in session.execute(wanted.order_by(Entry.sent_at, Entry.id))]


def times_from(site: Site, logs: Sequence[TaskLog], day: date, task: str) -> list[datetime]:
    """When a task must be logged by on a day: the times a site set, else the usual ones of a task it keeps."""
    own = (site.settings or {}).get(f"task_{task}")
    if own is None and not any(day - HABIT <= log.day <= day and log.details.get("task") == task for log in logs):
        return []
    said = str(own if own is not None else TIMES[task]).replace("，", " ").replace(",", " ").replace("：", ":").split()
    zone = ZoneInfo(site.timezone)
    return sorted(datetime.combine(day, time.fromisoformat(t.zfill(5)), zone) for t in said if ":" in t)


def task_day_from(site: Site, logs: Sequence[TaskLog], day: date, task: str, now: datetime) -> TaskDay:
    """A log counts for the next time it is due at: the midday meals are not the morning's."""
    start, end = bounds(site, day)
    done = [log for log in logs if log.day == day and log.details.get("task") == task]
    due = times_from(site, logs, day, task)
    spans = zip([start, *due], [*due, end], strict=True)
    missing = [until for since, until in spans if until in due and until <= now and not any(since < e.sent_at <= now for e in done)]
    return TaskDay(task, tuple(done), tuple(due), tuple(missing))
