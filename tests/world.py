"""The world of the tests: the invented county, a clock that is set, and a chat network made of lists."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event

from chat.clock import SetClock
from chat.inbox import Inbox
from chat.message import Heard
from chat.outbox import Outbox
from chat.pace import Pace
from chat.transport import Happening, NotSent, Uncertain, Utterance
from events.base import load_events
from handlers.base import Handler, kinds_of, load_handlers
from handlers.route import Router
from jobs.base import Timetable, load_jobs
from models import Store
from models.sample import plant
from reading.lexicon import Lexicon
from reading.reader import Reader
from tests.files import Files, content_of, is_picture

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2022, 8, 7, 8, 0, tzinfo=ZONE)
PACE = Pace(gather=timedelta(seconds=3), jitter=timedelta(), per_minute=1000, per_group_minute=1000, per_day=100_000, reserve=0)
ACCOUNT = "test"


class Said:
    """What the bot said, as a network would have it."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self.files: list[tuple[str, dict[str, Any]]] = []
        self.refuse: set[str] = set()
        self.unclear: set[str] = set()

    async def say(self, what: Utterance) -> str | None:
        where = what.group or what.contact or ""
        if where in self.refuse:
            raise NotSent("not a friend", permanent=True)
        self.lines.append((where, what.text if what.act is None else f"[{what.act}]"))
        if where in self.unclear:
            raise Uncertain("timeout")
        return f"out-{len(self.lines)}"


@cache
def planted_county() -> bytes:
    """The database file of the invented county as the sandbox plants it, made once."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/planted.sqlite3")
        store.create()
        with store.begin() as session:
            plant(session, START.astimezone(UTC))
        store.close()  # the last to leave, it writes everything into the one file
        return Path(folder, "planted.sqlite3").read_bytes()


@cache
def known_handlers() -> dict[str, Handler]:
    """Every kind there is."""
    return dict(load_handlers())


@cache
def usual_reader() -> Reader:
    """The reader of every kind there is; it cannot be changed, so one serves all tests."""
    return Reader(list(kinds_of(known_handlers()).values()), Lexicon.load())


class World:
    """One process of the bot over one database, driven step by step."""

    files: Files
    """What people send besides words; of a world made by `new`."""

    def __init__(self, store: Store, reader: Reader | None = None, handlers: dict[str, Handler] | None = None, pace: Pace = PACE) -> None:
        self.store = store
        self.clock = SetClock(START.astimezone(UTC))
        self.handlers = handlers or dict(known_handlers())
        self.kinds = kinds_of(self.handlers)
        self.reader = reader or (Reader(list(self.kinds.values()), Lexicon.load()) if handlers else usual_reader())
        self.timetable = Timetable(store, load_jobs(), self.kinds, ACCOUNT, {})
        self.router = Router(self.handlers, load_events(), self.reader, self.clock, ACCOUNT, self.timetable)
        self.inbox = Inbox(store, ACCOUNT, self.router, self.router.sorry)
        self.outbox = Outbox(store, ACCOUNT, pace, ZONE, self.timetable.lasts)
        self.network = Said()
        self._numbers = 0

    @classmethod
    def new(cls, folder: Path, **how: Any) -> "World":
        """A world of its own, from a copy of the planted county; its database may forget what it wrote when the power fails."""
        folder.joinpath("test.sqlite3").write_bytes(planted_county())
        store = Store(f"sqlite:///{folder / 'test.sqlite3'}")
        event.listen(store.engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
        world = cls(store, **how)
        world.files = Files(store, ACCOUNT, world.clock, folder / "files")
        world.timetable.due(world.clock.now())
        return world

    def at(self, clock_time: str) -> None:
        """Set the clock to a time of the current day, or a day and a time ('08-08 07:30')."""
        day, _, time = clock_time.rpartition(" ")
        local = now = self.clock.now().astimezone(ZONE)
        if day:
            month, date = (int(p) for p in day.split("-"))
            local = local.replace(month=month, day=date)
        hour, minute = (int(p) for p in time.split(":"))
        self.clock.moment = max(local.replace(hour=hour, minute=minute, second=0), now).astimezone(UTC)

    def hear(
        self, contact: str, nick: str, group: str | None, text: str, *, id: str | None = None, sent: datetime | None = None, **more: Any
    ) -> str:
        """A message arrives; it is handled when this returns."""
        self._numbers += 1
        number = id or f"m{self._numbers}"
        self.inbox.fill([Heard(number, group, contact, nick, text, sent or self.clock.now(), **more)], self.clock.now())
        self.handle()
        return number

    def hear_file(self, contact: str, nick: str, group: str | None, name: str) -> str:
        """Somebody sends a picture or a file; what belongs to a request is fetched when this returns."""
        kind, words = ("image", "") if is_picture(name) else ("file", name)
        number = self.hear(contact, nick, group, words, type=kind)
        self.files.sent[number] = content_of(name)
        self.files.fetch()
        return number

    def happen(self, kind: str, group: str | None = None, **more: Any) -> None:
        self._numbers += 1
        self.inbox.happen(Happening(kind, f"e{self._numbers}", self.clock.now(), group=group, **more), self.clock.now())
        self.handle()

    def handle(self) -> None:
        while self.inbox.work(self.clock.now()):
            pass

    def speak(self) -> list[tuple[str, str]]:
        """Say everything that is due within the next seconds; what was said."""
        before = len(self.network.lines)
        for _ in range(4):
            self.clock.moment += timedelta(seconds=3)
            while (claimed := self.outbox.claim(self.clock.now())) is not None:
                if claimed.attachment is not None:
                    self.network.files.append((claimed.utterance.group or "", dict(claimed.attachment)))
                    self.outbox.sent(claimed, None, self.clock.now())
                    continue
                try:
                    said_as = asyncio.run(self.network.say(claimed.utterance))
                except NotSent as error:
                    self.outbox.not_sent(claimed, error, self.clock.now())
                except Uncertain as error:
                    self.outbox.uncertain(claimed, error, self.clock.now())
                else:
                    self.outbox.sent(claimed, said_as, self.clock.now())
        return self.network.lines[before:]

    def say(self, contact: str, nick: str, group: str | None, text: str, **more: Any) -> list[tuple[str, str]]:
        """Somebody says something and the bot answers."""
        self.hear(contact, nick, group, text, **more)
        return self.speak()

    def move_to(self, clock_time: str) -> list[tuple[str, str]]:
        """The clock moves on, through every due slot; what was said."""
        goal_before = self.clock.moment
        self.at(clock_time)
        goal = self.clock.moment
        self.clock.moment = goal_before
        said: list[tuple[str, str]] = []
        while (ahead := self.timetable.next_after(self.clock.now())) is not None and ahead[0] <= goal:
            self.clock.moment = ahead[0]
            self.timetable.due(self.clock.now())
            said += self.speak()
        self.clock.moment = max(goal, self.clock.moment)
        self.timetable.due(self.clock.now())
        return said + self.speak()
