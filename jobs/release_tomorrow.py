"""明日解除: whose planned release is tomorrow, by floor, in time to prepare it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.people import in_charge_of
from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Count, Plain, Sentence
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from reports.digest import missing_by_floor
from reports.stays import leaving_on

TIMES = "16:00"
JOB = Job("release_tomorrow", "明日解除", grace=timedelta(hours=6), settings=(Setting("明日解除", "release_tomorrow", TIMES, "times"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """In the afternoon."""
    return at_times(context, "release_tomorrow", TIMES, since, until)


def run(context: JobContext, due: Due) -> None:
    """Name the rooms; silence when nobody leaves."""
    tomorrow = due.at.astimezone(context.zone).date() + timedelta(days=1)
    stays = leaving_on(context.session, context.site, tomorrow)
    if not stays:
        return
    said = Sentence(
        "【明日解除】{day} 期满 {n} 人：{rooms}。当天回复：{line}；要延期回复：{longer}{late}",
        day=Plain(f"{tomorrow.month}月{tomorrow.day}日"),
        n=Count(len(stays)),
        rooms=Plain(missing_by_floor(stays)),
        line=Plain(f"解除隔离 {' '.join(dict.fromkeys(s.room for s in stays))}"),
        longer=Plain(f"延期 {stays[0].room} 2天 原因"),
        late=Plain(context.lateness(due)),
    )
    mention = in_charge_of(context.session, context.site.id, "信息联络")
    context.speaker.to_groups("staff", said, priority=REMINDER, mention=mention, key=f"{JOB.name}/{due.at.isoformat()}")
