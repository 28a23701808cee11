"""What all logs and observations share: kept as said, asked about when something lacks, never deleted."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Plain
from dialogue.questions import drop_about
from models import Entry
from reading.kind import Kind
from reading.said import Reading


@dataclass(frozen=True, slots=True)
class Entries:
    """`handle`, `complete`, `amend` and `withdraw` of a kind that is only written down. `by_hand`: people must still act on it."""

    kind: Kind
    by_hand: bool = False

    def handle(self, reading: Reading, context: Context) -> None:
        """Keep it."""
        _keep(self.kind, self.by_hand, reading, context)

    def complete(self, record_id: int, field: str, value: Any, context: Context) -> None:
        """Put an answer into it."""
        _complete(self.kind, record_id, field, value, context)

    def amend(self, record_id: int, reading: Reading, context: Context) -> None:
        """Change it to what the list says now."""
        entry = context.session.get_one(Entry, (context.site.id, record_id))
        entry.details = {**entry.details, **{k: v for k, v in reading.fields.items() if k not in ("room", "name")}}

    def withdraw(self, message_id: int, context: Context) -> bool:
        """Mark what a recalled message had made."""
        return _withdraw(self.kind, message_id, context)


def _keep(kind: Kind, by_hand: bool, reading: Reading, context: Context) -> None:
    fields = dict(reading.fields)
    entry = Entry(
        site_id=context.site.id, kind=kind.name, day=context.day, room=fields.pop("room", None), name=fields.pop("name", None),
        details=fields, missing=list(reading.missing), said_by=context.person.id, message_id=context.message.id, sent_at=context.sent,
    )  # fmt: skip
    context.session.add(entry)
    context.session.flush()
    context.made.append([kind.name, entry.id])
    for name in entry.missing:
        context.ask(kind.name, entry.id, name)
    if by_hand and not entry.missing:
        context.answer("{label} 已记下。这一项我还不会自动办理，请工作人员按原话处理。", label=Plain(kind.label))


def _complete(kind: Kind, record_id: int, name: str, value: Any, context: Context) -> None:
    entry = context.session.get_one(Entry, (context.site.id, record_id))
    if name not in entry.missing:
        return
    if name in ("room", "name"):
        setattr(entry, name, value)
    else:
        entry.details = {**entry.details, name: value}
    entry.missing = [m for m in entry.missing if m != name]
    for other in entry.missing:
        context.ask(kind.name, entry.id, other)
    if not entry.missing:
        context.answer("{label} 已补全。", label=Plain(kind.label))


def _withdraw(kind: Kind, message_id: int, context: Context) -> bool:
    wanted = select(Entry).where(
        Entry.site_id == context.site.id, Entry.message_id == message_id, Entry.kind == kind.name, Entry.withdrawn_at.is_(None)
    )
    found = list(context.session.scalars(wanted))
    for entry in found:
        entry.withdrawn_at = context.now
        drop_about(entry.id, context.person.contact, context)
    return bool(found)
