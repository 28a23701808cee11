"""需求: what somebody asked for, from asked to done, with its history and its ticket counter."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, growing_id

OPEN_STATES = ("open", "accepted", "prescribed", "purchased")


class Request(Base):
    """One request of any kind. `details` is known only to the kind's file."""

    __tablename__ = "request"
    __table_args__ = (
        Index("uq_request_site_id_ticket", "site_id", "ticket", unique=True),
        Index("ix_request_site_id_status", "site_id", "status"),
        Index("ix_request_site_id_opened_at", "site_id", "opened_at"),
        Index("ix_request_site_id_closed_at", "site_id", "closed_at"),
    )

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    kind: Mapped[str] = mapped_column(String(20))
    ticket: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(12), default="open")
    missing: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """Fields still to be asked for; empty: complete."""
    room: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str | None] = mapped_column(String(20))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    """The person who wrote it."""
    in_charge: Mapped[int | None] = mapped_column(BigInteger)
    group_id: Mapped[str | None] = mapped_column(String(120))
    message_id: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    """The message was recalled; the record stays."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in OPEN_STATES and self.withdrawn_at is None


class RequestStep(Base):
    """One step in a request's history: who moved it when, and why."""

    __tablename__ = "request_step"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "request_id"], ["request.site_id", "request.id"]),
        Index("ix_request_step_site_id_request_id", "site_id", "request_id"),
    )

    site_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = growing_id()
    request_id: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(String(500))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """For a correction: the values as they were."""


class Counter(Base):
    """The last ticket number given, per site and letter. It only counts up; holes are allowed."""

    __tablename__ = "counter"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    letter: Mapped[str] = mapped_column(String(4), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


def next_ticket(session: Session, site_id: int, letter: str) -> str:
    """The next ticket number of that letter in that site: Y12."""
    counter = session.get(Counter, (site_id, letter), with_for_update=True)
    if counter is None:
        counter = Counter(site_id=site_id, letter=letter, value=0)
        session.add(counter)
    counter.value += 1
    session.flush()
    return f"{letter}{counter.value}"
