"""run: the bot. With an endpoint it talks to WeChat, without one it serves the sandbox page."""

import asyncio
import contextlib
import gc
import logging
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from chat.clock import RealClock
from chat.keeping import Keeper
from chat.second_voice import SecondVoice
from chat.shelf import Shelf
from chat.shouting import shouter
from chat.voicing import voice_for_ever
from chat.watch import OWN_ID, Hearing, Watch
from chat.webhook import Webhook
from commands import sandbox
from commands._backups import back_up_forever, backups_of
from commands._parts import Parts, open_store, private_folder, put_together
from commands.base import Command, OperatorError
from config import Settings
from models import Meta, Store

if TYPE_CHECKING:
    from chat.service import Service
    from chat.wechat import WeChat

log = logging.getLogger("gelibot.run")

LAST_EVENT = "last_event"
REMEMBER_EVERY = 5.0
PATIENCE = 5.0
"""Both in seconds; for so long at most the dashboard waits until the backlog is handled."""

COMMAND = Command("run", "run the bot (the same as no command)")


def arguments(parser: ArgumentParser) -> None:
    """None: everything is a setting."""


def run(args: Namespace, settings: Settings) -> int:
    """Run until interrupted."""
    if settings.endpoint is not None and settings.token is not None:
        private_folder(settings.data_dir)
        asyncio.run(_talk(settings, settings.endpoint, settings.token))
        return 0
    _refuse_to_fall_back(settings)
    return sandbox.run(args, settings)


def _refuse_to_fall_back(settings: Settings) -> None:
    """A database that ever spoke to WeChat never becomes a sandbox because a setting got lost."""
    real = settings.data_dir / "gelibot.sqlite3"
    if settings.database_url is None and not real.exists():
        return
    store = Store(settings.database)
    try:
        used_by = store.used_by()
    except DBAPIError:  # no such table yet: nobody has used it
        used_by = None
    finally:
        store.close()
    if used_by == "wechat":
        raise OperatorError(
            "this database has spoken to WeChat: set WECHATY_PUPPET_SERVICE_ENDPOINT and _TOKEN, or run: python bot.py sandbox"
        )


async def _talk(settings: Settings, endpoint: str, token: str) -> None:
    # Imported only here: the SDK costs a second and 70 MiB, and no other command needs it.
    from chat.wechat import WeChat
    from chat.wechat_files import WeChatFiles

    store = open_store(settings.database, used_by="wechat")
    parts = put_together(store, settings, RealClock(), "wechat", settings.pace)
    parts.reader.warm_up()  # before the first message is in hand, not while it is
    gc.freeze()  # the words it knows stay for good: no collection of garbage need look at them again
    webhook = Webhook(settings.second_voice_url, settings.second_voice_form) if settings.second_voice_url else None
    shelf = Shelf(settings.files_dir)
    service = parts.service(spool=settings.spool_dir / "wechat.spool", alarm=shouter(webhook), shelf=shelf)
    transport = WeChat(endpoint, token, service, now=parts.clock.now, cache=settings.data_dir / "wechaty", heard_until=_heard_until(store))
    transport.health.bot = _remembered(store, OWN_ID)
    print(f"Talking to WeChat through {endpoint}  (Ctrl-C stops it)", flush=True)
    stop = asyncio.Event()
    showing = asyncio.create_task(_show_dashboard(parts, service, settings, shelf, stop))
    running = asyncio.create_task(service.run(transport))
    watch = Watch(store, "wechat", settings.timezone, parts.clock.now())
    beside = [asyncio.create_task(_remember(service, store, transport, watch))]
    keeper = Keeper(store, "wechat", shelf, WeChatFiles(transport), service.writer, parts.clock.now)
    beside.append(asyncio.create_task(keeper.for_ever()))
    if webhook is not None:
        voice = SecondVoice(store, "wechat", reads=settings.second_voice_reads)
        beside.append(asyncio.create_task(voice_for_ever(service, voice, webhook)))
    if store.is_sqlite:
        beside.append(asyncio.create_task(back_up_forever(backups_of(settings, store), parts.clock, store.refuse)))
    try:
        await transport.start()
        await running
    finally:
        await transport.close()
        stop.set()
        await asyncio.gather(showing, return_exceptions=True)
        for task in (*beside, running):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        store.close()


async def _show_dashboard(parts: Parts, service: "Service", settings: Settings, shelf: Shelf, stop: asyncio.Event) -> None:
    """Serve the dashboard beside the bot; what goes wrong with it is said, and is no reason to stop hearing."""
    try:
        sandbox.require_free(settings.web_host, settings.web_port)
        await _dashboard(parts, service, settings, shelf, stop)
    except OperatorError as error:
        print(f"No dashboard: {error}", file=sys.stderr, flush=True)
    except Exception as error:
        log.error("the dashboard stopped", extra={"error": type(error).__name__})


async def _dashboard(parts: Parts, service: "Service", settings: Settings, shelf: Shelf, stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):  # what an earlier life left comes first
        async with asyncio.timeout(PATIENCE):
            await service.caught_up.wait()
    await asyncio.to_thread(import_module, "web.board")  # it takes a second, in which the bot hears already
    from commands._office import make_desk
    from web.board import make_dashboard
    from web.serve import serve

    desk = make_desk(parts, service, settings, "wechat", shelf, open_door=False)
    app, setup = make_dashboard(desk, settings.web_host, settings.web_port, settings.web_origin)
    address = settings.web_origin or f"http://{settings.web_host}:{settings.web_port}"
    print(f"Dashboard: {address}/dashboard/", flush=True)
    if setup is not None:
        print(f"First start: open it and make the first account with this secret, good once: {setup}", flush=True)
    await serve(app, settings.web_host, settings.web_port, stop.wait)


def _remembered(store: Store, key: str) -> str | None:
    """What an earlier life of the bot wrote down."""
    with store.read() as session:
        mark = session.get(Meta, key)
        return mark.value if mark else None


def _heard_until(store: Store) -> datetime | None:
    """The last sign of life from the gateway in the bot's earlier life: from then on it was deaf."""
    mark = _remembered(store, LAST_EVENT)
    return datetime.fromisoformat(mark) if mark else None


async def _remember(service: "Service", store: Store, transport: "WeChat", watch: Watch) -> None:
    """Write down the last sign of life and how things stand: the next life must know its gap, and its own voice."""
    while True:
        await asyncio.sleep(REMEMBER_EVERY)
        stands = Hearing(transport.deaf_since, transport.is_logged_out, transport.health.bot)
        with contextlib.suppress(DBAPIError):  # the service itself complains when the database is away
            await service.writer.run(_write, store, watch, transport.health.last_event, stands, service.clock.now())


def _write(store: Store, watch: Watch, last_event: datetime | None, stands: Hearing, now: datetime) -> None:
    watch.look(stands, now)
    if last_event is not None:
        with store.begin() as session:
            session.merge(Meta(key=LAST_EVENT, value=last_event.isoformat()))
