"""The sandbox begins again: every row goes, the invented county is planted anew. Only ever called on a sandbox's own database."""

from datetime import datetime

from sqlalchemy.orm import Session

from models import Base, Meta, Store
from models.sample import plant
from models.store import ensure_unknown_site


class NotASandbox(RuntimeError):
    """This database belongs to real people."""


def begin_again(store: Store, now: datetime) -> None:
    """In one transaction, so that nobody ever sees half a county. Raises NotASandbox."""
    if store.used_by() not in (None, "sandbox"):
        raise NotASandbox
    with store.begin() as session:
        _wipe(session)
        ensure_unknown_site(session)
        plant(session, now)


def _wipe(session: Session) -> None:
    """All but the mark that says whose database this is."""
    for table in reversed(Base.metadata.sorted_tables):
        rows = table.delete()
        session.execute(rows.where(table.c.key != "used_by") if table.name == Meta.__tablename__ else rows)
    session.flush()
    session.expire_all()
