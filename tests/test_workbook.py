"""The workbook, read back by another library: rows as kept, no formula whatever people wrote, heads frozen, filters, print setup."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from handlers._ask_export import READERS
from models import Post, Site
from reports.cells import cell, text_cell
from reports.tables import Span, table_of
from reports.workbook import site_tables, write_workbook
from tests.world import ZONE, World
from web.rights import RIGHTS

RISKY = ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a", "\x00=1", " =1"]


def book_of(world: World, path: Path) -> None:
    with world.store.read() as session:
        site = session.get_one(Site, 1)
        tables = site_tables(session, Span(site, date(2022, 8, 7), date(2022, 8, 7)), list(world.kinds.values()))
        write_workbook(path, tables, ZONE, site.name)


def test_the_sheets_hold_what_was_said_and_done(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒")
    world.say("1-r2", "412李四", "1-resident", "体温36.8")
    world.say("1-r4", "303贺桂香", "1-resident", "#特殊情形 303 贺桂香 情绪 =HYPERLINK(1) 睡不着")
    world.say("1-w3", "人文小彭", "1-staff", "已处理 T1")
    book_of(world, tmp_path / "day.xlsx")
    book = load_workbook(tmp_path / "day.xlsx")
    survey = book["特殊情形摸排处理表"]
    row = [c.value for c in survey[2]]
    assert row[:5] == [1, "T1", "303", "贺桂香", "情绪"]
    assert str(row[5]).startswith("'=HYPERLINK")
    assert "已处理" in row
    assert [c.value for c in book["用药"][2]][:1] == ["Y1"]
    assert [c.value for c in book["健康打卡"][2]][:5] == ["2022-08-07", "上午", "412", "李四", 36.8]
    assert book["隔离人员"].max_row == 11
    for sheet in book:
        assert all(c.data_type != "f" for cells in sheet for c in cells)
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("A2", "$1:$1", "landscape")
        assert sheet.auto_filter.ref


@pytest.mark.parametrize("words", RISKY)
def test_what_could_run_as_a_formula_is_text(words: str) -> None:
    assert text_cell(words).startswith("'")


def test_control_characters_go_and_numbers_stay() -> None:
    assert text_cell("头\x07晕\u202e") == "头晕"
    assert cell(36.5, ZONE) == 36.5
    assert cell([], ZONE) == "无"


def test_every_kind_with_columns_makes_a_table(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    with world.store.read() as session:
        span = Span(session.get_one(Site, 1), date(2022, 8, 7), date(2022, 8, 8))
        for kind in (k for k in world.kinds.values() if k.columns):
            table = table_of(session, span, kind)
            assert all(len(row) == len(table.heads) for row in table.rows), kind.name


def test_who_takes_files_from_the_dashboard_gets_the_tables_in_private_when_asked_for_in_chat(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "#用药 305 布洛芬 1盒")
    said = world.say("1-w1", "王护士", "1-staff", "导出")
    assert [text for where, text in said if where == "1-staff"] == ["@王护士 表格已私信发给您。"]
    assert any(where == "1-w1" and "请勿转发" in text for where, text in said)
    where, book = world.network.files.pop()
    assert (where, book["form"]) == ("", "workbook")
    rows = {table["name"]: table["rows"] for table in book["content"]["tables"]}
    assert any("布洛芬" in str(row) for table in rows.values() for row in table)
    world.say("1-r1", "305张三", "1-resident", "导出")
    world.say("1-w3", "人文小彭", "1-staff", "导出")
    world.say("1-w1", "王护士", "2-staff", "导出")
    assert world.network.files == []
    assert RIGHTS["files"] == READERS
    with world.store.read() as session:
        words, file = session.scalars(select(Post).where(Post.audience == "private").order_by(Post.priority, Post.due_at, Post.id)).all()
        assert (bool(words.attachment), file.attachment) == (False, {**book, "content": {}}), "words first, and once said the names go"
