"""What each column is for, what class of data it is and how long it is kept: read from columns.txt."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("columns.txt")
CLASSES = {"A": "health, identity or words of a person", "B": "says whose something is", "C": "operation"}
KEPT = {
    "raw": "emptied after the retention time",
    "row": "the row is deleted after the retention time",
    "site": "until the site is closed",
    "house": "as long as the installation",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table."""

    table: str
    name: str
    sort: str
    """A, B or C."""
    kept: str
    """raw, row, site or house."""
    purpose: str


def all_columns() -> list[Column]:
    """Every column, in the order of the file. Raises ValueError for a line that makes no sense."""
    return list(_read(FILE.read_text("utf-8")))


def tables() -> dict[str, str]:
    """What each table holds, by its name."""
    heads = [line for line in FILE.read_text("utf-8").splitlines() if line.startswith("[")]
    return {name: purpose.strip() for name, _, purpose in (head[1:].partition("]") for head in heads)}


def _read(text: str) -> Iterator[Column]:
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            table = line[1:].partition("]")[0]
        elif line and not line.startswith("#"):
            left, bar, purpose = line.partition(" | ")
            sort, kept, *names = left.split()
            if not table or not bar or not names or sort not in CLASSES or kept not in KEPT or not purpose.strip():
                raise ValueError(f"columns.txt, line {number}")
            yield from (Column(table, name, sort, kept, purpose.strip()) for name in names)
