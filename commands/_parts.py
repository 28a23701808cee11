"""The real parts put together: which store, reader, handlers, inbox, outbox and timetable a running bot has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from chat.attachments import made
from chat.clock import Clock
from chat.ear import Alarm, Ear
from chat.inbox import Inbox
from chat.outbox import Outbox
from chat.pace import Pace
from chat.service import Service
from chat.shelf import Shelf
from chat.spool import Spool
from commands.base import OperatorError
from config import Settings
from events.base import load_events
from handlers.base import kinds_of, load_handlers
from handlers.route import Router
from jobs.base import Timetable, load_jobs
from migrations.run import NotMigrated, bring_up_to_date, require_current
from models import Site, Store, WrongDatabase
from models.mark import Gone, leave_mark, require_not_gone, require_whole
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Parts:
    """What one account's bot is made of."""

    store: Store
    reader: Reader
    inbox: Inbox
    outbox: Outbox
    timetable: Timetable
    clock: Clock
    router: Router
    kinds: Mapping[str, Kind]

    def service(
        self, *, nap: float = 0.25, spool: Path | None = None, alarm: Alarm = lambda _words: None, shelf: Shelf | None = None
    ) -> Service:
        """The loops that run them; with a spool they outlive their database, and `alarm` is told of it. `shelf`: what may be handed out."""
        ear = Ear(self.inbox, _open_spool(spool), alarm) if spool else None
        return Service(self.inbox, self.outbox, self.clock, self.timetable.due, nap=nap, ear=ear, make=partial(made, shelf=shelf))


def _open_spool(path: Path) -> Spool:
    """What is heard while the database is away. Raises OperatorError."""
    try:
        return Spool(path)
    except OSError as error:
        raise OperatorError(f"SPOOL_DIR: {path} cannot be opened: {error.strerror}") from None


def make_reader() -> Reader:
    """The reader of all kinds, with the lexicon that comes with the bot."""
    return Reader(list(kinds_of(load_handlers()).values()), Lexicon.load())


def put_together(store: Store, settings: Settings, clock: Clock, account: str, pace: Pace, reader: Reader | None = None) -> Parts:
    """All parts over one store; a reader that is there already is shared, it takes a second to make."""
    handlers = load_handlers()
    kinds = kinds_of(handlers)
    reader = reader or Reader(list(kinds.values()), Lexicon.load())
    defaults = {"digest": settings.digest, "retention_days": str(settings.retention.days)}
    timetable = Timetable(store, load_jobs(), kinds, account, defaults)
    router = Router(handlers, load_events(), reader, clock, account, timetable)
    return Parts(
        store=store,
        reader=reader,
        inbox=Inbox(store, account, router, router.sorry),
        outbox=Outbox(store, account, pace, settings.timezone, timetable.lasts),
        timetable=timetable,
        clock=clock,
        router=router,
        kinds=kinds,
    )


def open_store(url: str, *, used_by: str | None) -> Store:
    """The database, migrated (SQLite) or checked (PostgreSQL), and claimed for its use. Raises OperatorError in one line."""
    try:
        store = Store(url)
        require_not_gone(store)
        if store.is_sqlite:
            require_whole(store)
            bring_up_to_date(store)
        else:
            require_current(store)
        if used_by is not None:
            store.claim_for(used_by)
        if store.used_by() == "wechat":  # a sandbox may be thrown away
            leave_mark(store)
    except Gone as error:
        raise OperatorError(str(error)) from None
    except WrongDatabase as error:
        raise OperatorError(f"{error}; the sandbox and WeChat never share one") from None
    except NotMigrated as error:
        raise OperatorError(str(error)) from None
    except (DBAPIError, OSError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise OperatorError(f"the database cannot be used: {str(reason).splitlines()[0]}") from None
    return store


def find_site(store: Store, name: str) -> Site:
    """The site people call that. Raises OperatorError naming the sites there are."""
    with store.read() as session:
        sites = [s for s in session.scalars(select(Site).order_by(Site.id)) if s.kind != "unknown"]
    found = [s for s in sites if s.called(name)]
    if not found:
        raise OperatorError(
            f"no site is called {name}; there are: {', '.join(s.name for s in sites) or 'none yet (see: python bot.py import)'}"
        )
    return found[0]


def private_folder(path: Path) -> Path:
    """Make a folder only its owner can read: it will hold health data. Raises OperatorError."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OperatorError(f"the folder {path} cannot be made: {error.strerror}") from None
    return path


def stored_database(settings: Settings) -> str:
    """The database a command works on beside the running bot: WeChat's with an endpoint, else the sandbox's."""
    return settings.database if settings.talks_to_wechat or settings.database_url else settings.sandbox_database


def day_said(day: str | None, now: datetime, zone: ZoneInfo) -> date:
    """A day written YYYY-MM-DD; left out: today, as the calendar in that zone says. Raises OperatorError."""
    if day is None:
        return now.astimezone(zone).date()
    try:
        return datetime.strptime(day, "%Y-%m-%d").date()
    except ValueError:
        raise OperatorError(f"{day} is no date; write it as 2022-08-07") from None
