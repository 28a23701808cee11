"""任务提醒: disinfection, waste, meals, patrol and the like that nobody logged by their time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Plain, Sentence, hour
from jobs.base import Due, Job, JobContext
from reports.tasks import LABELS, logs_of, task_day, times_from

JOB = Job(
    "task_reminder",
    "任务提醒",
    grace=timedelta(hours=2),
    settings=tuple(Setting(label, f"task_{task}", "", "times", sample="09:00 15:00") for task, label in LABELS.items()),
)


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Each task at each of its times."""
    first, last = since.astimezone(context.zone).date(), until.astimezone(context.zone).date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    logs = logs_of(context.session, context.site, first, last)
    found = [Due(at, task) for day in days for task in LABELS for at in times_from(context.site, logs, day, task)]
    return [due for due in found if since < due.at <= until]


def run(context: JobContext, due: Due) -> None:
    """Remind the staff group, with the line to send."""
    day = due.at.astimezone(context.zone).date()
    if due.at not in task_day(context.session, context.site, day, due.subject, context.now).missing:
        return
    said = Sentence(
        "{task} 到 {at} 还没有记录{late}。做完请发「{task} 区域或数量」，今天不用做可忽略。",
        task=Plain(LABELS[due.subject]),
        at=Plain(hour(due.at, context.zone)),
        late=Plain(context.lateness(due)),
    )
    context.speaker.to_groups("staff", said, priority=REMINDER, key=f"{JOB.name}/{due.subject}/{due.at.isoformat()}")
