"""Whole messages: titles, several needs and persons in one, staff reports, answers to the bot's questions."""

from dataclasses import replace
from typing import Any

import pytest

from reading.fields import Area, Choice, Name, Room, Text
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.reader import Reader
from tests.reading.groups import LEADER, STAFF, STRANGER, only, read, reader, said, things, understand


@pytest.mark.parametrize(
    "title", ["#用药 ", "＃用药　", "【用药需求】", "用药：", "用药\n", "求药 ", "藥品：", "#買藥 ", "[求药]", "用药需求："]
)
def test_titles_in_all_their_dress(title: str) -> None:
    found = only(f"{title}305 布洛芬 1盒", "medication", STRANGER)
    assert (found["room"], found["items"][0]["name"]) == ("305", "布洛芬")


def test_several_needs_in_one_message() -> None:
    found = read("210 36.6 无 顺便讲一下马桶堵了 再带一盒布洛芬 两卷卫生纸")
    assert [r["kind"] for r in found] == ["checkin", "repair", "medication", "supplies"]


def test_several_persons_in_one_message() -> None:
    found = read("我36.5 老婆36.3 儿子36.7 都没有不舒服")
    assert [(r["temperature"], r.get("name")) for r in found] == [(36.5, "张三"), (36.3, None), (36.7, None)]


def test_several_titles_in_one_message() -> None:
    found = read("#打卡 208 向明德 36.5 无\n#用药 尼莫地平片 30mg 1盒\n#物资 纸杯 一包")
    assert [r["kind"] for r in found] == ["checkin", "medication", "supplies"]


def test_a_form_with_labels() -> None:
    text = "用药需求\n房间: 2-301\n姓名: 滕海燕\n药名: 门冬胰岛素30注射液\n规格: 3ml:300单位\n数量: 2支\n情况: 糖尿病，只剩1天的量"
    assert only(text, "medication", STRANGER)["room"] == "2-301"
    assert things(text, sender=STRANGER) == [("门冬胰岛素30注射液", "3ml:300单位", 2, "支")]


def test_staff_report_for_several_rooms() -> None:
    found = read("3楼：301 36.5，302 36.4，303 36.8 干咳", STAFF)
    assert [(r["room"], r["temperature"]) for r in found] == [("301", 36.5), ("302", 36.4), ("303", 36.8)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("301、302已采，306拒采", [(["301", "302"], "sampled"), (["306"], "refused")]),
        ("核酸结果：401 402 阴性，405 待出", [(["401", "402"], "negative"), (["405"], "pending")]),
        ("301-303都采完了", [(["301", "302", "303"], "sampled")]),
    ],
)
def test_sampling(text: str, expected: list[tuple[list[str], str]]) -> None:
    assert [(r["rooms"], r["result"]) for r in read(text, STAFF)] == expected


def test_sampling_of_a_floor_with_exceptions() -> None:
    found = only("3楼除305都采了", "sampling", STAFF)
    assert (found["floors"], found["except"], found["result"]) == ([3], ["305"], "sampled")


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("已送达 y12", None, [("Y12", "delivered")]),
        ("接单 Y5 Y6", None, [("Y5", "accepted"), ("Y6", "accepted")]),
        ("Y18已开方，Y19已送达", None, [("Y18", "prescribed"), ("Y19", "delivered")]),
        ("用药12已买", None, [("Y12", "purchased")]),
        ("已送达", "Y15 305 用药需求已登记", [("Y15", "delivered")]),
        ("W18已送，W20没货", None, [("W18", "delivered")]),
    ],
)
def test_tickets_move_on(text: str, quote: str | None, expected: list[tuple[str, str]]) -> None:
    assert [(r["ticket"], r["status"]) for r in read(text, STAFF, quote)] == expected


def test_a_quote_inside_the_text_is_a_quote() -> None:
    assert read("「韩医生：#接龙 核酸采样…」\n- - - - - - - - - -\n402采完了", STAFF)[0]["rooms"] == ["402"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("更正：305 体温 36.8", 36.8),
        ("刚才打错了 是36.5不是38.5", 36.5),
        ("手滑 是36.4哈 不是34.6", 36.4),
        ("更正：硝苯地平要3盒 不是2盒", 3),
    ],
)
def test_corrections(text: str, value: float) -> None:
    assert only(text, "correction")["value"] == value


def test_an_unknown_hash_title_suggests_the_nearest_kinds() -> None:
    assert "medication" in understand("#吃药 明天").near_kinds


def test_a_notice_names_whom_it_is_for() -> None:
    found = only("#通知 防控消毒组下午3点培训，收到请回复", "notice", LEADER)
    assert (found["targets"], found["needs_ack"]) == (["防控消毒组"], True)


def test_what_is_too_long_is_not_read() -> None:
    assert understand("长" * 6000).too_long


@pytest.mark.parametrize(
    ("kind", "field", "answers", "others"),
    [
        ("checkin", "room", {"412": "412", "412房": "412", "在412": "412", "住A302的": "A302"}, ["什么意思", "怎么填？"]),
        ("checkin", "temperature", {"36.6": 36.6, "三十六度六": 36.6}, ["正常", "等下量"]),
        ("intake", "name", {"李思雨": "李思雨", "叫李思雨": "李思雨"}, ["为什么要报？"]),
        ("situation", "category", {"情绪": "emotional", "饮食方面的": "dietary"}, []),
    ],
)
def test_answers_to_the_bots_questions(kind: str, field: str, answers: dict[str, Any], others: list[str]) -> None:
    asked = reader().kinds[kind].need(field)
    assert asked is not None
    for text, value in answers.items():
        assert reader().answer(asked, said(text, STRANGER)) == value
    for text in others:
        assert reader().answer(asked, said(text, STRANGER)) is None


def test_items_as_an_answer() -> None:
    asked = reader().kinds["medication"].need("items")
    assert asked is not None
    (item,) = reader().answer(asked, said("硝苯地平 2盒")) or []
    assert (item["name"], item["quantity"], item["unit"]) == ("硝苯地平", 2, "盒")
    (count,) = reader().answer(asked, said("两盒")) or []
    assert (count["name"], count["quantity"]) == (None, 2)


LOST = Kind(
    name="lost",
    label="失物",
    titles=("失物招领", "找东西"),
    fields=(Room(needed=True), Name(), Choice("sort", "种类", options={"keys": ("钥匙",), "papers": ("证件",)}), Area(), Text(needed=True)),
    example="#找东西 305 钥匙掉了",
    help="找东西",
    plain="words",
    cues=("捡到/拾到", "谁的 钥匙/证件/手表"),
)


def test_a_kind_that_is_only_declared_is_read() -> None:
    own = Reader([*reader().kinds.values(), LOST], Lexicon.load())
    titled = own.read(said("#找东西 305 张三 钥匙掉在电梯里了")).readings[0]
    assert (titled.kind, titled.fields["room"], titled.fields["name"], titled.fields["sort"]) == ("lost", "305", "张三", "keys")
    plain = own.read(said("我在走廊捡到一串钥匙")).readings[0]
    assert (plain.kind, plain.fields["description"]) == ("lost", "我在走廊捡到一串钥匙")


def test_a_site_adds_its_own_words() -> None:
    own = reader().adding(medicines=["紫云英露"])
    assert own.read(said("要两瓶紫云英露")).readings[0].kind == "medication"


def test_the_spans_point_into_the_original() -> None:
    text = "＃用药　３０８ 阿司匹林肠溶片 ２盒"
    (reading,) = understand(text).readings
    places = {s.field: text[s.start : s.end] for s in reading.spans}
    assert places["room"] == "３０８"
    assert places["items"].startswith("阿司匹林肠溶片")
    assert replace(reading, spans=()).fields["items"][0]["name"] == "阿司匹林肠溶片"
