"""审计: who was refused or did something that must be traceable. A chain per site: what was changed or taken out shows."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, growing_id
from models.meta import Meta

START = "0" * 64
"""What the first line of a chain follows."""


class Audit(Base):
    """One line of the trail; `what` is a word from the code, never text people wrote."""

    __tablename__ = "audit"
    __table_args__ = (Index("uq_audit_site_id_number", "site_id", "number", unique=True),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(String(40))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    number: Mapped[int]
    """1, 2, 3 … in its site, given when it is written."""
    hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 over the line before it and this one."""


def hash_of(line: Audit, before: str) -> str:
    """What ties a line to the one before it."""
    said = (before, line.site_id, line.number, line.at.timestamp(), line.person_id, line.what, line.message_id)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def tip_key(site_id: int) -> str:
    """The key of the fact how far a site's chain goes: without it, lines taken off its end would not show."""
    return f"audit:{site_id}"


def broken_links(session: Session) -> Iterator[str]:
    """What is wrong with the chains, one line each; nothing: nobody tampered with them, or rewrote them whole."""
    before: dict[int, tuple[int, str]] = {}
    for line in session.scalars(select(Audit).order_by(Audit.site_id, Audit.number)):
        number, tip = before.get(line.site_id, (0, START))
        if line.number != number + 1:
            yield f"site {line.site_id}: lines {number + 1} to {line.number - 1} of the audit trail are gone"
        elif line.hash != hash_of(line, tip):
            yield f"site {line.site_id}: line {line.number} of the audit trail was changed"
        before[line.site_id] = (line.number, line.hash)
    for key, value in session.execute(select(Meta.key, Meta.value).where(Meta.key.like("audit:%"))):
        site_id = int(key.removeprefix("audit:"))
        number, tip = before.get(site_id, (0, START))
        if value != f"{number}:{tip}":
            yield f"site {site_id}: the end of the audit trail was changed"


@event.listens_for(Session, "before_flush")
def _link(session: Session, _context: Any, _instances: Any) -> None:
    """Give new lines their number and hash, in the transaction that writes them."""
    fresh = sorted((line for line in session.new if isinstance(line, Audit) and line.number is None), key=_when)
    tips: dict[int, Meta] = {}
    for line in fresh:
        tip = tips.setdefault(line.site_id, tips.get(line.site_id) or _tip(session, line.site_id))
        number, _, before = tip.value.partition(":")
        line.number = int(number) + 1
        line.hash = hash_of(line, before)
        tip.value = f"{line.number}:{line.hash}"


def _tip(session: Session, site_id: int) -> Meta:
    """How far a site's chain goes; locked, so that two writers cannot both go on from the same line."""
    tip = session.get(Meta, tip_key(site_id), with_for_update=True)
    if tip is None:
        tip = Meta(key=tip_key(site_id), value=f"0:{START}")
        session.add(tip)
    return tip


def _when(line: Audit) -> tuple[int, float]:
    return line.site_id, line.at.timestamp()
