"""隔离点: a quarantine site. The command office (HQ) is one, and so is 'not known yet'."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Site(Base):
    """A site with the names people use for it; `settings` are its own times and switches."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    short: Mapped[str] = mapped_column(String(20), unique=True)
    aliases: Mapped[list[Any]] = mapped_column(JSON, default=list)
    kind: Mapped[str] = mapped_column(String(10), default="site")
    """site, hq or unknown."""
    timezone: Mapped[str] = mapped_column(String(40), default="Asia/Shanghai")
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    def called(self, name: str) -> bool:
        """Whether people mean this site by that name."""
        return name in (self.name, self.short, *self.aliases)
