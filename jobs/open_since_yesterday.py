"""隔日情形: special situations that were reported before today and are still open."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.people import in_charge_of
from chat.settings import Setting
from chat.speaking import REMINDER
from chat.whose import Whose
from chat.wording import Count, Plain, Sentence, Told, age
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from models import Request
from reports.figures import open_requests

TIME = "09:00"
JOB = Job("open_since_yesterday", "隔日情形", grace=timedelta(hours=4), settings=(Setting("隔日情形", "open_since_yesterday", TIME),))
MOST = 10


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Each morning, at the site's time."""
    return at_times(context, JOB.name, TIME, since, until)


def run(context: JobContext, due: Due) -> None:
    """The oldest first, with the work group's member mentioned."""
    today = due.at.astimezone(context.zone).date()
    old = [
        r
        for r in open_requests(context.session, context.site)
        if r.kind == "situation" and r.opened_at.astimezone(context.zone).date() < today
    ]
    if not old:
        return
    said = Sentence(
        "昨天起还没处理完的特殊情形 {n} 件{late}：\n{lines}{more}",
        n=Count(len(old)),
        late=Plain(context.lateness(due)),
        lines=Told([_line(r, context) for r in old[:MOST]]),
        more=Plain(f"\n还有 {len(old) - MOST} 件，可发「待办 特殊情形」" if len(old) > MOST else ""),
    )
    kind = context.kinds.get("situation")
    mention = in_charge_of(context.session, context.site.id, kind.group if kind else "")
    context.speaker.to_groups("staff", said, priority=REMINDER, mention=mention)


def _line(request: Request, context: JobContext) -> Sentence:
    return Sentence(
        "{ticket} {who} 已 {waited}，回复「已处理 {ticket}」",
        ticket=Plain(request.ticket),
        who=Whose(request),
        waited=Plain(age(context.now - request.opened_at)),
    )
