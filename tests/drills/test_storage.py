"""The database fails while people write: full, locked, read-only, gone, failing now and then, damaged. What was acknowledged is there."""

import asyncio
import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from chat.clock import SetClock
from chat.ear import Ear
from chat.inbox import Inbox
from chat.message import Heard
from chat.outbox import Outbox
from chat.pace import Pace
from chat.service import Service
from chat.spool import Spool
from models import Entry, Group, Message, Site, Store
from models.backup import Backups
from models.mark import Gone, leave_mark, require_not_gone, require_whole

NOW = datetime(2022, 8, 7, 0, 0, tzinfo=UTC)
MESSAGES = int(os.environ.get("DRILL_MESSAGES", "30"))
STORED = 400
PLACES = int(os.environ.get("DRILL_PLACES", "200"))


def one_effect(session: Session, message: Message) -> None:
    session.add(Entry(site_id=1, kind="thanks", day=NOW.date(), message_id=message.id, sent_at=NOW, details={"text": message.text}))


def a_database(folder: Path) -> Path:
    path = folder / "bot.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.create()
    with store.begin() as session:
        session.add(Site(id=1, name="site", short="s"))
        session.flush()
        session.add(Group(id="g", site_id=1, kind="resident"))
    leave_mark(store)
    store.close()
    return path


class Life:
    """One life of the process over the files in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store(f"sqlite:///{path}")
        event.listen(self.store.engine, "connect", _impatient)
        inbox = Inbox(self.store, "a", one_effect, lambda session, message: None)
        self.spool = Spool(path.parent / "a.spool", reserve=1 << 18)
        self.told: list[str] = []
        clock = SetClock(NOW)
        outbox = Outbox(self.store, "a", Pace(), ZoneInfo("UTC"))
        self.service = Service(inbox, outbox, clock, lambda now: 0, nap=0.01, ear=Ear(inbox, self.spool, self.told.append))
        self.running = asyncio.create_task(self.service._handle_forever())

    async def hear(self, number: int) -> None:
        await self.service.noted(f"m{number}")
        await self.service.heard(Heard(f"m{number}", "g", "c", "nick", f"words {number}", NOW + timedelta(seconds=number)))

    async def die(self) -> None:
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        await asyncio.to_thread(self.service.writer.close)
        self.spool.close()
        self.store.close()

    def effects(self) -> Counter[str]:
        with self.store.read() as session:
            return Counter(str(d["text"]) for d in session.scalars(select(Entry.details)))


def _impatient(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA busy_timeout=50")


@contextmanager
def full(life: Life) -> Iterator[None]:
    """Not a byte is left on the disk. Where no small disk could be mounted the driver says so instead."""
    if not life.path.parent.is_mount():
        with failing_with(life, sqlite3.OperationalError("database or disk is full")):
            yield
        return
    life.store.engine.dispose()
    with life.path.with_name("filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(b"x" * 512)
    yield
    life.path.with_name("filler").unlink()


@contextmanager
def failing_with(life: Life, error: Exception, share: float = 1.0) -> Iterator[None]:
    rng = random.Random(7)

    def perhaps(*_arguments: Any) -> None:
        if rng.random() < share:
            raise error

    event.listen(life.store.engine, "before_cursor_execute", perhaps)
    yield
    event.remove(life.store.engine, "before_cursor_execute", perhaps)


@contextmanager
def locked(life: Life) -> Iterator[None]:
    with closing(sqlite3.connect(life.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def read_only(life: Life) -> Iterator[None]:
    def forbid(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA query_only=ON")

    event.listen(life.store.engine, "connect", forbid)
    life.store.engine.dispose()
    yield
    event.remove(life.store.engine, "connect", forbid)
    life.store.engine.dispose()


@contextmanager
def gone(life: Life) -> Iterator[None]:
    """Somebody moves the file away and, later, back."""
    life.path.rename(life.path.with_suffix(".away"))
    life.store.engine.dispose()
    yield
    assert not life.path.exists(), "an empty one was made in its place"
    life.path.with_suffix(".away").rename(life.path)


def failing(life: Life) -> AbstractContextManager[None]:
    """One statement in five fails, as on a dying disk."""
    return failing_with(life, sqlite3.OperationalError("disk I/O error"), share=0.2)


def damaged(life: Life) -> AbstractContextManager[None]:
    """SQLite finds that the file makes no sense."""
    return failing_with(life, sqlite3.DatabaseError("database disk image is malformed"))


FAULTS: dict[str, Callable[[Life], AbstractContextManager[None]]] = {
    f.__name__: f for f in (full, locked, read_only, gone, failing, damaged)
}

DIES = {"full", "gone", "damaged"}
"""Here the process is ended in the middle of it; from the others it recovers by itself."""


async def story(path: Path, fault: str) -> tuple[Counter[str], int, int]:
    life = Life(path)
    for number in range(MESSAGES // 3):
        await life.hear(number)
    with FAULTS[fault](life):
        async with asyncio.timeout(60):
            for number in range(MESSAGES // 3, 2 * MESSAGES // 3):
                await life.hear(number)  # returns when it is durable
        spooled, told = life.service.ear.spooled, len(life.told)
        if fault in DIES:
            await life.die()
    if fault in DIES:
        life = Life(path)
    for number in reversed(range(MESSAGES)):  # and told again
        await life.hear(number)
    async with asyncio.timeout(60):
        while sum(life.effects().values()) < MESSAGES or life.spool.depth:
            await asyncio.sleep(0.02)
    effects = life.effects()
    await life.die()
    return effects, spooled, told


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, where we may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield disk
    if mounted:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize("fault", [f if f in ("full", "gone") else pytest.param(f, marks=pytest.mark.drill) for f in FAULTS])
def test_nothing_that_was_acknowledged_is_lost_or_doubled(small_disk: Path, fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    effects, spooled, told = asyncio.run(story(a_database(small_disk), fault))
    assert effects == Counter({f"words {n}": 1 for n in range(MESSAGES)})
    assert told == 1
    assert spooled
    with capsys.disabled():
        where = "on a mounted disk of 4 MB" if small_disk.is_mount() and fault == "full" else "as told by the driver"
        print(f"\n{fault} ({where}): {MESSAGES} messages, {spooled} records went through the spool, 0 lost, 0 doubled")


def harm(path: Path, rng: random.Random) -> None:
    """Flip some bytes anywhere, as a bad disk does."""
    data = bytearray(path.read_bytes())
    at = rng.randrange(len(data))
    for place in range(at, min(len(data), at + rng.randint(1, 64))):
        data[place] ^= rng.randint(1, 255)
    path.write_bytes(data)


def starts(path: Path) -> bool:
    """What every start does before it writes a word."""
    store = Store(f"sqlite:///{path}")
    try:
        require_not_gone(store)
        require_whole(store)
    except Gone:
        return False
    finally:
        store.close()
    return True


def messages_in(path: Path) -> list[tuple[str, str | None]]:
    store = Store(f"sqlite:///{path}")
    try:
        with store.read() as session:
            return [(i, t) for i, t in session.execute(select(Message.external_id, Message.text).order_by(Message.id))]
    finally:
        store.close()


@pytest.mark.drill
def test_a_damaged_file_never_starts_empty_and_comes_back_from_its_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_database(tmp_path)

    store = Store(f"sqlite:///{path}")
    inbox = Inbox(store, "a", one_effect, lambda session, message: None)
    inbox.fill([Heard(f"m{n}", "g", "c", "nick", f"words {n} " * 20, NOW) for n in range(STORED)], NOW)
    while inbox.work(NOW):
        pass
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    backup, whole = Backups(tmp_path / "backups", path, None, 3).make(NOW), messages_in(path)
    found, rng = Counter[str](), random.Random(11)
    for number in range(PLACES):
        folder = tmp_path / str(number)
        folder.mkdir()
        copy = folder / path.name
        shutil.copy(path, copy)
        shutil.copy(f"{path}.was-here", f"{copy}.was-here")
        harm(copy, rng)
        if starts(copy):
            there = messages_in(copy)
            assert [i for i, _ in there] == [i for i, _ in whole], "it starts with other messages than it had"
            found["start whole" if there == whole else "start with a changed word, as SQLite keeps no checksums"] += 1
        else:
            copy.unlink()
            Backups(tmp_path / "backups", copy, None, 3).restore(backup.path, copy)
            assert messages_in(copy) == whole
            found["refuse to start and are restored"] += 1
        shutil.rmtree(folder)
    with capsys.disabled():
        print(f"\n{PLACES} places flipped: {dict(found)}, 0 started empty, 0 messages lost")
