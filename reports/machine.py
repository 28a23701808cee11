"""The bot's own health, from its tables: what it heard last, what waits, what it could not say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Gap, Message, Meta, Post, Slot

LATELY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Machine:
    """How the bot is."""

    last_event: datetime | None
    """The last sign of life from WeChat; None where there is none (the sandbox)."""
    last_message: datetime | None
    waiting: int
    oldest_waiting: datetime | None
    aside: int
    outbox: Mapping[str, int]
    """Posts by state: queued and claimed of the last month, failed and uncertain of the last day."""
    oldest_due: datetime | None
    missed: int
    gaps: tuple[Gap, ...]


def machine(session: Session, account: str, now: datetime) -> Machine:
    """As it stands now; `account` is the one the bot hears with."""
    waiting = Message.state.in_(("noted", "ready"))
    missed = select(func.count()).select_from(Slot)
    mark = session.get(Meta, "last_event")
    newest = select(Message.noted_at).where(Message.account == account).order_by(Message.id.desc()).limit(1)
    return Machine(
        last_event=datetime.fromisoformat(mark.value) if mark else None,
        last_message=session.scalar(newest),
        waiting=session.scalar(select(func.count()).select_from(Message).where(waiting)) or 0,
        oldest_waiting=session.scalar(select(func.min(Message.noted_at)).where(waiting)),
        aside=session.scalar(select(func.count()).select_from(Message).where(Message.state == "aside", Message.human.is_not(None))) or 0,
        outbox=_outbox(session, now),
        oldest_due=session.scalar(select(func.min(Post.due_at)).where(Post.state == "queued", Post.due_at <= now)),
        missed=session.scalar(missed.where(Slot.state.in_(("missed", "failed")), Slot.at > now - LATELY)) or 0,
        gaps=tuple(session.scalars(select(Gap).where(Gap.ended_at > now - LATELY).order_by(Gap.started_at.desc()).limit(20))),
    )


def _outbox(session: Session, now: datetime) -> dict[str, int]:
    told = {}
    for state in ("queued", "claimed", "failed", "uncertain"):
        since = now - LATELY * (30 if state in ("queued", "claimed") else 1)
        count = select(func.count()).select_from(Post).where(Post.state == state, Post.due_at > since)
        told[state] = session.scalar(count) or 0
    return told
