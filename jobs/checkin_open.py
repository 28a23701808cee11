"""打卡开始: a check-in window opens; the residents' group reads until when and how to report."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.speaking import REMINDER
from chat.wording import Plain, Sentence
from jobs._windows import CLOSES, OPENS, half_of, time_of
from jobs.base import Due, Job, JobContext, daily
from reports.digest import HALF_NAMES
from reports.stays import staying

JOB = Job("checkin_open", "打卡开始", grace=timedelta(minutes=90), settings=tuple(OPENS.values()))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Twice a day."""
    return daily(context, [time_of(context, s) for s in OPENS.values()], since, until)


def run(context: JobContext, due: Due) -> None:
    """One line; a site where nobody stays is left in peace."""
    if not staying(context.session, context.site):
        return
    half = half_of(context, due.at)
    said = Sentence(
        "{half}健康打卡开始，请在 {close} 前报，格式：房号 姓名 36.5 无{late}",
        half=Plain(HALF_NAMES[half]),
        close=Plain(time_of(context, CLOSES[half])),
        late=Plain(context.lateness(due)),
    )
    context.speaker.to_groups("resident", said, priority=REMINDER, key=f"{JOB.name}/{due.at.isoformat()}")
