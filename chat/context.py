"""What a handler or an event may use: plain data, the transaction, and ways to answer. No network, no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chat.settings import Agenda, NoAgenda
from chat.speaking import ANSWER, CONFIRM, Speaker
from chat.wording import Plain, Rooms, Sentence, Told
from models import Audit, Group, Message, Person, Site
from reading.kind import Kind
from reading.reader import Reader

LATE = timedelta(minutes=30)
"""Heard so long after it was said, a message gets an answer that says so, and no answer if it only asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that somebody must be asked for, and the record that lacks it."""

    kind: str
    record_id: int
    field: str


@dataclass(slots=True)
class Context:
    """One message being handled."""

    session: Session
    site: Site
    group: Group | None
    """None: a private message."""
    person: Person
    message: Message
    now: datetime
    reader: Reader
    kinds: Mapping[str, Kind]
    speaker: Speaker
    lines: list[Sentence] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    made: list[list[Any]] = field(default_factory=list)
    """[kind, record id] of every record this message made."""
    gathered: dict[str, list[str]] = field(default_factory=dict)
    line: str | None = None
    """The line of a list that is being handled: what its record keeps as the raw words, not everybody's lines."""
    own_words: str | None = None
    """The writer's own words, where the message also repeats ours."""
    withdraw: Callable[[int], bool] = lambda _message_id: False
    """Lets every kind withdraw what it made of a message; given by the router."""
    key: str | None = None
    """For an answer that is given once only."""
    priority: int = ANSWER
    agenda: Agenda = field(default_factory=NoAgenda)
    """The scheduled posts and what can be set about them."""

    @property
    def place(self) -> str:
        """resident, staff, hq, branch or private."""
        return (self.group.kind or "resident") if self.group else "private"

    @property
    def at_home(self) -> bool:
        """Whether the writer belongs here or stands above all sites; who belongs to another site is nobody in this one's groups."""
        person = self.person
        return self.site.kind != "site" or person.role in ("hq", "operator") or person.site_id == self.site.id

    @property
    def is_staff(self) -> bool:
        """Whether the writer works here or above."""
        return self.person.is_staff and self.at_home

    @property
    def own_room(self) -> str | None:
        """The room of a resident of this site whom staff confirmed."""
        person = self.person
        return person.room if person.role == "resident" and person.binding == "confirmed" and self.at_home else None

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.site.timezone)

    @property
    def sent(self) -> datetime:
        """When it was said, in the site's zone: what decides the day it belongs to."""
        return (self.message.sent_at or self.now).astimezone(self.zone)

    @property
    def is_late(self) -> bool:
        """Whether it was said long ago and heard only now: the network was slow, or we were deaf."""
        return self.message.sent_at is not None and self.now - self.message.sent_at > LATE

    @property
    def day(self) -> date:
        """The business day it belongs to."""
        return self.sent.date()

    @property
    def words(self) -> str:
        """The text as written; without what is only our own, said again."""
        return self.own_words if self.own_words is not None else self.message.text or ""

    @property
    def payload(self) -> Mapping[str, Any]:
        """What came with the text."""
        return self.message.payload or {}

    def answer(self, template: str, **parts: Any) -> None:
        """Add a line to the one answer this message gets."""
        self.lines.append(Sentence(template, **parts))

    def ask(self, kind: str, record_id: int, field_name: str) -> None:
        """Have the writer asked for a field of a record."""
        self.asked.append(Asked(kind, record_id, field_name))

    def confirm(self, gathering: str, room: str) -> None:
        """Confirm without a line of its own: the outbox gathers all of a sort into one ('已登记 8 间：…')."""
        self.gathered.setdefault(gathering, []).append(room)

    def accept(self, what: str, event_id: str) -> None:
        """Have the transport accept an invitation or a friend after the commit."""
        self.speaker.to_accept(what, event_id)

    def note(self, what: str) -> None:
        """Leave a line in the audit trail."""
        self.session.add(Audit(site_id=self.site.id, at=self.now, person_id=self.person.id, what=what, message_id=self.message.id))

    def say_answers(self) -> None:
        """Queue all lines as one post to where the message came from, and the quiet confirmations beside it."""
        today = self.day == self.now.astimezone(self.zone).date()
        for gathering, rooms in self.gathered.items():
            if today:  # nobody waits any more for yesterday's
                self._say(Sentence("{rooms}", rooms=Rooms(rooms)), gathering)
        if not self.lines:
            return
        whole = Sentence("{lines}", lines=Told(tuple(self.lines)))
        if self.is_late:
            at = Plain(f"{self.sent:%H:%M}" if today else f"{self.sent:%m-%d %H:%M}")
            whole = Sentence("（您 {at} 发的，我刚收到）{lines}", at=at, lines=Told(tuple(self.lines)))
        self.lines = []
        self._say(whole, None)

    def _say(self, sentence: Sentence, gathering: str | None) -> None:
        if self.group is None:
            whole = Sentence("已登记：{rooms}", **sentence.parts) if gathering else sentence
            self.speaker.to_person(self.person, whole, priority=self.priority, message_id=self.message.id, key=self.key)
            return
        self.speaker.to_group(
            self.group,
            sentence,
            priority=CONFIRM if gathering else self.priority,
            mention=() if gathering else (self.person,),
            gather=gathering,
            message_id=self.message.id,
        )
