"""`kill -9` while taking messages in, at random moments and at the n-th fdatasync: every acknowledged id has its one effect.

DRILL_INGEST_KILLS=2000 is the long form.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from chat.inbox import LONG_ENOUGH
from models import Entry, Message, Store
from tests.drills.ingest import an_inbox, finish
from tests.drills.ledger import share
from tests.drills.nursery import Nursery
from tests.drills.process import await_that
from tests.drills.test_storage import a_database, starts

QUICK, MANY = 10, int(os.environ.get("DRILL_INGEST_KILLS", "200"))
SYNCS = int(os.environ.get("DRILL_SYNCS", "200"))
LONGEST = 0.2


def can_trace() -> bool:
    """Whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-o", os.devnull, "-e", "inject=fdatasync:signal=KILL:when=1", "true"], capture_output=True, check=False
    )
    return tried.returncode == 0


class Drill:
    """One database, one life after the other."""

    def __init__(self, folder: Path) -> None:
        self.path = a_database(folder)
        self.acknowledged: set[int] = set()
        self.starts: list[float] = []
        self.kills = 0
        self._nursery = Nursery("tests.drills.ingest:take_in")

    def close(self) -> None:
        """After the last."""
        self._nursery.close()

    def killed_at_a_moment(self, moment: float, *, starting: bool) -> None:
        """A life that is killed so many seconds after it began, or after it acknowledged its first message."""
        process = self._bear()
        self._nursery.begin()
        began, said = time.monotonic(), self._nursery.said()
        first = [] if starting else [next(said)]
        self.starts += [time.monotonic() - began for _ in first]
        time.sleep(moment)
        os.kill(process, signal.SIGKILL)
        self._hear([*first, *said])

    def killed_at_a_sync(self, number: int) -> None:
        """A life that is killed when it asks the disk for the n-th time to keep what it was given."""
        process = self._bear()
        inject = f"inject=fdatasync:signal=KILL:when={number}"
        tracer = subprocess.Popen(["strace", "-qq", "-p", str(process), "-o", os.devnull, "-e", "trace=fdatasync", "-e", inject])
        status = Path(f"/proc/{process}/status")
        await_that(lambda: "TracerPid:\t0\n" not in status.read_text("ascii"), 10)
        self._nursery.begin()
        self._hear(self._nursery.said())
        tracer.wait(timeout=10)

    def _bear(self) -> int:
        self.kills += 1
        return self._nursery.bear(path=str(self.path), first=self.kills * 1_000_000)

    def _hear(self, said: Iterable[str]) -> None:
        self.acknowledged.update(map(int, said))
        assert self._nursery.ended == -signal.SIGKILL, "it ended by itself"

    def check(self) -> str:
        """Finish what was begun, as the next life does; nothing that was acknowledged is lost, nothing has two effects."""
        assert starts(self.path)
        store = Store(f"sqlite:///{self.path}")
        finish(an_inbox(store), LONG_ENOUGH)
        with store.read() as session:
            ids = {external_id: one for one, external_id in session.execute(select(Message.id, Message.external_id))}
            effects = Counter(session.scalars(select(Entry.message_id)))
        store.close()
        with closing(sqlite3.connect(self.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        lost = [n for n in self.acknowledged if effects[ids.get(f"m{n}", 0)] == 0]
        doubled = sum(count - 1 for count in effects.values())
        figures = f"{self.kills} kills, {len(self.acknowledged)} messages acknowledged, {len(lost)} lost, {doubled} doubled"
        assert (len(lost), doubled) == (0, 0), figures
        assert len(self.acknowledged) > self.kills, figures
        back = f"; first message after p95 {share(self.starts, 0.95):.2f} s, {max(self.starts):.2f} s at most" if self.starts else ""
        return f"{figures}{back}"


@pytest.fixture
def drill(tmp_path: Path) -> Iterator[Drill]:
    """Closed whatever happens."""
    with closing(Drill(tmp_path)) as drill:
        yield drill


@pytest.mark.timeout(120 + 2 * MANY)
@pytest.mark.parametrize("kills", [QUICK, pytest.param(MANY, marks=pytest.mark.drill)])
def test_no_acknowledged_message_is_lost_whenever_the_process_dies(drill: Drill, kills: int, capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(kills)
    for _ in range(kills):
        starting = rng.random() < 0.3
        drill.killed_at_a_moment(rng.uniform(0, LONGEST), starting=starting)
    figures = drill.check()
    with capsys.disabled():
        print(f"\nkilled at random moments: {figures}")


@pytest.mark.drill
@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not trace")
@pytest.mark.timeout(120 + 10 * SYNCS)
def test_no_acknowledged_message_is_lost_at_whichever_fdatasync_the_process_dies(drill: Drill, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(1, SYNCS + 1):
        drill.killed_at_a_sync(number)
    figures = drill.check()
    with capsys.disabled():
        print(f"\nkilled at fdatasync 1 to {SYNCS}: {figures}")
