"""A jielong re-sends itself with every line: only what is new or changed in it has an effect."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chat.context import Context
from dialogue.lists import ask_about_vanished, difference, entry_row, keep_version
from handlers.base import Handler
from reading.said import Jielong, ListEntry, Reading

HandleAll = Callable[[Context, Sequence[Reading]], None]


@dataclass(frozen=True, slots=True)
class Lists:
    """Handles versions of lists, with the handlers of the kinds their entries are."""

    handlers: Mapping[str, Handler]
    handle_all: HandleAll

    def handle(self, context: Context, jielong: Jielong, readings: Sequence[Reading]) -> None:
        """Take in one version. A list that is one record as a whole (a poll) has its record changed by the next version."""
        whole = not any(entry.readings for entry in jielong.entries)
        if whole:
            jielong = Jielong(jielong.title, (ListEntry(0, jielong.title, tuple(readings)),))
        found = difference(context, jielong)
        ask_about_vanished(context, found.vanished)
        rows = [dict(row) for row in (*found.same, *found.vanished)]
        for entry in found.added:
            context.made, context.line = [], None if whole else entry.text
            self.handle_all(context, entry.readings)
            rows.append(entry_row(entry, context.made))
        for earlier, entry in found.changed:
            context.made, context.line = [], None if whole else entry.text
            self._amend(context, earlier["made"], entry.readings)
            rows.append(entry_row(entry, context.made or list(earlier["made"])))
        context.line = None
        if whole and found.same:
            self._amend(context, found.same[0]["made"], readings)
        keep_version(context, jielong, rows)

    def _amend(self, context: Context, made: Sequence[Sequence[Any]], readings: Sequence[Reading]) -> None:
        """Change a line's records; what has no way to be changed (a check-in) is made anew and replaces the old by itself."""
        left = [list(record) for record in made]
        for reading in readings:
            record = next((r for r in left if r[0] == reading.kind), None)
            amend = self.handlers[reading.kind].amend
            if record is None or amend is None:
                self.handle_all(context, [reading])
            else:
                left.remove(record)
                amend(int(record[1]), reading, context)
                context.made.append(record)
