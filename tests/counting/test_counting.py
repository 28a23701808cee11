"""Whatever people write, in whatever zone, the digest says what a plain count of their messages gives. The long form is a drill."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, update

from models import Need, Person, Room, Site, Stay, Store, Word
from reading.reader import Reader
from reports.care import Day, site_day
from reports.digest import digest_text
from reports.figures import SiteFigures
from tests.counting import by_registry, by_residents, by_staff  # noqa: F401  # they say what may happen
from tests.counting.book import Book
from tests.counting.naive import figures, rest
from tests.counting.teller import ACTS, LATEABLE, Teller
from tests.world import World, planted_county

UTC = ZoneInfo("UTC")
PLACES = (
    ("Asia/Shanghai", date(2022, 8, 5)), ("Asia/Shanghai", date(2022, 6, 26)), ("Europe/Berlin", date(2022, 3, 26)),
    ("Europe/Berlin", date(2022, 10, 29)), ("America/New_York", date(2022, 11, 5)), ("Australia/Lord_Howe", date(2022, 10, 1)),
    ("America/Santiago", date(2022, 9, 10)), ("Pacific/Apia", date(2022, 8, 5)), ("Asia/Kathmandu", date(2022, 11, 10)),
    ("America/St_Johns", date(2022, 3, 12)), ("Asia/Beirut", date(2022, 3, 26)),
)  # fmt: skip
"""Sites and first days: near and far, with a change to summer time or back in between, some of them at midnight."""
NAMES = tuple(sorted(ACTS))
LAGS = (0, 0, 0, 0, 0, 20, 200, 900)
READERS: dict[frozenset[tuple[str, str]], Reader] = {}

happenings = st.tuples(
    st.sampled_from(NAMES), st.sampled_from((1, 1, 3, 8, 20, 45, 90, 240)), st.integers(0, 11), st.integers(0, 11), st.integers(0, 11),
    st.sampled_from(LAGS),
)  # fmt: skip
HISTORY = st.fixed_dictionaries(
    {
        "place": st.sampled_from(PLACES), "first": st.lists(st.integers(0, 11), min_size=3, max_size=5),
        "then": st.lists(happenings, min_size=20, max_size=55), "deaf": st.none() | st.tuples(st.integers(0, 3000), st.integers(20, 600)),
    }
)  # fmt: skip


@cache
def empty_county() -> bytes:
    """The staff and groups of the invented county, without a single resident."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.sqlite3"
        file.write_bytes(planted_county())
        store = Store(f"sqlite:///{file}")
        with store.begin() as session:
            for table in (Need, Stay, Room, Word):
                session.execute(delete(table))
            session.execute(delete(Person).where(Person.role == "resident"))
        store.close()
        return file.read_bytes()


@cache
def store_in(folder: Path) -> Store:
    """One for all histories, whose files come and go beneath it: what its engine has compiled is compiled once."""
    store = Store(f"sqlite:///{folder / 'counting.sqlite3'}")
    event.listen(store.engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    return store


def a_world(folder: Path, zone: str) -> World:
    """The empty county in another part of the world."""
    (folder / "counting.sqlite3").write_bytes(empty_county())
    store = store_in(folder)
    with store.begin() as session:
        session.execute(update(Site).values(timezone=zone))
    world = World(store)
    world.router._readers = READERS
    return world


def in_order(drawn: dict[str, Any], start: datetime) -> list[tuple[datetime, datetime, str, int, int, int]]:
    """When each thing is heard and said, in the order in which it is heard."""
    said = start + timedelta(hours=7)
    plan = [(said + timedelta(seconds=61 * n), 0, "comes-0", seed, seed + n, seed) for n, seed in enumerate(drawn["first"])]
    said += timedelta(minutes=10)
    for n, (name, gap, a, b, c, lag) in enumerate(drawn["then"]):
        said += timedelta(minutes=gap, seconds=n % 7)
        plan.append((said, lag if name.rpartition("-")[0] in LATEABLE else 0, name, a, b, c))
    found = []
    for sent, lag, name, a, b, c in plan:
        heard = sent + timedelta(minutes=lag)
        if drawn["deaf"] is not None:
            begins = start + timedelta(hours=7, minutes=drawn["deaf"][0])
            ends = begins + timedelta(minutes=drawn["deaf"][1])
            heard = max(heard, ends) if begins <= sent < ends else heard
        found.append((heard, sent, name, a, b, c))
    return sorted(found)


def said_of(f: SiteFigures) -> dict[str, Any]:
    """What the program says of a day, in the shape of the plain count."""
    halves = {
        name: {
            "due": h.due, "done": h.done, "missing": sorted(f"{s.room} {s.name}" for s in h.missing), "fever": set(h.fever),
            "incomplete": h.incomplete, "unlisted": h.unlisted, "floors": dict(h.floors),
        }
        for name, h in f.halves.items()
    }  # fmt: skip
    logs = {kind: n for kind, n in f.logs.items() if n and kind != "duty"}
    return {
        "in stay": f.in_stay, "new": f.new_stays, "left": f.ended_stays, "taken away": f.transferred, "am": halves["am"],
        "pm": halves["pm"], "requests": {k: (r.new, r.done, r.open, r.oldest, r.incomplete) for k, r in f.requests.items()},
        "situations": dict(f.categories), "logs": logs, "began duty": f.logs.get("duty", 0), "gaps": len(f.gaps), "human": f.human,
    }  # fmt: skip


def said_besides(day: Day) -> dict[str, Any]:
    """The rest of it."""
    care = day.care
    return {
        "sampling due": len(care.sampling.due), "sampling left": sorted(s.room for s in care.sampling.left),
        "results": dict(care.sampling.results), "tasks done": dict(care.tasks_done), "tasks missing": set(care.tasks_missing),
        "on duty": care.on_duty, "notices": care.notices, "收到": care.acknowledged,
        "未收到": care.unacknowledged, "flags": dict(care.flags),
        "corrections": care.corrections,
    }  # fmt: skip


def check(teller: Teller, day: date, now: datetime) -> None:
    """One day's figures, and those of the day before it, against the plain count of what has been heard by now."""
    book, world = teller.book, teller.world
    with world.store.read() as session:
        found = site_day(session, session.get_one(Site, 1), day, now)
        text = digest_text(found, list(world.kinds.values()), now)
    expected = figures(book, day)
    where = f"{day} as it stands at {now.astimezone(book.zone)}"
    assert said_of(found.figures) == expected, where
    assert said_of(found.yesterday) == figures(book, day - timedelta(days=1)), f"the day before {where}"
    assert said_besides(found) == rest(book, day, now), where
    lines = text.splitlines()
    assert len(lines) <= 25
    away = f"（转走 {expected['taken away']}）" if expected["taken away"] else ""
    assert any(x.startswith(f"在隔 {expected['in stay']} 人：新入 {expected['new']}，离开 {expected['left']}{away}") for x in lines)
    for name, half in (("上午", expected["am"]), ("下午", expected["pm"])):
        start = f"体温{name}：应报 {half['due']}，已报 {half['done']}，未报 {len(half['missing'])}，发热 {len(half['fever'])}"
        assert any(x.startswith(start) for x in lines), start
    for kind, (new, done, left, _, _) in expected["requests"].items():
        assert any(x.startswith(f"{world.kinds[kind].digest}：新 {new}，完成 {done}，未完 {left}") for x in lines), kind


def play(folder: Path, drawn: dict[str, Any]) -> int:
    """Tell one history and look at the figures at the end of every day, and of every day once more when all is told."""
    zone = ZoneInfo(drawn["place"][0])
    start = datetime.combine(drawn["place"][1], time(), zone).astimezone(UTC)
    world = a_world(folder, drawn["place"][0])
    world.clock.moment = start
    teller = Teller(world, Book(zone))
    deaf = drawn["deaf"]
    gap = (start + timedelta(hours=7, minutes=deaf[0]), start + timedelta(hours=7, minutes=sum(deaf))) if deaf else None
    looked = teller.book.day(start)
    try:
        for heard, sent, name, a, b, c in in_order(drawn, start):
            if gap and gap[1] <= heard and not teller.book.gaps:
                world.inbox.deaf(*gap, "network")
                teller.book.gaps.append(gap)
            if teller.book.day(heard) > looked:
                check(teller, looked, heard)
                looked = teller.book.day(heard)
            teller.heard, teller.sent = heard, sent
            ACTS[name](teller, a, b, c)
        for n in range((looked - drawn["place"][1]).days + 2):
            check(teller, drawn["place"][1] + timedelta(days=n), teller.heard)
    except BaseException:
        note(f"{drawn['place']}\n{teller.transcript()}")
        raise
    finally:
        world.store.close()
    return len(teller.spoken)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counting")


# Without shrinking: the day and the transcript are shown, and shrinking through a database takes minutes.
AS_DRAWN: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": (Phase.generate,)}


@settings(max_examples=24, derandomize=True, **AS_DRAWN)
@given(HISTORY)
def test_the_digest_says_what_a_plain_count_of_the_messages_gives(folder: Path, drawn: dict[str, Any]) -> None:
    play(folder, drawn)
