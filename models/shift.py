"""班次: one turn of duty of one member of staff."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Shift(Base):
    """From 签到 to 签退; while `ended_at` is None the person is on duty."""

    __tablename__ = "shift"
    __table_args__ = (Index("ix_shift_site_id_ended_at", "site_id", "ended_at"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    person_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str | None] = mapped_column(String(10))
    """早班, 白班, 夜班 …, when it was said."""
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(String(500))
    message_id: Mapped[int] = mapped_column(BigInteger)
    """The message that began it; `ended_by` the one that ended it."""
    ended_by: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[datetime | None]
