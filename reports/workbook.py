"""Tables → an xlsx as an office expects it: heads frozen, filters, widths, ready to print. No cell can be a formula."""

from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

import xlsxwriter
from sqlalchemy.orm import Session

from reading.kind import Kind
from reports.cells import cell
from reports.tables import Span, Table, checkins, requests, residents, samples, survey_table

NARROWEST, WIDEST = 6, 48
"""Characters of half width."""


def site_tables(session: Session, span: Span, kinds: Sequence[Kind]) -> list[Table]:
    """The workbook that goes with a digest: the 摸排处理表 first."""
    asked = [requests(session, span, kind) for kind in kinds if kind.letter and kind.name != "situation"]
    return [survey_table(session, span), *asked, checkins(session, span), residents(session, span), samples(session, span)]


def write_workbook(path: Path, tables: Sequence[Table], zone: ZoneInfo, title: str) -> None:
    """Write them to a file, one sheet each."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        for table in tables:
            _sheet(book, table, zone, title)


def _sheet(book: xlsxwriter.Workbook, table: Table, zone: ZoneInfo, title: str) -> None:
    sheet = book.add_worksheet(table.name[:31])
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "align": "center", "valign": "vcenter"})
    body = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    rows = [[cell(value, zone) for value in row] for row in table.rows]
    for column, label in enumerate(table.heads):
        widths = [_width(label) + 3, *(_width(str(row[column])) + 1 for row in rows)]
        sheet.set_column(column, column, min(max(*widths, NARROWEST), WIDEST))
        sheet.write_string(0, column, label, head)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value, body)
            else:
                sheet.write_number(number, column, value, body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C{title.replace('&', '&&')} {table.name}")
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _width(text: str) -> int:
    return max((sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.splitlines()), default=0)
