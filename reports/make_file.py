"""Makes one file in a process of its own: python -m reports.make_file FORM FILE, its content as JSON on standard input."""

import json
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo


def picture(content: dict[str, Any], path: Path) -> None:
    """A page as a PNG."""
    from reports.drawing import draw  # here and only here: the bot itself never loads matplotlib
    from reports.picture import page_from

    draw(page_from(content), path)


def workbook(content: dict[str, Any], path: Path) -> None:
    """Tables as an xlsx."""
    from reports.tables import Table
    from reports.workbook import write_workbook

    tables = [Table(t["name"], tuple(t["heads"]), tuple(tuple(row) for row in t["rows"])) for t in content["tables"]]
    path.touch(mode=0o600)
    write_workbook(path, tables, ZoneInfo(content["zone"]), content["title"])


FORMS = {"picture": picture, "workbook": workbook}

if __name__ == "__main__":
    FORMS[sys.argv[1]](json.load(sys.stdin), Path(sys.argv[2]))
