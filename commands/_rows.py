"""What the sheets of the roster share: why a row is refused, and how a record changes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Site


class BadRow(Exception):
    """Why a row cannot be taken in, for the operator."""


def site_called(session: Session, name: str) -> Site:
    """The site by any of its names. Raises BadRow."""
    found = [s for s in session.scalars(select(Site)) if s.called(name)]
    if not found:
        raise BadRow(f"没有隔离点 {name}")
    return found[0]


def change(record: object, **values: object) -> bool:
    """Set what differs; whether anything did."""
    changed = False
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
            changed = True
    return changed
