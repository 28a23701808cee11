"""通知未收到: who has not confirmed a notice is reminded once in the group; later the leader and the writer are told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.speaking import CARE, REMINDER
from chat.wording import Count, Plain, Sentence, Told
from dialogue.notices import WAITS, names_of, standing, standing_line
from jobs.base import Due, Job, JobContext
from models import Group, Notice, NoticeTarget, Person

JOB = Job("notice_nudge", "通知未收到", grace=timedelta(hours=12), sites=frozenset({"site", "hq"}))
NUDGE, LEADER = "1", "3"
"""Hours after the notice."""


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Two per group and version of a notice that waits for 收到; which were said is known by their rows."""
    wanted = (
        select(NoticeTarget.id, Notice)
        .join(Notice, Notice.id == NoticeTarget.notice_id)
        .where(NoticeTarget.site_id == context.site.id, Notice.needs_ack, Notice.withdrawn_at.is_(None), Notice.sent_at >= until - WAITS)
    )
    hours = {"nudge": context.setting("notice_nudge_hours", NUDGE), "leader": context.setting("notice_leader_hours", LEADER)}
    found = [
        Due(notice.sent_at + timedelta(hours=float(after)), f"{target} {notice.version} {step}")
        for target, notice in context.session.execute(wanted).all()
        for step, after in hours.items()
    ]
    return [due for due in found if due.at <= until]


def run(context: JobContext, due: Due) -> None:
    """Say who is missing, as the audience may read it; nothing when nobody is."""
    target_id, version, step = due.subject.split()
    target = context.session.scalar(select(NoticeTarget).where(NoticeTarget.id == int(target_id)))
    notice = context.session.scalar(select(Notice).where(Notice.id == target.notice_id)) if target else None
    group = context.session.get(Group, target.group_id) if target else None
    if notice is None or group is None or notice.withdrawn_at is not None or notice.version != int(version):
        return
    found = standing(context.session, notice, group)
    if not found.missing:
        return
    if step == "leader":
        _tell_leaders(notice, standing_line(context.session, notice, found), due, context)
        return
    said = Sentence(
        "通知{n} 还有 {count} 人没有回复{who}。看到请回复「收到 通知{n}」{late}",
        n=Count(notice.number),
        count=Count(len(found.missing)),
        who=names_of(found.missing),
        late=Plain(context.lateness(due)),
    )
    context.speaker.to_group(group, said, priority=REMINDER, mention=[m for m in found.missing if isinstance(m, Person)][:10])


def _tell_leaders(notice: Notice, line: Sentence, due: Due, context: JobContext) -> None:
    """The site's first-level leaders and whoever wrote it, once."""
    said = Sentence("通知{n} 仍未全部收到。{line}", n=Count(notice.number), line=Told([line]))
    wanted = select(Person).where(Person.site_id == context.site.id, Person.role == "leader", Person.left_at.is_(None))
    leaders = [p for p in context.session.scalars(wanted) if (p.level or 1) == 1]
    writer = context.session.get(Person, notice.written_by)
    staff = next(iter(context.speaker.groups("staff")), None)
    for person in {p.id: p for p in (*leaders, *([writer] if writer else []))}.values():
        context.speaker.to_person(person, said, priority=CARE, group=staff, key=f"{JOB.name}/{due.subject}/{person.id}")
