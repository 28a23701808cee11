"""The dashboard's pages for those who run it: times, words, codes, plans, the roster, how long words are kept, files."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import select

from models import Audit, Stay, Word, all_plans
from tests.web.ward import Ward, workbook


def test_times_are_set_through_the_same_handler_as_in_chat(ward: Ward) -> None:
    zhou, hq = ward.signed_in("1-w5"), ward.signed_in("hq-1")
    zhou.get("/dashboard/site/1/times")
    assert "已生效" in zhou.post("/dashboard/site/1/times", {"key": "digest", "value": "20:15"})
    assert "现在是 20:15" in zhou.post("/dashboard/site/1/times", {"key": "digest", "value": "喝茶"})
    hq.get("/dashboard/site/2/times")
    hq.post("/dashboard/site/2/times", {"key": "digest", "value": "18:45"})
    assert [ward.site(n).settings.get("digest") for n in (1, 2, 9)] == ["20:15", "18:45", None]


def test_a_word_is_known_from_the_next_message_on(ward: Ward) -> None:
    zhou = ward.signed_in("1-w5")
    zhou.get("/dashboard/site/1/lexicon")
    zhou.post("/dashboard/site/1/lexicon/add", {"list": "goods", "word": "糍粑神器", "county": "1"})
    with ward.world.store.read() as session:
        assert session.get(Word, (1, "goods", "糍粑神器")) is not None, "a leader adds for the own site only"
    assert "2 到 30" in zhou.post("/dashboard/site/1/lexicon/add", {"list": "dangers", "word": "疼"})
    zhou.post("/dashboard/site/1/lexicon/remove", {"list": "goods", "word": "糍粑神器"})
    with ward.world.store.read() as session:
        assert session.get(Word, (1, "goods", "糍粑神器")) is None


def test_a_code_and_a_way_in_are_shown_once(ward: Ward) -> None:
    zhou = ward.signed_in("1-w5")
    zhou.get("/dashboard/site/1/people")
    page = zhou.post("/dashboard/site/1/people/code", {"for": "group", "grants": "staff", "back": "/dashboard/site/1/people"})
    code = re.search(r"#绑定 (\w{8})", page)
    assert code is not None
    assert code[1] not in zhou.get("/dashboard/site/1/people")
    assert "指挥部或管理员" in zhou.post("/dashboard/site/1/people/code", {"for": "person", "grants": "hq"})
    form = {"person": ward.person("1-w2").id, "login": "xiang"}
    assert "一次性码" in zhou.post("/dashboard/site/1/people/account", form)
    for other in ("1-w5", "1-r1", "2-w2"):
        assert "请选择一位工作人员" in zhou.post("/dashboard/site/1/people/account", {**form, "person": ward.person(other).id})
    xiang = ward.signed_in("1-w2")
    zhou.post("/dashboard/site/1/people/end", form)
    xiang.get("/dashboard/site/1")
    assert xiang.status == 303


def test_a_plan_of_the_county_reckons_open_stays_anew(ward: Ward) -> None:
    hq = ward.signed_in("hq-1")
    hq.get("/dashboard/plans")
    assert "没有改动" in hq.post("/dashboard/plans", {"名称": "本县10天", "天数": "99", "采样日": "1"})
    assert "已生效" in hq.post("/dashboard/plans", {"名称": "本县10天", "天数": "10", "采样日": "1、5、10", "默认": "是"})
    assert "本县10天" in hq.get("/dashboard/plans")
    with ward.world.store.read() as session:
        usual = next(plan for plan in all_plans(session) if plan.name == "7+3")
    as_it_was = {"名称": "7+3", "天数": str(usual.days), "采样日": "、".join(map(str, usual.sampling_days))}
    before = release_of(ward, "305")
    hq.post("/dashboard/plans", {**as_it_was, "天数": str(usual.days + 2)})
    assert release_of(ward, "305") == before + timedelta(days=2)
    hq.post("/dashboard/plans", as_it_was)
    assert release_of(ward, "305") == before


def release_of(ward: Ward, room: str) -> date:
    with ward.world.store.read() as session:
        found = session.scalars(select(Stay.release_on).where(Stay.site_id == 1, Stay.room == room)).one()
    assert found is not None
    return found


def test_a_roster_is_looked_at_before_it_changes_anything(ward: Ward) -> None:
    hq = ward.signed_in("hq-1")
    hq.get("/dashboard/roster")
    rows = [("慈宾", "901", "新来一", "密接"), ("慈宾", "305", "张三", "入境"), ("无此点", "1", "谁", "密接")]
    rows.append(("慈宾", "902", "新来二", "乱写"))
    page = hq.upload("/dashboard/roster/look", "roster", workbook("隔离人员", ("隔离点", "房间", "姓名", "类别"), rows))
    assert "第2行：新增房间；新增在住" in page
    assert "类别 密接 → 入境" in page
    assert "✗ 没有隔离点 无此点" in page
    assert "✗ 类别 乱写" in page
    with ward.world.store.read() as session:
        assert session.scalar(select(Stay.id).where(Stay.name == "新来一")) is None
        assert session.scalar(select(Stay.category).where(Stay.site_id == 1, Stay.room == "305")) == "密接"
    assert "已导入 2 行，2 行有错" in hq.post("/dashboard/roster/keep")
    with ward.world.store.read() as session:
        assert session.scalar(select(Stay.room).where(Stay.name == "新来一")) == "901"
        assert session.scalar(select(Stay.category).where(Stay.site_id == 1, Stay.room == "305")) == "入境"
    assert "请先上传" in hq.post("/dashboard/roster/keep"), "the second press does nothing"
    assert "不是能读的" in hq.upload("/dashboard/roster/look", "roster", b"nothing")


def test_how_long_words_are_kept_is_the_operators_matter(ward: Ward) -> None:
    operator = ward.signed_in("operator")
    operator.get("/dashboard/retention")
    operator.post("/dashboard/retention/1", {"days": "3"})
    assert ward.site(1).settings["retention_days"] == "3"
    assert "天数" in operator.post("/dashboard/retention/1", {"days": "0"})
    operator.post("/dashboard/retention/1", {"days": ""})
    assert "retention_days" not in ward.site(1).settings


def test_a_workbook_opens_and_leaves_a_line(ward: Ward) -> None:
    zhou = ward.signed_in("1-w5")
    book = load_workbook(BytesIO(zhou.download("/dashboard/site/1/workbook.xlsx?kind=supplies")))
    assert "卫生纸" in str([cell.value for row in book.active.rows for cell in row])
    book.close()
    with ward.world.store.read() as session:
        assert session.scalar(select(Audit.id).where(Audit.what == "web workbook supplies")) is not None
    for query in ("kind=nothing", "from=2022-08-09&to=2022-08-01", "from=1999-01-01", "from=x"):
        zhou.get(f"/dashboard/site/1/workbook.xlsx?{query}")
        assert zhou.status == 403


def test_a_picture_is_the_one_the_group_gets(ward: Ward) -> None:
    assert ward.signed_in("1-w5").download("/dashboard/site/1/picture.png").startswith(b"\x89PNG")
    zhou = ward.signed_in("1-w5")
    zhou.get("/dashboard/picture.png")
    assert zhou.status == 403, "the county's is for the command office"
