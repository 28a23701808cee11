"""Whatever people paste: the reader never raises, never takes long, says only values of the shape it promises, and says them again."""

import os
import random
import time

import pytest

from commands._parts import make_reader
from reading.said import Said, Understanding
from tests.drills.nonsense import nonsense
from tests.drills.promises import broken_promises, shortest


def fuzz(count: int, seed: int) -> str:
    """Read that many messages, each by two readers in different order; the figures. Fails with a short text for every sort of fault."""
    reader, another, rng = make_reader(), make_reader(), random.Random(seed)
    found: dict[str, Said] = {}
    batch: list[tuple[Said, Understanding]] = []
    seen = records = unread = 0
    started = time.process_time()
    for said in nonsense(count, seed):
        understanding, faults = broken_promises(reader, said)
        if understanding is not None:
            batch.append((said, understanding))
            records += len(understanding.readings)
            unread += understanding.too_long
        seen += 1
        if len(batch) == 500 or seen == count:
            rng.shuffle(batch)
            found.update(("understood otherwise the second time", s) for s, u in batch if another.read(s) != u)
            batch.clear()
        found.update((f, said) for f in faults if f not in found or len(said.text) < len(found[f].text))
    spent = time.process_time() - started
    told = [f"{fault}: {shortest(reader, said, fault)[:200]!a} from {said.sender}" for fault, said in found.items()]
    assert not told, f"{len(told)} sorts of faults, seed {seed}\n" + "\n".join(told)
    return f"fuzz: {seen} messages read twice, {records} records, {unread} too long to read, no fault, {spent:.0f} s of one core"


def test_nonsense_is_read_without_harm(capsys: pytest.CaptureFixture[str]) -> None:
    figures = fuzz(3000, seed=1)
    with capsys.disabled():
        print(f"\n{figures}")


@pytest.mark.drill
@pytest.mark.timeout(0)
def test_much_nonsense_is_read_without_harm(capsys: pytest.CaptureFixture[str]) -> None:
    """GELIBOT_FUZZ=1000000: a night of it."""
    figures = fuzz(int(os.environ.get("GELIBOT_FUZZ", "50000")), seed=2)
    with capsys.disabled():
        print(f"\n{figures}")
