"""The contract of a job's file, its registry, and the timetable that runs each slot once or writes it down as missed.

A file declares `JOB`, `slots(context, since, until)` (when it should speak) and `run(context, due)` (what it says).
"""

import logging
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import ModuleType

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

import jobs
from chat.settings import QUIET, Setting, Upcoming, is_on, switch_key
from chat.speaking import Speaker
from doors import register
from jobs._contract import Due, Job, JobContext, Scheduled, daily
from jobs._slots import last_rows, newest_that_makes_sense, unwritten, write_down
from models import Site, Slot, Store
from models.store import is_store_error
from reading.kind import Kind

__all__ = ["BASELINE", "LOOK_BACK", "Due", "Job", "JobContext", "Scheduled", "Timetable", "daily", "load_jobs"]

log = logging.getLogger("gelibot.jobs")

BASELINE = "(start)"
"""Subject of the row from which a job's slots are counted in a site."""
LOOK_BACK = timedelta(days=31)
"""Slots older than this are not even written down as missed: who was away for longer starts anew."""


def load_jobs(package: ModuleType = jobs) -> Mapping[str, Scheduled]:
    """Every job by name. Raises DoorError for a file that cannot be used."""
    return register(package, "JOB", lambda m: str(m.JOB.name), lambda m: Scheduled(m.JOB, m.slots, m.run))


class Timetable:
    """Looks at every job of every site; truth is the slot's row, which the database allows only once."""

    def __init__(
        self, store: Store, scheduled: Mapping[str, Scheduled], kinds: Mapping[str, Kind], account: str, defaults: Mapping[str, str]
    ) -> None:
        self._store = store
        self._scheduled = scheduled
        self._kinds = kinds
        self._account = account
        self._defaults = defaults

    @property
    def defaults(self) -> Mapping[str, str]:
        """The bot's own values of what a site can set."""
        return self._defaults

    @property
    def lasts(self) -> Mapping[str, timedelta]:
        """How late each post still makes sense: one that waits for longer to be said is dropped."""
        return {name: scheduled.job.grace for name, scheduled in self._scheduled.items()}

    @property
    def settings(self) -> Sequence[Setting]:
        """Everything a site can set: times and other values, then the switch of each post."""
        spoken = [s.job for s in self._scheduled.values() if s.job.speaks and "site" in s.job.sites]
        values = [setting for job in spoken for setting in job.settings]
        switches = [Setting(job.label, switch_key(job.name), "开", "switch", job.aliases, "关") for job in spoken if job.switch]
        return (*values, *switches, QUIET)

    def upcoming(self, session: Session, site: Site, now: datetime) -> Sequence[Upcoming]:
        """The next posting of each of the site's posts within a day."""
        found = []
        for scheduled in self._scheduled.values():
            if scheduled.job.speaks and site.kind in scheduled.job.sites:
                context = self._context(session, site, now)
                ahead = [d.at for d in _slots(scheduled, context, now, now + timedelta(hours=24)) if d.at > now]
                found += [Upcoming(at, scheduled.job.label, is_on(site, scheduled.job.name)) for at in sorted(set(ahead))]
        return sorted(found, key=lambda u: u.at)

    def due(self, now: datetime) -> int:
        """Run what is due now; how many posts' slots were run."""
        return sum(self._carry_out(*look, now) for look in self._looks(now))

    def pass_over(self, now: datetime) -> int:
        """Write down what was due until now as missed: after a restore nobody knows what of it was said. How many there were."""
        looks = self._looks(now)
        for site_id, scheduled, state, new in looks:
            write_down(self._store, site_id, scheduled.job.name, new, state if state == "start" else "missed", now)
        return sum(len(new) for _, _, state, new in looks if state == "on")

    def next_after(self, now: datetime) -> tuple[datetime, str] | None:
        """The next moment at which something is due, and what it is called."""
        found: list[tuple[datetime, str]] = []
        with self._store.read() as session:
            for site, scheduled in self._pairs(session):
                if scheduled.job.speaks and is_on(site, scheduled.job.name):
                    slots = _slots(scheduled, self._context(session, site, now), now, now + timedelta(hours=36))
                    found += [(due.at, scheduled.job.label) for due in slots if due.at > now]
        return min(found, default=None)

    def _pairs(self, session: Session) -> list[tuple[Site, Scheduled]]:
        sites = session.scalars(select(Site).order_by(Site.id)).all()
        return [(site, scheduled) for site in sites for scheduled in self._scheduled.values() if site.kind in scheduled.job.sites]

    def _looks(self, now: datetime) -> list[tuple[int, Scheduled, str, list[Due]]]:
        """Of every job of every site the slots that nobody has written down yet, and whether it is on, off, or new here (start)."""
        with self._store.read() as session:  # one look for all: most of the time nothing is due
            last = last_rows(session)
            pairs = [(site, scheduled, last.get((site.id, scheduled.job.name))) for site, scheduled in self._pairs(session)]
            return [(site.id, scheduled, *self._look_at(session, site, scheduled, since, now)) for site, scheduled, since in pairs]

    def _look_at(self, session: Session, site: Site, scheduled: Scheduled, since: datetime | None, now: datetime) -> tuple[str, list[Due]]:
        if since is None:
            return "start", [Due(now, BASELINE)]
        slots = _slots(scheduled, self._context(session, site, now), max(since, now - LOOK_BACK), now)
        return ("on" if is_on(site, scheduled.job.name) else "off"), unwritten(session, site.id, scheduled.job.name, slots)

    def _carry_out(self, site_id: int, scheduled: Scheduled, state: str, new: Sequence[Due], now: datetime) -> int:
        name = scheduled.job.name
        if state != "on":
            write_down(self._store, site_id, name, new, state, now)
            return 0
        chosen = newest_that_makes_sense(new, scheduled.job.grace, now)
        write_down(self._store, site_id, name, [d for d in new if d not in chosen], "missed", now)
        return sum(self._run(site_id, scheduled, due, now) for due in chosen)

    def _run(self, site_id: int, scheduled: Scheduled, due: Due, now: datetime) -> bool:
        """The slot's row and its posts in one transaction: whoever inserts the row first is the only one to speak."""
        name = scheduled.job.name
        try:
            with self._store.begin() as session:
                session.add(Slot(site_id=site_id, job=name, subject=due.subject, at=due.at, state="done", run_at=now))
                session.flush()
                scheduled.run(self._context(session, session.get_one(Site, site_id), now), due)
        except IntegrityError:
            return False
        except Exception as error:
            if is_store_error(error):
                raise
            log.error("a job failed", extra={"job": name, "error": type(error).__name__})
            write_down(self._store, site_id, name, [due], "failed", now)
            return False
        return True

    def _context(self, session: Session, site: Site, now: datetime) -> JobContext:
        return JobContext(session, site, now, Speaker(session, site, self._account, now), self._kinds, self._defaults)


def _slots(scheduled: Scheduled, context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """When a job should speak. One that raises is silent this time and stops no other job; the trace id is in the log."""
    try:
        return scheduled.slots(context, since, until)
    except Exception as error:
        if is_store_error(error):
            raise
        more = {"job": scheduled.job.name, "site": context.site.id, "trace": secrets.token_hex(4), "error": type(error).__name__}
        log.error("a job cannot tell its times", extra=more)
        return []
