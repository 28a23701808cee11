"""The machine is lost while people write: the newest backup is at most five minutes old, runs again soon, and says nothing twice."""

import os
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chat.message import Heard
from commands._restored import settle
from models import Message, Post, Request, Store
from models.backup import Backups
from tests.world import START, World

MESSAGES = int(os.environ.get("DRILL_MESSAGES", "600"))


def write(world: World, numbers: range) -> None:
    """Each room asks for something; what is due is said now and then."""
    for n in numbers:
        world.clock.moment += timedelta(seconds=2)
        words = f"#物资 {300 + n % 60} 牙膏{1 + n % 9}支" if n % 3 else f"{300 + n % 60} 36.{n % 9} 无"
        heard = Heard(f"load-{n}", "1-resident", f"1-r{1 + n % 10}", "张三", words, world.clock.now())
        world.inbox.fill([heard], world.clock.now())
        if n % 20 == 0:
            world.handle()
            world.speak()


@pytest.mark.drill
def test_a_machine_lost_under_load_is_back_from_its_newest_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World.new(tmp_path)
    backups = Backups(tmp_path / "elsewhere", tmp_path / "test.sqlite3", "a key that nobody guesses", 3)
    took, done = [], threading.Event()

    def back_up() -> None:
        while not done.wait(0.5):
            started = time.monotonic()
            backups.make(world.clock.now())
            took.append(time.monotonic() - started)

    beside = threading.Thread(target=back_up)
    beside.start()
    try:
        write(world, range(MESSAGES))
    finally:
        done.set()
        beside.join()
    last = backups.make(world.clock.now())
    write(world, range(MESSAGES, MESSAGES + 40))  # less than five minutes
    lost_at, said = world.clock.now(), list(world.network.lines)
    world.store.close()
    for path in tmp_path.glob("test.sqlite3*"):
        path.unlink()

    started = time.monotonic()
    Backups(tmp_path / "elsewhere", tmp_path / "again.sqlite3", "a key that nobody guesses", 3).restore(
        last.path, tmp_path / "again.sqlite3"
    )
    again = World(Store(f"sqlite:///{tmp_path / 'again.sqlite3'}"), world.reader, world.handlers)
    again.clock.moment = lost_at + timedelta(seconds=1)
    settle(again.store, again.timetable, last.made_at, again.clock.now())
    seconds = time.monotonic() - started
    assert lost_at - last.made_at < timedelta(minutes=5)

    write(again, range(MESSAGES + 40))  # the gateway replays everything it still has
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
            f"of data, back in {seconds:.1f} s, 0 said twice (from {START:%H:%M})"
        )
