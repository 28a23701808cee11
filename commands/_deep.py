"""The deep check: is the database whole, and does it keep the promises of our own that no schema can say."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models import Attachment, Call, Counter, Message, Notice, Post, Request, RequestStep, Slot, Stay, StayStep, Store
from models.audit import broken_links
from models.file_copies import is_whole, place_of

POST_STATES = ("queued", "claimed", "sent", "failed", "uncertain")
MESSAGE_STATES = ("noted", "ready", "done", "aside", "ignored")
SLOT_STATES = ("start", "done", "missed", "off", "failed")
REQUEST_STATES = ("open", "accepted", "prescribed", "purchased", "delivered", "resolved", "cancelled")
STUCK = timedelta(minutes=10)
"""A post that has been claimed, or a message that has been ready, for longer than this is stuck."""

Look = Callable[[Session, datetime], Iterator[str]]


def deep_check(store: Store, now: datetime) -> list[str]:
    """Everything that is wrong, one line each; ids and words of the code only."""
    with store.read() as session:
        return faults_in(session, now)


def faults_in(session: Session, now: datetime) -> list[str]:
    """The same as one session sees it."""
    looks: tuple[Look, ...] = (_damage, _strangers, _states, _history, _tickets, _stuck, _calls)
    return [fault for look in looks for fault in look(session, now)] + list(broken_links(session))


def _damage(session: Session, now: datetime) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    said = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check(20)"))]
    yield from (f"damaged: {line}" for line in said if line != "ok")


def _strangers(session: Session, now: datetime) -> Iterator[str]:
    """Rows that refer to rows that are not there; PostgreSQL allows none in the first place."""
    if session.get_bind().dialect.name != "sqlite":
        return
    found = session.execute(text("PRAGMA foreign_key_check")).all()
    yield from (f"{row[0]} {row[1]} refers to a {row[2]} that is not there" for row in found[:20])


def _states(session: Session, now: datetime) -> Iterator[str]:
    known = ((Post.state, POST_STATES), (Message.state, MESSAGE_STATES), (Slot.state, SLOT_STATES), (Request.status, REQUEST_STATES))
    for column, states in known:
        count = session.scalar(select(func.count()).where(column.not_in(states)))
        if count:
            yield f"{count} rows of {column.class_.__tablename__} are in a state nobody knows"
    unclear = select(func.count()).where(Post.state == "sent", Post.sent_at.is_(None))
    if count := session.scalar(unclear):
        yield f"{count} posts are sent and have no time"


def _history(session: Session, now: datetime) -> Iterator[str]:
    """Every request and every stay began somewhere."""
    steps = select(RequestStep.id).where(RequestStep.site_id == Request.site_id, RequestStep.request_id == Request.id)
    for ticket, site_id in session.execute(select(Request.ticket, Request.site_id).where(~steps.exists()).limit(20)):
        yield f"site {site_id}: request {ticket} has no history"
    closed = select(Request.ticket, Request.site_id).where(Request.status.in_(("resolved", "cancelled")), Request.closed_at.is_(None))
    for ticket, site_id in session.execute(closed.limit(20)):
        yield f"site {site_id}: request {ticket} is over and has no end"
    turned = select(func.count()).where(Stay.ended_at < Stay.started_at)
    if count := session.scalar(turned):
        yield f"{count} stays end before they begin"
    stays = select(Stay.id).where(Stay.site_id == StayStep.site_id, Stay.id == StayStep.stay_id)
    if count := session.scalar(select(func.count()).select_from(StayStep).where(~stays.exists())):
        yield f"{count} changes of stays belong to no stay"


def _tickets(session: Session, now: datetime) -> Iterator[str]:
    """No number may come up again: each counter is at or above every number given."""
    given: dict[tuple[int, str], int] = {}
    for site_id, ticket in session.execute(select(Request.site_id, Request.ticket)):
        letter, number = ticket.rstrip("0123456789"), int("0" + ticket.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        given[site_id, letter] = max(given.get((site_id, letter), 0), number)
    counters = {(c.site_id, c.letter): c.value for c in session.scalars(select(Counter))}
    for (site_id, letter), number in given.items():
        if counters.get((site_id, letter), 0) < number:
            yield f"site {site_id}: ticket {letter}{number} is ahead of its counter"
    highest = session.scalar(select(func.max(Notice.number))) or 0
    if highest > max((v for (_, letter), v in counters.items() if letter == "通知"), default=0):
        yield f"notice {highest} is ahead of its counter"


def _stuck(session: Session, now: datetime) -> Iterator[str]:
    claimed = select(func.count()).where(Post.state == "claimed", Post.claimed_at < now - STUCK)
    if count := session.scalar(claimed):
        yield f"{count} posts have been claimed for more than ten minutes: is the bot running?"
    waiting = select(func.count()).where(Message.state == "ready", Message.noted_at < now - STUCK)
    if count := session.scalar(waiting):
        yield f"{count} messages have waited for more than ten minutes: is the bot running?"


def _calls(session: Session, now: datetime) -> Iterator[str]:
    requests = select(Request.id).where(Request.site_id == Call.site_id, Request.id == Call.request_id)
    if count := session.scalar(select(func.count()).select_from(Call).where(~requests.exists())):
        yield f"{count} calls belong to no emergency"


def file_faults(store: Store, shelf: Path) -> tuple[int, list[str]]:
    """How many pictures and files the rows name, and which of them are missing or are not the bytes that were kept."""
    with store.read() as session:
        rows = session.execute(select(Attachment.hash, Attachment.site_id, Attachment.id).where(Attachment.hash.is_not(None))).all()
    named = {str(row[0]): (int(row[1]), int(row[2])) for row in rows}
    faults = []
    for name, (site_id, one) in sorted(named.items()):
        path = place_of(shelf, name)
        if not is_whole(path, name):
            faults.append(f"site {site_id}: file {name[:12]}… of attachment {one} is {'altered' if path.exists() else 'missing'}")
    return len(named), faults
