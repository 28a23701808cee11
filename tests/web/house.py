"""The sandbox as people run it, the real bot behind it, served in a thread of its own; made once, begun again for every test."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import socket
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from chat.clock import MovedClock, RealClock
from commands._parts import open_store
from commands.sandbox import furnish
from config import read_settings
from web.live import Live
from web.sandbox import LIVE
from web.serve import serve

R = TypeVar("R")


class House:
    """Its address, its world, and a way to do something in its thread."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        settings = {"DATA_DIR": str(folder), "WEB_PORT": str(self.port), "LOG_LEVEL": "ERROR"}
        self._settings = read_settings(settings)
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._up = threading.Event()

    @property
    def live(self) -> Live:
        """What tells the windows."""
        live: Live = self.app.extensions[LIVE]
        return live

    def do(self, what: Coroutine[Any, Any, R]) -> R:
        """Do something where the bot lives."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(20)

    @contextmanager
    def running(self) -> Iterator[House]:
        """Serve while the block runs."""
        thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._run()))
        thread.start()
        try:
            assert self._up.wait(30), "the page did not come up"
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._stop.set)
            thread.join(20)
            self._loop.close()

    async def _run(self) -> None:
        store = open_store(self._settings.sandbox_database, used_by="sandbox")
        self.world, self.app = furnish(store, self._settings, MovedClock(RealClock(), until_ten_past_ten()))
        working = asyncio.create_task(self.world.service.run(self.world.sandbox))
        serving = asyncio.create_task(serve(self.app, "127.0.0.1", self.port, self._stop.wait))
        while not serving.done() and not await _answers(self.port):
            await asyncio.sleep(0.02)
        self._up.set()
        await serving
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        store.close()


def until_ten_past_ten() -> timedelta:
    """Whenever the tests run, their day begins tomorrow at ten past ten: no scheduled post comes by itself in the middle of one."""
    now = datetime.now(UTC)
    return (now.astimezone(ZoneInfo("Asia/Shanghai")) + timedelta(days=1)).replace(hour=10, minute=10) - now


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def free_port() -> int:
    """A port nobody listens on."""
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
