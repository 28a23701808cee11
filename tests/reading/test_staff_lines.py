"""Short lines of staff in many wordings: which kinds each gives, or none."""

from pathlib import Path

import pytest

from tests.reading.groups import STAFF, read

LINES = [
    line.split("|", 1) for line in (Path(__file__).parent / "staff_lines.txt").read_text("utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize(("kinds", "words"), LINES, ids=[words for _, words in LINES])
def test_a_line_gives_its_kinds(kinds: str, words: str) -> None:
    *quoted, text = words.split("||")
    found = read(text.replace("⏎", "\n"), STAFF, quoted[0] if quoted else None)
    assert "+".join(r["kind"] for r in found) == kinds.replace("-", "")
