"""The running bot: hearing into the inbox, handling, saying, and the clock's tick. One loop each, none can end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from chat.attachments import Maker, made
from chat.breaker import is_notice
from chat.clock import Clock
from chat.ear import Ear
from chat.inbox import Inbox
from chat.message import Heard
from chat.outbox import Claimed, Outbox
from chat.transport import Happening, NotSent, Transport, Uncertain
from chat.writer import Writer
from models.store import is_store_error

log = logging.getLogger("gelibot.service")

R = TypeVar("R")
SAY_TIMEOUT = 35.0
BACK_OFF = (0.2, 0.5, 1.0, 2.0, 5.0)
TICK = 20.0
"""Seconds between two looks at what the clock says."""


class Service:
    """Holds the loops together. Implements Hearing for the transport."""

    def __init__(
        self,
        inbox: Inbox,
        outbox: Outbox,
        clock: Clock,
        due: Callable[[datetime], int],
        *,
        nap: float = 0.25,
        ear: Ear | None = None,
        make: Maker = made,
    ) -> None:
        self.inbox = inbox
        self.ear = ear or Ear(inbox)
        self.outbox = outbox
        self.clock = clock
        self.writer = Writer()
        self._due = due
        self._nap = nap
        self._make = make
        self._wake = asyncio.Event()
        self.caught_up = asyncio.Event()
        """Set once nothing waits any more of what an earlier life left."""
        self._noting: list[tuple[str, asyncio.Future[bool]]] = []
        self._filling: list[tuple[Heard, asyncio.Future[None]]] = []
        self._flushing = False
        self._stopping = False

    async def run(self, transport: Transport) -> None:
        """Run until cancelled."""
        await self._surely(lambda: self.outbox.recover(self.clock.now()))
        metronome = AsyncIOScheduler(timezone="UTC")
        # APScheduler is the metronome only: what is due is asked of the database, so a late or doubled tick is harmless.
        metronome.add_job(self.tick, "interval", seconds=TICK, coalesce=True, max_instances=1, misfire_grace_time=None)
        metronome.start()
        try:
            await asyncio.gather(self._handle_forever(), self._say_forever(transport), self.tick())
        finally:
            metronome.shutdown(wait=False)
            self.writer.close()

    async def tick(self) -> None:
        """Ask what the clock says now."""
        await self._surely(lambda: self._due(self.clock.now()))

    # Hearing: every call returns only when it is durable.

    async def noted(self, message_id: str) -> bool:
        """Commit a bare id, together with all others that wait for the writer."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._noting.append((message_id, future))
        await self._flush()
        return await future

    async def heard(self, message: Heard) -> None:
        """Commit a payload, together with all others that wait."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._filling.append((message, future))
        await self._flush()
        await future
        if is_notice(message.type, message.text):
            log.warning("WeChat says that we speak too often")
            await self._surely(lambda: self.outbox.throttled(self.clock.now()))
        if message.from_self:
            await self._surely(lambda: self.outbox.echoed(message.group, message.text, message.id, self.clock.now()))
        self._wake.set()

    async def unfetched(self, message_id: str, reason: str) -> None:
        """A payload could not be had."""
        await self._surely(lambda: self.ear.give_up(message_id, reason, self.clock.now()))
        self._wake.set()

    async def unfilled(self) -> Sequence[str]:
        """Ids whose payload is still to be fetched."""
        return await self._surely(self.inbox.unfilled)

    async def happened(self, event: Happening) -> None:
        """Commit something that happened."""
        await self._surely(lambda: self.ear.happen(event, self.clock.now()))
        self._wake.set()

    async def gap(self, start: datetime, end: datetime, reason: str) -> None:
        """Commit a time in which we were deaf."""
        await self._surely(lambda: self.ear.deaf(start, end, reason))

    async def _flush(self) -> None:
        """Group commit: while one commit runs, everything that arrives waits for the next."""
        if self._flushing:
            return
        self._flushing = True
        try:
            while self._noting or self._filling:
                noting, self._noting = self._noting, []
                filling, self._filling = self._filling, []
                await self._commit(noting, filling)
        finally:
            self._flushing = False

    async def _commit(self, noting: list[tuple[str, asyncio.Future[bool]]], filling: list[tuple[Heard, asyncio.Future[None]]]) -> None:
        now = self.clock.now()
        try:
            await self._commit_both(noting, filling, now)
        except Exception as error:
            _fail([f for _, f in noting], error)
            _fail([f for _, f in filling], error)

    async def _commit_both(
        self, noting: list[tuple[str, asyncio.Future[bool]]], filling: list[tuple[Heard, asyncio.Future[None]]], now: datetime
    ) -> None:
        if noting:
            fresh = await self._surely(lambda: self.ear.note([i for i, _ in noting], now))
            for (_, future), new in zip(noting, fresh, strict=True):
                _settle(future, new)
        if filling:
            await self._surely(lambda: self.ear.fill([m for m, _ in filling], now))
            for _, done in filling:
                _settle(done, None)

    async def _surely(self, work: Callable[[], R]) -> R:
        """Do it in the writer, again and again while the database is away: nothing is acknowledged that is not durable."""
        for attempt in range(1_000_000):
            try:
                return await self.writer.run(work)
            except Exception as error:
                if not is_store_error(error):
                    raise
                log.error("the database is away", extra={"error": type(error).__name__, "attempt": attempt})
                await asyncio.sleep(BACK_OFF[min(attempt, len(BACK_OFF) - 1)])
        raise RuntimeError("the database never came back")

    async def _handle_forever(self) -> None:
        while True:
            handled = await self._safely(self._surely, self._work)
            if not handled:
                self.caught_up.set()
                self._wake.clear()
                await _nap_until(self._wake, self._nap)

    def _work(self) -> int:
        """What waits in the spool goes first: it was heard earlier."""
        return self.ear.drain() + self.inbox.work(self.clock.now())

    async def _say_forever(self, transport: Transport) -> None:
        while True:
            await transport.ready()  # an outage longer than all tries together must not cost what was due in it
            claimed = await self._safely(self._surely, lambda: self.outbox.claim(self.clock.now()))
            if claimed is None:
                await asyncio.sleep(self._nap)
            else:
                await self.say(transport, claimed)

    async def say(self, transport: Transport, claimed: Claimed) -> None:
        """Say what was claimed and write down what became of it."""
        now = self.clock.now
        try:
            async with asyncio.timeout(SAY_TIMEOUT):
                said_as = await self._carry_out(transport, claimed)
        except NotSent as error:
            unsent = error
            await self._surely(lambda: self.outbox.not_sent(claimed, unsent, now()))
        except Exception as error:  # whatever else a network does, it may have gone out
            unclear = Uncertain(type(error).__name__)
            await self._surely(lambda: self.outbox.uncertain(claimed, unclear, now()))
        else:
            await self._surely(lambda: self.outbox.sent(claimed, said_as, now()))

    async def _carry_out(self, transport: Transport, claimed: Claimed) -> str | None:
        what = claimed.utterance
        if claimed.attachment is not None:
            async with self._make(claimed.attachment) as file:
                return await transport.say(replace(what, file=file))
        if what.act is None:
            return await transport.say(what)
        subject = what.group or (what.contact or "").partition(":")[2]
        acts = {"group": transport.leave, "invitation": transport.accept_invitation, "friend": transport.accept_friend}
        await acts[what.act](subject)
        return None

    async def _safely(self, work: Callable[[Callable[[], R]], Awaitable[R]], what: Callable[[], R]) -> R | None:
        """One bad turn never ends a loop."""
        try:
            return await work(what)
        except Exception as error:
            log.error("a turn failed", extra={"error": type(error).__name__})
            await asyncio.sleep(1)
            return None


async def _nap_until(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


def _settle(future: "asyncio.Future[R]", value: R) -> None:
    if not future.done():
        future.set_result(value)


def _fail(futures: "Sequence[asyncio.Future[R]]", error: Exception) -> None:
    for future in futures:
        if not future.done():
            future.set_exception(error)
