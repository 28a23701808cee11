"""The workbook in a second program: LibreOffice opens it, finds the same rows and texts, and no formula."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dialogue.books import site_book
from models import Site
from reports.tables import Span
from reports.workbook import write_workbook
from tests.test_workbook import RISKY
from tests.world import ZONE, World

pytestmark = pytest.mark.drill
SOFFICE = shutil.which("soffice")


def texts(book: Workbook) -> dict[str, list[list[str]]]:
    """Every sheet as text; a whole number reads the same with and without its point."""
    rows = {sheet.title: [[_text(value) for value in row] for row in sheet.values] for sheet in book}
    return {name: [row for row in found if any(row)] for name, found in rows.items()}


def _text(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, int | float) else str(value)


def test_libreoffice_reads_the_same_and_runs_nothing(tmp_path: Path) -> None:
    if SOFFICE is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no soffice; on Debian: apt-get install libreoffice-calc-nogui")
    world = World.new(tmp_path)
    for n, words in enumerate(RISKY):
        world.say("1-r1", "305张三", "1-resident", f"#特殊情形 305 张三 情绪 {words} 睡不着 {n}")
    world.say("1-r1", "305张三", "1-resident", "体温36.5")
    with world.store.read() as session:
        site, day = session.get_one(Site, 1), date(2022, 8, 7)
        write_workbook(tmp_path / "day.xlsx", site_book(session, Span(site, day, day), list(world.kinds.values())), ZONE, site.name)
    folder = tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"  # its own: nobody's open office is disturbed
    command = [SOFFICE, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(folder)]
    subprocess.run([*command, str(tmp_path / "day.xlsx")], check=True, capture_output=True, timeout=180)
    ours, theirs = load_workbook(tmp_path / "day.xlsx"), load_workbook(folder / "day.xlsx")
    assert texts(theirs) == texts(ours)
    assert len(texts(theirs)["特殊情形摸排处理表"]) >= 3
    assert not [cell for sheet in theirs for row in sheet for cell in row if cell.data_type == "f"]
