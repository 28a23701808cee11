"""附件: a file that came through chat, kept by its hash outside the database."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, growing_id


class Attachment(Base):
    """A picture or file and the request it belongs to. Its name in chat is a label only."""

    __tablename__ = "attachment"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    request_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the bytes; None: not fetched."""
    size: Mapped[int | None]
    media: Mapped[str | None] = mapped_column(String(40))
    """What the bytes are, by their beginning."""
    tries: Mapped[int] = mapped_column(default=0)
    fate: Mapped[str | None] = mapped_column(String(12))
    """Why there are no bytes: too_big, wrong_type, unfetched, purged; None: they are there, or not asked for yet."""
    type: Mapped[str] = mapped_column(String(12))
    label: Mapped[str] = mapped_column(String(120), default="")
    at: Mapped[datetime]


def kept_hashes(session: Session) -> frozenset[str]:
    """What is still named by a row; bytes of any other hash are to go."""
    return frozenset(h for h in session.scalars(select(Attachment.hash).where(Attachment.hash.is_not(None))) if h)
