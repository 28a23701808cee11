"""What is heard: one message of any network, as plain data."""

from dataclasses import dataclass, field
from datetime import datetime

TYPES = ("text", "jielong", "image", "voice", "file", "link", "recall", "other")


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with its payload. `sent` is aware UTC; ids are the network's own."""

    id: str
    group: str | None
    """The network's group id; None for a private message."""
    talker: str
    """The network's contact id of the writer."""
    nick: str
    """What the writer is called in that group: a hint, never an identity."""
    text: str
    sent: datetime
    type: str = "text"
    mentions: tuple[str, ...] = field(default=())
    """Contact ids mentioned."""
    quote_nick: str | None = None
    quote_text: str | None = None
    from_self: bool = False
    recalls: str | None = None
    """For type recall: the id of the message that was withdrawn."""
