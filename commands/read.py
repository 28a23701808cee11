"""read: what the bot would understand, without storing anything."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commands._parts import make_reader
from commands.base import Command, OperatorError
from config import Settings
from reading.said import Quote, Reading, Said, Sender, Understanding

COMMAND = Command("read", "show how messages would be understood: JSON lines in, JSON lines out; stores nothing")


def arguments(parser: ArgumentParser) -> None:
    """`--explain` adds where each value was found."""
    parser.add_argument("--explain", action="store_true", help="add the spans and cues that gave each field")


def run(args: Namespace, settings: Settings) -> int:
    """One line of answer for each line of input."""
    reader = make_reader()
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            said = said_from(given, settings)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise OperatorError(f"line {number} is no message: {type(error).__name__} {error}") from None
        explained = said.text if args.explain else None
        print(json.dumps(answer_to(given.get("id"), reader.read(said), explained), ensure_ascii=False))
    return 0


def said_from(given: Mapping[str, Any], settings: Settings) -> Said:
    """A message as `read` takes it (the form stands in docs/reading.md)."""
    sender, quote = given.get("sender") or {}, given.get("quote")
    sent = datetime.fromisoformat(given["at"]) if given.get("at") else datetime.now(settings.timezone)
    return Said(
        text=str(given["text"]),
        place=str(given.get("group") or "resident"),
        sender=Sender(sender.get("role") or "unknown", sender.get("nick"), sender.get("room"), sender.get("name")),
        sent=sent if sent.tzinfo else sent.replace(tzinfo=settings.timezone),
        quote=Quote(str(quote.get("nick") or ""), str(quote.get("text") or "")) if quote else None,
    )


def answer_to(given_id: Any, understanding: Understanding, explained: str | None = None) -> dict[str, Any]:
    """The readings of one message and what the bot would ask; with the message's text also which words of it gave each value."""
    answer: dict[str, Any] = {"id": given_id, "readings": [{"kind": r.kind, **r.fields} for r in understanding.readings]}
    answer["ask"] = list(dict.fromkeys(f for r in understanding.readings for f in r.missing))
    if explained is not None:
        answer["why"] = [_why(r, explained) for r in understanding.readings]
        if understanding.talk:
            answer["sounds_like_talk"] = list(understanding.talk)
        if understanding.unread:
            answer["sounds_like_a_record"] = True
    return answer


def _why(reading: Reading, text: str) -> dict[str, Any]:
    spans = [{"field": s.field, "said": text[s.start : s.end], "from": s.start, "to": s.end, "cue": s.cue} for s in reading.spans]
    return {"kind": reading.kind, "missing": list(reading.missing), "warnings": list(reading.warnings), "spans": spans}
