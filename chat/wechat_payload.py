"""What a gateway's message payload says, as a Heard. Pure: no network, no clock of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, SupportsInt

from chat.message import Heard
from chat.wechat_quote import split_quote
from chat.wechat_xml import Note, read_note, recalled_id

TEXT, GROUP_NOTE, RECALLED = 7, 10, 13
# The numbers are those of the TypeScript side (Wechaty's Python table is another one, and ends at 15).
TYPES = {1: "file", 2: "voice", 6: "image", TEXT: "text", GROUP_NOTE: "jielong", RECALLED: "recall", 14: "link"}

_MILLISECONDS_FROM = 100_000_000_000  # as seconds this would be the year 5138


@dataclass(frozen=True, slots=True)
class Payload:
    """A payload as it came, with our names."""

    id: str
    number: int
    text: str
    filename: str
    talker: str
    group: str
    stamp: int
    mentions: tuple[str, ...]


class Wire(Protocol):
    """MessagePayloadResponse of wechaty-grpc."""

    type: SupportsInt
    text: str
    filename: str
    from_id: str
    room_id: str
    timestamp: int
    mention_ids: list[str]


def from_wire(message_id: str, wire: Wire) -> Payload:
    """Take over the gRPC message as it is; its own id is not used, because some gateways leave it empty."""
    mentions = tuple(one for one in wire.mention_ids if one)
    return Payload(message_id, int(wire.type), wire.text, wire.filename, wire.from_id, wire.room_id, int(wire.timestamp), mentions)


def to_heard(payload: Payload, *, nick: str, bot: str | None, now: datetime) -> Heard:
    """Read a payload; `bot` is the contact id of the account itself, `now` stands in for a missing stamp."""
    kind, note = TYPES.get(payload.number, "other"), Note(text=payload.text)
    if payload.number not in (TEXT, RECALLED):  # what people type is never read as XML, or anybody could forge a quotation
        note = read_note(payload.text)
        kind = note.kind or kind
    text = _words(kind, note, payload)
    quote_nick, quote_text = note.quote_nick, note.quote_text
    if kind == "text" and quote_text is None:
        quote_nick, quote_text, text = split_quote(text)
    return Heard(
        id=payload.id,
        group=payload.group or None,
        talker=payload.talker,
        nick=nick,
        text=text,
        sent=moment(payload.stamp, now),
        type=kind,
        mentions=payload.mentions,
        quote_nick=quote_nick,
        quote_text=quote_text,
        from_self=bot is not None and payload.talker == bot,
        recalls=recalled_id(payload.text) if kind == "recall" else None,
    )


def moment(stamp: float, now: datetime) -> datetime:
    """Aware UTC from a stamp in seconds or milliseconds; `now` if it says nothing, or a time to come."""
    seconds = stamp / 1000 if stamp >= _MILLISECONDS_FROM else stamp
    try:
        return min(datetime.fromtimestamp(seconds, UTC), now) if seconds > 0 else now
    except (ValueError, OverflowError, OSError):
        return now


def _words(kind: str, note: Note, payload: Payload) -> str:
    """What of it people said: never the markup that an image or a voice message consists of."""
    if kind == "recall":
        return ""
    if kind == "file":
        return payload.filename or note.text
    return note.text
