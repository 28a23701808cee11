"""Backups of a SQLite database: copied while it is in use, checked, sealed if there is a key, kept for a while."""

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.file_copies import FileCopies
from models.sealing import NotOpened, make_durable, make_names_durable, new_private_file, seal, unseal

EVERY = timedelta(minutes=5)
"""How much may be lost with the machine."""
FORM = "%Y%m%dT%H%M%S%fZ"


class BackupError(Exception):
    """A backup could not be made, or is none; one line that holds no data."""


class Damaged(BackupError):
    """The database itself is damaged."""


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One file and the moment it was made (aware UTC)."""

    made_at: datetime
    path: Path

    @property
    def is_sealed(self) -> bool:
        """Whether it needs the key."""
        return self.path.suffix == ".sealed"


class Backups:
    """The backups of one database in one folder, its pictures and files beside them. Without a key they are plain SQLite files."""

    def __init__(self, folder: Path, database: Path, key: str | None, days: int, shelf: Path | None = None) -> None:
        self.folder = folder
        self.database = database
        self._key = key
        self._days = days
        self._shelf = shelf
        self.files = self.files_beside(folder)

    def files_beside(self, folder: Path) -> FileCopies | None:
        """The copies of the pictures and files that lie beside backups in that folder; None for a database that has none."""
        return FileCopies(folder / f"{self.database.stem}-files", self._shelf, self._key, self._days) if self._shelf else None

    def all(self) -> list[Backup]:
        """What is there, oldest first."""
        found = []
        for path in self.folder.glob(f"{self.database.stem}-*"):
            match = re.fullmatch(rf"{re.escape(self.database.stem)}-(\d{{8}}T\d{{12}}Z)\.sqlite3(\.sealed)?", path.name)
            if match:
                found.append(Backup(datetime.strptime(match[1], FORM).replace(tzinfo=UTC), path))
        return sorted(found)

    def make(self, now: datetime) -> Backup:
        """Make one more, and drop what is kept no longer. Raises Damaged for a bad database, BackupError for what else goes wrong."""
        name = f"{self.database.stem}-{now.astimezone(UTC).strftime(FORM)}.sqlite3"
        target = self.folder / (f"{name}.sealed" if self._key else name)
        # The plain copy of a sealed backup never lies in the backups' folder: that may be a disk of others.
        plain = (self.database.parent if self._key else self.folder) / f".{name}.new"
        sealed = self.folder / f".{name}.sealed.new"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy(self.database, plain)
            if self._key:
                seal(plain, sealed, self._key)
            (sealed if self._key else plain).replace(target)
            make_names_durable(self.folder)
        except (OSError, sqlite3.Error) as error:
            raise BackupError(f"no backup could be made: {_reason(error)}") from None
        finally:
            for left in (plain, sealed):
                left.unlink(missing_ok=True)
        self.drop_old(now)
        self._copy_files(now)
        return Backup(now, target)

    def _copy_files(self, now: datetime) -> None:
        """After the rows: what they name is there, or was purged since."""
        try:
            if self.files is not None:
                self.files.make(now)
        except OSError as error:
            raise BackupError(f"the database is backed up, but not every picture and file: {_reason(error)}") from None

    def drop_old(self, now: datetime) -> None:
        """All of the last hour stay, one an hour of the last day, one a day of the last days; the newest always."""
        found = self.all()
        staying = kept([b.made_at for b in found], now, self._days)
        for backup in found:
            if backup.made_at not in staying:
                with contextlib.suppress(OSError):
                    backup.path.unlink()

    def drop_before(self, moment: datetime) -> int:
        """Drop everything made before that moment (somebody's data had to go); how many. Raises OSError."""
        old = [b for b in self.all() if b.made_at < moment]
        for backup in old:
            backup.path.unlink()
        make_names_durable(self.folder)
        return len(old)

    def restore(self, backup: Path, target: Path) -> None:
        """Write a backup's database to `target`, which must not exist. Raises BackupError; a bad one leaves nothing."""
        new = target.with_name(f".{target.name}.restored")
        new.unlink(missing_ok=True)
        try:
            for there in (target, *(target.with_name(target.name + tail) for tail in ("-wal", "-shm"))):
                if there.exists():  # an old -wal would be played into the restored database
                    raise BackupError(f"{there} exists and is not overwritten: move it away first")
            self._unpack(backup, new)
            check(new)
            new.rename(target)
            make_names_durable(target.parent)
        except NotOpened as error:
            raise BackupError(f"{backup.name} cannot be opened: {error}") from None
        except (OSError, sqlite3.Error) as error:
            raise BackupError(f"{backup.name} cannot be restored: {_reason(error)}") from None
        finally:
            new.unlink(missing_ok=True)

    def _unpack(self, backup: Path, new: Path) -> None:
        if backup.suffix != ".sealed":
            with backup.open("rb") as plain, new_private_file(new) as file:
                shutil.copyfileobj(plain, file)
                make_durable(file)
        elif self._key is None:
            raise BackupError("this backup is sealed: set BACKUP_KEY")
        else:
            unseal(backup, new, self._key)


def copy(database: Path, target: Path) -> None:
    """A checked copy of a database in use, as one file. Raises sqlite3.Error, OSError, Damaged or BackupError."""
    if not database.exists():
        raise Damaged("the database is gone")
    new_private_file(target).close()
    # mode=rw: a database that has gone must not come back as an empty one.
    address = f"{database.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as source, closing(sqlite3.connect(target, isolation_level=None)) as made:
        source.backup(made)  # in one go: one reading transaction, which holds up no writer
        made.execute("PRAGMA journal_mode=DELETE")
    try:
        check(target)
    except Damaged:
        check(database)  # only its own damage is told as such: the bot stops writing then
        raise BackupError("the copy is damaged and the database is not: look at the disk of the backups") from None
    with target.open("rb+") as file:
        make_durable(file)


def check(database: Path) -> None:
    """Raise Damaged unless the database is whole."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes  # what it says of a damaged page may be no text
            said = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            strangers = connection.execute("PRAGMA foreign_key_check").fetchmany(3)
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # of a damaged schema even the complaint may be no text
        raise Damaged("the database is damaged: it cannot be read") from None
    if said != [b"ok"]:
        raise Damaged("the database is damaged: it does not pass its integrity check")
    if strangers:
        raise Damaged("the database is damaged: rows refer to rows that are not there")


def kept(moments: Sequence[datetime], now: datetime, days: int) -> set[datetime]:
    """Which backups stay, by the moments they were made."""
    staying: set[datetime] = {max(moments)} if moments else set()
    seen: set[str] = set()
    for moment in sorted(moments, reverse=True):
        age = now - moment
        if age <= timedelta(hours=1):
            staying.add(moment)
        span = moment.strftime("%Y%m%d%H") if age <= timedelta(days=1) else moment.strftime("%Y%m%d")
        if age <= timedelta(days=days) and span not in seen:
            seen.add(span)
            staying.add(moment)
    return staying


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).splitlines()[0]
