"""核酸采样: one person and one day's round. A later result replaces the earlier; both are kept."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, growing_id


class Sample(Base):
    """What came of one person's sampling on one day: sampled, refused, pending, negative or positive."""

    __tablename__ = "sample"
    __table_args__ = (Index("ix_sample_site_id_day", "site_id", "day"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    stay_id: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date]
    room: Mapped[str] = mapped_column(String(20))
    result: Mapped[str] = mapped_column(String(10))
    said_by: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]
    replaced_by: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[datetime | None]


def samples_of(session: Session, site_id: int, day: date) -> dict[int, Sample]:
    """The result that counts of each stay on that day, by the stay's id."""
    wanted = select(Sample).where(Sample.site_id == site_id, Sample.day == day, Sample.replaced_by.is_(None), Sample.withdrawn_at.is_(None))
    return {s.stay_id: s for s in session.scalars(wanted.order_by(Sample.id))}
