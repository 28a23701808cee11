"""Who may read what: the table of product rule 3, for every part of a sentence. For whole conversations: tests/test_golden.py."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.audience import AUDIENCES
from chat.wording import Category, Health, Raw, Rooms, Sentence, Things, Who, clean, gathered, masked

ITEMS: list[dict[str, Any]] = [
    {"name": "硝苯地平", "strength": "5mg", "quantity": 2, "unit": "盒"},
    {"name": "卡托普利", "strength": None, "quantity": None, "unit": None},
]
WHOLE = Sentence(
    "{who}|{things}|{category}|{health}|{raw}|{rooms}",
    who=Who("305", "张三丰"),
    things=Things(ITEMS, "药品"),
    category=Category("情绪"),
    health=Health("高血压 38.5℃"),
    raw=Raw("我的电话 13900000001 硝苯地平"),
    rooms=Rooms(["301", "302"]),
)
EXPECTED = {
    "resident": "305 张*|药品 2 种，共 2 盒，其中 1 种数量未说||||301 302",
    "branch": "305 张*|药品 2 种，共 2 盒，其中 1 种数量未说||||301 302",
    "staff": "305 张*|硝苯地平 5mg 2盒；卡托普利 数量未说|情绪||我的电话 *** 硝苯地平|301 302",
    "hq": "|药品 2 种，共 2 盒，其中 1 种数量未说||||2 间",
    "private": "305 张三丰|硝苯地平 5mg 2盒；卡托普利 数量未说|情绪|高血压 38.5℃|我的电话 13900000001 硝苯地平|301 302",
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_reads_what_it_may(audience: str) -> None:
    assert WHOLE.told(audience) == EXPECTED[audience]


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("欧阳建国", "欧阳*"), ("欧阳", "欧*"), ("陳麗華", "陳*"), ("Lily", "L*")])
def test_a_name_is_its_surname_and_a_star(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_words_that_could_be_anybodys_are_no_part_of_a_sentence() -> None:
    with pytest.raises(AttributeError):
        Sentence("{name}", name="张三丰").told("resident")  # type: ignore[arg-type]


@given(st.text(max_size=300))
def test_what_people_wrote_is_one_clean_short_line(text: str) -> None:
    line = clean(text, 50)
    assert len(line) <= 50
    assert "\n" not in line
    assert "\u202e" not in line


def test_a_gathering_names_each_room_once() -> None:
    assert gathered("checkin", ["301 302", "301"]) == "已登记 2 间：301 302"
