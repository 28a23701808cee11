"""Copies of the pictures and files beside the backups, each under the SHA-256 of its bytes, sealed if there is a key.

A file never changes, so it is copied once. A copy stays for as long as the shelf has the file, and BACKUP_DAYS longer.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from models.sealing import NotOpened, fingerprint, make_durable, make_names_durable, new_private_file, seal, unseal


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back: how many files, and the hashes of those that did not."""

    files: int
    missing: tuple[str, ...]


class FileCopies:
    """The copies of one shelf in one folder."""

    def __init__(self, folder: Path, shelf: Path, key: str | None, days: int) -> None:
        self.folder = folder
        self._shelf = shelf
        self._key = key
        self._days = days

    @cached_property
    def _tail(self) -> str:
        """Names the key without telling it: under another key everything is copied anew."""
        return f".{fingerprint(self._key)}.sealed" if self._key else ""

    def all(self) -> list[str]:
        """The hashes of what is there, under this key."""
        return sorted(
            copy.name[:64] for copy in self.folder.glob("??/*") if re.fullmatch("[0-9a-f]{64}" + re.escape(self._tail), copy.name)
        )

    def make(self, now: datetime) -> int:
        """Copy what has no copy yet, and drop what has been off the shelf for too long; how many were copied. Raises OSError."""
        made = 0
        for name, path in files_on(self._shelf):
            copy = self._copy_of(name)
            with suppress(FileNotFoundError):  # purged this very moment
                if not copy.exists():
                    made += self._copy(name, path, copy)
                if copy.exists():
                    os.utime(copy, (now.timestamp(), now.timestamp()))  # last seen on the shelf
        self._drop(lambda copy: copy.stat().st_mtime < (now - timedelta(days=self._days)).timestamp())
        return made

    def keep_only(self, known: Collection[str]) -> int:
        """Drop every copy of another file at once (somebody's data had to go); how many. Raises OSError."""
        dropped = self._drop(lambda copy: copy.name.partition(".")[0] not in known)
        if dropped:
            make_names_durable(self.folder)
        return dropped

    def restore(self, wanted: Collection[str]) -> Brought:
        """Put the wanted files back on the shelf, those that are not there. Raises OSError."""
        missing = [name for name in sorted(wanted) if not is_whole(place_of(self._shelf, name), name) and not self._bring(name)]
        return Brought(len(wanted) - len(missing), tuple(missing))

    def lacking(self, wanted: Collection[str]) -> list[str]:
        """Which of them have no copy that opens."""
        probe = self._shelf.parent / ".copy-opened"
        try:
            return [name for name in sorted(wanted) if not self._open(name, probe)]
        finally:
            probe.unlink(missing_ok=True)

    def _copy_of(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}{self._tail}"

    def _copy(self, name: str, path: Path, copy: Path) -> bool:
        """A file that is not what its name says is not copied: the deep check names it."""
        if not is_whole(path, name):
            return False
        _private(self.folder)
        _private(copy.parent)
        new = copy.with_name(f".{copy.name}.new")
        new.unlink(missing_ok=True)
        try:
            if self._key:
                seal(path, new, self._key)
            else:
                with path.open("rb") as source, new_private_file(new) as file:
                    shutil.copyfileobj(source, file)
                    make_durable(file)
            new.replace(copy)
            make_names_durable(copy.parent)
        finally:
            new.unlink(missing_ok=True)
        return True

    def _bring(self, name: str) -> bool:
        place = place_of(self._shelf, name)
        _private(self._shelf)
        _private(place.parent)
        new = place.with_suffix(".part")
        try:
            if not self._open(name, new):
                return False
            new.replace(place)
            make_names_durable(place.parent)
        finally:
            new.unlink(missing_ok=True)
        return True

    def _open(self, name: str, target: Path) -> bool:
        """Write a file's bytes to `target`; False: there is no copy, or it is not what its name says."""
        target.unlink(missing_ok=True)
        copy = self._copy_of(name)
        try:
            if self._key:
                unseal(copy, target, self._key)
            else:
                with copy.open("rb") as source, new_private_file(target) as file:
                    shutil.copyfileobj(source, file)
                    make_durable(file)
        except (FileNotFoundError, NotOpened):
            return False
        return is_whole(target, name)

    def _drop(self, which: Callable[[Path], bool]) -> int:
        dropped = [copy for copy in self.folder.glob("??/*") if which(copy)]
        for copy in dropped:
            copy.unlink()
        return len(dropped)


def place_of(shelf: Path, name: str) -> Path:
    """Where the bytes of that hash lie: as chat/shelf.py puts them."""
    return shelf / name[:2] / name


def files_on(shelf: Path) -> Iterator[tuple[str, Path]]:
    """Hash and path of everything that lies there whole."""
    for path in sorted(shelf.glob("??/*")):
        if re.fullmatch("[0-9a-f]{64}", path.name):
            yield path.name, path


def is_whole(path: Path, name: str) -> bool:
    """Whether the file is there and its bytes are what its name says."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == name
    except FileNotFoundError:
        return False


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
