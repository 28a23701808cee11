"""失联: a time in which the bot was deaf."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import UNKNOWN_SITE, Base, growing_id


class Gap(Base):
    """From when to when nothing could be heard, and whether people have been told."""

    __tablename__ = "gap"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True, default=UNKNOWN_SITE)
    id: Mapped[int] = growing_id()
    account: Mapped[str] = mapped_column(String(80))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(40))
    announced_at: Mapped[datetime | None]
