"""Many generated histories: every figure of every day as a plain count of the messages gives it.

By hand only: DRILL_COUNTED=2000 make drills ARGS="-k counted". Others are drawn at each run, and about one in some hundreds still differs,
always around a report without its number (docs/reliability.md). The twenty-four of the suite are the same each time.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.counting.test_counting import AS_DRAWN, HISTORY, play

MANY = int(os.environ.get("DRILL_COUNTED", "0"))

if MANY:

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
