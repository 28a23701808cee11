"""周报: on Sunday evening the week with its trends, diaries and thanks, to the staff group; all sites to the command office."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.settings import Setting
from dialogue.weeklies import send_week
from jobs._times import at_times
from jobs.base import Due, Job, JobContext

TIME, SUNDAY = "20:30", 6
SETTING = Setting("周报", "weekly_digest", TIME)
JOB = Job("weekly_digest", "周报", grace=timedelta(hours=12), sites=frozenset({"site", "hq"}), settings=(SETTING,))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Once a week, on the site's own Sunday."""
    return [d for d in at_times(context, "weekly_digest", TIME, since, until) if d.at.astimezone(context.zone).weekday() == SUNDAY]


def run(context: JobContext, due: Due) -> None:
    """The week from Monday on."""
    send_week(context.speaker, due.at.astimezone(context.zone).date(), context.kinds.values(), context.lateness(due))
