"""A process that does nothing but take messages in: it says each id when it is durable, until it is killed. Run as a child."""

import sys
from datetime import UTC, datetime

from chat.inbox import Inbox
from chat.message import Heard
from models import Entry, Message, Store

NOW = datetime(2022, 8, 7, 0, 0, tzinfo=UTC)


def main(path: str, first: int) -> None:
    """From the message of that number on, for ever."""
    store = Store(f"sqlite:///{path}")
    inbox = Inbox(store, "a", _one_effect, lambda session, message: None)
    for number in range(first, first + 100_000):
        inbox.note([f"m{number}"], NOW)
        print(number, flush=True)  # acknowledged
        inbox.fill([Heard(f"m{number}", "g", "c", "nick", f"words {number}", NOW)], NOW)
        inbox.work(NOW)


def _one_effect(session: object, message: Message) -> None:
    session.add(  # type: ignore[attr-defined]
        Entry(site_id=1, kind="thanks", day=NOW.date(), message_id=message.id, sent_at=NOW, details={"text": message.text})
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
