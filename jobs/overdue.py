"""超时需求: nobody accepted in 30 minutes, or not delivered in 6 hours (2 when no medicine is left)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.people import responsible_for
from chat.speaking import CARE
from chat.whose import Whose
from chat.wording import Plain, Sentence, age
from dialogue.tickets import how_to_close
from jobs.base import Due, Job, JobContext
from models import Person, Request
from reports.figures import open_requests

JOB = Job("overdue", "超时需求", grace=timedelta(hours=12))
UNACCEPTED = timedelta(minutes=30)
UNDELIVERED = timedelta(hours=6)
UNDELIVERED_URGENT = timedelta(hours=2)


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """One per open request and stage; which have been said is known by their rows, not by `since`."""
    found = [Due(_deadline(r), _subject(r)) for r in open_requests(context.session, context.site)]
    return [due for due in found if due.at <= until]


def run(context: JobContext, due: Due) -> None:
    """Remind the staff group, mentioning who is in charge."""
    ticket = due.subject.partition(" ")[0]
    request = context.session.scalar(select(Request).where(Request.site_id == context.site.id, Request.ticket == ticket))
    if request is None or not request.is_open:
        return
    kind = context.kinds.get(request.kind)
    person = context.session.get(Person, request.in_charge) if request.in_charge else None
    said = Sentence(
        "{ticket} {label} {who} 已等 {waited}，{state}。{act}",
        ticket=Plain(request.ticket),
        label=Plain(kind.label if kind else ""),
        who=Whose(request),
        waited=Plain(age(context.now - request.opened_at)),
        state=Plain("还没有人接单" if request.status == "open" else "还没有送到或处理完"),
        act=Plain(
            f"回复「接单 {request.ticket}」"
            if request.status == "open"
            else f"回复{how_to_close(request, kind)}"
        ),
    )
    mention = [person] if person else responsible_for(context.session, context.site, kind, request.category)
    context.speaker.to_groups("staff", said, priority=CARE, mention=mention)


def _subject(request: Request) -> str:
    return f"{request.ticket} {'unaccepted' if request.status == 'open' else 'undelivered'}"


def _deadline(request: Request) -> datetime:
    reopened = request.details.get("reopened_at")  # 没收到: the time counts anew, and so do the reminders
    since = datetime.fromisoformat(str(reopened)) if reopened else request.opened_at
    if request.status == "open":
        return since + UNACCEPTED
    urgent = request.details.get("days_left") == 0
    return since + (UNDELIVERED_URGENT if urgent else UNDELIVERED)
