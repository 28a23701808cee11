"""Lives of the process that end at a chosen point of the way out: by an exception that nothing catches, or killed by the system."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from chat.clock import SetClock
from chat.inbox import Inbox
from chat.message import Heard
from chat.outbox import Claimed, Outbox
from chat.pace import Pace
from chat.service import Service
from chat.speaking import Speaker
from chat.transport import Utterance
from chat.wording import Plain, Sentence
from jobs.base import Timetable, load_jobs
from jobs.site_digest import JOB
from models import Entry, Group, Message, Post, Site, Store
from tests.drills.nursery import say

ZONE = ZoneInfo("Asia/Shanghai")
DUE = datetime(2022, 8, 7, 19, 30, tzinfo=ZONE).astimezone(UTC)
NOTHING = timedelta()
AT_ONCE = Pace(hold=NOTHING, gather=NOTHING, gap=NOTHING, jitter=NOTHING, per_minute=1000, per_group_minute=1000, per_day=10_000, reserve=0)
MESSAGES = 3
ONLY_DIGESTS = {JOB.name: load_jobs()[JOB.name]}


class Killed(BaseException):
    """What SIGKILL is to a process: nothing of ours catches it."""


class Network:
    """What people can read, whatever became of the process that said it; and where it dies on the way."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.dies = ""
        self.nth = 1
        """Not the first time it comes to that point, but so many times later."""

    async def ready(self) -> None:
        pass

    async def say(self, what: Utterance) -> str | None:
        self.die_if("before the network was asked")
        self.heard.append((what.group or "", what.text))
        self.die_if("heard and not answered")
        return f"said-{len(self.heard)}"

    def die_if(self, point: str) -> None:
        if self.dies == point and self.is_the_time():
            self.die()

    def is_the_time(self) -> bool:
        """Count the times; whether this is the one."""
        self.nth -= 1
        return self.nth == 0

    def die(self) -> None:
        raise Killed(self.dies)


class Wire(Network):
    """The same for a process of its own: what people read is told to whoever bore it, and its death is a real one."""

    async def say(self, what: Utterance) -> str | None:
        self.die_if("before the network was asked")
        say(json.dumps([what.group or "", what.text]))
        self.die_if("heard and not answered")
        return None

    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingOutbox(Outbox):
    """The real outbox in a process that dies at the chosen point of saying the first thing."""

    network: Network

    def _mark(self, bundle: Any, now: datetime) -> Claimed:
        claimed = super()._mark(bundle, now)
        self.network.die_if("before the claim is committed")
        return claimed

    def claim(self, now: datetime) -> Claimed | None:
        claimed = super().claim(now)
        if claimed is not None:
            self.network.die_if("claimed")
        return claimed

    def sent(self, claimed: Claimed, said_as: str | None, now: datetime) -> None:
        if self.network.dies == "answered and not committed" and self.network.is_the_time():
            with dying_at_commit(1, "before", self.network.die):
                super().sent(claimed, said_as, now)
        super().sent(claimed, said_as, now)
        self.network.die_if("committed")


@contextmanager
def dying_at_commit(number: int, when: str, die: Callable[[], None] | None = None) -> Iterator[None]:
    """Die right before or right after the n-th commit from now that writes something."""
    commits = 0

    def wrote(session: Session, _context: object) -> None:
        session.info["wrote"] = True

    def look(session: Session) -> None:
        nonlocal commits
        commits += bool(session.info.get("wrote") or session.new or session.dirty)
        if commits == number and die is not None:
            die()
        elif commits == number:
            raise Killed(f"{when} commit {number}")

    name = f"{when}_commit"
    event.listen(Session, "after_flush", wrote)
    event.listen(Session, name, look)
    try:
        yield
    finally:
        event.remove(Session, "after_flush", wrote)
        event.remove(Session, name, look)


def answer(session: Session, message: Message) -> None:
    """The effect of these tests: one entry and one answer for each message."""
    entry = Entry(site_id=1, kind="thanks", day=DUE.date(), message_id=message.id, sent_at=DUE, details={})
    session.add(entry)
    site, group = session.get_one(Site, 1), session.get_one(Group, "residents")
    Speaker(session, site, "a", DUE).to_group(group, Sentence("{t}", t=Plain(f"已记 {message.external_id}")), message_id=message.id)


@asynccontextmanager
async def no_picture(wanted: Mapping[str, Any]) -> AsyncIterator[Path]:
    """A picture takes a second to draw, and there are many lives."""
    yield Path(str(wanted["name"]))


def live(path: Path, network: Network, *, echo: bool = False, hears: bool = True) -> None:
    """One life of the process: it hears what people wrote (also what it had heard before), until it is killed or has nothing left to do."""
    store = Store(f"sqlite:///{path}")
    clock = SetClock(DUE + timedelta(minutes=1))
    inbox = Inbox(store, "a", answer, lambda session, message: None)
    outbox = DyingOutbox(store, "a", AT_ONCE, ZONE)
    outbox.network = network
    timetable = Timetable(store, ONLY_DIGESTS, {}, "a", {})
    service = Service(inbox, outbox, clock, timetable.due, nap=0.005, make=no_picture)

    async def story() -> None:
        running = asyncio.create_task(service.run(network))  # type: ignore[arg-type]  # it only ever says
        # An answer goes before a digest: a life that must die of saying the digest hears nobody.
        hearing = asyncio.create_task(hear(service, network if echo else Network()) if hears else asyncio.sleep(0))
        try:
            async with asyncio.timeout(20):
                while True:
                    # Asked first: whoever was killed while hearing has left nothing waiting, and all the same it was killed.
                    for task in (running, hearing):
                        if task.done():
                            task.result()
                    if hears and hearing.done() and at_rest(store):
                        break
                    await asyncio.sleep(0.01)
        finally:
            for task in (running, hearing):
                task.cancel()
            await asyncio.gather(running, hearing, return_exceptions=True)

    try:
        asyncio.run(story())
    finally:
        service.writer.close()
        store.close()


async def hear(service: Service, network: Network) -> None:
    for n, (group, text) in enumerate(network.heard):
        await service.heard(Heard(f"echo-{n}", group, "bot", "小助手", text, DUE, from_self=True))
    for n in range(MESSAGES):
        await service.noted(f"m{n}")
        await service.heard(Heard(f"m{n}", "residents", "c", "nick", "words", DUE))


def at_rest(store: Store) -> bool:
    with store.read() as session:
        busy = session.scalar(select(Post.id).where(Post.state.in_(("queued", "claimed"))).limit(1))
        waiting = session.scalar(select(Message.id).where(Message.state.in_(("noted", "ready"))).limit(1))
        digest = session.scalar(select(Post.id).where(Post.key.like("site_digest/%")).limit(1))
        return busy is None and waiting is None and digest is not None


def borne(path: str, dies: str, nth: int, heard: list[tuple[str, str]], hears: bool) -> None:
    """A life in a process of its own, for the nursery; it is told what was read before only for its echo."""
    wire = Wire()
    wire.dies, wire.nth, wire.heard = dies, nth, [(group, text) for group, text in heard]
    live(Path(path), wire, echo=bool(heard), hears=hears)
