"""摸排: the stays nobody has asked for all four parts yet, by floor; those over 24 hours apart."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.people import in_charge_of
from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Count, Plain, Sentence
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from reports.digest import missing_by_floor
from reports.stays import SURVEY_WITHIN, not_surveyed

TIMES = "10:00 17:00"
JOB = Job("survey_sweep", "摸排", grace=timedelta(hours=3), settings=(Setting("摸排", "survey_sweep", TIMES, "times"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Twice a day, so that everybody is asked within 24 hours of intake."""
    return at_times(context, "survey_sweep", TIMES, since, until)


def run(context: JobContext, due: Due) -> None:
    """Name who is unasked and the line to answer with; silence when everybody is known."""
    stays = not_surveyed(context.session, context.site)
    if not stays:
        return
    late = [s for s in stays if context.now - s.started_at >= SURVEY_WITHIN]
    said = Sentence(
        "【摸排】还差 {n} 人：{rooms}{overdue}。问身体、情绪、饮食、用药，回复：{line}{late}",
        n=Count(len(stays)),
        rooms=Plain(missing_by_floor(stays)),
        overdue=Plain(f"；已超24小时：{missing_by_floor(late)}" if late else ""),
        line=Plain(f"摸排 {stays[0].room} 身体好 情绪稳定 普通饮食 无用药"),
        late=Plain(context.lateness(due)),
    )
    mention = in_charge_of(context.session, context.site.id, "人文关怀")
    context.speaker.to_groups("staff", said, priority=REMINDER, mention=mention, key=f"{JOB.name}/{due.at.isoformat()}")
