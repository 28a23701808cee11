"""Notices as the clock sees them: one nudge in the group, then the leader and the writer, once each."""

from pathlib import Path

import pytest

from models import Person
from tests.world import World

LEADER, HQ = "1-w5", "hq-1"


def _sent(folder: Path) -> World:
    world = World.new(folder)
    world.say(HQ, "县指田主任", "hq", "#通知 慈宾 今晚8点前报人数，收到请回复")
    world.say("1-w1", "王护士", "1-staff", "收到")
    return world


def test_the_missing_are_nudged_once_and_then_the_leader_and_the_writer_are_told(tmp_path: Path) -> None:
    said = _sent(tmp_path).move_to("23:00")
    nudges = [text for where, text in said if where == "1-staff" and "没有回复" in text]
    assert len(nudges) == 1
    assert "通知1 还有 4 人没有回复：向* 彭* 田* 周*。看到请回复「收到 通知1」" in nudges[0]
    told = [(where, text) for where, text in said if "仍未全部收到" in text and where in (LEADER, HQ)]
    assert sorted(where for where, _ in told) == [LEADER, HQ]
    assert "应收 5，已收 1，未收 4" in told[0][1]


def test_nobody_is_nudged_when_all_have_answered(tmp_path: Path) -> None:
    world = _sent(tmp_path)
    for n in (2, 3, 4, 5):
        world.say(f"1-w{n}", "", "1-staff", "收到")
    assert not [text for _, text in world.move_to("23:00") if "没有回复" in text or "仍未全部收到" in text]


def test_a_withdrawn_notice_is_not_asked_about(tmp_path: Path) -> None:
    world = _sent(tmp_path)
    world.say(HQ, "县指田主任", "hq", "撤回 通知1")
    assert not [text for _, text in world.move_to("23:00") if "没有回复" in text or "仍未全部收到" in text]


def test_residents_who_have_not_answered_are_named_by_room_and_never_by_name(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say(LEADER, "点长周正", "1-staff", "#通知 全体居民 明早7点核酸，收到请回复")
    world.say("1-r1", "305张三", "1-resident", "收到")
    nudges = [text for where, text in world.move_to("10:00") if where == "1-resident" and "没有回复" in text]
    assert nudges
    assert "3楼 302 303 308；4楼 410 412" in nudges[0]
    assert "305" not in nudges[0]
    assert "贺" not in nudges[0]


def test_a_private_report_that_fails_reaches_the_staff_group_masked(tmp_path: Path) -> None:
    world = _sent(tmp_path)
    world.network.refuse.add(LEADER)
    said = [text for where, text in world.move_to("12:00") if where == "1-staff" and "仍未全部收到" in text]
    assert said
    assert all("彭辉" not in text for text in said)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("各点今晚8点前报人数", ["1-staff", "2-staff", "3-staff"]),
        ("请各点长今晚8点前报人数", ["1-staff", "2-staff", "3-staff"]),
        ("富兰特 今晚8点前报人数", ["2-staff"]),
        ("富兰特、汉庭酒店居民 明早核酸", ["2-resident", "3-resident"]),
        ("全体居民 明早核酸", ["1-resident", "2-resident", "3-resident"]),
        ("请各点通知居民明早核酸", ["1-staff", "2-staff", "3-staff"]),
        ("各支部党员学习第三章", ["branch"]),
        ("防控消毒组下午领物资", ["1-staff", "2-staff", "3-staff"]),
        ("明早核酸，请到富兰特集合", []),
        ("八号点今晚报人数", []),
    ],
)
def test_the_first_words_of_a_notice_say_for_whom_it_is(text: str, groups: list[str], tmp_path: Path) -> None:
    said = World.new(tmp_path).say(HQ, "县指田主任", "hq", f"#通知 {text}")
    assert [where for where, words in said if "【通知1】" in words] == groups
    assert any(where == "hq" and ("已发到" in words) == bool(groups) for where, words in said)


def test_one_of_the_offices_five_groups_is_addressed_in_its_own_group(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    with world.store.begin() as session:
        for contact, name, group in (("hq-2", "何平", "物资保障"), ("hq-3", "谢芳", "综合协调")):
            session.add(Person(contact=contact, site_id=9, role="hq", binding="confirmed", name=name, nick=name, work_group=group))
    said = world.say("hq-1", "县指田主任", "hq", "#通知 物资保障组 明早8点盘库存，收到请回复")
    assert [t for w, t in said if w == "hq"] == ["@县指田主任 通知1 已发到 1 个群：本群，应收到 1 人，发「未收到 通知1」看还差谁。"]
    assert "指挥部群：应收 1，已收 0，未收 1" in world.say("hq-1", "县指田主任", "hq", "未收到 通知1")[0][1]
    assert world.say("hq-3", "谢芳", "hq", "收到") == []
    assert world.say("hq-2", "何平", "hq", "收到") == [("hq", "通知1 已全部收到（1/1）。")]
