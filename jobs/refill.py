"""续药: chronic medicines that run out in two days, each with the line that asks for more."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from chat.people import in_charge_of
from chat.settings import Setting
from chat.speaking import REMINDER
from chat.wording import Plain, Raw, Sentence, Told, Who
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from models import Need, Stay
from reports.stays import running_out

TIMES = "10:00"
JOB = Job("refill", "续药", grace=timedelta(hours=8), settings=(Setting("续药", "refill", TIMES, "times"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """In the morning, with time to fetch."""
    return at_times(context, "refill", TIMES, since, until)


def run(context: JobContext, due: Due) -> None:
    """One line for each; silence when nothing runs out, or a refill was asked for."""
    day = due.at.astimezone(context.zone).date()
    found = running_out(context.session, context.site, day)
    if not found:
        return
    lines = [_line(stay, need, day) for stay, need in found]
    said = Sentence("【续药】两天内要断的药：\n{lines}{late}", lines=Told(lines), late=Plain(context.lateness(due)))
    mention = in_charge_of(context.session, context.site.id, "健康观察")
    context.speaker.to_groups("staff", said, priority=REMINDER, mention=mention, key=f"{JOB.name}/{due.at.isoformat()}")


def _line(stay: Stay, need: Need, day: date) -> Sentence:
    assert need.run_out is not None
    left = (need.run_out - day).days
    return Sentence(
        "{who} {medicine} {left}。续药请发：#用药 {room} {medicine} 加数量",
        who=Who(stay.room, stay.name),
        room=Who(stay.room),
        medicine=Raw(need.medicine or "慢病药"),
        left=Plain(f"还够 {left} 天" if left > 0 else "已经断药"),
    )
