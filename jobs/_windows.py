"""The two windows of a day in which temperatures are reported: when they open and close in this site (its own time zone)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chat.settings import Setting
from jobs.base import JobContext

OPENS: Mapping[str, Setting] = {
    "am": Setting("上午打卡开始", "checkin_open_am", "07:00"),
    "pm": Setting("下午打卡开始", "checkin_open_pm", "15:30"),
}
CLOSES: Mapping[str, Setting] = {
    "am": Setting("上午打卡截止", "checkin_close_am", "09:30"),
    "pm": Setting("下午打卡截止", "checkin_close_pm", "18:00"),
}
BEFORE = timedelta(minutes=30)
"""So long before a window closes the missing are named."""


def time_of(context: JobContext, setting: Setting) -> str:
    """A window's time as the site set it, else the usual one."""
    return context.setting(setting.key, setting.default)


def before_closing(context: JobContext, half: str) -> str:
    """Half an hour before a window closes."""
    closes = datetime.strptime(time_of(context, CLOSES[half]), "%H:%M")
    return f"{closes - BEFORE:%H:%M}"


def half_of(context: JobContext, due_at: datetime) -> str:
    """Which half of the site's day a moment is in: am, pm."""
    return "am" if due_at.astimezone(context.zone).hour < 12 else "pm"
