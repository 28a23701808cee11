"""房间: a hotel room."""

from functools import lru_cache

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Room(Base):
    """A room as written on its door, its floor, and how many can sleep there."""

    __tablename__ = "room"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    floor: Mapped[str] = mapped_column(String(10), default="")
    beds: Mapped[int] = mapped_column(default=1)


@lru_cache(maxsize=4096)
def floor_of(number: str) -> str:
    """The floor a room's number tells: 305 → 3, A302 → A3, 3-502 → 3-5, 1205 → 12."""
    block, _, rest = number.rpartition("-")
    letters = "".join(c for c in rest if not c.isdigit())
    digits = rest[len(letters) :]
    prefix = f"{block}-" if block else ""
    return f"{prefix}{letters}{digits[:-2]}" if len(digits) > 2 else number
