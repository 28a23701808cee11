"""Fetching payloads beside the event stream: a few at a time, tried again with growing gaps, given up visibly."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from grpclib.exceptions import GRPCError

from chat.message import Heard
from chat.transport import Hearing

log = logging.getLogger("gelibot.wechat")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tries:
    """How often and how fast a payload is asked for."""

    most: int = 6
    first_gap: float = 0.5
    """Seconds before the second try; doubled after each."""
    at_once: int = 16
    """A gateway asked for thousands at the same time answers none of them."""


class Fetcher:
    """Turns noted ids into heard messages."""

    def __init__(self, fetch: Callable[[str], Awaitable[Heard]], hearing: Hearing, tries: Tries) -> None:
        self._fetch, self._hearing, self._tries = fetch, hearing, tries
        self._places = asyncio.Semaphore(tries.at_once)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def begin(self, message_id: str) -> None:
        """Fetch it in a task of its own; nothing if that is under way."""
        if message_id not in self._tasks:
            self._tasks[message_id] = asyncio.create_task(self._until_told(message_id))
            self._tasks[message_id].add_done_callback(lambda _: self._tasks.pop(message_id, None))

    async def close(self) -> None:
        """Stop. What is not told yet stays noted and is fetched in the next life."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _until_told(self, message_id: str) -> None:
        reason, failed = "", 0
        while failed < self._tries.most:
            try:
                async with self._places:
                    message = await self._fetch(message_id)
            except ConnectionRefusedError:  # nobody was asked, so this was no try
                await asyncio.sleep(self._tries.first_gap)
            except Exception as error:  # any fault of gateway or payload is one failed try
                reason = error.status.name if isinstance(error, GRPCError) else type(error).__name__
                await asyncio.sleep(self._tries.first_gap * 2**failed)
                failed += 1
            else:
                return await insist(partial(self._hearing.heard, message))
        log.warning("payload of %s given up after %d tries: %s", message_id, failed, reason)
        await insist(partial(self._hearing.unfetched, message_id, reason))


async def insist(call: Callable[[], Awaitable[T]], longest: float = 5) -> T:
    """Call until the store takes it. A store that is locked or full is nobody's message lost."""
    gap = 0.1
    while True:
        try:
            return await call()
        except Exception as error:
            log.error("the store did not take it: %s; again in %.1f s", type(error).__name__, gap)
        await asyncio.sleep(gap)
        gap = min(gap * 2, longest)
