"""A life that does nothing but take messages in: it says each id when it is durable, until it is killed. Borne by the nursery."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from chat.inbox import Inbox
from chat.message import Heard
from models import Entry, Message, Store
from tests.drills.nursery import say

NOW = datetime(2022, 8, 7, 0, 0, tzinfo=UTC)


def take_in(path: str, first: int) -> None:
    """From the message of that number on, for ever; first what an earlier life left."""
    store = Store(f"sqlite:///{path}")
    inbox = an_inbox(store)
    finish(inbox)
    for number in range(first, first + 100_000):
        inbox.note([f"m{number}"], NOW)
        say(str(number))  # acknowledged
        inbox.fill([payload(f"m{number}")], NOW)
        inbox.work(NOW)


def an_inbox(store: Store) -> Inbox:
    """The real inbox; each message has one effect."""
    return Inbox(store, "a", _one_effect, lambda session, message: None)


def finish(inbox: Inbox, lived: timedelta = timedelta()) -> None:
    """What every start does: fetch what was noted without its payload, handle what waits; then what waits for a longer life."""
    inbox.fill([payload(one) for one in inbox.unfilled()], NOW)
    while inbox.work(NOW):
        pass
    while lived and inbox.work(NOW + lived):
        pass


def payload(one: str) -> Heard:
    """What the gateway has of that id."""
    return Heard(one, "g", "c", "nick", f"words of {one}", NOW)


def _one_effect(session: Session, message: Message) -> None:
    session.add(Entry(site_id=1, kind="thanks", day=NOW.date(), message_id=message.id, sent_at=NOW, details={"text": message.text}))
