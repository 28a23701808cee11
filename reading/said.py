"""What goes into a reader and what comes out of it: plain data, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote: the role and binding are facts, the nickname is only a hint."""

    role: str = "unknown"
    nick: str | None = None
    room: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The message somebody quoted: whose it was (a nickname) and its text."""

    nick: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message as a reader sees it. `sent` is aware and already in the site's time zone."""

    text: str
    place: str
    sender: Sender
    sent: datetime
    quote: Quote | None = None


class Span(NamedTuple):
    """Where in the original text a value was found, and which cue gave it (for `read --explain`)."""

    field: str
    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One record as understood. `fields` has only what was said or is bound; `missing` must be asked for."""

    kind: str
    fields: Mapping[str, Any]
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One numbered entry of a jielong: its number as written, its text, and the readings it gave."""

    number: int
    text: str
    readings: tuple[Reading, ...] = ()
    author: str | None = None
    """The contact id of the one who wrote it, when the app says so."""


@dataclass(frozen=True, slots=True)
class Jielong:
    """A list people add themselves to. Its identity is title + group + day; numbers are not identities."""

    title: str
    entries: tuple[ListEntry, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that one message says: the readings in the order of the text."""

    readings: tuple[Reading, ...] = ()
    jielong: Jielong | None = None
    near_kinds: tuple[str, ...] = field(default=())
    """A titled message ('#吃药药') whose title nobody knows: the kinds nearest to it, best first."""
    talk: tuple[str, ...] = ()
    """Something could have been read, but the message sounds like ordinary talk: the fragments of it that sound so most."""
    unread: bool = False
    """Nothing was read, or it was just taken for talk, but it could be somebody who asks or reports: somebody should look at it."""
    too_long: bool = False
    """Over 16 KiB: stored by the caller, not parsed."""
