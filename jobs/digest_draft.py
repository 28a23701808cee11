"""日报草稿: half an hour before the digest its leader reads what is missing and what looks wrong, and can send it now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.speaking import DIGEST
from chat.wording import Plain, Sentence
from dialogue.digests import sent_digest
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from jobs.site_digest import TIME
from models import Person
from reports.care import site_day
from reports.digest import within
from reports.draft import to_fix

JOB = Job("digest_draft", "日报草稿", grace=timedelta(minutes=25))
BEFORE = timedelta(minutes=30)


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Half an hour before each digest."""
    return [Due(due.at - BEFORE) for due in at_times(context, "digest", TIME, since + BEFORE, until + BEFORE)]


def run(context: JobContext, due: Due) -> None:
    """To the first-level leaders in private; where that fails the staff group reads it. Rooms and counts only."""
    at = (due.at + BEFORE).astimezone(context.zone)
    if sent_digest(context.speaker, at.date()) is not None:
        return
    lines = within(to_fix(site_day(context.session, context.site, at.date(), context.now)), 20)
    said = Sentence(
        "【日报草稿】{at} 自动发出。发出前请看：\n{lines}\n看全文发「日报」，现在就发请回复「发送」。",
        at=Plain(f"{at:%H:%M}"),
        lines=Plain("\n".join(lines) or "不缺什么，没有发现异常。"),
    )
    leaders = select(Person).where(Person.site_id == context.site.id, Person.role == "leader", Person.left_at.is_(None))
    for leader in context.session.scalars(leaders.order_by(Person.id)):
        if (leader.level or 1) == 1 and leader.binding == "confirmed":
            context.speaker.to_person(leader, said, priority=DIGEST, key=f"{JOB.name}/{at.date().isoformat()}/{leader.id}")
