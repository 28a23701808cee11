"""The mark beside a SQLite file that says: a database stood here. If it is gone, nobody starts with an empty one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from models.sealing import make_names_durable
from models.store import MARK, Store

REPAIR = "move it and its -wal and -shm away, then run: python bot.py restore"


class Gone(Exception):
    """A database that was here is not here any more, or is damaged."""


def mark_of(store: Store) -> Path | None:
    """Where the mark of a database is; None for one that is no file."""
    path = store.url.database
    if not store.is_sqlite or not path or path == ":memory:":
        return None
    return Path(f"{path}{MARK}")


def require_not_gone(store: Store) -> None:
    """Raise Gone if a marked database is missing or empty."""
    mark = mark_of(store)
    if mark is None or not mark.exists():
        return
    path = Path(str(store.url.database))
    if not path.exists() or path.stat().st_size == 0:
        raise Gone(f"{path} is gone, and it was here: run: python bot.py restore (or delete {mark.name} to begin with an empty one)")


def leave_mark(store: Store) -> None:
    """Remember that the database exists."""
    mark = mark_of(store)
    if mark is not None and not mark.exists():
        mark.touch(mode=0o600)
        make_names_durable(mark.parent)


def require_whole(store: Store) -> None:
    """Raise Gone if the SQLite file is damaged: nothing is written into it then."""
    path = store.url.database
    if not path or not Path(path).exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            connection.text_factory = bytes  # what it says of a damaged page may be no text
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        raise Gone(f"the database cannot be used: {error}") from None
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # of a damaged schema even the complaint may be no text
        raise Gone(f"{path} is damaged: {REPAIR}") from None
    if said != (b"ok",):
        raise Gone(f"{path} is damaged: {REPAIR}")
