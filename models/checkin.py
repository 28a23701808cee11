"""健康打卡: one temperature of one person in one half-day; a later one replaces it, both are kept."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class CheckIn(Base):
    """Filed under the half-day it was sent in, in the site's zone."""

    __tablename__ = "checkin"
    __table_args__ = (Index("ix_checkin_site_id_day_half", "site_id", "day", "half"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    day: Mapped[date]
    half: Mapped[str] = mapped_column(String(2))
    """am before noon, pm after."""
    room: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(40))
    temperature: Mapped[float | None] = mapped_column(Numeric(3, 1, asdecimal=False))
    symptoms: Mapped[list[Any] | None] = mapped_column(JSON)
    missing: Mapped[list[Any]] = mapped_column(JSON, default=list)
    reported_by: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]
    replaced_by: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[datetime | None]

    @property
    def counts(self) -> bool:
        """Whether figures may use it."""
        return not self.missing and self.replaced_by is None and self.withdrawn_at is None
