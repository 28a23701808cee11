"""长期需要: what a stay needs as long as it lasts. A request ends; a need stays."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, growing_id

NEED_KINDS = {"diet": "饮食", "allergy": "过敏", "chronic": "慢病用药", "care": "照护", "mood": "情绪"}


class Need(Base):
    """One standing need of one stay: special diet, allergy, a medicine that must not run out, care, mood to be looked after."""

    __tablename__ = "need"
    __table_args__ = (Index("ix_need_site_id_stay_id", "site_id", "stay_id"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    stay_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(200), default="")
    medicine: Mapped[str | None] = mapped_column(String(80))
    run_out: Mapped[date | None]
    """The first day without the medicine."""
    follow_up: Mapped[date | None]
    """The day somebody looks in again (回访)."""
    outcome: Mapped[str | None] = mapped_column(String(200))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    noted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """It no longer holds, or what told us was recalled."""


def needs_of(session: Session, site_id: int, stay_id: int | None = None, kind: str | None = None) -> list[Need]:
    """The needs that hold, of a site or one stay, oldest first."""
    wanted = select(Need).where(Need.site_id == site_id, Need.ended_at.is_(None))
    if stay_id is not None:
        wanted = wanted.where(Need.stay_id == stay_id)
    if kind is not None:
        wanted = wanted.where(Need.kind == kind)
    return list(session.scalars(wanted.order_by(Need.id)))
