"""The store: opens the database, hands out transactions, knows who uses it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from models.base import UNKNOWN_SITE, Base
from models.meta import Meta
from models.site import Site

MARK = ".was-here"
"""Ends the name of the file beside a SQLite database that says: a database stood here."""


class Refused(Exception):
    """Nothing is written any more: the database was found damaged."""


StoreError = (OperationalError, InterfaceError, Refused)
"""What the database raises when it is the database's fault: nobody's message is set aside for it."""


class WrongDatabase(Exception):
    """This database belongs to the other kind of use (sandbox or WeChat)."""


class Store:
    """One database. SQLite: WAL, FULL, BEGIN IMMEDIATE for every write; PostgreSQL by its URL."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else create_engine(url, pool_pre_ping=True)
        self._reading = self.engine.execution_options(reading=True)
        self._refused: str | None = None

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A writing transaction: committed at the end of the block, rolled back when it raises."""
        if self._refused is not None:
            raise Refused(self._refused)
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
        except DBAPIError as error:
            if is_store_error(error):
                self.engine.dispose()  # after an I/O error no cached page is trusted: the next one opens the file anew
            raise

    def refuse(self, reason: str) -> None:
        """Write nothing from now on: every writing transaction raises Refused, which is a store's error."""
        self._refused = reason

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A reading transaction; it does not take the write lock."""
        with Session(self._reading, expire_on_commit=False) as session:
            yield session

    def create(self) -> None:
        """Make all tables at once, for tests; real databases come by migration."""
        Base.metadata.create_all(self.engine)
        with self.begin() as session:
            ensure_unknown_site(session)

    def claim_for(self, user: str) -> None:
        """Mark the database as the sandbox's or WeChat's for good. Raises WrongDatabase for the other kind."""
        with self.begin() as session:
            ensure_unknown_site(session)
            mark = session.get(Meta, "used_by")
            if mark is None:
                session.add(Meta(key="used_by", value=user))
            elif mark.value != user:
                raise WrongDatabase(f"this database is used by {mark.value}, not by {user}")

    def used_by(self) -> str | None:
        """Who claimed it, if anybody did."""
        with self.read() as session:
            return session.scalar(select(Meta.value).where(Meta.key == "used_by"))

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def ensure_unknown_site(session: Session) -> None:
    """The row that stands for 'not known yet'."""
    if session.get(Site, UNKNOWN_SITE) is None:
        session.add(Site(id=UNKNOWN_SITE, name="(未知)", short="?", kind="unknown"))


def _sqlite_engine(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10})
    event.listen(engine, "do_connect", _refuse_to_begin_anew)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _refuse_to_begin_anew(_dialect: Any, _record: Any, arguments: Any, named: Any) -> Any:
    """SQLite makes a file that is missing; one that was here and went must not come back empty. None: connect as usual."""
    path = Path(arguments[0]).absolute()
    if not Path(f"{path}{MARK}").exists():
        return None
    return sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, **named)


def _set_pragmas(connection: Any, _record: Any) -> None:
    # pysqlite would start transactions by itself, too late and DEFERRED: we say BEGIN ourselves.
    connection.isolation_level = None
    connection.text_factory = _as_text
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _as_text(data: bytes) -> str:
    """A word that a bad disk has changed must not make its row unreadable: one bad message stops nothing."""
    return data.decode("utf-8", "replace")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def is_store_error(error: BaseException) -> bool:
    """Whether the database itself failed (locked, full, gone, damaged), not the code that used it."""
    # A damaged SQLite file raises the plain DatabaseError; its subclasses are the code's faults.
    damaged = type(error) is DatabaseError
    return damaged or isinstance(error, StoreError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
