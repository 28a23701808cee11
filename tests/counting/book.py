"""What generated messages meant, kept as plain facts by whoever made them up: nothing in here looks at the program or its database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

Half = tuple[date, str]
"""A day and am or pm, in the site's own time; halves compare as time goes."""
STEPS = {
    "medication": ("accepted", "prescribed", "purchased", "delivered", "resolved"),
    "supplies": ("accepted", "purchased", "delivered", "resolved"),
    "situation": ("accepted", "resolved"),
    "repair": ("accepted", "resolved"),
    "emergency": ("accepted", "resolved"),
    "transfer": ("accepted", "delivered", "resolved"),
}
LETTERS = {"medication": "Y", "supplies": "W", "situation": "T", "repair": "X", "emergency": "J", "transfer": "Z"}


@dataclass(eq=False)
class Fact:
    """Something a message said; `off` once its writer took the message back."""

    sent: datetime
    by: str
    """Who wrote it: a contact."""
    off: bool = field(default=False, kw_only=True)


@dataclass(eq=False)
class Living(Fact):
    """Somebody lives in the site from `sent` until `until`."""

    name: str
    rooms: list[str]
    """All they had, the one they have now at the end."""
    plan: str
    first_day: date
    flag: str = ""
    extra: int = 0
    until: datetime | None = None
    why: str = ""

    @property
    def room(self) -> str:
        """Where they live now."""
        return self.rooms[-1]


@dataclass(eq=False)
class Report(Fact):
    """A temperature for one half-day; what it still lacks."""

    name: str
    """As written: nothing, or nobody's, if it was written so."""
    room: str
    half: Half
    degrees: float | None
    lacks: str = ""
    order: int = 0


@dataclass(eq=False)
class Need(Fact):
    """A request with its ticket."""

    kind: str
    ticket: str
    room: str = ""
    name: str = ""
    category: str = ""
    reason: str = ""
    lacks: str = ""
    state: str = "open"
    closed: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return not self.off and self.closed is None


@dataclass(eq=False)
class Log(Fact):
    """Anything that is only written down."""

    kind: str
    task: str = ""


@dataclass(eq=False)
class Swab(Fact):
    """What came of one person's sampling, filed under a day."""

    living: Living
    day: date
    result: str


@dataclass(eq=False)
class Turn(Fact):
    """Somebody on duty."""

    until: datetime | None = None


@dataclass(eq=False)
class Told(Fact):
    """A notice; each version has those who said 收到 to it, fact by fact."""

    number: int
    heard: list[Fact] = field(default_factory=list)


@dataclass(eq=False)
class Fixed(Fact):
    """One corrected value."""


class Book:
    """All facts of one site."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.livings: list[Living] = []
        self.reports: list[Report] = []
        self.needs: list[Need] = []
        self.logs: list[Log] = []
        self.swabs: list[Swab] = []
        self.turns: list[Turn] = []
        self.notices: list[Told] = []
        self.fixes: list[Fixed] = []
        self.voices = 0
        self.gaps: list[tuple[datetime, datetime]] = []
        self.plans: dict[str, tuple[int, set[int]]] = {
            "14天": (14, {1, 4, 7, 14}), "7+3": (7, {1, 2, 3, 5, 7}), "5+3": (5, {1, 2, 3, 5})
        }  # fmt: skip

    def day(self, moment: datetime) -> date:
        """The site's own date."""
        return moment.astimezone(self.zone).date()

    def half(self, moment: datetime) -> Half:
        """The half-day a moment is in."""
        local = moment.astimezone(self.zone)
        return local.date(), "am" if local.hour < 12 else "pm"

    def there(self, moment: datetime) -> list[Living]:
        """Who lives in the site at a moment, as far as is known."""
        return [one for one in self.livings if not one.off and one.sent <= moment and (one.until is None or one.until > moment)]

    def lived(self, half: Half) -> list[Living]:
        """Stays that touched a half-day."""
        came = [one for one in self.livings if not one.off and self.half(one.sent) <= half]
        return [one for one in came if one.until is None or self.half(one.until) >= half]

    def whose(self, report: Report) -> tuple[str, ...]:
        """Whom it is of: who lives there under that name; else somebody of that room, told apart by name or by who wrote it."""
        theirs = any(one.name == report.name and report.room in one.rooms for one in self.livings if not one.off)
        return (report.name,) if theirs else (report.room, report.name or report.by)

    def holding(self, reports: Iterable[Report]) -> list[Report]:
        """Of each person and half-day the report that was sent last, if it is complete."""
        last: dict[tuple[tuple[str, ...], Half], Report] = {}
        for one in sorted(reports, key=lambda r: (r.sent, r.order)):
            if not one.off and not one.lacks:
                last[self.whose(one), one.half] = one
        return list(last.values())

    def usual_plan(self, day: date) -> str:
        """The national rule in force on a day."""
        return "5+3" if day >= date(2022, 11, 11) else "7+3" if day >= date(2022, 6, 28) else "14天"
