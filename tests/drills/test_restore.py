"""The machine is lost while people write: the newest backup is at most five minutes old, runs again soon, and says nothing twice."""

import os
import shutil
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chat.message import Heard
from chat.shelf import Shelf
from commands._restored import settle
from models import Attachment, Message, Post, Request, Store
from models.attachment import kept_hashes
from models.backup import Backups
from tests.world import START, World

KEY = "a key that nobody guesses"
MESSAGES = int(os.environ.get("DRILL_MESSAGES", "600"))


def write(world: World, shelf: Shelf, numbers: range) -> None:
    """Each room asks for something; what is due is said now and then, and a picture comes in."""
    for n in numbers:
        world.clock.moment += timedelta(seconds=2)
        words = f"#物资 {300 + n % 60} 牙膏{1 + n % 9}支" if n % 3 else f"{300 + n % 60} 36.{n % 9} 无"
        heard = Heard(f"load-{n}", "1-resident", f"1-r{1 + n % 10}", "张三", words, world.clock.now())
        world.inbox.fill([heard], world.clock.now())
        if n % 20 == 0:
            world.handle()
            world.speak()
        if n % 10 == 0:
            with world.store.begin() as session:
                name = shelf.put(f"a picture of message {n}".encode())
                session.add(Attachment(site_id=1, message_id=n, type="image", hash=name, at=world.clock.now()))


@pytest.mark.drill
def test_a_machine_lost_under_load_is_back_from_its_newest_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World.new(tmp_path)
    shelf, again_at = Shelf(tmp_path / "files"), tmp_path / "again"
    backups = Backups(tmp_path / "elsewhere", tmp_path / "test.sqlite3", KEY, 3, tmp_path / "files")
    took, done = [], threading.Event()

    def back_up() -> None:
        while not done.wait(0.5):
            started = time.monotonic()
            backups.make(world.clock.now())
            took.append(time.monotonic() - started)

    beside = threading.Thread(target=back_up)
    beside.start()
    try:
        write(world, shelf, range(MESSAGES))
    finally:
        done.set()
        beside.join()
    last = backups.make(world.clock.now())
    write(world, shelf, range(MESSAGES, MESSAGES + 40))  # less than five minutes
    lost_at, said = world.clock.now(), list(world.network.lines)
    world.store.close()
    for path in tmp_path.glob("test.sqlite3*"):
        path.unlink()
    shutil.rmtree(tmp_path / "files")

    started = time.monotonic()
    again_at.mkdir()
    found = Backups(tmp_path / "elsewhere", again_at / "test.sqlite3", KEY, 3, again_at / "files")
    found.restore(last.path, again_at / "test.sqlite3")
    again = World(Store(f"sqlite:///{again_at / 'test.sqlite3'}"), world.reader, world.handlers)
    with again.store.read() as session:
        pictures = kept_hashes(session)
    assert found.files is not None
    assert found.files.restore(pictures).missing == ()
    assert len(pictures) == len(range(0, MESSAGES, 10))
    again.clock.moment = lost_at + timedelta(seconds=1)
    settle(again.store, again.timetable, last.made_at, again.clock.now())
    seconds = time.monotonic() - started
    assert lost_at - last.made_at < timedelta(minutes=5)

    write(again, Shelf(again_at / "files"), range(MESSAGES + 40))  # the gateway replays everything it still has
    again.move_to("11:00")
    keyed = [text for _, text in again.network.lines if "日报" in text or "还没打卡" in text]
    assert not [text for text in keyed if text in {t for _, t in said}]
    with again.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Message).where(Message.external_id.like("load-%"))) == MESSAGES + 40
        assert session.scalar(select(func.count()).select_from(Post).where(Post.state.in_(("queued", "claimed")))) == 0
        tickets = list(session.scalars(select(Request.ticket).where(Request.site_id == 1)))
    assert len(tickets) == len(set(tickets))
    with capsys.disabled():
        print(
            f"\n{MESSAGES} messages under load, {len(took)} backups (slowest {max(took):.2f} s), lost {(lost_at - last.made_at).seconds} s "
            f"of data, back in {seconds:.1f} s with all {len(pictures)} pictures, 0 said twice (from {START:%H:%M})"
        )
