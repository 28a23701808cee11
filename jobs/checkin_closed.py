"""打卡截止: a check-in window has closed; the staff group gets the list, with what it is out of."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.people import in_charge_of
from chat.speaking import CARE
from chat.wording import Count, Plain, Rooms, Sentence
from jobs._windows import CLOSES, half_of, time_of
from jobs.base import Due, Job, JobContext, daily
from reports.digest import HALF_NAMES, missing_by_floor
from reports.figures import half_day

JOB = Job("checkin_closed", "打卡截止", grace=timedelta(hours=3), settings=tuple(CLOSES.values()))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Twice a day."""
    return daily(context, [time_of(context, s) for s in CLOSES.values()], since, until)


def run(context: JobContext, due: Due) -> None:
    """Due, done, and the missing by floor; whoever is missing is visited or reported by hand."""
    half = half_of(context, due.at)
    found = half_day(context.session, context.site, due.at.astimezone(context.zone).date(), half)
    if not found.due:
        return
    fever = "，发热 {hot}（{hot_rooms}）" if found.fever else ""
    left = "未报 {n}：{rooms}。请上门问，代报格式：房号 姓名 36.5 无" if found.missing else "全部已报"
    said = Sentence(
        "【打卡截止】{half}应报 {due}，已报 {done}" + fever + "，" + left + "{late}",
        half=Plain(HALF_NAMES[half]),
        due=Count(found.due),
        done=Count(found.done),
        hot=Count(len(found.fever)),
        hot_rooms=Rooms(found.fever),
        n=Count(len(found.missing)),
        rooms=Plain(missing_by_floor(found.missing)),
        late=Plain(context.lateness(due)),
    )
    mention = in_charge_of(context.session, context.site.id, "健康观察") if found.missing else []
    context.speaker.to_groups("staff", said, priority=CARE, mention=mention, key=f"{JOB.name}/{due.at.isoformat()}")
