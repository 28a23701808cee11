"""The write-ahead log of a killed process, without its index, then cut off anywhere: what is left is whole, and never empty."""

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.drills.test_ingest_kill import Drill
from tests.drills.test_storage import messages_in, starts

CUTS = int(os.environ.get("DRILL_CUTS", "50"))


def copied(path: Path, folder: Path, cut: int | None) -> Path:
    """The database, its mark and its log as the dead process left them, the log cut at that byte, and no index beside it."""
    folder.mkdir()
    for tail in ("", "-wal", ".was-here"):
        shutil.copy(f"{path}{tail}", folder / f"{path.name}{tail}")
    if cut is not None:
        os.truncate(folder / f"{path.name}-wal", cut)
    return folder / path.name


@pytest.mark.drill
def test_a_log_without_its_index_is_read_and_a_cut_one_loses_its_end_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Drill(tmp_path)) as drill:
        drill.killed_at_a_moment(1, starting=False)
    log = Path(f"{drill.path}-wal").stat().st_size
    whole = copied(drill.path, tmp_path / "whole", None)
    assert starts(whole)
    there = [one for one, _ in messages_in(whole)]
    assert drill.acknowledged <= {int(one.removeprefix("m")) for one in there}
    rng, shorter = random.Random(3), 0
    for number in range(CUTS):
        cut = copied(drill.path, tmp_path / str(number), rng.randrange(log))
        assert starts(cut)
        left = [one for one, _ in messages_in(cut)]
        assert left == there[: len(left)], "something in the middle is missing"
        shorter += len(left) < len(there)
        shutil.rmtree(cut.parent)
    assert shorter
    with capsys.disabled():
        acknowledged = f"{len(drill.acknowledged)} messages acknowledged, 0 lost without the index"
        print(f"\n{acknowledged}; the log cut at {CUTS} places: {shorter} starts with an earlier, whole state, 0 with a hole")
