"""Pictures and files are in the backups too: they come back byte by byte, sealed ones with their key only, and go when they must."""

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest

from chat.shelf import Shelf
from commands import backup, check, restore
from commands._backups import backups_of
from commands.base import OperatorError
from config import Settings, read_settings
from migrations.run import bring_up_to_date
from models import Attachment, Store
from models.backup import Backups
from models.mark import leave_mark
from tests.world import START

KEY = "a key that nobody guesses"
WORDS = (b"prescription of 301", b"prescription of 302")


def the_settings(folder: Path, key: str | None, backups: Path | None = None) -> Settings:
    url = f"sqlite:///{folder / 'test.sqlite3'}"
    wanted = {"DATA_DIR": str(folder), "DATABASE_URL": url, "BACKUP_DIR": str(backups or folder / "backups"), "BACKUP_KEY": key or ""}
    return read_settings(wanted)


def live(settings: Settings) -> Store:
    """A real bot's database that names two files, both kept."""
    store = Store(settings.database)
    bring_up_to_date(store)
    store.claim_for("wechat")
    leave_mark(store)
    shelf = Shelf(settings.files_dir)
    with store.begin() as session:
        for n, words in enumerate(WORDS):
            session.add(Attachment(site_id=0, message_id=n, type="image", hash=shelf.put(words), size=len(words), at=START))
    return store


def kept(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def checked(settings: Settings, capsys: pytest.CaptureFixture[str]) -> str:
    check.run(Namespace(deep=True), settings)
    return capsys.readouterr().out


@pytest.mark.parametrize("key", [None, KEY])
def test_a_lost_machine_gets_its_files_back(tmp_path: Path, key: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere, old = tmp_path / "elsewhere", the_settings(tmp_path / "old", key, tmp_path / "elsewhere")
    live(old).close()
    assert backup.run(Namespace(list=False, verify=None), old) == 0
    assert all((words in kept(elsewhere)) == (key is None) for words in WORDS)
    assert {path.stat().st_mode & 0o077 for path in elsewhere.rglob("*")} == {0}
    made = backups_of(old, Store(old.database)).all()[-1].path
    new = the_settings(tmp_path / "new", key)
    assert restore.run(Namespace(file=made), new) == 0
    assert "2 of 2 pictures and files are there" in capsys.readouterr().out
    assert kept(new.files_dir) == set(WORDS)
    assert {path.stat().st_mode & 0o077 for path in new.files_dir.rglob("*")} == {0}
    assert "ok    files: 2" in checked(new, capsys)


def test_what_does_not_come_back_is_counted_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = the_settings(tmp_path / "old", KEY, tmp_path / "elsewhere")
    live(old).close()
    made = backups_of(old, Store(old.database)).make(START)
    copy = next(path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file() and path != made.path)
    data = bytearray(copy.read_bytes())
    data[-20] ^= 1
    copy.write_bytes(data)
    with pytest.raises(OperatorError, match="1 of 2 pictures and files are missing or damaged"):
        backup.run(Namespace(list=False, verify=made.path), old)
    new = the_settings(tmp_path / "new", KEY)
    restore.run(Namespace(file=made.path), new)
    assert "1 of 2 pictures and files are there; MISSING" in capsys.readouterr().out
    assert f"file {copy.name[:12]}… of attachment" in checked(new, capsys)


def test_the_deep_check_names_a_file_that_is_missing_or_altered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = the_settings(tmp_path, None)
    live(settings).close()
    assert "ok    files: 2" in checked(settings, capsys)
    one, other = sorted(path for path in settings.files_dir.rglob("*") if path.is_file())
    one.write_bytes(b"another")
    other.unlink()
    said = checked(settings, capsys)
    assert f"file {one.name[:12]}… of attachment" in said
    assert said.count("is altered") == said.count("is missing") == 1
    assert "WRONG files: 2 of 2" in said


def test_a_file_altered_on_the_shelf_does_not_replace_or_become_its_copy(tmp_path: Path) -> None:
    shelf, name = Shelf(tmp_path / "files"), ""
    for words in WORDS:
        name = shelf.put(words)
    shelf.path(name).write_bytes(b"a bad disk")
    copies = Backups(tmp_path / "backups", tmp_path / "bot.sqlite3", None, 3, tmp_path / "files").files
    assert copies is not None
    assert copies.make(START) == 1
    assert copies.lacking([name]) == [name]
    shelf.path(name).write_bytes(WORDS[1])
    assert copies.make(START) == 1
    shelf.path(name).write_bytes(b"a bad disk")
    assert copies.make(START) == 0
    assert copies.restore([name]).missing == ()
    assert shelf.path(name).read_bytes() == WORDS[1]


def test_a_copy_outlives_its_file_by_as_long_as_a_backup_lives(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "files")
    names = [shelf.put(words) for words in WORDS]
    copies = Backups(tmp_path / "backups", tmp_path / "bot.sqlite3", KEY, 3, tmp_path / "files").files
    assert copies is not None
    assert [copies.make(START + timedelta(days=n)) for n in range(6)] == [2, 0, 0, 0, 0, 0]
    shelf.path(names[0]).unlink()
    copies.make(START + timedelta(days=7))
    assert copies.all() == sorted(names)
    copies.make(START + timedelta(days=9))
    assert copies.all() == names[1:]


def test_another_key_copies_anew_and_the_old_ones_go_in_time(tmp_path: Path) -> None:
    name = Shelf(tmp_path / "files").put(WORDS[0])
    old, new = (Backups(tmp_path / "b", tmp_path / "bot.sqlite3", key, 3, tmp_path / "files").files for key in (None, KEY))
    assert old is not None
    assert new is not None
    assert (old.make(START), new.make(START)) == (1, 1)
    assert new.make(START + timedelta(days=4)) == 0
    assert (old.all(), new.all(), new.lacking([name])) == ([], [name], [])
