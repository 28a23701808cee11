"""Backups: made while the bot writes, whole, sealed; restored without overwriting, and nothing is said twice afterwards."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from commands._restored import AHEAD, settle
from models import Post, Request, Slot, Store
from models.backup import BackupError, Backups, Damaged, check, kept
from models.mark import Gone, leave_mark, require_not_gone, require_whole
from tests.world import World

NOW = datetime(2022, 8, 7, 0, 0, tzinfo=UTC)
KEY = "a key that nobody guesses"


def a_database(path: Path, rows: int = 500) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE words (n INTEGER PRIMARY KEY, word TEXT)")
        connection.executemany("INSERT INTO words (word) VALUES (?)", [(f"阿莫西林 {n}",) for n in range(rows)])


def words_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM words").fetchone()[0])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_database(tmp_path / "bot.sqlite3")
    return tmp_path


def backups(folder: Path, key: str | None = KEY) -> Backups:
    return Backups(folder / "backups", folder / "bot.sqlite3", key, 3)


@pytest.mark.parametrize("key", [None, KEY])
def test_a_backup_comes_back_whole_and_readable_by_its_owner_only(folder: Path, key: str | None) -> None:
    made = backups(folder, key).make(NOW)
    assert made.path.stat().st_mode & 0o077 == 0
    assert made.path.parent.stat().st_mode & 0o077 == 0
    backups(folder, key).restore(made.path, folder / "restored.sqlite3")
    assert words_in(folder / "restored.sqlite3") == 500
    assert not [p.name for p in folder.rglob(".*")], "nothing half done is left"


def test_a_sealed_backup_holds_no_word_and_opens_with_its_key_only(folder: Path) -> None:
    made = backups(folder).make(NOW)
    assert "阿莫西林".encode() not in made.path.read_bytes()
    for key in (None, "another key of some length"):
        with pytest.raises(BackupError, match=r"(?i)key"):
            backups(folder, key).restore(made.path, folder / "restored.sqlite3")
    assert not (folder / "restored.sqlite3").exists()


@pytest.mark.parametrize("harm", ["flipped", "cut", "cut between pieces", "emptied"])
def test_a_changed_backup_is_not_restored(folder: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.sealing.PIECE", 4096)
    made = backups(folder).make(NOW)
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1 if harm == "flipped" else 0
    whole = {"flipped": len(data), "cut": len(data) - 7, "cut between pieces": 32 + 2 * (4096 + 16), "emptied": 0}[harm]
    made.path.write_bytes(data[:whole])
    with pytest.raises(BackupError):
        backups(folder).restore(made.path, folder / "restored.sqlite3")
    assert not (folder / "restored.sqlite3").exists()


@pytest.mark.parametrize("there", ["restored.sqlite3", "restored.sqlite3-wal", "restored.sqlite3-shm"])
def test_nothing_is_overwritten(folder: Path, there: str) -> None:
    made = backups(folder).make(NOW)
    (folder / there).write_bytes(b"kept")
    with pytest.raises(BackupError, match="not overwritten"):
        backups(folder).restore(made.path, folder / "restored.sqlite3")
    assert (folder / there).read_bytes() == b"kept"


def test_a_damaged_database_gives_no_backup_and_costs_no_good_one(folder: Path) -> None:
    good = backups(folder).make(NOW)
    with closing(sqlite3.connect(folder / "bot.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray((folder / "bot.sqlite3").read_bytes())
    data[4096:4600] = b"\xff" * 504
    (folder / "bot.sqlite3").write_bytes(data)
    with pytest.raises(Damaged):
        backups(folder).make(NOW + timedelta(days=9))
    assert [b.path for b in backups(folder).all()] == [good.path]


def test_a_bad_disk_of_the_backups_is_no_damage_of_the_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def checked_from_a_bad_disk(path: Path) -> None:
        if path.parent == folder / "backups":
            path.write_bytes(b"\xff" * 4096)
        check(path)

    monkeypatch.setattr("models.backup.check", checked_from_a_bad_disk)
    with pytest.raises(BackupError, match="disk of the backups") as caught:
        backups(folder, None).make(NOW)
    assert not isinstance(caught.value, Damaged), "the bot would stop writing"
    assert backups(folder, None).all() == []


def test_a_missing_database_is_no_empty_backup(tmp_path: Path) -> None:
    with pytest.raises(BackupError):
        backups(tmp_path).make(NOW)
    assert not (tmp_path / "bot.sqlite3").exists()


def test_all_of_an_hour_one_an_hour_of_a_day_and_one_a_day_stay() -> None:
    moments = [NOW - timedelta(minutes=5 * n) for n in range(12 * 24 * 10)]
    staying = kept(moments, NOW, 3)
    assert len([m for m in staying if NOW - m <= timedelta(hours=1)]) == 13
    assert 35 <= len(staying) <= 42
    assert min(staying) >= NOW - timedelta(days=3)
    assert kept([NOW - timedelta(days=30)], NOW, 3) == {NOW - timedelta(days=30)}, "the newest stays, however old"


def test_a_database_that_was_here_and_is_gone_stops_the_start(folder: Path) -> None:
    store = Store(f"sqlite:///{folder / 'bot.sqlite3'}")
    require_not_gone(store)
    leave_mark(store)
    require_not_gone(store)
    (folder / "bot.sqlite3").write_bytes(b"")
    with pytest.raises(Gone, match="restore"):
        require_not_gone(store)
    (folder / "bot.sqlite3").unlink()
    with pytest.raises(Gone, match="restore"):
        require_not_gone(store)
    (folder / "bot.sqlite3").write_bytes(b"no database at all, and longer than a header of one would be" * 40)
    with pytest.raises(Gone, match="damaged"):
        require_whole(store)


def test_after_a_restore_nothing_is_said_twice_and_no_ticket_is_given_twice(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.at("19:25")
    world.timetable.due(world.clock.now())
    world.speak()
    world.say("1-r1", "三丰", "1-resident", "#用药 布洛芬 1盒")
    world.hear("1-r2", "四", "1-resident", "#用药 布洛芬 2盒")  # queued, not said yet
    made = Backups(tmp_path / "backups", tmp_path / "test.sqlite3", None, 3).make(world.clock.now())
    before = len(world.network.lines)
    world.speak()
    world.at("19:35")
    world.timetable.due(world.clock.now())
    world.speak()
    lost = world.network.lines[before:]
    assert any("日报】" in text for _, text in lost)
    assert any("Y2" in text for _, text in lost)
    world.store.close()
    Backups(tmp_path / "backups", tmp_path / "restored.sqlite3", None, 3).restore(made.path, tmp_path / "restored.sqlite3")
    again = World(Store(f"sqlite:///{tmp_path / 'restored.sqlite3'}"), world.reader, world.handlers)
    again.clock.moment, again._numbers = world.clock.now(), 100
    told = settle(again.store, again.timetable, made.made_at, again.clock.now())
    assert told.posts
    assert told.slots
    assert not [line for line in again.move_to("19:36") if line in lost]
    with again.store.read() as session:
        assert {p.state for p in session.scalars(select(Post))} <= {"sent", "uncertain"}
        digests = select(Slot.state).where(Slot.job == "site_digest", Slot.subject == "", Slot.at > made.made_at)
        assert set(session.scalars(digests)) == {"missed"}
    again.say("1-r3", "五", "1-resident", "#用药 布洛芬 3盒")
    with again.store.read() as session:
        tickets = list(session.scalars(select(Request.ticket).where(Request.site_id == 1, Request.kind == "medication")))
    assert sorted(tickets) == ["Y1", "Y2", f"Y{2 + AHEAD + 1}"]
