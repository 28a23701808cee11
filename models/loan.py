"""授权: a leader lends somebody of the staff what leaders may do, until midnight."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Loan(Base):
    """Who may act as a leader, lent by whom, from when until when; it ends by itself."""

    __tablename__ = "loan"
    __table_args__ = (Index("ix_loan_site_id_person_id", "site_id", "person_id"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    person_id: Mapped[int] = mapped_column(BigInteger)
    lent_by: Mapped[int] = mapped_column(BigInteger)
    lent_at: Mapped[datetime]
    until: Mapped[datetime]
    """Midnight of the site's zone."""
    ended_at: Mapped[datetime | None]
    message_id: Mapped[int] = mapped_column(BigInteger)
