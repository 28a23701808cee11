"""The inbox: an id is durable first, then its payload, then its one effect. Synchronous; only the writer calls it."""

import logging
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from chat.message import Heard
from chat.transport import Happening
from models import UNKNOWN_SITE, Gap, Group, Message, Store, new_id
from models.store import is_store_error

log = logging.getLogger("gelibot.inbox")

MOST_TRIES = 3
"""A message that took the process down with it is set aside at its third try."""
BATCH = 10
"""Messages handled in one go: ids that have just come wait for its end, and they must be safe within a second."""
LONG_ENOUGH = timedelta(seconds=10)
"""A process that has lived so long may make a last try. One that keeps being ended for reasons of its own lives shorter, and
no message is blamed for that."""
PATIENCE = timedelta(seconds=3)
"""How long a payload that is still being fetched holds up what came after it."""

Route = Callable[[Session, Message], None]
"""Gives one message its effect: records and posts, in the transaction it is handed."""
SetAside = Callable[[Session, Message], None]
"""Says that a message could not be handled, in a transaction of its own."""


class Inbox:
    """Messages of one account, from first heard to done."""

    def __init__(self, store: Store, account: str, route: Route, sorry: SetAside) -> None:
        self._store = store
        self.account = account
        self._route = route
        self._sorry = sorry
        self._at_work_since: datetime | None = None

    def note(self, ids: Sequence[str], now: datetime) -> list[bool]:
        """Commit bare ids, all in one transaction; for each, whether it is new."""
        with self._store.begin() as session:
            known = set(session.scalars(select(Message.external_id).where(Message.account == self.account, Message.external_id.in_(ids))))
            fresh = []
            for external_id in ids:
                fresh.append(external_id not in known)
                if external_id not in known:
                    known.add(external_id)
                    session.add(Message(account=self.account, external_id=external_id, noted_at=now))
        return fresh

    def fill(self, heard: Sequence[Heard], now: datetime) -> None:
        """Store the payloads of messages, noting those that were not. A payload that is there already stays."""
        with self._store.begin() as session:
            known = self._known(session, [one.id for one in heard])
            for one in heard:
                message = known.get(one.id) or self._new(session, one.id, now)
                known[one.id] = message
                if message.state == "noted":
                    self._take_in(session, message, one, now)

    def happen(self, event: Happening, now: datetime) -> None:
        """Store something that happened, to be handled like a message. A second telling is silence."""
        with self._store.begin() as session:
            message = self._of(session, f"event:{event.id}", now)
            if message.state == "noted":
                message.type = f"~{event.kind}"[:12]
                message.payload = _storable_within({**asdict(event), "at": event.at.isoformat()})
                message.talker, message.nick, message.sent_at = event.contact, storable(event.nick)[:120], event.at
                self._place(session, message, event.group, now)

    def give_up(self, external_id: str, reason: str, now: datetime) -> None:
        """The payload could not be had: a human must look."""
        with self._store.begin() as session:
            message = self._of(session, external_id, now)
            if message.state == "noted":
                message.state, message.human, message.error, message.done_at = "aside", "unfetched", reason[:80], now

    def unfilled(self) -> list[str]:
        """Ids committed in an earlier life whose payload never came."""
        with self._store.read() as session:
            wanted = select(Message.external_id).where(Message.account == self.account, Message.state == "noted").order_by(Message.id)
            return list(session.scalars(wanted))

    def deaf(self, start: datetime, end: datetime, reason: str) -> None:
        """Write down a time in which nothing could be heard. A second telling is silence."""
        with self._store.begin() as session:
            same = select(Gap.id).where(Gap.account == self.account, Gap.started_at == start, Gap.ended_at == end)
            if session.scalar(same) is not None:
                return
            session.add(Gap(site_id=UNKNOWN_SITE, account=self.account, started_at=start, ended_at=end, reason=reason[:40]))

    def work(self, now: datetime) -> int:
        """Handle the next batch of ready messages; how many there were. Raises the store's errors, changing nothing."""
        batch = self._claim(now)
        if not batch:
            return 0
        if batch[0].tries > MOST_TRIES:  # it came alone
            self._set_aside(batch[0].id, "tries", now)
            return 1
        ids = [m.id for m in batch]
        try:
            self._handle(ids, now)
        except Exception as error:
            if is_store_error(error):
                self._take_back(ids)
                raise
            self._one_by_one(ids, now)
        return len(batch)

    def _claim(self, now: datetime) -> list[Message]:
        """The next messages of one site, their tries counted in a transaction of its own: a crash must leave a mark."""
        self._at_work_since = min(self._at_work_since or now, now)
        with self._store.begin() as session:
            mine = (Message.account == self.account,)
            waiting = select(func.min(Message.id)).where(*mine, Message.state == "noted", Message.noted_at > now - PATIENCE)
            first_unfilled = session.scalar(waiting)
            ready = select(Message).where(*mine, Message.state == "ready").order_by(Message.id).limit(BATCH)
            if now - self._at_work_since < LONG_ENOUGH:
                ready = ready.where(Message.tries != MOST_TRIES - 1)
            if first_unfilled is not None:
                ready = ready.where(Message.id < first_unfilled)
            found = list(session.scalars(ready))
            batch = [m for m in found if m.site_id == found[0].site_id]
            # What was begun once and not finished goes alone: whoever kills the process must not take its neighbours along.
            batch = list(takewhile(lambda m: not m.tries, batch)) or batch[:1]
            for message in batch:
                message.tries += 1
        return batch

    def _take_back(self, ids: Sequence[int]) -> None:
        """The database was at fault, not they: the try does not count, if that can still be written down."""
        with suppress(DBAPIError), self._store.begin() as session:
            session.execute(update(Message).where(Message.account == self.account, Message.id.in_(ids)).values(tries=Message.tries - 1))

    def _handle(self, ids: Sequence[int], now: datetime) -> None:
        with self._store.begin() as session:
            for one in ids:
                message = session.get_one(Message, (self.account, one))
                self._route(session, message)
                message.state, message.done_at = ("done" if message.state == "ready" else message.state), now

    def _one_by_one(self, ids: Sequence[int], now: datetime) -> None:
        for one in ids:
            try:
                self._handle([one], now)
            except Exception as error:
                if is_store_error(error):
                    self._take_back(ids[ids.index(one) :])
                    raise
                trace = secrets.token_hex(4)
                # The text of an exception could carry what people wrote: only its type and place are logged.
                log.error("message set aside", extra={"trace": trace, "error": type(error).__name__, "where": _where(error)})
                self._set_aside(one, type(error).__name__, now, trace)

    def _set_aside(self, one: int, error: str, now: datetime, trace: str | None = None) -> None:
        with self._store.begin() as session:
            message = session.get_one(Message, (self.account, one))
            message.state, message.human, message.done_at = "aside", "failed", now
            message.error, message.trace = error[:80], trace or secrets.token_hex(4)
            self._sorry(session, message)

    def replay(self, external_id: str) -> bool:
        """Make a message that was set aside ready again, after its handler was mended."""
        with self._store.begin() as session:
            return ready_again(session, Message.account == self.account, Message.external_id == external_id)

    def _known(self, session: Session, ids: Sequence[str]) -> dict[str, Message]:
        wanted = select(Message).where(Message.account == self.account, Message.external_id.in_(ids))
        return {m.external_id: m for m in session.scalars(wanted)}

    def _new(self, session: Session, external_id: str, now: datetime) -> Message:
        message = Message(account=self.account, id=new_id(), external_id=external_id, noted_at=now, state="noted", tries=0)
        session.add(message)
        return message

    def _of(self, session: Session, external_id: str, now: datetime) -> Message:
        return self._known(session, [external_id]).get(external_id) or self._new(session, external_id, now)

    def _take_in(self, session: Session, message: Message, heard: Heard, now: datetime) -> None:
        message.type, message.talker, message.nick = heard.type, heard.talker, storable(heard.nick)[:120]
        message.text, message.sent_at = storable(heard.text), heard.sent
        message.payload = _payload(heard)
        if heard.from_self:
            message.state = "ignored"
            message.group_id, message.done_at = heard.group, now
            message.text = None
            return
        self._place(session, message, heard.group, now)

    def _place(self, session: Session, message: Message, group_id: str | None, now: datetime) -> None:
        """Find the site. Of a group nobody bound nothing is kept but its id, except what may bind it."""
        message.state = "ready"
        message.group_id = group_id
        if group_id is None:
            return
        group = session.get(Group, group_id)
        if group is None:
            group = Group(id=group_id, account=self.account, site_id=UNKNOWN_SITE, first_seen=now)
            session.add(group)
        message.site_id = group.site_id


def ready_again(session: Session, *which: ColumnElement[bool]) -> bool:
    """Let the one message that was set aside and is meant be handled once more. False: there is none, or its words are purged."""
    message = session.scalar(select(Message).where(*which, Message.state == "aside"))
    if message is None or message.text is None:
        return False
    message.state, message.tries, message.human, message.error = "ready", 0, None, None
    return True


def storable(text: str) -> str:
    """Text as every database takes it: NUL and lone surrogates are no characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _payload(heard: Heard) -> dict[str, Any]:
    extras = {"mentions": list(heard.mentions), "quote_nick": heard.quote_nick, "quote_text": heard.quote_text, "recalls": heard.recalls}
    return {k: _storable_within(v) for k, v in extras.items() if v}


def _storable_within(value: Any) -> Any:
    """The same for every text inside a JSON value."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {k: _storable_within(v) for k, v in value.items()}
    return [_storable_within(v) for v in value] if isinstance(value, list | tuple) else value


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"


__all__ = ["BATCH", "LONG_ENOUGH", "MOST_TRIES", "Inbox", "Route", "SetAside", "ready_again", "storable"]
