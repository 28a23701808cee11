"""Generated histories: every figure of every day as a plain count of the messages gives it.

In parts that may run beside each other. The usual two hundred are the same each time; DRILL_COUNTED=5000 draws others at each run.
What differs is shown with its messages and the number it was drawn by: DRILL_SEED=that number draws it again.
"""

import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, seed, settings

from tests.counting.test_counting import AS_DRAWN, HISTORY, play

WISHED = os.environ.get("DRILL_COUNTED")
MANY = int(WISHED or "200")
PARTS = 4
SEED = os.environ.get("DRILL_SEED")


@pytest.mark.drill
@pytest.mark.timeout(60 + MANY * 2)
@pytest.mark.parametrize("part", range(PARTS))
def test_many_histories_are_counted_alike(part: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[int] = []
    drawn_by = int(SEED) if SEED else random.SystemRandom().randrange(2**32) if WISHED else 201 + part

    @seed(drawn_by)
    @settings(max_examples=MANY // PARTS, database=None, **AS_DRAWN)
    @given(HISTORY)
    def count(drawn: dict[str, Any]) -> None:
        told.append(play(tmp_path, drawn))

    try:
        count()
    except BaseException as error:
        error.add_note(f"drawn by DRILL_SEED={drawn_by} DRILL_COUNTED={MANY}")
        raise
    with capsys.disabled():
        print(f"\ncounted: {len(told)} histories of {sum(told)} messages, every figure of every day as a plain count gives it")
