"""The way out, killed at every point of it: said at most once, never silently lost, nothing said that is not in the database."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
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
from jobs.base import BASELINE, Timetable, load_jobs
from jobs.site_digest import JOB
from models import Entry, Group, Message, Post, Site, Slot, Store

ZONE = ZoneInfo("Asia/Shanghai")
DUE = datetime(2022, 8, 7, 19, 30, tzinfo=ZONE).astimezone(UTC)
NOTHING = timedelta()
AT_ONCE = Pace(hold=NOTHING, gather=NOTHING, gap=NOTHING, jitter=NOTHING, per_minute=1000, per_group_minute=1000, per_day=10_000, reserve=0)
MESSAGES = 3


class Killed(BaseException):
    """What SIGKILL is to a process: nothing of ours catches it."""


class Network:
    """What people can read, whatever became of the process that said it; and where it dies on the way."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.dies = ""

    async def ready(self) -> None:
        pass

    async def say(self, what: Utterance) -> str | None:
        self.die_if("before the network was asked")
        self.heard.append((what.group or "", what.text))
        self.die_if("heard and not answered")
        return f"said-{len(self.heard)}"

    def die_if(self, point: str) -> None:
        if self.dies == point:
            raise Killed(point)


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
        if self.network.dies == "answered and not committed":
            with dying_at_commit(1, "before"):
                super().sent(claimed, said_as, now)
        super().sent(claimed, said_as, now)
        self.network.die_if("committed")


@contextmanager
def dying_at_commit(number: int, when: str) -> Iterator[None]:
    """Die right before or right after the n-th commit from now that writes something."""
    commits = 0

    def wrote(session: Session, _context: object) -> None:
        session.info["wrote"] = True

    def look(session: Session) -> None:
        nonlocal commits
        commits += bool(session.info.get("wrote") or session.new or session.dirty)
        if commits == number:
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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A site whose digest is due and whose people have written."""
    path = tmp_path / "send.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.create()
    with store.begin() as session:
        session.add(Site(id=1, name="慈利宾馆", short="慈宾"))
        session.flush()
        session.add_all([Group(id="staff", site_id=1, kind="staff"), Group(id="residents", site_id=1, kind="resident")])
        session.add(Slot(site_id=1, job=JOB.name, subject=BASELINE, at=DUE - timedelta(hours=1), state="start", run_at=DUE))
    store.close()
    return path


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
    timetable = Timetable(store, {JOB.name: load_jobs()[JOB.name]}, {}, "a", {})
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


def check(path: Path, network: Network) -> Post:
    """What holds wherever it was killed; gives the digest's post."""
    store = Store(f"sqlite:///{path}")
    try:
        with store.read() as session:
            posts = list(session.scalars(select(Post)))
            slots = list(session.scalars(select(Slot).where(Slot.subject == "")))
            entries = list(session.scalars(select(Entry.message_id)))
    finally:
        store.close()
    accounted = [(p.group_id, p.said_text) for p in posts if p.lead and p.state in ("sent", "uncertain")]
    for said in set(network.heard):
        assert network.heard.count(said) <= accounted.count(said), "said, and not in the database"
    assert len(network.heard) == len(set(network.heard)), "said twice"
    missing = [p.state for p in posts if p.lead and (p.group_id, p.said_text) not in network.heard]
    assert set(missing) <= {"uncertain"}, "lost without a trace"
    assert {p.state for p in posts} <= {"sent", "uncertain"}
    assert [s.state for s in slots] == ["done"]
    assert len(set(entries)) == len(entries) == MESSAGES
    digests = [p for p in posts if p.key and not p.attachment]
    assert len(digests) == 1
    assert len([p for p in posts if p.attachment]) == 1
    assert sum("日报】" in text for _, text in network.heard) <= 1
    return digests[0]


POINTS = {
    "before the claim is committed": (1, "sent"),
    "claimed": (0, "uncertain"),
    "before the network was asked": (0, "uncertain"),
    "heard and not answered": (1, "uncertain"),
    "answered and not committed": (1, "uncertain"),
    "committed": (1, "sent"),
}
"""Where it is killed while it says its first thing, the digest: how often people read it, and what the database says of it."""


@pytest.mark.parametrize("point", POINTS)
def test_the_digest_is_said_at_most_once_wherever_the_process_dies(path: Path, point: str) -> None:
    network = Network()
    network.dies = point
    only_the_digest(path)
    with pytest.raises(Killed):
        live(path, network, hears=False)
    network.dies = ""
    live(path, network)
    post = check(path, network)
    assert (sum("日报】" in text for _, text in network.heard), post.state) == POINTS[point]


def only_the_digest(path: Path) -> None:
    """Queue the digest alone, so that it is what the process dies of."""
    store = Store(f"sqlite:///{path}")
    Timetable(store, {JOB.name: load_jobs()[JOB.name]}, {}, "a", {}).due(DUE)
    store.close()


@pytest.mark.parametrize("point", ["heard and not answered", "answered and not committed"])
def test_what_was_heard_after_all_is_settled_by_its_echo_in_the_next_life(path: Path, point: str) -> None:
    network = Network()
    network.dies = point
    only_the_digest(path)
    with pytest.raises(Killed):
        live(path, network, hears=False)
    network.dies = ""
    live(path, network, echo=True)
    assert check(path, network).state == "sent"


@pytest.mark.parametrize("when", [pytest.param("before", marks=pytest.mark.drill), "after"])
def test_killed_at_every_single_commit(path: Path, tmp_path: Path, when: str) -> None:
    """Not six points but all: from the first message's id to the last post's 'sent', one process after the other dies at each commit."""
    deaths = 0
    for number in range(1, 200):
        copy = tmp_path / f"{when}-{number}.sqlite3"
        copy.write_bytes(path.read_bytes())
        network = Network()
        try:
            with dying_at_commit(number, when):
                live(copy, network)
        except Killed:
            deaths += 1
            live(copy, network)
        check(copy, network)
        if deaths < number:
            break
    assert deaths >= 10
