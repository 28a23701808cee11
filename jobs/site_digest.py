"""日报: the site's day in numbers, every evening to the staff group; missed, it is sent once within four hours."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.settings import Setting
from dialogue.digests import send_digest
from jobs._times import at_times
from jobs.base import Due, Job, JobContext

TIME = "19:30"
JOB = Job("site_digest", "日报", grace=timedelta(hours=4), settings=(Setting("日报", "digest", TIME),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Once a day."""
    return at_times(context, "digest", TIME, since, until)


def run(context: JobContext, due: Due) -> None:
    """Post it, once for its day: not again after 发送, nor at a second time set for the same day."""
    send_digest(context.speaker, due.at.astimezone(context.zone).date(), context.kinds.values(), context.lateness(due))
