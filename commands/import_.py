"""import: sites, groups, staff and residents from a workbook; the same file twice changes nothing."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from sqlalchemy.orm import Session

from chat.clock import RealClock
from commands._parts import open_store, private_folder, stored_database
from commands._rows import BadRow
from commands._workbook import SHEETS, Row, Sheet
from commands.base import Command, OperatorError
from config import Settings
from models import Store

COMMAND = Command("import", "take in sites, groups, staff and residents from a workbook")


def arguments(parser: ArgumentParser) -> None:
    """The workbook, or where to write an empty one."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, help="the workbook to take in")
    what.add_argument("--template", type=Path, metavar="FILE", help="write an empty workbook with examples instead")


def run(args: Namespace, settings: Settings) -> int:
    """Good rows go in, bad rows are listed with number and reason; 1 if there were any."""
    if args.template:
        _write_template(args.template)
        print(f"{args.template}: fill in the sheets {'、'.join(SHEETS)}, then: python bot.py import {args.template}")
        return 0
    private_folder(settings.data_dir)
    store = open_store(stored_database(settings), used_by=None)
    bad = 0
    for title, number, row in _rows(args.file):
        try:
            _take_in(store, title, number, row)
        except BadRow as error:
            bad += 1
            print(f"{title} 第{number}行：{error}")
    print(f"{bad} 行没有导入" if bad else "全部行已导入")
    store.close()
    return 1 if bad else 0


def _take_in(store: Store, title: str, number: int, row: dict[str, str]) -> None:
    """Take in one row in a transaction of its own. Raises BadRow."""
    with store.begin() as session:
        if take_in_row(session, title, row, RealClock().now()):
            print(f"{title} 第{number}行：已导入")


def take_in_row(session: Session, title: str, row: Row, now: datetime) -> bool:
    """Take in one row of a sheet; whether it changed anything. Raises BadRow."""
    sheet = SHEETS[title]
    lacking = [c for c in sheet.columns[: sheet.needed] if not row.get(c)]
    if lacking:
        raise BadRow(f"缺少 {'、'.join(lacking)}")
    return sheet.take_in(session, row, now)


def _rows(path: Path) -> Iterator[tuple[str, int, dict[str, str]]]:
    """(sheet, row number, values by column) of all rows that are not empty. Raises OperatorError."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise OperatorError(f"{path} is no workbook that can be read: {type(error).__name__}") from None
    try:
        yield from rows_in(book)
    finally:
        book.close()


def rows_in(book: Any) -> Iterator[tuple[str, int, dict[str, str]]]:
    """The rows of all sheets of the roster that a workbook has."""
    for title, sheet in SHEETS.items():
        if title in book.sheetnames:
            yield from _rows_of(title, sheet, book[title].iter_rows(values_only=True))


def _rows_of(title: str, sheet: Sheet, rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[str, int, dict[str, str]]]:
    heads = [_text(value) for value in next(rows, ())]
    unknown = [h for h in sheet.columns[: sheet.needed] if h not in heads]
    if unknown:
        raise OperatorError(f"{title}: 缺少列 {'、'.join(unknown)}；空表见 import --template")
    for number, values in enumerate(rows, 2):
        row = dict.fromkeys(sheet.columns, "") | {h: _text(v) for h, v in zip(heads, values, strict=False) if h in sheet.columns}
        if any(row.values()):
            yield title, number, row


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _write_template(path: Path) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    for title, sheet in SHEETS.items():
        page = book.add_worksheet(title)
        page.write_row(0, 0, sheet.columns, bold)
        for number, example in enumerate(sheet.examples, 1):
            page.write_row(number, 0, example)
        page.set_column(0, len(sheet.columns), 16)
        page.freeze_panes(1, 0)
    try:
        book.close()
    except FileCreateError as error:
        raise OperatorError(f"{path} cannot be written: {error}") from None
