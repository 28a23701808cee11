"""Several pieces of work in one message, one below the other: 1-711拒采⏎5楼走廊消毒做完了."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby

from reading.fields import Text
from reading.kind import Kind
from reading.said import Reading, Understanding

_MOST = 30
"""Lines; more than that is a table."""
_TAKES_THE_REST = ("note", "text")
"""Fields that go on over the next line."""


def line_by_line(text: str, whole: Callable[[str], Understanding], kinds_by_name: Mapping[str, Kind]) -> Understanding | None:
    """What each line says by itself, when each says all of something and not all say the same; else None.

    Lines of one kind stay together, so that a list under its title is read as a list. `whole` reads a text by itself.
    """
    lines = _lines(text)
    if not 2 <= len(lines) <= _MOST:
        return None
    kinds: list[frozenset[str]] = []
    for start, end in lines:
        readings = whole(text[start:end]).readings
        last = end == lines[-1][1]
        if not readings or any(r.missing or (not last and goes_on(r, kinds_by_name[r.kind])) for r in readings):
            return None
        kinds.append(frozenset(r.kind for r in readings))
    if len(set(kinds)) == 1:
        return None
    out: list[Reading] = []
    for _, block in groupby(zip(lines, kinds, strict=True), key=lambda line: line[1]):
        places = [place for place, _ in block]
        begin, stop = places[0][0], places[-1][1]
        out += (moved(reading, begin) for reading in whole(text[begin:stop]).readings)
    return Understanding(tuple(out))


def goes_on(reading: Reading, kind: Kind) -> bool:
    """交班：…⏎Y12药还没到, #入住摸排⏎305 身体好, 更正：305 36.5⏎306 36.8: what the next lines say is part of it."""
    if kind.plain == "correction" or (kind.plain is None and not reading.fields):
        return True
    told = not reading.fields.keys().isdisjoint(_TAKES_THE_REST)
    return told or (kind.plain is None and any(isinstance(f, Text) and f.name in _TAKES_THE_REST for f in kind.fields))


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines that are not blank begin and end."""
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def moved(reading: Reading, by: int) -> Reading:
    """The same, with its places counted from the beginning of the message."""
    return replace(reading, spans=tuple(span._replace(start=span.start + by, end=span.end + by) for span in reading.spans))
