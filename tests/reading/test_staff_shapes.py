"""What staff write in short shapes: rows, runs, what is said once for many; and what only looks so."""

from typing import Any

import pytest

from tests.reading.groups import LEADER, STAFF, only, read, things


def rows(text: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(r.get(f) for f in fields) for r in read(text, STAFF)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("210 211 213 已量 36.4 36.7 36.2", [("210", 36.4), ("211", 36.7), ("213", 36.2)]),
        ("210 36.4/211 36.9", [("210", 36.4), ("211", 36.9)]),
        ("210昨晚38.2现在退到37", [("210", 37.0)]),
        ("二楼都在36.1-36.8之间", []),
    ],
)
def test_rooms_and_degrees(text: str, expected: list[tuple[str, float]]) -> None:
    assert rows(text, "room", "temperature") == expected


@pytest.mark.parametrize(
    ("text", "tickets"),
    [
        ("W21 22 23 都送了", ["W21", "W22", "W23"]),
        ("W21-W24已送达", ["W21", "W22", "W23", "W24"]),
        ("W21 305 已送达", ["W21"]),
        ("W21送了但没人应门", []),
        ("W21今天务必送到", []),
        ("W21饼干两箱已送305", ["W21"]),
    ],
)
def test_runs_of_tickets(text: str, tickets: list[str]) -> None:
    assert [r.get("ticket") for r in read(text, STAFF)] == tickets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B座201 202 203采样结束", [(["B201", "B202", "B203"], "sampled")]),
        ("1号楼101、102，2号楼201已采", [(["1-101", "1-102", "2-201"], "sampled")]),
        ("2楼采样全部完成：201、202；205明天补", [(["201", "202"], "sampled"), (["205"], "pending")]),
        ("201-204已采 除203", [(["201", "202", "204"], "sampled")]),
        ("203已补采", [(["203"], "sampled")]),
        ("203拒", []),
        ("203阳台漏风", [(None, None)]),
        ("2楼3户阴性 4户待出", []),
        ("203敲门不开 说不想采 203记拒采", [(["203"], "refused")]),
    ],
)
def test_rooms_and_results(text: str, expected: list[tuple[list[str] | None, str | None]]) -> None:
    assert rows(text, "rooms", "result") == expected


def test_the_rest_of_a_floor() -> None:
    floor, room = read("9楼采样，拒采1户（907），其余完成", STAFF)
    assert (floor["floors"], floor["except"], floor["result"]) == ([9], ["907"], "sampled")
    assert (room["rooms"], room["result"]) == (["907"], "refused")


def test_what_is_said_of_all_in_a_list() -> None:
    found = rows("入住 902 丁力 男 36，903 盛夏 女 29，都是密接", "room", "name", "age", "category")
    assert found == [("902", "丁力", 36, "密接"), ("903", "盛夏", 29, "密接")]
    found = rows("【转运】612 瞿正文、701 滕燕 转三号点", "room", "name", "reason")
    assert found == [("612", "瞿正文", "site_change"), ("701", "滕燕", "site_change")]
    found = rows("#入住 318 侯兰 女 63 密接；318 赵然 男 5 密接 幼", "room", "name", "flags")
    assert found == [("318", "侯兰", None), ("318", "赵然", ["幼"])]


def test_a_value_ends_where_it_ends() -> None:
    found = only("入住登记 302室 苟活 男 电话：18600000302 次密接", "intake", STAFF)
    assert (found["phone"], found["category"]) == ("18600000302", "次密接")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("607延期3天 同住人阳性", ["extend"]),
        ("607换房到702", ["move"]),
        ("【解除通知】\n801 蒲苇\n802 茅清", ["release", "release"]),
        ("转院通知：506 凌霄 胆囊炎 转县中医院", ["transfer"]),
        ("慈宾点日报", ["query"]),
        ("3楼谁没报", ["query"]),
        ("值班表：白班 张勇；夜班 李梅", []),
        ("交班 两点有辆外卖车硬闯 已劝离", ["duty"]),
        ("院子和车都喷过了", ["task"]),
        ("水管爆了 喷了一地", []),
        ("502餐后血糖14.2", ["situation"]),
        ("502餐后血糖6.2", []),
        ("305 306 307早餐没送到 谁漏了", []),
        ("714后半夜一直喊冷 盖两床被子还抖", ["situation"]),
        ("608吃完退烧药降到36.9了", ["checkin"]),
    ],
)
def test_which_kind_it_is(text: str, kinds: list[str]) -> None:
    assert [r["kind"] for r in read(text, STAFF)] == kinds


def test_a_leader_who_urges_calls_nobody() -> None:
    assert read("紧急！各点立即上报发热人数", LEADER) == []
    assert only("通知各组：下午3点领物资", "notice", LEADER)["targets"] == ["各组"]


def test_sites_that_are_counted_are_whom_a_notice_is_for() -> None:
    assert only("通知：金桥宾馆、慈宾两个点今晚报空房数", "notice", LEADER)["targets"] == ["金桥宾馆", "慈宾"]
    assert "targets" not in only("通知：口罩和面罩都要三个点清点", "notice", LEADER)


@pytest.mark.parametrize(("text", "counts"), [("早餐108 实送106 退2", 106), ("早餐96份已送 少2份", 96), ("早餐已送 少2份", None)])
def test_what_was_done_and_what_was_lacking(text: str, counts: int | None) -> None:
    assert only(text, "task", STAFF).get("quantity") == counts


def test_a_thing_named_once() -> None:
    found = [(r["room"], r["items"][0]["quantity"]) for r in read("305 306 307各一床被子", STAFF)]
    assert found == [("305", 1), ("306", 1), ("307", 1)]
    again = [(r["room"], r["items"][0]["name"], r["items"][0]["quantity"]) for r in read("305要2个衣架，306要1个", STAFF)]
    assert again == [("305", "衣架", 2), ("306", "衣架", 1)]
    assert things("帮1017登记一下 廖鹏 痛风 依托考昔60mg 1盒", "medication", STAFF) == [("依托考昔", "60mg", 1, "盒")]
    assert only("帮1017登记一下 廖鹏 痛风 依托考昔60mg 1盒", "medication", STAFF)["name"] == "廖鹏"
