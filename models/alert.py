"""报警: what must reach somebody even if WeChat does not carry it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Alert(Base):
    """One line for the second voice: queued → sent · failed. Nothing of it names a person or an illness."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("uq_alert_site_id_key", "site_id", "key", unique=True),
        Index("ix_alert_state_due_at", "state", "due_at"),
    )

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    account: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))
    """emergency, deaf, logout, back, account, throttled or digest."""
    key: Mapped[str] = mapped_column(String(160))
    """What it is the only alert for; the database refuses a second."""
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    """Of the last try; alerts that were sent together share it."""
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(80))
    """The reason in a word from the code, never what the other side answered."""
