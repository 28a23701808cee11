"""退群: a group that nobody bound within a day is left."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from jobs.base import Due, Job, JobContext
from models import Group

JOB = Job("unbound_groups", "退出未绑定的群", grace=timedelta(days=2), sites=frozenset({"unknown"}), speaks=False)


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """One per unbound group, a day after it was first heard."""
    unbound = select(Group).where(Group.kind.is_(None), Group.leave_after.is_not(None), Group.leave_after <= until)
    return [Due(g.leave_after, g.id) for g in context.session.scalars(unbound) if g.leave_after]


def run(context: JobContext, due: Due) -> None:
    """Leave, unless it was bound in the meantime."""
    group = context.session.get(Group, due.subject)
    if group is not None and group.kind is None:
        context.speaker.to_leave(group.id)
