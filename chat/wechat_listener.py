"""Keeping one link up for ever, and knowing from when to when we were deaf."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from grpclib.exceptions import GRPCError, StreamTerminatedError

from chat.wechat_link import Link, Silent, is_taken

log = logging.getLogger("gelibot.wechat")

Take = Callable[[int, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class BackOff:
    """How the link is taken up again, in seconds."""

    first: float = 1
    longest: float = 30
    gap_from: float = 5
    """Having been deaf for longer than this is told."""
    take_over_after: int = 5
    """So many refusals in a row because another stream is open, and the gateway is started anew, as the SDK always does; 0: never."""

    def pause(self, failures: int) -> float:
        """The wait before the next try: between half and all of a growing figure, so that many bots do not come at once."""
        return float(min(self.longest, self.first * 2 ** min(failures, 16)) * random.uniform(0.5, 1))


@dataclass(slots=True)
class Health:
    """What a dashboard wants to know. `qrcode` is a secret: who scans it takes the account."""

    connected: bool = False
    logged_in: bool = False
    bot: str | None = None
    """The contact id of the account."""
    last_event: datetime | None = None
    """The last sign of life whose contents are safely ours: keep it, and give it to the next life as `heard_until`."""
    links: int = 0
    trouble: str = ""
    """Why the last link ended."""
    qrcode: str = field(default="", repr=False)


class Listener:
    """Connects, listens, and begins again whatever ended it."""

    def __init__(
        self,
        connect: Callable[[], Link],
        take: Take,
        gap: Callable[[datetime, datetime, str], None],
        tell: Callable[[str], None],
        *,
        now: Callable[[], datetime],
        back_off: BackOff,
        health: Health,
    ) -> None:
        self._connect, self._take, self._gap, self._tell = connect, take, gap, tell
        self._now, self._back_off, self._health = now, back_off, health
        self._deaf = (health.last_event, "not running") if health.last_event else None
        self.link: Link | None = None
        self.up = asyncio.Event()

    @property
    def deaf_since(self) -> datetime | None:
        """Since when nothing is heard; None while the link stands, and before the first one of a new account."""
        return self._deaf[0] if self._deaf else None

    async def run(self) -> None:
        """Listen for ever."""
        failures = taken = 0
        while True:
            trouble, was_up = await self._one_link(take_over=0 < self._back_off.take_over_after <= taken)
            taken = taken + 1 if is_taken(trouble) else 0
            failures = 0 if was_up else failures + 1
            await asyncio.sleep(self._back_off.pause(failures))

    async def _one_link(self, *, take_over: bool) -> tuple[Exception | None, bool]:
        """Listen over one connection: what ended it (None for an orderly end), and whether it ever stood."""
        trouble: Exception | None = None
        link = self.link = self._connect()
        try:
            await link.listen(self._take, self._opened, take_over=take_over)
        except Exception as error:  # whatever ended it, the answer is the same: connect again
            trouble = error
        finally:
            was_up = link.opened
            self.up.clear()
            self._health.connected = False
            link.close()
        self._lost(trouble, was_up)
        return trouble, was_up

    def _opened(self) -> None:
        self.up.set()
        self._health.connected, self._health.links = True, self._health.links + 1
        if self._deaf:
            start, why = self._deaf
            end, self._deaf = self._now(), None
            if (end - start).total_seconds() > self._back_off.gap_from:
                self._gap(start, end, why)
        self._tell("connected")

    def _lost(self, trouble: Exception | None, was_up: bool) -> None:
        why = self._health.trouble = reason(trouble)
        log.warning("the link to the gateway ended: %s", why)
        if self._deaf is None:
            # A gateway that ends the stream in good order was there until now; of any other end we only know when we last heard something.
            in_order = trouble is None or isinstance(trouble, GRPCError)
            self._deaf = (self._now() if in_order else self._health.last_event or self._now(), why)
        if was_up:
            self._tell("lost")


def reason(trouble: Exception | None) -> str:
    """Why a link ended, in a word or two; never the words of the gateway."""
    if trouble is None:
        return "stream ended"
    if is_taken(trouble):
        return "stream taken"
    if isinstance(trouble, GRPCError):
        return trouble.status.name
    if isinstance(trouble, Silent):
        return "silent"
    if isinstance(trouble, StreamTerminatedError):
        return "connection lost"
    return "unreachable" if isinstance(trouble, OSError) else type(trouble).__name__
