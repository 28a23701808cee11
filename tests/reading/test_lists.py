"""接龙 in every form people use."""

import pytest

from reading.said import Sender
from tests.reading.groups import RESIDENT, STAFF, only, read, understand

TEMPERATURES = (
    "#接龙\n5月12日上午体温 3号楼\n例 房号 姓名 体温 症状\n\n"
    "1. 301 周明远 36.5 无\n2. 302 何小满36.7℃无不适\n3. 305 方敏 36。8\n\n以上请9点前"
)


def test_the_app_format() -> None:
    found = read(TEMPERATURES)
    assert [(r["room"], r["name"], r["temperature"]) for r in found] == [
        ("301", "周明远", 36.5),
        ("302", "何小满", 36.7),
        ("305", "方敏", 36.8),
    ]


def test_the_list_itself_is_kept() -> None:
    listed = understand(TEMPERATURES).jielong
    assert listed is not None
    assert (listed.title, [e.number for e in listed.entries]) == ("5月12日上午体温 3号楼", [1, 2, 3])
    assert listed.entries[0].text == "301 周明远 36.5 无"


@pytest.mark.parametrize(
    "text",
    [
        "体温接龙\n1.305 36.5\n2.306 36.4",
        "体温接龙\n①305 36.5\n②306 36.4",
        "体温接龙🌞\n1️⃣ 305 36.5\n2️⃣ 306 36.4",
        "体温接龙：1、305 36.5 2、306 36.4",
        "體溫接龍\n１．３０５　３６．５\n２．３０６　３６．４",
        "体温接龙\n（1）305 36.5\n（2）306 36.4",
        "体温接龙\n一、305 36.5\n二、306 36.4",
        "#Group Note\n早上体温\nExample 301 36.5\n\n1. 305 36.5\n2. 306 36.4",
        "体温接龙（续）\n35. 305 36.5\n36. 306 36.4",
        "#接龙\n早体温\n1. 305\n36.5\n2. 306\n36.4",
        "#接龙\n1. 305 36.5\n2. 306 36.4",
    ],
)
def test_all_sorts_of_numbers(text: str) -> None:
    assert [(r["room"], r["temperature"]) for r in read(text)] == [("305", 36.5), ("306", 36.4)]


def test_a_line_that_looks_like_a_number_belongs_to_its_entry() -> None:
    text = (
        "#接龙\n物资登记（今晚8点前）\n\n"
        "1. 208 吴: 纸巾2包、热水壶一个\n2. 211\n牛奶 两箱\n"
        "3 片退热贴\n3. 216 罗 奶粉（二段）1罐，尿不湿L码一包\n\n以上由后勤组统一采购"
    )
    assert [r["room"] for r in read(text)] == ["208", "211", "216"]


def test_an_entry_that_wants_nothing_is_no_request() -> None:
    assert [r["room"] for r in read("#接龙\n水果代购\n\n1. 401 西瓜1个\n2. 406 不需要")] == ["401"]


def test_thanks_are_thanks_and_other_lists_are_polls() -> None:
    assert [r["to"] for r in read("#接龙\n感谢大白\n\n1. 感谢刘护士，采样动作好轻\n2. 谢谢志愿者小龙半夜送药")] == ["刘护士", "志愿者小龙"]
    assert [r["to"] for r in read("#接龙\n感谢\n\n1. 感谢后勤的阿斌冒雨送饭\n2. 感谢护士的温柔细心")] == ["阿斌", "护士"]
    assert only("#接龙\n明天早餐吃米粉还是包子\n\n1. 401 米粉\n2. 403 包子", "poll")["entries"] == 2


def test_an_entry_without_degrees_is_asked() -> None:
    missing = [r.missing for r in understand("#接龙\n四楼晚体温\n\n1. 405 杨帆 36.6\n2. 409 匡国强 正常").readings]
    assert missing == [(), ("temperature",)]


@pytest.mark.parametrize(
    "title",
    ["解除隔离后回家方式统计", "转运车随车人员", "体重打卡", "八段锦打卡第3天", "物资领取时间", "代购费用分摊", "退药登记", "感谢信联名"],
)
@pytest.mark.parametrize("role", [RESIDENT, STAFF], ids=["resident", "staff"])
def test_a_title_that_only_speaks_of_a_kind_is_that_of_a_poll(title: str, role: Sender) -> None:
    found = only(f"#接龙\n{title}\n\n1. 305 张三 是\n2. 306 李四 都行", "poll", role)
    assert (found["title"], found["entries"]) == (title, 2)


def test_the_title_may_stand_above_the_mark() -> None:
    found = only("核酸志愿队排班意愿\n接龙\n1. 张珍 早\n2. 米强 晚\n3. 吴细妹 都行", "poll", STAFF)
    assert (found["title"], found["entries"]) == ("核酸志愿队排班意愿", 3)


def test_nothing_of_the_writer_is_lent_to_an_entry() -> None:
    assert all("name" not in r for r in read("体温接龙\n1. 305 36.5\n2. 306 36.4"))


def test_the_xml_of_the_app_names_the_authors() -> None:
    inside = "<![CDATA[" + "#接龙\n早体温\n\n1. 305 36.5\n2. 306 36.4" + "]]>"
    info = "<solitaire_info><i><u>wx_a</u></i><i><u>wx_b</u></i></solitaire_info>"
    xml = f"<msg><appmsg><title>{inside}</title><extinfo>{info}</extinfo></appmsg></msg>"
    listed = understand(xml).jielong
    assert listed is not None
    assert [e.author for e in listed.entries] == ["wx_a", "wx_b"]


def test_five_hundred_entries() -> None:
    lines = "\n".join(f"{i}. {100 + i} 36.{i % 10}" for i in range(1, 501))
    assert len(read("#接龙\n早体温\n\n" + lines)) == 500
