"""提问: a question of the bot that waits for its answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Question(Base):
    """What was asked of whom, where, for which records, and until when an answer counts."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_contact_state", "contact", "state"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    group_id: Mapped[str | None] = mapped_column(String(120))
    """None: asked in private."""
    contact: Mapped[str] = mapped_column(String(120))
    field: Mapped[str] = mapped_column(String(20))
    records: Mapped[list[Any]] = mapped_column(JSON)
    """[[kind, record id], …]: one question may complete several records."""
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="open")
    """open, answered or dropped."""
