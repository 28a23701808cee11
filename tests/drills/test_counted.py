"""Many generated histories: every figure of every day as a plain count of the messages gives it.

DRILL_COUNTED=2000 is the long form.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.counting.test_counting import AS_DRAWN, HISTORY, play

MANY = int(os.environ.get("DRILL_COUNTED", "200"))


@pytest.mark.drill
@pytest.mark.timeout(60 + MANY * 5)
def test_many_histories_are_counted_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[int] = []

    @settings(max_examples=MANY, database=None, **AS_DRAWN)
    @given(HISTORY)
    def count(drawn: dict[str, Any]) -> None:
        told.append(play(tmp_path, drawn))

    count()
    with capsys.disabled():
        print(f"\ncounted: {len(told)} histories of {sum(told)} messages, every figure of every day as a plain count gives it")
