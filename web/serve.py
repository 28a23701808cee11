"""Serves an app on one port until it is told to stop."""

import logging
from collections.abc import Awaitable, Callable

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config
from quart import Quart

from web.live import Live
from web.sandbox import LIVE

log = logging.getLogger("gelibot.web")


async def serve(app: Quart, host: str, port: int, until: Callable[[], Awaitable[object]]) -> None:
    """Serve until `until()` returns. Raises OSError if the port is taken."""
    config = Config()
    config.bind = [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]
    config.graceful_timeout = 2.0
    config.include_server_header = False
    # No access log: paths carry the ids of groups and people.
    config.accesslog = None
    config.errorlog = log
    live: Live | None = app.extensions.get(LIVE)

    async def stopped() -> None:
        await until()
        if live is not None:
            live.close()

    await hypercorn_serve(app, config, shutdown_trigger=stopped)
