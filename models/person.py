"""人: a contact of the network, what they may do and where they belong."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import UNKNOWN_SITE, Base, new_id


class Person(Base):
    """Somebody on site. Role and binding belong to the contact id; the nickname is only a hint."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_site_id_room", "site_id", "room"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, default=new_id)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), default=UNKNOWN_SITE)
    contact: Mapped[str | None] = mapped_column(String(120), unique=True)
    """The network's contact id; None for somebody known only from the roster."""
    role: Mapped[str] = mapped_column(String(10), default="unknown")
    level: Mapped[int | None]
    """1 (点长), 2, 3 for leaders."""
    binding: Mapped[str] = mapped_column(String(12), default="none")
    """none, provisional or confirmed; suspended: was confirmed, and rests until a new code."""
    name: Mapped[str | None] = mapped_column(String(40))
    room: Mapped[str | None] = mapped_column(String(20))
    nick: Mapped[str] = mapped_column(String(120), default="")
    nick_seen: Mapped[str] = mapped_column(String(120), default="")
    """The nickname that was last compared with those of the staff."""
    position: Mapped[str] = mapped_column(String(40), default="")
    work_group: Mapped[str] = mapped_column(String(20), default="")
    reachable: Mapped[bool | None]
    """Whether private messages arrive; None: never tried."""
    muted_until: Mapped[datetime | None]
    """Goes round in circles with the bot (another bot, mostly): until then only what is urgent is read."""
    left_at: Mapped[datetime | None]

    @property
    def is_staff(self) -> bool:
        """Whether this person works for the site or above it."""
        return self.role in ("staff", "medic", "leader", "hq", "operator")
