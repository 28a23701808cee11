"""群: a chat group and what it is for."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import UNKNOWN_SITE, Base


class Group(Base):
    """A group by the network's id. Until it is bound its kind is None and nothing else is kept about it."""

    __tablename__ = "group"

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    account: Mapped[str] = mapped_column(String(80), default="")
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), default=UNKNOWN_SITE, index=True)
    kind: Mapped[str | None] = mapped_column(String(10))
    """resident, staff, hq or branch."""
    name: Mapped[str] = mapped_column(String(120), default="")
    first_seen: Mapped[datetime | None]
    leave_after: Mapped[datetime | None]
    """An unbound group is left then."""
