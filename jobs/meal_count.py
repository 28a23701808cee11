"""份数: before each meal how many portions, and the special diets with their rooms. For the staff group only."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Count, Plain, Raw, Rooms, Sentence, Told
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from reports.stays import meals

TIMES = "06:30 10:30 16:30"
JOB = Job("meal_count", "份数", grace=timedelta(hours=1), settings=(Setting("份数", "meal_count", TIMES, "times"),))
NAMES = ((10, "早餐"), (15, "午餐"), (24, "晚餐"))
"""Hour up to which a count is for that meal."""


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """An hour and more before each meal."""
    return at_times(context, "meal_count", TIMES, since, until)


def run(context: JobContext, due: Due) -> None:
    """Portions with their denominators: all, ordinary, each diet with its rooms."""
    total, diets = meals(context.session, context.site)
    if not total:
        return
    hour = due.at.astimezone(context.zone).hour
    special = [Sentence("{diet} {n}（{rooms}）", diet=Raw(d), n=Count(len(r)), rooms=Rooms(r)) for d, r in diets.items()]
    ordinary = Sentence("普通 {n}", n=Count(total - sum(map(len, diets.values()))))
    said = Sentence(
        "【{meal}】共 {n} 份：{parts}{late}",
        meal=Plain(next(name for until, name in NAMES if hour < until)),
        n=Count(total),
        parts=Told((ordinary, *special), "，"),
        late=Plain(context.lateness(due)),
    )
    context.speaker.to_groups("staff", said, priority=REMINDER, key=f"{JOB.name}/{due.at.isoformat()}")
