"""The rows that say which slots are done: how far each job came, and what it has not written down yet."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobs._contract import Due
from models import Slot, Store


def last_rows(session: Session) -> dict[tuple[int, str], datetime]:
    """The newest slot written down of each site and job."""
    rows = session.execute(select(Slot.site_id, Slot.job, func.max(Slot.at)).group_by(Slot.site_id, Slot.job)).all()
    return {(site_id, job): at.replace(tzinfo=UTC) for site_id, job, at in rows}


def unwritten(session: Session, site_id: int, job: str, slots: Sequence[Due]) -> list[Due]:
    """Those of the slots that have no row."""
    if not slots:
        return []
    wanted = select(Slot.subject, Slot.at).where(Slot.site_id == site_id, Slot.job == job, Slot.at >= min(d.at for d in slots))
    written = {(subject, at) for subject, at in session.execute(wanted).all()}
    return [due for due in slots if (due.subject, due.at) not in written]


def write_down(store: Store, site_id: int, job: str, slots: Sequence[Due], state: str, now: datetime) -> None:
    """A row for each slot in one transaction; where another process was first, its row stays."""
    if not slots:
        return
    with store.begin() as session:
        for due in slots:
            with suppress(IntegrityError), session.begin_nested():
                session.add(Slot(site_id=site_id, job=job, subject=due.subject, at=due.at, state=state, run_at=now))


def newest_that_makes_sense(slots: Sequence[Due], grace: timedelta, now: datetime) -> list[Due]:
    """Per subject the newest slot, if it is not too late for it."""
    newest: dict[str, Due] = {}
    for due in sorted(slots, key=lambda d: d.at):
        newest[due.subject] = due
    return [due for due in newest.values() if now - due.at <= grace]
