"""The link to the gateway breaks in every way there is: it comes back within seconds, every gap is known and told once, nothing leaks.

The bot's clock runs thirty times as fast as ours, so that a gap of half a second is one of fifteen; waiting times are ours.
DRILL_DROPS=500 is the long form.
"""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from chat.inbox import Inbox
from chat.outbox import Outbox
from chat.service import Service
from chat.wechat import WeChat
from chat.wechat_fetch import Tries
from chat.wechat_link import Patience
from chat.wechat_listener import BackOff
from jobs.base import Timetable, load_jobs
from models import Gap, Group, Message, Post, Site, Store
from tests.drills.ledger import share
from tests.gateway.drive import Gateway, own_gateway, until
from tests.world import PACE, ZONE

FASTER = 30
QUICK, MANY = 3, int(os.environ.get("DRILL_DROPS", "25"))
GROUP, TALKER = "1-resident", "wxid_lisi"
WAYS = ("reset", "end", "stall", "stop", "kill")


class FastClock:
    """Thirty seconds of the bot's in one of ours."""

    def __init__(self) -> None:
        self._start, self._real = datetime.now(UTC), time.monotonic()

    def now(self) -> datetime:
        """The moment, aware UTC."""
        return datetime.fromtimestamp(self._start.timestamp() + (time.monotonic() - self._real) * FASTER, UTC)


class Drill:
    """A bot in this process, so that its tasks and descriptors can be counted, beside a gateway in another."""

    def __init__(self, folder: Path, gateway: Gateway, seed: int) -> None:
        self.gateway, self.rng, self.clock = gateway, random.Random(seed), FastClock()
        self.store = Store(f"sqlite:///{folder / 'links.sqlite3'}")
        self.store.create()
        with self.store.begin() as session:
            session.add(Site(id=1, name="慈利宾馆", short="慈宾"))
            session.flush()
            session.add_all([Group(id=GROUP, site_id=1, kind="resident"), Group(id="1-staff", site_id=1, kind="staff")])
        inbox = Inbox(self.store, "a", lambda session, message: None, lambda session, message: None)
        jobs = {"gap_notice": load_jobs()["gap_notice"]}
        self.timetable = Timetable(self.store, jobs, {}, "a", {})
        self.service = Service(inbox, Outbox(self.store, "a", PACE, ZONE), self.clock, self.timetable.due)
        patience = Patience(call=1, start=3, say=1, silence=1, name=0.3)
        back_off = BackOff(first=0.1, longest=1, gap_from=5)
        how = {"patience": patience, "back_off": back_off, "tries": Tries(first_gap=0.05)}
        self.wechat = WeChat(gateway.endpoint, gateway.token, self.service, now=self.clock.now, cache=folder, **how)  # type: ignore[arg-type]
        self.told: list[str] = []
        self.back_after: list[float] = []
        self.ways: Counter[str] = Counter()
        self.flat: list[tuple[int, int]] = []

    async def run(self, drops: int) -> None:
        """Break the link that often; after each time something is said and must be heard."""
        await self.service.writer.run(self.timetable.due, self.clock.now())
        running = asyncio.create_task(self.service.run(self.wechat))
        await self.wechat.start()
        try:
            await until(lambda: self.wechat.health.connected, 20)
            ways = [WAYS[n % len(WAYS)] for n in range(drops)]
            self.rng.shuffle(ways)
            for number, way in enumerate(ways):
                await self.drop(way)
                await self.hears(f"m{number}")
                self.ways[way] += 1
                self.flat.append((len(asyncio.all_tasks()), len(os.listdir("/proc/self/fd"))))
            await asyncio.sleep(80 / FASTER)  # the notice waits until the link has stood for half a minute
            await self.service.tick()
            await asyncio.sleep(30 / FASTER)
        finally:
            await self.wechat.close()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def drop(self, way: str) -> None:
        """Break it in that way, and mend what must be mended; how long it takes to be back once the gateway answers."""
        links, silence = self.wechat.health.links, self.rng.uniform(0.4, 0.9)
        mend: Callable[[], Awaitable[None]] = self.nothing
        if way in ("reset", "end"):
            self.gateway.ask("refuse", times=self.rng.randint(0, 2))
            self.gateway.ask(way)
        elif way == "stall":
            self.gateway.ask("stall", on=True)
            mend = self.flow
        elif way == "stop":
            self.gateway.stop()
            mend = self.go_on
        else:
            self.gateway.kill()
            mend = self.start
        if way in ("stall", "stop"):  # nobody tells us: the watch has to find out
            await until(lambda: not self.wechat.health.connected, 10)
        elif way == "kill":
            await asyncio.sleep(silence)
        await mend()
        since = time.monotonic()
        await until(lambda: self.wechat.health.connected and self.wechat.health.links > links, 20)
        self.back_after.append(time.monotonic() - since)

    async def hears(self, one: str) -> None:
        """Say something, again if nobody listened, until it is in the database."""
        message = {"id": one, "text": "在吗", "talker": TALKER, "group": GROUP}
        end = time.monotonic() + 15
        while not self.known(one):
            assert time.monotonic() < end, f"{one} was never heard"
            await asyncio.to_thread(self.gateway.ask, "hear", messages=[message])
            await asyncio.sleep(0.1)

    def known(self, one: str) -> bool:
        with self.store.read() as session:
            return session.scalar(select(Message.id).where(Message.external_id == one, Message.state == "done")) is not None

    async def nothing(self) -> None:
        """It mends itself."""

    async def flow(self) -> None:
        await asyncio.to_thread(self.gateway.ask, "stall", on=False)

    async def go_on(self) -> None:
        self.gateway.cont()

    async def start(self) -> None:
        await asyncio.to_thread(self.gateway.start)
        people(self.gateway)

    def check(self) -> str:
        """Every deaf time is a row, every long one was told once, nothing grows."""
        with self.store.read() as session:
            gaps = list(session.scalars(select(Gap)))
            notices = [p.key for p in session.scalars(select(Post).where(Post.key.like("gap_notice/%"), Post.group_id == GROUP))]
        long = [gap for gap in gaps if (gap.ended_at - gap.started_at).total_seconds() >= 10]
        tasks, files = ([one[n] for one in self.flat] for n in (0, 1))
        p95 = share(self.back_after, 0.95)
        figures = (
            f"links: {self.ways.total()} drops {dict(self.ways)}; back after p95 {p95:.2f} s, {max(self.back_after):.2f} s at most; "
            f"{len(gaps)} gaps, {len(long)} of 10 s and more, all told in {len(notices)} notices; "
            f"tasks {min(tasks)}–{max(tasks)}, descriptors {min(files)}–{max(files)}"
        )
        assert p95 <= 5, figures
        assert len(long) >= self.ways["stall"] + self.ways["stop"] + self.ways["kill"], figures
        assert all(gap.announced_at for gap in long), figures
        assert 0 < len(notices) == len(set(notices)) <= len(long), figures
        assert max(tasks) - min(tasks) <= 10, figures
        assert max(files[len(files) // 2 :]) - max(files[: len(files) // 2 + 1]) <= 5, figures
        return figures


def people(gateway: Gateway) -> None:
    gateway.ask("people", people={"wxid_bot": "小助手", TALKER: "李四"})
    gateway.ask("group", id=GROUP, topic="居民群", members={"wxid_bot": "", TALKER: "412李四"})
    gateway.ask("login", id="wxid_bot")


def break_links(folder: Path, drops: int) -> str:
    with own_gateway() as gateway:
        people(gateway)
        drill = Drill(folder, gateway, seed=drops)
        asyncio.run(drill.run(drops))
        return drill.check()


@pytest.mark.drill
@pytest.mark.parametrize("drops", [QUICK, pytest.param(MANY, marks=pytest.mark.timeout(120 + 4 * MANY))])
def test_the_link_comes_back_and_every_gap_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], drops: int) -> None:
    figures = break_links(tmp_path, drops)
    with capsys.disabled():
        print(f"\n{figures}")
