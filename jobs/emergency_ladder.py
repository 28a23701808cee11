"""紧急呼叫: an emergency nobody answered goes up a level every five minutes, then to everybody again and again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.calling import EVERY, call_out
from jobs.base import Due, Job, JobContext
from models import Request

JOB = Job("emergency_ladder", "紧急呼叫", grace=timedelta(days=2), switch=False)
"""Also long after the moment: whoever was not called while we were down is called as soon as we are back."""


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Every five minutes from the first call, as long as nobody answers."""
    found, earliest = [], min(since, until - timedelta(minutes=30))
    for request, start in _unanswered(context):
        first = max(1, int((earliest - start) / EVERY))
        last = int((until - start) / EVERY)
        found += [Due(start + n * EVERY, request.ticket) for n in range(first, last + 1)]
    return found


def run(context: JobContext, due: Due) -> None:
    """Call whoever's turn it is."""
    for request, start in _unanswered(context):
        if request.ticket == due.subject:
            call_out(request, context.speaker, start)


def _unanswered(context: JobContext) -> list[tuple[Request, datetime]]:
    """Open emergencies and when the first call went out. One that came too late has none, and wakes nobody."""
    wanted = select(Request).where(Request.site_id == context.site.id, Request.kind == "emergency", Request.status == "open")
    found = [r for r in context.session.scalars(wanted.order_by(Request.id)) if "called_from" in r.details]
    return [(r, datetime.fromisoformat(r.details["called_from"])) for r in found]
