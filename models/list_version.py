"""接龙: each version of a list as it was sent, with the records its entries made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class ListVersion(Base):
    """A list is known by its title, group and day; its entries' numbers are no identities."""

    __tablename__ = "list_version"
    __table_args__ = (Index("ix_list_version_group_id_day_title", "group_id", "day", "title"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    group_id: Mapped[str] = mapped_column(String(120))
    day: Mapped[date]
    title: Mapped[str] = mapped_column(String(200))
    entries: Mapped[list[Any]] = mapped_column(JSON)
    """[{text, room, name, made: [[kind, record id], …], asked?}, …]; `asked`: people were told that the line vanished."""
    message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]
