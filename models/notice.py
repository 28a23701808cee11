"""通知: what leaders told the groups, where it was posted, and who confirmed it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import UNKNOWN_SITE, Base, growing_id
from models.request import next_ticket


class Notice(Base):
    """One notice. `site_id` is where it was written; its number is unique over all sites, so it can be named anywhere."""

    __tablename__ = "notice"
    __table_args__ = (Index("uq_notice_number", "number", unique=True), Index("ix_notice_sent_at", "sent_at"))

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    needs_ack: Mapped[bool] = mapped_column(default=False)
    work_group: Mapped[str | None] = mapped_column(String(20))
    """Only this work group is meant."""
    version: Mapped[int] = mapped_column(default=1)
    earlier: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """[{text, by, at}, …]: what it said before it was corrected."""
    written_by: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime]
    """When this version was sent; confirmations of earlier ones do not count."""
    withdrawn_at: Mapped[datetime | None]


class NoticeTarget(Base):
    """One group a notice was posted to."""

    __tablename__ = "notice_target"
    __table_args__ = (Index("ix_notice_target_group_id", "group_id"), Index("ix_notice_target_notice_id", "notice_id"))

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    """The site of the group."""
    id: Mapped[int] = growing_id()
    notice_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[str] = mapped_column(String(120))


class Acknowledgement(Base):
    """One 收到 in one group."""

    __tablename__ = "acknowledgement"
    __table_args__ = (Index("ix_acknowledgement_notice_id_group_id", "notice_id", "group_id"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    notice_id: Mapped[int] = mapped_column(BigInteger)
    group_id: Mapped[str] = mapped_column(String(120))
    version: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    """None: a line of a list that names somebody we know only by room."""
    room: Mapped[str | None] = mapped_column(String(20))
    message_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


def next_notice(session: Session) -> int:
    """The next notice's number; one counter for all sites."""
    return int(next_ticket(session, UNKNOWN_SITE, "通知").removeprefix("通知"))
