"""体温提醒: half an hour before a window closes, only those who have not reported are named, by floor."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Count, Plain, Sentence
from jobs._windows import before_closing, half_of
from jobs.base import Due, Job, JobContext, daily
from reports.digest import HALF_NAMES, missing_by_floor
from reports.figures import half_day

REMINDS = {
    "am": Setting("上午体温提醒", "checkin_reminder_am", "", sample="09:00"),
    "pm": Setting("下午体温提醒", "checkin_reminder_pm", "", sample="17:30"),
}
"""Not set: half an hour before the window closes."""
JOB = Job(
    "checkin_reminder",
    "体温提醒",
    grace=timedelta(minutes=30),
    settings=tuple(REMINDS.values()),
    aliases=("打卡提醒", "打卡"),
)


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Twice a day."""
    times = [context.setting(setting.key, "") or before_closing(context, half) for half, setting in REMINDS.items()]
    return daily(context, times, since, until)


def run(context: JobContext, due: Due) -> None:
    """Name the rooms that are missing; say nothing when nobody is."""
    half = half_of(context, due.at)
    figures = half_day(context.session, context.site, due.at.astimezone(context.zone).date(), half)
    if not figures.missing:
        return
    said = Sentence(
        "{half}体温还差 {n} 人，请在半小时内报：{rooms}。格式：房号 姓名 36.5 无{late}",
        half=Plain(HALF_NAMES[half]),
        n=Count(len(figures.missing)),
        rooms=Plain(missing_by_floor(figures.missing)),
        late=Plain(context.lateness(due)),
    )
    context.speaker.to_groups("resident", said, priority=REMINDER, key=f"{JOB.name}/{due.at.isoformat()}")
