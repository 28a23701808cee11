"""班点: the one moment a scheduled post is for, and what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Slot(Base):
    """Unique per site, job, subject and moment: the database refuses the second run."""

    __tablename__ = "slot"
    __table_args__ = (Index("ix_slot_site_id_state_at", "site_id", "state", "at"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    job: Mapped[str] = mapped_column(String(30), primary_key=True)
    subject: Mapped[str] = mapped_column(String(120), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    """done, missed (made no sense any more), off (switched off by the site) or failed (the job raised)."""
    run_at: Mapped[datetime]
