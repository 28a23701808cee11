"""回访: moods that somebody looks after again today."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.people import in_charge_of
from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Count, Plain, Sentence
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from reports.digest import missing_by_floor
from reports.stays import follow_ups

TIMES = "09:30"
JOB = Job("follow_up", "回访", grace=timedelta(hours=8), settings=(Setting("回访", "follow_up", TIMES, "times"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """In the morning."""
    return at_times(context, "follow_up", TIMES, since, until)


def run(context: JobContext, due: Due) -> None:
    """Name the rooms and the line to answer with."""
    found = follow_ups(context.session, context.site, due.at.astimezone(context.zone).date())
    if not found:
        return
    stays = list({stay.id: stay for stay, _ in found}.values())
    said = Sentence(
        "【回访】今天要回访 {n} 人：{rooms}。回复：{line}{late}",
        n=Count(len(stays)),
        rooms=Plain(missing_by_floor(stays)),
        line=Plain(f"回访 {stays[0].room} 情绪好转"),
        late=Plain(context.lateness(due)),
    )
    mention = in_charge_of(context.session, context.site.id, "人文关怀")
    context.speaker.to_groups("staff", said, priority=REMINDER, mention=mention, key=f"{JOB.name}/{due.at.isoformat()}")
