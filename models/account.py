"""账号: how somebody of the staff signs in to the dashboard, who is signed in, and failed attempts."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import UNKNOWN_SITE, Base, growing_id


class Account(Base):
    """One person's way in. Only hashes are kept: of the password, and of the one-time code it is set with."""

    __tablename__ = "account"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    """What is typed to sign in."""
    secret: Mapped[str | None] = mapped_column(String(200))
    """scrypt with its parameters and salt; None: no password was set yet."""
    invite: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the one-time code with which the password is set."""
    invite_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignIn(Base):
    """One browser that is signed in, known by the hash of its cookie."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_person_id", "person_id"),)

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class WrongSignIn(Base):
    """A failed attempt: too many for one name or from one address, and none succeeds for a while."""

    __tablename__ = "wrong_sign_in"
    __table_args__ = (Index("ix_wrong_sign_in_at", "at"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True, default=UNKNOWN_SITE)
    id: Mapped[int] = growing_id()
    name: Mapped[str] = mapped_column(String(64))
    """Hashed: what was typed could be a password in the wrong box."""
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
