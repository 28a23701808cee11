"""After a restore: what may have been said between the backup and the loss is never said again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from jobs.base import Timetable
from models import Counter, Gap, Meta, Post, Store

AHEAD = 50
"""Ticket numbers given out after the backup are known to people and gone from the database: they are not given twice."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How much was unclear."""

    posts: int
    slots: int


def settle(store: Store, timetable: Timetable, made_at: datetime, now: datetime) -> Settled:
    """Posts that waited become uncertain, slots since the backup are passed over, counters jump ahead, the gap is written down."""
    with store.begin() as session:
        waiting = list(session.scalars(select(Post).where(Post.state.in_(("queued", "claimed")))))
        for post in waiting:
            post.end("uncertain", "the database was restored")
        session.execute(update(Counter).values(value=Counter.value + AHEAD))
        session.merge(Meta(key="restored_at", value=now.isoformat()))
        mark = session.get(Meta, "last_event")
        if mark is None and made_at < now:  # else the start itself finds the gap, from the last sign of life
            session.add(Gap(account="restored", started_at=made_at, ended_at=now, reason="restored"))
    return Settled(len(waiting), timetable.pass_over(now))
