"""Sends generated messages through the real inbox and router, and writes down what each of them means."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from tests.counting.book import LETTERS, Book, Fact, Living, Need, Report
from tests.world import World

T = TypeVar("T")
STAFF, RESIDENTS, NEXT_DOOR = "1-staff", "1-resident", "2-staff"
NURSE, AIDE, LEADER = ("1-w1", "王护士"), ("1-w2", "后勤小向"), ("1-w5", "点长周正")
STRANGER = ("c-谁", "平安是福")
"""Nobody knows who that is; they report for others."""
PEOPLE = ("张三", "李四", "王五", "赵六", "钱七", "孙八")
ROOMS = ("301", "302", "305", "412")
ALONE, LONER = "908", "周九"
"""A room that only one person ever lives in: what is said of it without a name is surely about them."""
ANSWERED_WITHIN = timedelta(minutes=30)
ACTS: dict[str, Callable[["Teller", int, int, int], None]] = {}
LATEABLE: set[str] = set()
"""Acts whose message may arrive hours after others that were sent later."""


def act(weight: int = 1, late: bool = False) -> Callable[[Callable[["Teller", int, int, int], None]], None]:
    """Make a function one of the things that may happen."""

    def keep(function: Callable[["Teller", int, int, int], None]) -> None:
        for n in range(weight):
            ACTS[f"{function.__name__}-{n}"] = function
        if late:
            LATEABLE.add(function.__name__)

    return keep


@dataclass
class Spoken:
    """One message as it went out."""

    id: str
    contact: str
    nick: str
    group: str
    text: str
    sent: datetime
    facts: list[Fact] = field(default_factory=list)
    back: Callable[[], bool] | None = None
    """What taking it back means beyond its facts; False: nobody would take it back now."""
    final: bool = False
    """Nobody takes this one back."""


class Teller:
    """One history in the making."""

    def __init__(self, world: World, book: Book) -> None:
        self.world, self.book = world, book
        self.sent = self.heard = world.clock.now()
        self.spoken: list[Spoken] = []
        self.bound: dict[str, Living] = {}
        self.asked: dict[str, tuple[datetime, datetime, Report | Need]] = {}
        self.tickets: dict[str, int] = {}
        self.next_door: list[Living] = []
        self.lists: dict[Any, dict[str, float]] = {}
        self.count = 0

    def say(self, who: tuple[str, str], group: str, text: str, *facts: Fact, **more: Any) -> Spoken:
        """Somebody says it; it arrives now."""
        self.count += 1
        said = Spoken(f"t{self.count}", *who, group, text, self.sent, list(facts))
        self.world.clock.moment = max(self.world.clock.moment, self.heard)
        self.world.hear(*who, group, text, id=said.id, sent=self.sent, **more)
        self.spoken.append(said)
        return said

    def note(self, fact: Any) -> Any:
        """Put a fact where it belongs."""
        book = self.book
        shelf: Any = {"Living": book.livings, "Report": book.reports, "Need": book.needs, "Log": book.logs, "Swab": book.swabs,
                 "Turn": book.turns, "Told": book.notices, "Fixed": book.fixes}[type(fact).__name__]  # fmt: skip
        shelf.append(fact)
        if isinstance(fact, Report):
            self.count += 1
            fact.order = self.count
        return fact

    def living(self, n: int) -> Living | None:
        """Somebody who lives there at that moment and still does."""
        there = [one for one in self.book.there(self.sent) if one.until is None]
        return there[n % len(there)] if there else None

    def knows_more(self, one: Living) -> bool:
        """Whether anything was reported of somebody since they came."""
        swabbed = any(s.living is one for s in self.book.swabs)
        said = [r for r in self.book.reports if r.half >= self.book.half(one.sent)]
        return swabbed or any(r.name == one.name or r.room in one.rooms for r in said)

    def contact(self, name: str) -> tuple[str, str]:
        """The account of that person, whether the bot knows it or not."""
        return f"c-{name}", f"小{name[-1]}"

    def is_bound(self, one: Living) -> bool:
        """Whether the bot knows whose account it is."""
        return self.bound.get(self.contact(one.name)[0]) is one

    def ticket(self, kind: str) -> str:
        """The next number of that letter: they count up in the order the bot hears them."""
        letter = LETTERS[kind]
        self.tickets[letter] = self.tickets.get(letter, 0) + 1
        return f"{letter}{self.tickets[letter]}"

    def waiting(self, contact: str) -> Report | Need | None:
        """What this writer has been asked about and may still answer."""
        since, until, about = self.asked.get(contact, (self.sent, self.sent, None))
        return about if about is not None and about.lacks and since <= self.sent <= until else None

    def unclear(self, contact: str) -> bool:
        """Whether nobody could say if a line of this writer answers the question: it was said about when the question came."""
        since = self.asked.get(contact, (self.sent + timedelta(days=1), None, None))[0]
        return since - timedelta(minutes=10) < self.sent < since

    def ask(self, contact: str, about: Report | Need) -> None:
        """The bot asks for what lacks."""
        self.asked[contact] = (self.heard, self.heard + ANSWERED_WITHIN, about)

    def picked(self, among: list[T], n: int) -> T | None:
        """One of them, the newest first."""
        return among[-1 - n % len(among)] if among else None

    def today(self) -> date:
        """The site's date at that moment."""
        return self.book.day(self.sent)

    def transcript(self) -> str:
        """The history as people would read it."""
        zone = self.book.zone
        return "\n".join(f"{s.sent.astimezone(zone):%m-%d %H:%M:%S} {s.id} {s.group} {s.contact} > {s.text!r}" for s in self.spoken)
