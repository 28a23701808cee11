"""呼叫: who was called in an emergency, and who answered when."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Call(Base):
    """One person called for one emergency; called again, the same row counts on."""

    __tablename__ = "call"
    __table_args__ = (
        Index("uq_call_site_id_request_id_person_id", "site_id", "request_id", "person_id", unique=True),
        Index("ix_call_person_id", "person_id"),
    )

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    request_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    step: Mapped[int]
    """0: at once; 1, 2, 3: the steps after it."""
    times: Mapped[int] = mapped_column(default=1)
    called_at: Mapped[datetime]
    """The first time."""
    last_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
