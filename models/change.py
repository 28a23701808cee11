"""更改: who corrected what when, before and after."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Change(Base):
    """One corrected field of one record."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_site_id_room", "site_id", "room"), Index("ix_change_site_id_at", "site_id", "at"))

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int] = mapped_column(BigInteger)
    ticket: Mapped[str | None] = mapped_column(String(12))
    room: Mapped[str | None] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(20))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    """{value: …}: any JSON value."""
    person_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
