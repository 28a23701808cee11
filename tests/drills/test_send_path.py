"""The way out, killed at every point of it: said at most once, never silently lost, nothing said that is not in the database.

DRILL_SENDS=100 is the long form: so often at each point.
"""

import json
import os
import random
import signal
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from jobs.base import BASELINE, Timetable
from jobs.site_digest import JOB
from models import Entry, Group, Post, Site, Slot, Store
from tests.drills.nursery import Nursery
from tests.drills.sending import DUE, MESSAGES, ONLY_DIGESTS, Killed, Network, dying_at_commit, live

SENDS = int(os.environ.get("DRILL_SENDS", "30"))


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
    Timetable(store, ONLY_DIGESTS, {}, "a", {}).due(DUE)
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


@pytest.mark.drill
@pytest.mark.timeout(120 + 60 * SENDS)
def test_killed_many_times_at_each_point(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the system, and again in the next life; sometimes the echo of what was heard comes back, sometimes it does not."""
    rng, kills, states = random.Random(SENDS), Counter[str](), Counter[str]()
    empty = path.read_bytes()
    with closing(Nursery("tests.drills.sending:borne")) as nursery:
        for number in range(SENDS * len(POINTS)):
            copy, network = tmp_path / f"round-{number}.sqlite3", Network()
            copy.write_bytes(empty)
            points = [list(POINTS)[number % len(POINTS)], *rng.choices(list(POINTS), k=rng.choice([0, 0, 1]))]
            for life, point in enumerate(points):
                alone = life == 0 and rng.random() < 0.5  # the digest, and nothing that would be said before it
                echo = network.heard if rng.random() < 0.5 else []
                nursery.bear(path=str(copy), dies=point, nth=1 if alone else rng.randint(1, 4), heard=echo, hears=not alone)
                nursery.begin()
                network.heard += [tuple(json.loads(line)) for line in nursery.said()]
                assert nursery.ended in (0, -signal.SIGKILL)
                kills[point] += nursery.ended != 0
            live(copy, network, echo=rng.random() < 0.5)
            states[check(copy, network).state] += 1
            copy.unlink()
    with capsys.disabled():
        died = f"killed {kills.total()} times in {states.total()} rounds {dict(kills)}"
        print(f"\nsend path: {died}; digests {dict(states)}, 0 doubled, 0 lost without a trace")
    assert all(kills[point] >= SENDS * 0.8 for point in POINTS)
