"""What a site can set: declared beside what it changes, checked here, kept in the site's row."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from models import Site

_TIME = re.compile(r"([01]?\d|2[0-3])[:：点]([0-5]\d)?")
_SPAN = re.compile(r"\s*(\S+?)\s*(?:-|—|~|～|到|至)\s*(\S+?)\s*")
ON, OFF = ("开", "打开", "开启"), ("关", "关闭", "停")


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to set: its name in Chinese, its key, what holds until somebody sets it, and how a value is checked."""

    label: str
    key: str
    default: str
    check: str = "time"
    aliases: tuple[str, ...] = ()
    sample: str = ""

    def value(self, typed: str) -> str | None:
        """The value as it is kept, or None when it is none."""
        return CHECKS[self.check](typed.strip())


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What will be posted, when, and whether it is switched on."""

    at: datetime
    label: str
    on: bool


class Agenda(Protocol):
    """What handlers may know of the scheduled posts; the timetable is one."""

    @property
    def settings(self) -> Sequence[Setting]:
        """Everything a site can set about them."""

    @property
    def defaults(self) -> Mapping[str, str]:
        """The bot's own values."""

    def upcoming(self, session: Session, site: Site, now: datetime) -> Sequence[Upcoming]:
        """The next posting of each post."""


class NoAgenda:
    """Nothing is scheduled."""

    settings: Sequence[Setting] = ()
    defaults: Mapping[str, str] = {}

    def upcoming(self, session: Session, site: Site, now: datetime) -> Sequence[Upcoming]:
        """Nothing."""
        return ()


QUIET = Setting("安静", "quiet", "", "span", ("安静时间", "免打扰"), "22:00-06:30")


def switch_key(job: str) -> str:
    """The key under which a scheduled post is switched off."""
    return f"{job}.switch"


def is_on(site: Site, job: str) -> bool:
    """Whether the site lets that post be said."""
    return (site.settings or {}).get(switch_key(job)) != "关"


def put(site: Site, key: str, value: object) -> None:
    """Keep a value; a new dict, so that the change is seen."""
    site.settings = {**(site.settings or {}), key: value}


def quiet_span(site: Site) -> tuple[int, int] | None:
    """The site's own quiet minutes of the day, if it has set any."""
    found = str((site.settings or {}).get(QUIET.key) or "")
    if "-" not in found:
        return None
    start, _, end = found.partition("-")
    return _minute(start), _minute(end)


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _time(typed: str) -> str | None:
    found = _TIME.fullmatch(typed)
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found else None


def _times(typed: str) -> str | None:
    found = [_time(t) for t in re.split(r"[\s,，、;；]+", typed) if t]
    return " ".join(sorted({t for t in found if t})) if found and all(found) else None


def _span(typed: str) -> str | None:
    found = _SPAN.fullmatch(typed)
    start, end = (_time(found[1]), _time(found[2])) if found else (None, None)
    return f"{start}-{end}" if start and end and start != end else None


def _hours(typed: str) -> str | None:
    number = typed.removesuffix("小时").removesuffix("时").strip()
    return number if re.fullmatch(r"\d{1,2}(\.5)?", number) and 0 < float(number) <= 48 else None


CHECKS: Mapping[str, Callable[[str], str | None]] = {"time": _time, "times": _times, "span": _span, "hours": _hours}
