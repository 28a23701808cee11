"""sandbox: the whole bot behind a page that looks like the phone; no WeChat needed."""

import asyncio
import contextlib
import signal
import socket
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chat.clock import MovedClock, RealClock
from chat.keeping import Keeper
from chat.pace import SANDBOX_PACE
from chat.sandbox import Sandbox
from chat.sandbox_files import SandboxFiles
from chat.shelf import Shelf
from chat.webhook import LOOPBACK
from commands._parts import open_store, private_folder, put_together
from commands.base import Command, OperatorError
from config import Settings
from models import Store
from models.sample import plant

if TYPE_CHECKING:
    from quart import Quart

    from web.world import SandboxWorld

COMMAND = Command("sandbox", "serve the sandbox page, whatever the settings say about WeChat")
ACCOUNT = "sandbox"


def arguments(parser: ArgumentParser) -> None:
    """None: host and port are settings."""


def run(args: Namespace, settings: Settings) -> int:
    """Serve until interrupted."""
    if settings.web_host not in LOOPBACK:
        raise OperatorError(f"WEB_HOST is {settings.web_host}: the sandbox has no login and is served on 127.0.0.1 only")
    require_free(settings.web_host, settings.web_port)
    private_folder(settings.data_dir)
    asyncio.run(_serve(settings))
    return 0


def furnish(store: Store, settings: Settings, clock: MovedClock) -> "tuple[SandboxWorld, Quart]":
    """The sandbox over its database, with what was said in earlier lives, and the page over it."""
    # Imported only here: no other command needs the web server.
    from commands._office import make_desk
    from web.board import add_dashboard
    from web.history import bubbles_from, fresh_prefix
    from web.sandbox import make_app
    from web.world import SandboxWorld

    files = SandboxFiles(private_folder(settings.data_dir) / "sandbox-files")
    with store.begin() as session:
        plant(session, clock.now())
        earlier, prefix = bubbles_from(session, files), fresh_prefix(session)
    if earlier:  # the clock may have been moved on before the restart
        clock.move_to(earlier[-1].at)
    parts = put_together(store, settings, clock, ACCOUNT, SANDBOX_PACE)
    shelf = shelf_of(settings)
    service = parts.service(nap=0.1, shelf=shelf)
    sandbox = Sandbox(service, clock, prefix, files)
    sandbox.bubbles.extend(earlier)
    world = SandboxWorld(store, sandbox, clock, parts.timetable, service, kinds=parts.kinds, understand=parts.router.understand)
    app = make_app(world, host=settings.web_host, port=settings.web_port)
    add_dashboard(app, make_desk(parts, service, settings, ACCOUNT, shelf, open_door=True))
    return world, app


def shelf_of(settings: Settings) -> Shelf:
    """Not that of the real bot: whatever no row of one's own database names is swept away."""
    return Shelf(settings.data_dir / "sandbox-shelf")


async def _serve(settings: Settings) -> None:
    from web.serve import serve

    store = open_store(settings.sandbox_database, used_by="sandbox")
    world, app = furnish(store, settings, MovedClock(RealClock()))
    stop = asyncio.Event()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C interrupts instead
            asyncio.get_running_loop().add_signal_handler(signal_number, stop.set)
    print(f"Sandbox: http://{settings.web_host}:{settings.web_port}  (Ctrl-C stops it)", flush=True)
    keeper = Keeper(store, ACCOUNT, shelf_of(settings), world.sandbox.files, world.service.writer, world.clock.now)
    running = asyncio.gather(world.service.run(world.sandbox), keeper.for_ever())
    try:
        await serve(app, settings.web_host, settings.web_port, stop.wait)
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        store.close()


def require_free(host: str, port: int) -> None:
    """Raises OperatorError if somebody else has that port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OperatorError(f"port {port} on {host} cannot be used: {error.strerror}; set WEB_PORT to another") from None
