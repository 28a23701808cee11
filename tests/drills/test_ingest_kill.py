"""`kill -9` in the middle of taking messages in, at random moments or at the n-th fdatasync: every acknowledged id is there, once."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from chat.inbox import Inbox
from models import Entry, Message
from tests.drills.ingest import NOW, _one_effect
from tests.drills.test_storage import a_database, starts

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("DRILL_KILLS", "30"))


def can_trace() -> bool:
    """Whether strace is here and may trace; elsewhere the kills come at random moments."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-o", os.devnull, "-e", "inject=fdatasync:signal=KILL:when=1", "true"], capture_output=True, check=False
    )
    return tried.returncode == 0


def one_life(path: Path, first: int, rng: random.Random, sync: int | None) -> list[int]:
    """One process until it is killed; the ids it acknowledged."""
    command = [sys.executable, "-m", "tests.drills.ingest", str(path), str(first)]
    if sync is not None:
        command = ["strace", "-f", "-o", os.devnull, "-e", "trace=fdatasync", "-e", f"inject=fdatasync:signal=KILL:when={sync}", *command]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    said = [] if sync is not None else [process.stdout.readline()]
    if sync is None:
        time.sleep(rng.uniform(0, 0.3))
        process.kill()
    said += process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait(timeout=60)
    return [int(line) for line in said if line.endswith(b"\n")]


def check(path: Path, acknowledged: set[int]) -> tuple[int, int]:
    """Finish what was begun, as the next life does; lost and doubled."""
    from models import Store

    assert starts(path)
    store = Store(f"sqlite:///{path}")
    inbox = Inbox(store, "a", _one_effect, lambda session, message: None)
    while inbox.work(NOW):
        pass
    with store.read() as session:
        ids = Counter(session.scalars(select(Message.external_id)))
        effects = Counter(session.scalars(select(Entry.message_id)))
    store.close()
    lost = [n for n in acknowledged if f"m{n}" not in ids]
    return len(lost), sum(count - 1 for count in (ids + effects).values())


@pytest.mark.drill
@pytest.mark.timeout(3600)
def test_no_acknowledged_message_is_lost_wherever_the_process_dies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, rng, acknowledged = a_database(tmp_path), random.Random(5), set[int]()
    tracing = can_trace()
    for number in range(KILLS):
        sync = number // 2 + 1 if tracing and number % 2 else None
        acknowledged |= set(one_life(path, number * 1_000_000, rng, sync))
    lost, doubled = check(path, acknowledged)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert (lost, doubled) == (0, 0)
    assert len(acknowledged) > KILLS
    with capsys.disabled():
        at = f"{KILLS // 2} of them at an fdatasync each" if tracing else "all at random moments"
        print(f"\n{KILLS} kills ({at}), {len(acknowledged)} messages acknowledged, {lost} lost, {doubled} doubled")
