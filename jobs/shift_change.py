"""交接班: at set times the staff group reads what the next shift must know."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.settings import Setting
from chat.speaking import CARE
from chat.wording import Plain, Sentence, Told
from dialogue.shifts import handover, open_shifts
from jobs.base import Due, Job, JobContext, daily

TIMES = "08:00 20:00"
JOB = Job("shift_change", "交接班", grace=timedelta(hours=1), settings=(Setting("交接班", "shift_change", TIMES, "times"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """At the site's change times."""
    return daily(context, context.setting("shift_change", TIMES).replace("，", " ").replace(",", " ").split(), since, until)


def run(context: JobContext, due: Due) -> None:
    """Post the note where shifts are kept; a site where nobody signs in is left in peace."""
    if not open_shifts(context.session, context.site.id):
        return
    note = handover(context.session, context.site, context.kinds, context.now)
    said = Sentence("换班时间到{late}：下班请发「交班」，上班请发「接班」。\n{note}", late=Plain(context.lateness(due)), note=Told([note]))
    context.speaker.to_groups("staff", said, priority=CARE, key=f"{JOB.name}/{due.at.isoformat()}")
