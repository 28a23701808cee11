"""The week: trends, diaries and thanks, masked for their readers; counts and sites only for the command office. Workbooks beside."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chat.audience import AUDIENCES
from dialogue.books import hq_tables, site_book
from dialogue.weeklies import week_said
from models import Site
from reports.hq import hq_days
from reports.tables import Span
from reports.workbook import write_workbook
from tests.world import START, ZONE, World

SUNDAY = date(2022, 8, 7)


@pytest.fixture(scope="module")
def sunday(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One evening for all of these: what was said stands in `network`."""
    world = World.new(tmp_path_factory.mktemp("week"))
    world.say("1-r2", "412李四", "1-resident", "体温38.6")
    world.say("1-r2", "412李四", "1-resident", "#日记 隔离第3天，窗外的山很绿")
    world.say("1-r3", "302罗丽", "1-resident", "#感谢 刘护士，采样动作很轻")
    world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒")
    world.say("hq-1", "县指田主任", "hq", "通知 各点工作群 明天上午9点开会，收到请回复")
    world.say("1-w2", "后勤小向", "1-staff", "收到")
    world.say("1-w5", "点长周正", "1-staff", "#通知 全体居民 302罗丽请下楼取餐，收到请回复")
    world.move_to("20:40")
    return world


def said_in(world: World, group: str, words: str) -> list[str]:
    return [text for where, text in world.network.lines if where == group and words in text]


def test_sunday_evening_brings_the_week_with_diaries_and_thanks(sunday: World) -> None:
    (text,) = said_in(sunday, "1-staff", "周报】")
    assert text.startswith("【慈利宾馆 周报】8月1日–8月7日")
    assert "· 412 李*：隔离第3天，窗外的山很绿" in text
    assert "感谢 1 条：\n· 302 罗*：刘护士，采样动作很轻" in text
    assert "每天新需求：0 0 0 0 0 0 1" in text
    assert "李四" not in text
    assert len(text.splitlines()) <= 25


def test_the_command_office_reads_counts_and_sites(sunday: World) -> None:
    (text,) = said_in(sunday, "hq", "周报】")
    assert "感谢 1 条，日记 1 篇" in text
    assert "慈宾 在隔 10 发热 1 新 1 完成 0 未完 1" in text
    for never in ("412", "李", "窗外", "刘护士"):
        assert never not in text


def test_no_audience_without_the_right_reads_what_was_written(sunday: World) -> None:
    with sunday.store.read() as session:
        said = week_said(session, session.get_one(Site, 1), SUNDAY, sunday.kinds.values(), sunday.clock.now())
    for audience in AUDIENCES:
        assert ("窗外" in said.told(audience)) == (audience in ("staff", "private"))
        assert ("李四" in said.told(audience)) == (audience == "private")


def test_the_week_is_asked_for_and_only_by_staff(sunday: World) -> None:
    assert "【慈利宾馆 周报】" in sunday.say("1-w5", "点长周正", "1-staff", "周报")[0][1]
    assert "周报】" not in sunday.say("1-r1", "305张三", "1-resident", "周报")[0][1]
    assert "【指挥部周报】" in sunday.say("hq-1", "县指田主任", "hq", "周报")[0][1]


def test_pictures_and_the_workbook_go_along(sunday: World) -> None:
    names = {(where, found["name"]) for where, found in sunday.network.files}
    assert {("1-staff", "慈宾周报0807.png"), ("hq", "指挥部周报0807.png"), ("hq", "指挥部日报0807.xlsx")} <= names


def test_hqs_workbook_holds_counts_and_sites_only(sunday: World) -> None:
    (book,) = [found for where, found in sunday.network.files if found["form"] == "workbook"]
    tables = {t["name"]: t for t in book["content"]["tables"]}
    row = dict(zip(tables["各点一览"]["heads"], tables["各点一览"]["rows"][0], strict=True))
    assert (row["隔离点"], row["在隔"], row["上午应报"], row["上午已报"], row["上午发热间数"]) == ("慈利宾馆", 10, 10, 1, 1)
    assert (row["要收到的通知"], row["收到人次"], row["未收到人次"]) == (2, 1, 14)
    assert tables["各点需求"]["rows"][1][:6] == ["慈利宾馆", "用药", 1, 0, 1, 0]
    told = [r for r in tables["通知收到情况"]["rows"] if r[3:5] == ["慈宾", "工作群"]]
    assert [r[5:] for r in told] == [[5, 1, 4]]
    text = json.dumps(book["content"], ensure_ascii=False)
    for never in ("412", "李四", "李*", "布洛芬", "窗外"):
        assert never not in text


def test_the_sites_workbook_names_who_has_not_confirmed_and_counts_floors(sunday: World, tmp_path: Path) -> None:
    with sunday.store.read() as session:
        site = session.get_one(Site, 1)
        tables = site_book(session, Span(site, SUNDAY, SUNDAY), list(sunday.kinds.values()))
        write_workbook(tmp_path / "book.xlsx", tables, ZONE, site.name)
        whole = hq_tables(session, hq_days(session, SUNDAY, START), SUNDAY, sunday.kinds.values(), START)
    book = load_workbook(tmp_path / "book.xlsx")
    (row,) = [r for r in book["通知收到情况"].iter_rows(min_row=2, values_only=True) if r[4] == "工作群"]
    assert row[5:8] == (5, 1, 4)
    assert "王静" in str(row[8])
    assert "向阳" not in str(row[8])
    floors = list(book["体温按楼层"].iter_rows(min_row=2, values_only=True))
    assert ("2022-08-07", "上午", "4楼", 2, 1, 1) in floors
    assert ("2022-08-07", "上午", "全点", 10, 1, 9) in floors
    told = {row[0]: (row[2], row[4]) for row in whole[3].rows}
    assert told == {"通知1": ("各点工作群 明天上午9点开会，收到请回复", "工作群"), "通知2": ("（本点自己的通知）", "居民群")}
    assert [t.name for t in whole] == ["各点一览", "各点需求", "近7天", "通知收到情况"]
