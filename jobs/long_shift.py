"""值班超时: somebody is on duty for more than 12 hours; the site leader is told once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.settings import Setting
from chat.speaking import CARE
from chat.wording import Plain, Sentence, Who, hour
from dialogue.shifts import open_shifts
from jobs.base import Due, Job, JobContext
from models import Person, Shift

HOURS = "12"
JOB = Job("long_shift", "值班超时", grace=timedelta(hours=12), settings=(Setting("值班超时", "long_shift_hours", HOURS, "hours"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """One per shift that is not ended; which were told is known by their rows."""
    longest = timedelta(hours=float(context.setting("long_shift_hours", HOURS)))
    found = [Due(shift.started_at + longest, str(shift.id)) for shift, _ in open_shifts(context.session, context.site.id)]
    return [due for due in found if due.at <= until]


def run(context: JobContext, due: Due) -> None:
    """Tell the first-level leaders in private; where that fails the staff group reads it masked."""
    shift = context.session.scalar(select(Shift).where(Shift.site_id == context.site.id, Shift.id == int(due.subject)))
    person = context.session.get(Person, shift.person_id) if shift is not None else None
    if shift is None or person is None or shift.ended_at is not None or shift.withdrawn_at is not None:
        return
    said = Sentence(
        "{group}{who} 从 {at} 起值班已超过 {hours} 小时，请安排换班休息；若已下班，请本人发「签退」。{late}",
        group=Plain(f"{person.work_group} " if person.work_group else ""),
        who=Who(None, person.name or person.nick),
        at=Plain(hour(shift.started_at, context.zone)),
        hours=Plain(context.setting("long_shift_hours", HOURS)),
        late=Plain(context.lateness(due)),
    )
    leaders = select(Person).where(Person.site_id == context.site.id, Person.role == "leader", Person.left_at.is_(None))
    staff = next(iter(context.speaker.groups("staff")), None)
    for leader in context.session.scalars(leaders.order_by(Person.id)):
        if (leader.level or 1) == 1 and leader.binding == "confirmed":
            context.speaker.to_person(leader, said, priority=CARE, group=staff, key=f"{JOB.name}/{shift.id}/{leader.id}")
