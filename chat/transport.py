"""The last hop: what any chat network must offer us, and what it tells us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from chat.message import Heard


class NotSent(Exception):
    """Surely not delivered; saying it again is safe. `permanent`: it never will be (not a friend, not in the group).

    `throttled`: the network says that we speak too often; saying anything now makes it worse.
    """

    def __init__(self, reason: str, *, permanent: bool = False, throttled: bool = False) -> None:
        super().__init__(reason)
        self.permanent, self.throttled = permanent, throttled


class Uncertain(Exception):
    """It may have gone out or not: never to be repeated blindly."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to say now. Exactly one of `group` and `contact` is set."""

    text: str
    group: str | None = None
    contact: str | None = None
    mentions: Sequence[str] = ()
    file: Path | None = None
    act: str | None = None
    """Not words but an act: 'invitation' or 'friend' to accept, 'group' to leave; `contact` or `group` says which."""


class Transport(Protocol):
    """A network we speak into. Hearing goes the other way: the transport is given a `Hearing`."""

    async def ready(self) -> None:
        """Wait until somebody listens: what surely cannot be said is not tried."""

    async def say(self, what: Utterance) -> str | None:
        """Say it; the network's id of what was said if it gives one. Raises NotSent or Uncertain."""

    async def accept_invitation(self, invitation_id: str) -> None:
        """Follow an invitation into a group."""

    async def accept_friend(self, friendship_id: str) -> None:
        """Accept a friend request."""

    async def leave(self, group: str) -> None:
        """Leave a group nobody bound to a site."""

    async def close(self) -> None:
        """Stop hearing and speaking."""


class Hearing(Protocol):
    """Where a transport puts what it hears. Every call returns only when it is durable."""

    async def noted(self, message_id: str) -> bool:
        """The bare id is committed. False: already known, nothing more to do."""

    async def heard(self, message: Heard) -> None:
        """The payload of a noted message; one that was not noted before is noted now."""

    async def unfetched(self, message_id: str, reason: str) -> None:
        """The payload could not be had: kept as 'needs a human'."""

    async def unfilled(self) -> Sequence[str]:
        """Ids noted in an earlier life whose payload is still to be fetched."""

    async def happened(self, event: "Happening") -> None:
        """Something else happened in the chat."""

    async def gap(self, start: datetime, end: datetime, reason: str) -> None:
        """We were deaf between two moments (aware UTC)."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is no message: kind is the name of a file under events/ (joined, left, invited, befriended …)."""

    kind: str
    id: str
    """Unique for this happening, so that a second telling is silence."""
    at: datetime
    group: str | None = None
    group_name: str = ""
    contact: str | None = None
    """Who did it: the inviter, the asker."""
    nick: str = ""
    people: tuple[tuple[str, str], ...] = ()
    """(contact id, nick) of those it is about."""
    text: str = ""
    """The words of a friend request."""
