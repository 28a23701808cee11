"""一次性码: a code that binds one group or one person to a site."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike when read from a screen."""
LASTS = timedelta(minutes=10)


def hash_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def make_code(site_id: int, purpose: str, grants: str, now: datetime, name: str | None = None, **post: str) -> tuple["Code", str]:
    """A fresh code's row and the code itself, which nobody can see again. `post`: work_group and position of a person."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(8))
    row = Code(site_id=site_id, hash=hash_of(code), purpose=purpose, grants=grants, name=name, made_at=now, expires_at=now + LASTS, **post)
    return row, code


class Code(Base):
    """Only the code's hash is kept. It works once, for ten minutes, and dies after three wrong tries."""

    __tablename__ = "code"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(10))
    """group or person."""
    grants: Mapped[str] = mapped_column(String(20))
    """The kind of group, or the role (leader1 … leader3 with its level)."""
    name: Mapped[str | None] = mapped_column(String(40))
    work_group: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[str] = mapped_column(String(40), default="")
    """定岗: the post a person gets with it; one person each."""
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str | None] = mapped_column(String(120))


class WrongCode(Base):
    """A wrong code typed by somebody: three within ten minutes and no code works for them in that time."""

    __tablename__ = "wrong_code"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    contact: Mapped[str] = mapped_column(String(120), index=True)
    at: Mapped[datetime]
