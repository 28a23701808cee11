"""What kinds share that are written down and then acted upon: nothing is done while something is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chat.context import Context
from handlers._entries import Entries
from models import Entry
from reading.kind import Kind
from reading.said import Reading

Act = Callable[[Entry, Mapping[str, Any], Context], bool]
"""Does what an entry says; whether anything changed."""


@dataclass(frozen=True, slots=True)
class Acting:
    """`handle`, `complete` and `amend` of such a kind; recalling it is each kind's own matter."""

    kind: Kind
    act: Act

    def handle(self, reading: Reading, context: Context) -> None:
        """Keep it; act once nothing is missing."""
        Entries(self.kind).handle(reading, context)
        entry = context.session.get_one(Entry, (context.site.id, int(context.made[-1][1])))
        self._act(entry, context)

    def complete(self, record_id: int, field: str, value: Any, context: Context) -> None:
        """Put an answer into it. A name that was not asked for (the line said again) narrows what is meant to that person."""
        entry = context.session.get_one(Entry, (context.site.id, record_id))
        if field == "name" and entry.name is None and entry.missing:
            entry.name = str(value)
        if field not in entry.missing:
            return
        lines = len(context.lines)
        Entries(self.kind).complete(record_id, field, value, context)
        if not entry.missing:
            del context.lines[lines:]
        self._act(entry, context)

    def amend(self, record_id: int, reading: Reading, context: Context) -> None:
        """A list's line says something else now."""
        Entries(self.kind).amend(record_id, reading, context)
        if not reading.missing:
            self._act(context.session.get_one(Entry, (context.site.id, record_id)), context)

    def _act(self, entry: Entry, context: Context) -> None:
        if entry.missing:
            entry.changed = False
            return
        entry.changed = self.act(entry, {**entry.details, "room": entry.room, "name": entry.name}, context)
