"""Generated histories told by a bad network end as if they had been told well: one effect for each id, the same final state.

DRILL_HISTORIES=10000 is the long form.
"""

import os
import random
import time
from pathlib import Path

import pytest

from tests.drills.histories import as_told_by_a_bad_network, badly, doubled, history, in_order
from tests.world import planted_county, usual_reader

QUICK, MANY = 4, int(os.environ.get("DRILL_HISTORIES", "200"))


def compare(folder: Path, seeds: range) -> str:
    """Tell each history twice, well and badly."""
    messages = copies = restarts = 0
    planted_county()
    usual_reader()
    started = time.process_time()
    for seed in seeds:
        rng = random.Random(seed)
        said = history(rng)
        pieces = as_told_by_a_bad_network(said, rng)
        expected = in_order(folder, said)
        found, lives = badly(folder, pieces, rng)
        odd = [row for row in found if row not in expected], [row for row in expected if row not in found]
        assert found == expected, f"seed {seed}: {odd} of {[(one.sent.isoformat(), one.id, one.text or one.recalls) for one in said]}"
        assert not doubled(found), f"seed {seed}"
        messages, copies, restarts = messages + len(said), copies + sum(map(len, pieces)), restarts + lives
    spent = time.process_time() - started
    told = f"{len(seeds)} of {messages} messages told {copies} times with {restarts} restarts"
    return f"histories: {told}: all alike, 0 doubled, {spent:.0f} s of a core"


def test_a_few_histories_end_the_same_however_they_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = compare(tmp_path, range(QUICK))
    with capsys.disabled():
        print(f"\n{figures}")


@pytest.mark.drill
@pytest.mark.timeout(60 + MANY * 3)
@pytest.mark.parametrize("half", [0, 1])  # one for each of two cores
def test_many_histories_end_the_same_however_they_are_told(tmp_path: Path, half: int, capsys: pytest.CaptureFixture[str]) -> None:
    figures = compare(tmp_path, range(1000 + half, 1000 + MANY, 2))
    with capsys.disabled():
        print(f"\n{figures}")
