"""Server-Sent Events: every open window hears of every bubble at once."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from chat.sandbox import Bubble, Sandbox
from web.bubbles import as_data

HEARTBEAT = 15.0
"""Seconds without news after which a window is told that we are still there."""
BACKLOG = 500
"""Events a window may lag behind; after that it is cut off, and comes back to fetch everything anew."""


class Live:
    """Spreads what happens in the sandbox to all windows."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._windows: set[asyncio.Queue[str | None]] = set()
        self._closed = False
        sandbox.watchers.append(self._show)

    @property
    def windows(self) -> int:
        """How many are listening."""
        return len(self._windows)

    def tell(self, event: str, data: Mapping[str, Any]) -> None:
        """Tell every window."""
        line = f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        for window in list(self._windows):
            if window.qsize() < BACKLOG:
                window.put_nowait(line)
            else:
                self._cut_off(window)

    def close(self) -> None:
        """End every stream, so that a shutdown does not have to wait for them."""
        self._closed = True
        for window in list(self._windows):
            self._cut_off(window)

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """What one window hears, until either side goes."""
        window: asyncio.Queue[str | None] = asyncio.Queue()
        self._windows.add(window)
        try:
            yield b"retry: 1000\nevent: hello\ndata: {}\n\n"
            while not self._closed:
                line = await _next(window)
                if line is None:
                    return
                yield line.encode()
        finally:
            self._windows.discard(window)

    def _show(self, bubble: Bubble) -> None:
        self.tell("bubble", as_data(bubble))

    def _cut_off(self, window: asyncio.Queue[str | None]) -> None:
        self._windows.discard(window)
        window.put_nowait(None)


async def _next(window: asyncio.Queue[str | None]) -> str | None:
    try:
        async with asyncio.timeout(HEARTBEAT):
            return await window.get()
    except TimeoutError:
        return ": still here\n\n"
