"""发件: everything the bot says or will say (the outbox)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id


class Post(Base):
    """One thing to say to one place or person.

    States: queued → claimed → sent · failed · uncertain (it went out, the result is unknown).
    Posts of one group that are due together are said as one; `lead` marks the row that stands for the saying.
    """

    __tablename__ = "post"
    __table_args__ = (
        Index("uq_post_site_id_key", "site_id", "key", unique=True),
        Index("ix_post_state_due_at", "state", "due_at"),
        Index("ix_post_account_claimed_at", "account", "claimed_at"),
    )

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    account: Mapped[str] = mapped_column(String(80))
    audience: Mapped[str] = mapped_column(String(10))
    group_id: Mapped[str | None] = mapped_column(String(120))
    contact: Mapped[str | None] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    mentions: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """[[contact id, the contact's own name], …]"""
    priority: Mapped[int]
    act: Mapped[str | None] = mapped_column(String(12))
    """Not words but an act: invitation or friend (to accept), group (to leave)."""
    gather: Mapped[str | None] = mapped_column(String(20))
    """Posts of one gathering become one line ('已登记 8 间：…'); `text` is then only this one's part."""
    key: Mapped[str | None] = mapped_column(String(160))
    """What it is the only post for (a digest's slot); the database refuses a second."""
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    fallback: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """For a private post: group and masked line to say there if it cannot be delivered."""
    attachment: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """A file to say instead of words: its form, its name, and until it is said or given up what is in it."""
    state: Mapped[str] = mapped_column(String(10), default="queued")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    lead: Mapped[bool] = mapped_column(default=False)
    lead_id: Mapped[int | None] = mapped_column(BigInteger)
    said_text: Mapped[str | None] = mapped_column(Text)
    said_as: Mapped[str | None] = mapped_column(String(160))
    """The network's id of what was said."""
    error: Mapped[str | None] = mapped_column(String(80))

    def end(self, state: str, error: str | None = None) -> None:
        """It is over: sent, failed or uncertain. What its file was made of, names and illness in a site's own, is needed no more."""
        self.state, self.error = state, error
        if self.attachment is not None:
            self.attachment = {**self.attachment, "content": {}}
