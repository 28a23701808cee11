"""收件: every message heard (the inbox). The id is durable before anything else happens to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import UNKNOWN_SITE, Base, new_id

NEEDS_HUMAN = {
    "failed": "处理时出错", "tries": "反复出错", "unfetched": "内容没有取到", "too_long": "太长，没有解析", "voice": "语音", "file": "文件",
    "image": "图片", "link": "链接", "flood": "连发太多", "loop": "反复同样的话", "muted": "反复同样的话", "echo": "夹着我的原话",
    "suspended": "身份暂停", "unread": "像有事要说，没读懂",
}  # fmt: skip
"""What staff read for each reason why somebody must look at a message."""


class Message(Base):
    """One message of the network. Keyed by account, because its site is not known when its id is committed.

    States: noted (id only) → ready (payload there) → done · aside (a handler failed) · ignored (not ours to read).
    """

    __tablename__ = "message"
    __table_args__ = (
        Index("uq_message_account_external_id", "account", "external_id", unique=True),
        Index("ix_message_state_id", "state", "id"),
        Index("ix_message_talker_id", "talker", "id"),
        Index("ix_message_site_id_human", "site_id", "human"),
    )

    account: Mapped[str] = mapped_column(String(80), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=new_id)
    external_id: Mapped[str] = mapped_column(String(160))
    state: Mapped[str] = mapped_column(String(10), default="noted")
    tries: Mapped[int] = mapped_column(default=0)
    noted_at: Mapped[datetime]
    site_id: Mapped[int] = mapped_column(default=UNKNOWN_SITE)
    group_id: Mapped[str | None] = mapped_column(String(120))
    talker: Mapped[str | None] = mapped_column(String(120))
    nick: Mapped[str] = mapped_column(String(120), default="")
    type: Mapped[str] = mapped_column(String(12), default="text")
    text: Mapped[str | None] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Mentions, the quoted message, or what an event tells."""
    sent_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    human: Mapped[str | None] = mapped_column(String(20))
    """Why a human must look (see NEEDS_HUMAN); None: nobody needs to."""
    trace: Mapped[str | None] = mapped_column(String(16))
    error: Mapped[str | None] = mapped_column(String(80))
    """The exception's type only: its text could carry what people wrote."""
