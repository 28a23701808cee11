"""What a job's file declares and is given: its moments, its context, the job itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chat.settings import Setting
from chat.speaking import Speaker
from models import Site
from reading.kind import Kind


@dataclass(frozen=True, slots=True)
class Due:
    """The one moment a post is for, and what it is about ('' for the site as a whole)."""

    at: datetime
    subject: str = ""


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job may use."""

    session: Session
    site: Site
    now: datetime
    speaker: Speaker
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.site.timezone)

    def setting(self, name: str, default: str) -> str:
        """A time or switch: the site's own, else the bot's setting, else the default."""
        return str((self.site.settings or {}).get(name, self.defaults.get(name, default)))

    def lateness(self, due: Due) -> str:
        """What a post says when it is late: '' within ten minutes."""
        if self.now - due.at < timedelta(minutes=10):
            return ""
        return f"（补发，原定 {due.at.astimezone(self.zone):%H:%M}）"


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled post: its name, what people call it, and how late it still makes sense."""

    name: str
    label: str
    grace: timedelta
    sites: frozenset[str] = frozenset({"site"})
    speaks: bool = True
    """Whether people can hear it: the sandbox's clock moves from one such post to the next."""
    settings: tuple[Setting, ...] = ()
    """What a site can set about it."""
    switch: bool = True
    """Whether a site can switch it off ('设置 日报 关')."""
    aliases: tuple[str, ...] = ()
    """Other names people have for it."""


Slots = Callable[[JobContext, datetime, datetime], Sequence[Due]]
Run = Callable[[JobContext, Due], None]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job with its two functions."""

    job: Job
    slots: Slots
    run: Run


def daily(context: JobContext, times: Sequence[str], since: datetime, until: datetime) -> list[Due]:
    """The moments after `since` up to `until` at which the site's clock first shows one of these times ('09:00').

    Once for each day, also where clocks go back (the first of the two) or forward (the moment after the gap).
    Not APScheduler's CronTrigger: its get_next_fire_time gives the same moment for ever where clocks go back.
    """
    first, last = since.astimezone(context.zone).date(), until.astimezone(context.zone).date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    moments = (datetime.combine(day, time.fromisoformat(t), context.zone).astimezone(UTC) for day in days for t in times)
    return [Due(moment) for moment in sorted(moments) if since < moment <= until]
