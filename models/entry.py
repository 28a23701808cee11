"""记录: observations and logs that need no table of their own (a task done, a thank-you, a diary page, a poll)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Entry(Base):
    """One such record of any kind, with the values of its reading."""

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_site_id_day_kind", "site_id", "day", "kind"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    room: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(40))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    changed: Mapped[bool] = mapped_column(default=True)
    """False: said, but nothing came of it (nobody there, released before, still asked about). Kept, not counted."""
    missing: Mapped[list[Any]] = mapped_column(JSON, default=list)
    said_by: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
