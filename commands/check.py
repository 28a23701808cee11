"""check: settings, database, schema and gateway, one line each; the exit code says whether all is well."""

import socket
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from sqlalchemy import select, text

from chat.clock import RealClock
from commands._backups import backups_of
from commands._deep import deep_check, file_faults
from commands._parts import make_reader, stored_database
from commands.base import Command, OperatorError
from config import Settings
from migrations.run import current, require_current
from models import Group, Site, Store

COMMAND = Command("check", "check settings, database, schema and gateway")


def arguments(parser: ArgumentParser) -> None:
    """How deep."""
    parser.add_argument(
        "--deep", action="store_true", help="also look through every table: damage, history, tickets, audit trail, files, backups"
    )


def run(args: Namespace, settings: Settings) -> int:
    """Every check runs, whatever the others say."""
    store = Store(stored_database(settings))
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("settings", lambda: f"talks to {'WeChat' if settings.talks_to_wechat else 'nobody: the sandbox page'}"),
        ("reader", lambda: f"{len(make_reader().kinds)} kinds"),
        ("database", lambda: _database(store)),
        ("schema", lambda: _schema(store)),
        ("sites", lambda: _sites(store)),
        ("gateway", lambda: _gateway(settings)),
        *(_deep(settings, store) if args.deep else ()),
    )
    wrong = 0
    for name, check in checks:
        try:
            print(f"ok    {name}: {check()}")
        except Exception as error:
            wrong += 1
            print(f"WRONG {name}: {str(getattr(error, 'orig', None) or error).splitlines()[0]}")
    store.close()
    return 1 if wrong else 0


def _deep(settings: Settings, store: Store) -> tuple[tuple[str, Callable[[], str]], ...]:
    return (
        ("contents", lambda: _contents(store)),
        ("files", lambda: _files(settings, store)),
        ("backups", lambda: _backups(settings, store)),
    )


def _database(store: Store) -> str:
    with store.begin() as session:
        session.execute(text("SELECT 1"))
    return f"{store.url.get_backend_name()}, writable"


def _schema(store: Store) -> str:
    if store.is_sqlite and current(store) is None:
        return "new, made at the first start"
    require_current(store)
    return f"{current(store)}, used by {store.used_by() or 'nobody yet'}"


def _sites(store: Store) -> str:
    if current(store) is None:
        return "none yet"
    with store.read() as session:
        sites = [s.name for s in session.scalars(select(Site)) if s.kind == "site"]
        groups = len([g for g in session.scalars(select(Group)) if g.kind])
    return f"{len(sites)} sites, {groups} bound groups"


def _gateway(settings: Settings) -> str:
    if settings.endpoint is None:
        return "none set"
    host, _, port = settings.endpoint.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=5):
        return "reachable"


def _contents(store: Store) -> str:
    faults = deep_check(store, RealClock().now())
    for fault in faults:
        print(f"      {fault}")
    if faults:
        raise OperatorError(f"{len(faults)} faults")
    return "every table looked through"


def _files(settings: Settings, store: Store) -> str:
    if store.used_by() != "wechat":
        return "only the real bot keeps any"
    count, faults = file_faults(store, settings.files_dir)
    for fault in faults:
        print(f"      {fault}")
    if faults:
        raise OperatorError(f"{len(faults)} of {count} files are missing or altered: python bot.py backup --verify FILE tells what is kept")
    return f"{count}, each with the bytes its hash says"


def _backups(settings: Settings, store: Store) -> str:
    if not store.is_sqlite:
        return "PostgreSQL has its own tools"
    found = backups_of(settings, store).all()
    if not found:
        return "none yet (the running bot makes one every five minutes)"
    copies = backups_of(settings, store).files
    beside = f" and {len(copies.all())} pictures and files" if copies is not None else ""
    return f"{len(found)}{beside}, the newest of {found[-1].made_at:%Y-%m-%d %H:%M} UTC, {'' if found[-1].is_sealed else 'NOT '}encrypted"
