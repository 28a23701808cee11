"""The contract of a dashboard view's file, and the registry of all of them.

A file declares `VIEWS` (pages that are looked at) and may declare `DEEDS` (buttons that are pressed).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import web.dashboard
from chat.clock import Clock
from chat.service import Service
from chat.shelf import Shelf
from doors import modules_behind
from handlers.route import Router
from jobs.base import Timetable
from models import Audit, Site, Store
from reading.kind import Kind
from web.rights import Visitor

LARGEST_ID = 2**63 - 1
"""What a database takes for a whole number."""


class Office(Protocol):
    """What the commands do and the dashboard too; handed in, because nothing here may import them."""

    def take_in(self, workbook: bytes, now: datetime, *, keep: bool) -> Sequence[str]:
        """Take in a roster and say row by row what changes; `keep` False: only look, change nothing. Raises ValueError."""

    def take_in_row(self, sheet: str, row: Mapping[str, str], now: datetime) -> bool:
        """Take in one row of a sheet; whether it changed anything. Raises ValueError with the reason."""

    def replay(self, site: Site, kind: str, transcript: str) -> Mapping[str, int]:
        """Feed a pasted chat through the real path, saying nothing to anybody; counts of messages, new, requests, human."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The running bot, as far as the dashboard needs it."""

    store: Store
    clock: Clock
    agenda: Timetable
    service: Service
    router: Router
    kinds: Mapping[str, Kind]
    account: str
    data_dir: Path
    shelf: Shelf
    office: Office
    zone: ZoneInfo
    idle: timedelta = timedelta(minutes=30)
    open_door: bool = False
    """The sandbox holds invented people on this machine only: one picks who one is, without a password."""
    secure: bool = False
    """Opened through TLS: cookies are never sent without it."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """What to tell a browser on its next page, by the token of its forms."""
    uploads: dict[str, tuple[bytes, list[str]]] = field(default_factory=dict)
    """A roster somebody is looking at before taking it in, and what it would change, by the token of their forms."""
    kept: dict[Any, tuple[datetime, Any]] = field(default_factory=dict)
    """Figures that take long, with the moment they were reckoned."""


@dataclass(slots=True)
class Visit:
    """What a page and a button have in common: the transaction, who is there, and where."""

    session: Session
    desk: Desk
    visitor: Visitor
    site: Site | None
    now: datetime

    @property
    def here(self) -> Site:
        """The site of a page or button that belongs to one."""
        assert self.site is not None
        return self.site


@dataclass(slots=True)
class Look(Visit):
    """One page being looked at, within a reading transaction."""

    args: Mapping[str, str]
    path: Mapping[str, Any]
    language: str = "zh"
    seen: list[str] = field(default_factory=list)
    """Health details that are shown: written to the audit trail before the page goes out."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this page shows every time."""
        return ZoneInfo(self.site.timezone) if self.site is not None else self.desk.zone

    @property
    def day(self) -> date:
        """Today, there."""
        return self.now.astimezone(self.zone).date()

    def page_number(self) -> int:
        """Which page of a long list, from 1."""
        typed = self.args.get("page", "1")
        return max(int(typed), 1) if typed.isdecimal() and len(typed) < 7 else 1


@dataclass(frozen=True, slots=True)
class Missing(Exception):
    """There is no such thing to look at."""


@dataclass(frozen=True, slots=True)
class File:
    """Something to download."""

    content: bytes
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something to download that a process of its own makes first (see chat/attachments.py)."""

    wanted: Mapping[str, Any]
    type: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is meant stands at another address."""

    path: str


Shown = Mapping[str, Any] | File | Drawn | Elsewhere


@dataclass(frozen=True, slots=True)
class View:
    """A page: its address (with `<int:site>` where it belongs to a site), its template, the right it takes, and what it shows."""

    path: str
    template: str
    right: str
    show: Callable[[Look], Shown]
    live: bool = True
    """Whether it is fetched anew every few seconds."""


@dataclass(slots=True)
class Act(Visit):
    """One button pressed, within a writing transaction, and what the form said."""

    form: Mapping[str, str]
    files: Mapping[str, bytes]

    def number(self, name: str) -> int:
        """An id the form carries; -1, which nothing has, when it carries none."""
        typed = self.form.get(name, "")
        return min(int(typed), LARGEST_ID) if typed.isdecimal() and len(typed) < 20 else -1

    def line(self, what: str, *, site_id: int | None = None, message_id: int | None = None) -> Audit:
        """What the audit trail keeps of it: of the button's site, or where it has none of the own one."""
        where = site_id if site_id is not None else self.site.id if self.site is not None else self.visitor.site_id
        return Audit(site_id=where, at=self.now, person_id=self.visitor.person_id, what=what[:40], message_id=message_id)


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: its address, the right it takes, and what it does, which gives the lines to tell. The page then comes back."""

    path: str
    right: str
    do: Callable[[Act], Sequence[str]]
    outside: bool = False
    """It opens its own transactions: the one it is given is not for writing."""


def load_views() -> tuple[list[View], list[Deed]]:
    """Every view and deed, found by file. Raises DoorError for a file that cannot be used."""
    modules = modules_behind(web.dashboard)
    views = [view for module in modules for view in module.VIEWS]
    deeds = [deed for module in modules for deed in getattr(module, "DEEDS", ())]
    return views, deeds
