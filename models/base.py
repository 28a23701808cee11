"""What all tables share: aware UTC times, JSON columns, ids that grow with time."""

import secrets
import threading
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

UNKNOWN_SITE = 0
"""The site row for what belongs to no site yet: `site_id` is never NULL."""


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC. A naive one is refused: it is a bug, not a time."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Ids:
    """63-bit ids that grow with time, so that new rows land together and need no counter in the database.

    Milliseconds in the upper bits, 20 random bits below; within a process always greater than the last.
    The clock is used for nearness only; nothing is ever decided by an id's time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._epoch_ms = 1_577_836_800_000

    def next(self) -> int:
        """A new id."""
        fresh = (time.time_ns() // 1_000_000 - self._epoch_ms) << 20 | secrets.randbits(20)
        with self._lock:
            self._last = max(fresh, self._last + 1)
            return self._last


class Base(DeclarativeBase):
    """The declarative base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  SQLAlchemy's own name


_ids = Ids()


def new_id() -> int:
    """The next id of this process."""
    return _ids.next()


def growing_id() -> Mapped[int]:
    """The second half of a growing table's key; `site_id` is the first, so that a sharded database can follow it."""
    return mapped_column(BigInteger, primary_key=True, default=new_id)


__all__ = ["UNKNOWN_SITE", "Base", "Moment", "growing_id", "new_id"]
