"""How values are written down: one table for each type, in the words people use."""

from typing import Any

import pytest

from tests.reading.groups import RESIDENT, STAFF, STRANGER, only, read, things, understand


def test_a_number_without_its_point_between_a_name_and_nothing_wrong() -> None:
    assert only("303 贺桂香 365 无", "checkin")["temperature"] == 36.5
    assert read("303 365 无", STAFF) == []


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("305 36.5", "305"),
        ("我是a305 36.5", "A305"),
        ("A栋305 36.5", "A305"),
        ("3栋502 36.5", "3-502"),
        ("3-502 36.5", "3-502"),
        ("３０５房间 36.5", "305"),
        ("我住八一二房 36.5", "812"),
        ("8楼的812 36.5", "812"),
        ("8楼806房 36.5", "806"),
        ("体温 1108室 36.5", "1108"),
    ],
)
def test_a_room_is_written_as_on_the_door(text: str, room: str) -> None:
    assert only(text, "checkin", STRANGER)["room"] == room


@pytest.mark.parametrize(
    "text", ["3楼的 36.5", "我在806旁边 36.5", "电话13900000305 36.5", "血压145/95 36.5", "第12天 36.5", "2022年8月7日 36.5"]
)
def test_what_is_no_room(text: str) -> None:
    assert "room" not in only(text, "checkin", STRANGER)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("36.5", 36.5),
        ("36度5", 36.5),
        ("36度半", 36.5),
        ("三十六度五", 36.5),
        ("三十七度整", 37.0),
        ("36，5", 36.5),
        ("36。8", 36.8),
        ("36点7", 36.7),
        ("３６.５", 36.5),
        ("体温365", 36.5),
        ("体温37", 37.0),
        ("36.5℃", 36.5),
        ("体温36℃4 无不适", 36.4),
        ("体温 35 9", 35.9),
        ("三十六点六", 36.6),
        ("昨晚36.9", 36.9),
        ("昨天38.1 今天36.9", 36.9),
    ],
)
def test_a_temperature(text: str, degrees: float) -> None:
    assert only(text, "checkin")["temperature"] == degrees


@pytest.mark.parametrize("text", ["体温46.5", "体温3.66", "体温63.5", "体温正常", "打卡 正常 无不适", "量过了 正常的"])
def test_what_is_no_temperature_is_asked(text: str) -> None:
    (reading,) = understand(text).readings
    assert reading.kind == "checkin"
    assert reading.missing == ("temperature",)


@pytest.mark.parametrize(
    "text", ["空调开26度刚刚好", "外面37.5度", "水果钱36.5转你", "我去年烧到38.5", "37.3算发烧还是37.5算发烧啊？", "八段锦打卡第5天"]
)
def test_numbers_of_other_things_are_no_report(text: str) -> None:
    assert read(text) == []


def test_a_missing_point_is_warned_of() -> None:
    (reading,) = understand("体温365").readings
    assert reading.warnings == ("365 读作 36.5",)


@pytest.mark.parametrize(
    ("text", "symptoms"),
    [
        ("36.5 无", []),
        ("36.5 没有不舒服", []),
        ("36.5 冇得么子不舒服", []),
        ("37.8 嗓子痛 头也痛", ["咽痛", "头痛"]),
        ("37.8，拉了三次肚子", ["腹泻"]),
        ("38度2 喉咙痛得很 全身酸痛 没力气", ["咽痛", "肌肉酸痛", "乏力"]),
        ("37.5 没咳嗽也没流鼻涕", []),
        ("36.6 咳(无)乏力(无)", []),
    ],
)
def test_symptoms_in_standard_words(text: str, symptoms: list[str]) -> None:
    assert only(text, "checkin").get("symptoms", []) == symptoms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("求药 硝苯地平缓释片 两盒", [("硝苯地平缓释片", None, 2, "盒")]),
        ("拜新同30mg*7片 买4盒", [("拜新同", "30mg*7片", 4, "盒")]),
        ("优甲乐25ug的一盒", [("优甲乐", "25ug", 1, "盒")]),
        ("要连花清瘟", [("连花清瘟", None, None, None)]),
        ("帮我带一两盒丹参片", [("丹参片", None, None, "盒")]),
        ("小柴胡2 板蓝根2", [("小柴胡", None, 2, None), ("板蓝根", None, 2, None)]),
        ("要叶酸和钙片各一瓶", [("叶酸", None, 1, "瓶"), ("钙片", None, 1, "瓶")]),
        ("求药 华法林 2.5mg 每天吃1.25片 剩4片了 开一瓶", [("华法林", "2.5mg", 1, "瓶")]),
        ("麻烦再加一瓶维生素B12", [("维生素B12", None, 1, "瓶")]),
        ("我不要三九胃泰 要奥美拉唑肠溶胶囊 1盒", [("奥美拉唑肠溶胶囊", None, 1, "盒")]),
        ("药品：左甲狀腺素鈉片 兩盒", [("左甲狀腺素鈉片", None, 2, "盒")]),
        ("买药 氨氯地平5mg×1盒", [("氨氯地平", "5mg", 1, "盒")]),
    ],
)
def test_medicines(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert things(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("牙刷一支 毛巾一条 拖鞋42码的一双", [("牙刷", None, 1, "支"), ("毛巾", None, 1, "条"), ("拖鞋", "42码", 1, "双")]),
        ("半箱纯牛奶 84消毒液1瓶", [("纯牛奶", None, 0.5, "箱"), ("84消毒液", None, 1, "瓶")]),
        ("想买男式袜子一打", [("男式袜子", None, 1, "打")]),
        ("要几个衣架", [("衣架", None, None, "个")]),
        ("麻烦送两卷卫生纸", [("卫生纸", None, 2, "卷")]),
        ("给我买个打火机", [("打火机", None, 1, "个")]),
        ("物资 飞鹤奶粉3段 2罐", [("飞鹤奶粉", "3段", 2, "罐")]),
        ("物資需求：毛巾兩條", [("毛巾", None, 2, "條")]),
    ],
)
def test_goods(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert things(text, "supplies") == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("药吃完了", 0),
        ("断药两天了", 0),
        ("用晒", 0),
        ("只够3天了", 3),
        ("还能吃两天", 2),
        ("剩一个星期", 7),
        ("快没了", None),
        ("不能断药", None),
        ("明天就断了", 1),
    ],
)
def test_days_left(text: str, days: int | None) -> None:
    assert only(f"求药 二甲双胍 2盒 {text}", "medication").get("days_left") == days


@pytest.mark.parametrize(("line", "days"), [("剩余天数：6", 6), ("可用天数：两", 2), ("还能吃几天：4天", 4), ("剩余：10片", None)])
def test_days_left_behind_their_label(line: str, days: int | None) -> None:
    assert only(f"用药需求\n药名：二甲双胍\n数量：2盒\n{line}", "medication").get("days_left") == days


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("降压药吃完了 缬沙坦两盒", "高血压"),
        ("求药 癫痫 德巴金 2盒", "癫痫"),
        ("我的降糖药没了 格列齐特 1盒", "糖尿病"),
        ("氨氯地平两盒", None),
    ],
)
def test_the_illness_is_what_was_said(text: str, condition: str | None) -> None:
    assert only(text, "medication").get("condition") == condition


def test_a_misspelt_medicine_stays_as_written_and_a_name_is_suggested() -> None:
    (reading,) = understand("要2盒消奔地平").readings
    assert reading.fields["items"][0]["name"] == "消奔地平"
    assert any("地平" in w and "→" in w for w in reading.warnings)


def test_full_width_and_invisible_characters_do_not_matter() -> None:
    assert read("＃用药　３０８\u200b　阿司匹林肠溶片　２盒") == read("#用药 308 阿司匹林肠溶片 2盒")


def test_the_binding_is_lent_to_the_writer_only() -> None:
    assert only("要一盒布洛芬", "medication")["name"] == RESIDENT.name
    assert "name" not in only("我爸要一盒布洛芬", "medication")
    assert "room" not in only("要一盒布洛芬", "medication", STRANGER)


@pytest.mark.parametrize("name", ["吴天送", "赵要武", "段如意", "白立春", "解放", "高兴", "温暖", "牛得草", "艾千里", "时来运"])
def test_names_made_of_words_are_names_between_a_room_and_a_number(name: str) -> None:
    for text in (f"405 {name} 36.4", f"#接龙\n三楼体温\n1. 405 {name} 36.5 无\n2. 406 张国平 36.6"):
        assert read(text, STAFF)[0].get("name") == name
