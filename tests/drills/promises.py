"""What a reader promises about every message whatsoever, and the shortest message that breaks a promise."""

import math
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from reading import fields
from reading.reader import Reader
from reading.said import Reading, Said, Understanding

MOST_CPU = 1.0
"""Seconds of one core for one message, whatever it is, on a slow and busy machine. The aim is a twentieth: see bench/reading.py."""
BESIDES = {"unit", "floors", "except", "rooms", "about", "ticket", "site_itself"}
"""What the fields of a kind bring along."""


def broken_promises(reader: Reader, said: Said) -> tuple[Understanding | None, list[str]]:
    """What was understood, and which promises were broken, each by its name."""
    try:
        understanding, spent = _read(reader, said)
        for _ in range(3):  # a busy machine is no fault of the reader
            if spent > MOST_CPU:
                spent = min(spent, _read(reader, said)[1])
    except Exception as error:  # any exception at all: that is what this looks for
        return None, [f"raised {type(error).__name__} in {_innermost(error)}"]
    listed = [r for e in understanding.jielong.entries for r in e.readings] if understanding.jielong else []
    faults = dict.fromkeys(f for r in (*understanding.readings, *listed) for f in _broken_by(reader, r, said.text))
    slow = ["slow"] if spent > MOST_CPU else []
    return understanding, [*faults, *slow, *(f"near kind {k}" for k in understanding.near_kinds if k not in reader.kinds)]


def shortest(reader: Reader, said: Said, fault: str, tries: int = 400) -> str:
    """The text with as much cut away as the fault does not need."""
    text, width = said.text, max(1, len(said.text) // 2)
    while width:
        at = 0
        while at < len(text) and tries:
            tried, tries = text[:at] + text[at + width :], tries - 1
            if fault in broken_promises(reader, replace(said, text=tried))[1]:
                text = tried
            else:
                at += width
        width //= 2
    return text


def _read(reader: Reader, said: Said) -> tuple[Understanding, float]:
    started = time.process_time()
    understanding = reader.read(said)
    return understanding, time.process_time() - started


def _innermost(error: Exception) -> str:
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return place.tb_frame.f_code.co_qualname if place else "?"


def _broken_by(reader: Reader, reading: Reading, text: str) -> Iterator[str]:
    kind = reader.kinds[reading.kind]
    names = {f.name for f in kind.fields}
    if not set(reading.missing) <= names:
        yield f"{kind.name}: asks for what is no field"
    if any(reading.fields.get(name) not in (None, "", []) for name in reading.missing):
        yield f"{kind.name}: asks for what it has"
    if not set(reading.fields) <= names | BESIDES:
        yield f"{kind.name}: has what is no field"
    if any(not 0 <= s.start < s.end <= len(text) for s in reading.spans):
        yield f"{kind.name}: points out of the text"
    yield from (f"{kind.name}: shape of {name}" for name, value in reading.fields.items() if not _fits(kind.need(name), name, value))


def _fits(field: fields.Field | None, name: str, value: Any) -> bool:
    for sort, has_shape in SHAPES.items():
        if isinstance(field, sort):
            return bool(has_shape(value, field))
    if name in ("rooms", "except"):
        return isinstance(value, list) and all(map(_is_room, value))
    if name == "ticket":
        return _is_ticket(value)
    if name == "floors":
        return isinstance(value, list) and all(type(v) is int for v in value)
    if name in ("needs_ack", "site_itself"):
        return value is True
    if name == "entries":
        return _counts(value)
    return name in ("value", "targets") or _is_said(value)


def _is_said(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_room(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[A-Z0-9]+(?:-[A-Z0-9]+)?", value) is not None


def _is_ticket(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[A-Z][0-9]+", value) is not None


def _counts(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf


def _is_item(item: Any) -> bool:
    words = (item["strength"], item["unit"])
    counted = item["quantity"] is None or _counts(item["quantity"])
    return _is_said(item["name"]) and counted and all(w is None or _is_said(w) for w in words)


def _is_a_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


SHAPES: dict[type[fields.Field], Callable[[Any, Any], object]] = {
    fields.Room: lambda value, field: _is_room(value),
    fields.Rooms: lambda value, field: isinstance(value, list) and all(map(_is_room, value)),
    fields.Temperature: lambda value, field: isinstance(value, float) and 34.0 <= value <= 42.5,
    fields.Symptoms: lambda value, field: isinstance(value, list) and all(map(_is_said, value)),
    fields.Items: lambda value, field: isinstance(value, list) and all(map(_is_item, value)),
    fields.DaysLeft: lambda value, field: type(value) is int and 0 <= value < 1000,
    fields.Number: lambda value, field: _counts(value),
    fields.Age: lambda value, field: type(value) is int and 0 <= value < 130,
    fields.Phone: lambda value, field: re.fullmatch("[0-9-]{7,13}", value),
    fields.Date: lambda value, field: _is_a_day(value),
    fields.Choice: lambda value, field: value in field.options,
    fields.Flags: lambda value, field: set(value) <= set(field.options),
    fields.Tickets: lambda value, field: _is_ticket(value),
    fields.Link: lambda value, field: value.startswith("http"),
}
"""What a value of each sort of field must look like."""
