"""采样名单: who is sampled today by the plan of their stay, by floor, in the morning."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.people import in_charge_of
from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Count, Plain, Sentence
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from reports.digest import missing_by_floor
from reports.stays import sampling_on

TIMES = "07:00"
JOB = Job("sampling_list", "采样名单", grace=timedelta(hours=6), settings=(Setting("采样名单", "sampling_list", TIMES, "times"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Before the round begins."""
    return at_times(context, "sampling_list", TIMES, since, until)


def run(context: JobContext, due: Due) -> None:
    """Name the rooms still to be sampled; silence when nobody is due."""
    found = sampling_on(context.session, context.site, due.at.astimezone(context.zone).date())
    if not found.left:
        return
    said = Sentence(
        "【采样】今日应采 {due} 人，还差 {n} 人：{rooms}。采完回复：{line}{late}",
        due=Count(len(found.due)),
        n=Count(len(found.left)),
        rooms=Plain(missing_by_floor(found.left)),
        line=Plain("3楼除305都采了"),
        late=Plain(context.lateness(due)),
    )
    mention = in_charge_of(context.session, context.site.id, "健康观察")
    context.speaker.to_groups("staff", said, priority=REMINDER, mention=mention, key=f"{JOB.name}/{due.at.isoformat()}")
