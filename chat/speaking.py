"""Queueing posts inside the transaction that gives the reason for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.audience import Reader
from chat.wording import Sentence, masked
from models import Group, Person, Post, Site, Stay

EMERGENCY, ANSWER, CARE, DIGEST, REMINDER, CONFIRM = range(6)
"""Priorities, first to last: an emergency is never held back."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Queues what is to be said for one site at one moment."""

    session: Session
    site: Site
    account: str
    now: datetime

    def to_group(
        self,
        group: Group,
        sentence: Sentence,
        *,
        priority: int = CARE,
        mention: Sequence[Person] = (),
        gather: str | None = None,
        key: str | None = None,
        message_id: int | None = None,
        after: timedelta = timedelta(),
    ) -> Post:
        """Queue a post for a group; what is in it is decided by who reads that group."""
        audience = group.kind or "resident"
        return self._queue(
            audience=audience,
            group_id=group.id,
            text=sentence.told(self._reader(audience)),
            mentions=[[p.contact, p.nick or p.name or ""] for p in mention if p.contact],
            priority=priority,
            gather=gather,
            key=key,
            message_id=message_id,
            due_at=self.now + after,
        )

    def to_groups(
        self, kind: str, sentence: Sentence, *, priority: int = CARE, mention: Sequence[Person] = (), key: str | None = None
    ) -> list[Post]:
        """Queue a post for every group of that kind of the site."""
        return [
            self.to_group(group, sentence, priority=priority, mention=mention, key=f"{key}/{group.id}" if key else None)
            for group in self.groups(kind)
        ]

    def file_to_groups(self, kind: str, attachment: dict[str, Any], *, key: str) -> list[Post]:
        """Queue a file for every group of that kind, after the words it belongs to: whatever becomes of it, they are said."""
        return [self.file_to_group(group, attachment, priority=DIGEST, key=f"{key}/{group.id}") for group in self.groups(kind)]

    def file_to_group(
        self, group: Group, attachment: dict[str, Any], *, priority: int = ANSWER, key: str | None = None, message_id: int | None = None
    ) -> Post:
        """Queue a file for one group."""
        return self._queue(
            audience=group.kind or "resident", group_id=group.id, text="", attachment=attachment, priority=priority, key=key,
            message_id=message_id, due_at=self.now,
        )  # fmt: skip

    def file_to_person(self, person: Person, attachment: dict[str, Any], *, message_id: int) -> Post | None:
        """Queue a file in private; the words that go before it say what to do when it does not come."""
        if person.contact is None:
            return None
        return self._queue(
            audience="private", contact=person.contact, text="", attachment=attachment, priority=ANSWER, message_id=message_id,
            due_at=self.now,
        )  # fmt: skip

    def to_person(
        self,
        person: Person,
        sentence: Sentence,
        *,
        priority: int = CARE,
        group: Group | None = None,
        message_id: int | None = None,
        key: str | None = None,
    ) -> Post | None:
        """Queue a private post. If it cannot be delivered, `group` gets its masked form and the staff group the staff's."""
        if person.contact is None:
            return None
        staff = self.groups("staff")
        fallback = {
            "group": group.id if group else None,
            "audience": (group.kind or "resident") if group else None,
            "masked": sentence.told(self._reader((group.kind or "resident") if group else "resident")),
            "staff_group": staff[0].id if staff else None,
            "staff": sentence.told(self._reader("staff")),
            "mention": [person.contact, person.nick or person.name or ""],
        }
        return self._queue(
            audience="private", contact=person.contact, text=sentence.told("private"), priority=priority, fallback=fallback,
            message_id=message_id, due_at=self.now, key=key,
        )  # fmt: skip

    def to_accept(self, what: str, event_id: str) -> Post:
        """Queue the acceptance of an invitation or a friend request: an act, but one that is claimed like a post."""
        return self._queue(audience="private", contact=f"{what}:{event_id}", text="", priority=ANSWER, act=what, due_at=self.now)

    def to_leave(self, group_id: str) -> Post:
        """Queue leaving a group."""
        return self._queue(audience="resident", group_id=group_id, text="", priority=ANSWER, act="group", due_at=self.now)

    def groups(self, kind: str) -> list[Group]:
        """The site's groups of that kind."""
        return list(self.session.scalars(select(Group).where(Group.site_id == self.site.id, Group.kind == kind).order_by(Group.id)))

    def _reader(self, audience: str) -> Reader:
        """The audience, with those of the site whom room and surname do not tell apart."""
        reader = Reader(audience)
        reader.twins = cache(lambda: twins_of(self.session, self.site.id))
        return reader

    def _queue(self, **values: Any) -> Post:
        post = Post(site_id=self.site.id, account=self.account, created_at=self.now, **values)
        self.session.add(post)
        return post


def twins_of(session: Session, site_id: int) -> dict[tuple[str, str], int]:
    """Those who share a room with somebody of the same surname, counted in the order they came."""
    here = select(Stay.room, Stay.name).where(Stay.site_id == site_id, Stay.ended_at.is_(None)).order_by(Stay.id)
    alike: dict[tuple[str, str], list[str]] = {}
    for room, name in session.execute(here):
        alike.setdefault((room, masked(name)), []).append(name)
    return {(room, name): n for (room, _), names in alike.items() if len(names) > 1 for n, name in enumerate(names, 1)}
