"""400 fire times across random down-times, crashes and clock steps: every slot is posted once or written down as missed."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from chat.wording import Plain, Sentence
from jobs.base import BASELINE, Due, Job, JobContext, Scheduled, Timetable, daily
from models import Group, Post, Site, Slot, Store

TIMES = ("07:00", "09:00", "17:30", "19:30")
DAYS = 100
GRACE = timedelta(hours=4)
SEEDS = [0, pytest.param(1, marks=pytest.mark.drill), pytest.param(2, marks=pytest.mark.drill)]
STEPS = (timedelta(), timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1))


class Killed(BaseException):
    """The process dies inside the job: no handler of ours catches it."""


class Bot:
    """One process after the other over one database, awake between its down-times."""

    def __init__(self, store: Store, chance: random.Random) -> None:
        self.store = store
        self.chance = chance
        self.crashes = 0

    def look(self, now: datetime, *, processes: int = 1) -> None:
        """Each living process asks once what is due; one that dies in the job is started again."""
        for _ in range(processes):
            try:
                self._timetable().due(now)
            except Killed:
                self.crashes += 1
                self._timetable(mortal=False).due(now)

    def _timetable(self, *, mortal: bool = True) -> Timetable:
        def slots(context: JobContext, since: datetime, until: datetime) -> list[Due]:
            return daily(context, TIMES, since, until)

        def run(context: JobContext, due: Due) -> None:
            context.speaker.to_groups("staff", Sentence("{t}", t=Plain("due")), key=due.at.isoformat())
            if mortal and self.chance.random() < 0.1:
                raise Killed

        return Timetable(self.store, {"j": Scheduled(Job("j", "测试", GRACE), slots, run)}, {}, "a", {})


def open_store(path: Path, zone: str) -> Store:
    store = Store(f"sqlite:///{path}")
    store.create()
    with store.begin() as session:
        session.add(Site(id=1, name="site", short="s", timezone=zone))
        session.flush()
        session.add(Group(id="staff", site_id=1, kind="staff"))
    return store


def every_fire_time(zone: str, start: datetime) -> list[datetime]:
    """Counted the slow way: minute by minute, when the site's clock first shows one of the times on a day."""
    seen: set[tuple[object, str]] = set()
    found = []
    moment = start
    last = None
    while moment <= start + timedelta(days=DAYS):
        local = moment.astimezone(ZoneInfo(zone))
        for time in TIMES:
            shown = local.strftime("%H:%M")
            jumped = last is not None and last.strftime("%H:%M") < time < shown and last.date() == local.date()
            if (shown == time or jumped) and (local.date(), time) not in seen:
                seen.add((local.date(), time))
                found.append(moment)
        last = local
        moment += timedelta(minutes=1)
    return found


def outcome(store: Store) -> tuple[dict[datetime, str], Counter[str]]:
    with store.read() as session:
        slots = {s.at: s.state for s in session.scalars(select(Slot)) if s.subject != BASELINE}
        posts = Counter(str(p.key) for p in session.scalars(select(Post)))
    return slots, posts


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", *(pytest.param(abroad, marks=pytest.mark.drill) for abroad in ("Europe/Helsinki", "Australia/Lord_Howe"))]
)
def test_every_slot_is_posted_once_or_written_down_as_missed(tmp_path: Path, zone: str, seed: int) -> None:
    chance = random.Random(f"{zone}{seed}")
    store = open_store(tmp_path / "d.sqlite3", zone)
    bot = Bot(store, chance)
    start = datetime(2022, 2, 1, 0, 0, tzinfo=UTC)
    fire_times = every_fire_time(zone, start)
    bot.look(start)
    up_again = start
    must: dict[datetime, str] = {}
    for number, fires in enumerate(fire_times):
        if fires < up_again:
            continue  # fell into the down-time before
        down = timedelta(seconds=chance.choice([0, chance.uniform(1, 60), chance.uniform(60, 8 * 3600)]))
        up_again = fires + down
        fallen = [t for t in fire_times[number:] if t <= up_again]
        must |= {t: "done" if t == fallen[-1] and up_again - t <= GRACE else "missed" for t in fallen}
        bot.look(up_again, processes=chance.choice([1, 1, 2]))
    slots, posts = outcome(store)
    assert slots == must
    assert len(slots) == len(fire_times) >= 400 - 4
    assert posts == Counter({f"{at.isoformat()}/staff": 1 for at, state in slots.items() if state == "done"})
    assert bot.crashes > 5
    print(f"\n{zone}: {len(slots)} slots, {Counter(slots.values())}, {bot.crashes} crashes, silent misses 0, doubles 0")


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_of_the_clock_double_nothing_and_lose_nothing_silently(tmp_path: Path, seed: int) -> None:
    """The wall clock is set wrong by an hour or a day and put right again, in the middle of everything."""
    chance = random.Random(seed)
    store = open_store(tmp_path / "d.sqlite3", "Asia/Shanghai")
    bot = Bot(store, chance)
    start = datetime(2022, 2, 1, 0, 0, tzinfo=UTC)
    bot.look(start)
    true = start
    while true < start + timedelta(days=40):
        wrong_by = chance.choice(STEPS)
        for _ in range(chance.randint(1, 5)):
            true += timedelta(minutes=chance.uniform(10, 300))
            bot.look(max(true + wrong_by, start))
    bot.look(true)
    slots, posts = outcome(store)
    expected = [d.at for d in daily_of(start, true)]
    assert set(expected) <= set(slots)
    assert set(posts.values()) == {1}
    assert {f"{at.isoformat()}/staff" for at, state in slots.items() if state == "done"} == set(posts)


def test_a_bot_that_was_off_for_a_week_says_how_much_it_missed(tmp_path: Path) -> None:
    store = open_store(tmp_path / "d.sqlite3", "Asia/Shanghai")
    bot = Bot(store, random.Random(1))
    start = datetime(2022, 2, 1, 0, 0, tzinfo=UTC)
    bot.look(start)
    bot.look(start + timedelta(days=7))
    slots, _ = outcome(store)
    assert len(slots) == 7 * len(TIMES)


def daily_of(start: datetime, end: datetime) -> list[Due]:
    site = Site(id=1, name="s", short="s", timezone="Asia/Shanghai", settings={})
    return daily(JobContext(None, site, end, None), TIMES, start, end)  # type: ignore[arg-type]
