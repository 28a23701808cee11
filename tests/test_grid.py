"""Every kind in every form, as tests/grid.txt has it: what people send, and what is left in the database; or why there is no such thing."""

from pathlib import Path

import pytest

from handlers.base import kinds_of, load_handlers
from tests.grid_world import Grid
from tests.world import World

FORMS = (
    "titled", "plain", "jielong", "missing", "wrong", "two", "corrected", "cancelled", "without the right", "recalled", "repeated", "late",
)  # fmt: skip
SEVERAL = ("cancelled", "without the right")
"""Forms that people have several ways for."""
LINES = [line.split(" | ") for line in (Path(__file__).parent / "grid.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
CELLS = [line for line in LINES if line[0] != "n/a"]
REASONS = {(kind, line[1]): line[3] for line in LINES if line[0] == "n/a" for kind in line[2].split()}


def test_each_kind_has_each_form_or_a_reason_why_not() -> None:
    cells = [(line[0], line[1]) for line in CELLS]
    assert [cell for cell in set(cells) if cells.count(cell) > 1 and cell[1] not in SEVERAL] == []
    assert len({tuple(line[:4]) for line in CELLS}) == len(CELLS)
    assert set(cells) & set(REASONS) == set()
    assert set(cells) | set(REASONS) == {(kind, form) for kind in kinds_of(load_handlers()) for form in FORMS}


def test_each_cell_leaves_what_the_grid_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = []
    with Grid(World.new(tmp_path)).watching() as grid:
        for kind, form, who_where, messages, expected in CELLS:
            who, _, where = who_where.partition("@")
            left = grid.left_by(who, where, messages.split(" ▸ "), form)
            if left != expected:
                wrong.append(f"{kind} {form}: {messages}\n  expected {expected}\n  left     {left}")
    with capsys.disabled():
        total = len(CELLS) + len(REASONS)
        print(f"\ngrid: {total} cells, {len(CELLS) - len(wrong)} passed, {len(wrong)} wrong, {len(REASONS)} n/a with a reason")  # noqa: T201
    assert wrong == [], "\n".join(wrong)
