"""Stays over days: what is due when, plans that change, moods and medicines that are not forgotten, the sheets of the roster."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from commands._plans import take_in_plan
from commands._residents import take_in_resident
from commands._rows import BadRow
from handlers._needs import allergy_in, diets_in
from handlers._survey import is_survey, parts_in
from handlers.followup import next_visit
from models import Need, Plan, Sample, Stay, StayStep, all_plans, day_of, needs_of, usual_plan
from models.site import Site
from tests.world import ZONE, World

MEDIC = ("1-w1", "王护士", "1-staff")


def staff_posts(said: list[tuple[str, str]], about: str) -> list[str]:
    return [text for where, text in said if where == "1-staff" and about in text]


def later(world: World, moment: str) -> list[tuple[str, str]]:
    """What is said in the last minutes before it, after a jump of the clock: what would have come before counts as missed."""
    before = datetime.strptime(moment, "%m-%d %H:%M") - timedelta(minutes=5)
    world.at(f"{before:%m-%d %H:%M}")
    world.timetable.due(world.clock.now())
    world.speak()
    return world.move_to(moment)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.new(tmp_path)


def test_the_sampling_days_of_the_plan_are_listed_in_the_morning_and_no_others(world: World) -> None:
    assert staff_posts(later(world, "08-08 07:01"), "【采样】") == []  # day 4 of 7+3
    assert staff_posts(later(world, "08-09 07:01"), "【采样】") == [
        "@王护士 【采样】今日应采 10 人，还差 10 人：3楼 302 303 305 308；4楼 410 412；5楼 506；6楼 610；7楼 703；8楼 812。"
        "采完回复：3楼除305都采了"
    ]


def test_the_day_before_the_planned_release_the_rooms_are_named(world: World) -> None:
    world.say(*MEDIC, "#延期 305 2天 同房待复核")
    posts = staff_posts(later(world, "08-11 16:01"), "【明日解除】")
    assert len(posts) == 1
    assert "8月12日 期满 9 人：3楼 302 303 308；" in posts[0]
    assert "305" not in posts[0]
    said = world.say(*MEDIC, "解除隔离 302 期满")
    assert any("计划 8月12日 解除，还没有解除" in t for _, t in said)
    world.say(*MEDIC, "转居家")
    later(world, "08-12 09:00")
    assert any("303 已解除隔离 1 人（期满）。" in t for _, t in world.say(*MEDIC, "解除隔离 303"))


def test_a_medicine_is_named_two_days_before_it_runs_out_until_a_refill_is_asked_for(world: World) -> None:
    assert staff_posts(later(world, "08-10 10:01"), "【续药】") == []
    assert staff_posts(later(world, "08-11 10:01"), "【续药】") == [
        "@王护士 【续药】两天内要断的药：\n308 周* 硝苯地平缓释片 还够 2 天。续药请发：#用药 308 硝苯地平缓释片 加数量"
    ]
    world.say(*MEDIC, "#用药 308 硝苯地平缓释片 1盒")
    assert staff_posts(later(world, "08-12 10:01"), "【续药】") == []


def test_before_each_meal_the_portions_are_counted_with_their_diets_for_the_staff_only(world: World) -> None:
    world.say("1-r3", "302罗丽", "1-resident", "#特殊情形 302 饮食 不吃辣")
    said = [(w, t) for w, t in world.move_to("16:31") if "餐】" in t and w.startswith("1-")]
    assert said == [
        ("1-staff", "【午餐】共 10 份：普通 8，忌辣+素食 1（302），无糖 1（410）"),
        ("1-staff", "【晚餐】共 10 份：普通 8，忌辣+素食 1（302），无糖 1（410）"),
    ]


def test_a_mood_is_due_for_a_visit_the_next_day_and_no_more_when_it_is_better(world: World) -> None:
    world.say("1-r4", "303贺桂香", "1-resident", "心情不好，睡不着")
    assert staff_posts(later(world, "08-08 09:31"), "【回访】") == ["@人文小彭 【回访】今天要回访 1 人：3楼 303。回复：回访 303 情绪好转"]
    world.say("1-w3", "人文小彭", "1-staff", "回访 303 情绪好转")
    assert staff_posts(later(world, "08-09 09:31"), "【回访】") == []


def test_a_site_switches_a_post_off_or_gives_it_its_own_times(world: World) -> None:
    with world.store.begin() as session:
        session.get_one(Site, 1).settings = {"meal_count": "off", "follow_up": "11:15"}
    world.say("1-r4", "303贺桂香", "1-resident", "心情不好，睡不着")
    said = later(world, "08-08 11:16")
    assert staff_posts(said, "餐】") == []
    assert len(staff_posts(said, "【回访】")) == 1


def test_two_people_of_one_room_are_told_apart(world: World) -> None:
    assert any("同房已有 1 人" in t for _, t in world.say(*MEDIC, "#入住 305 张小明 男 9 密接 幼"))
    assert any("305 住着 2 人，请写明是谁" in t for _, t in world.say(*MEDIC, "换房 305 408"))
    assert any("305 住着 2 人，请写明是谁" in t for _, t in world.say(*MEDIC, "摸排 305 身体好 情绪稳定"))
    world.say(*MEDIC, "换房 305 张小明 408")
    with world.store.read() as session:
        rooms = {s.name: s.room for s in session.scalars(select(Stay).where(Stay.site_id == 1)) if s.name.startswith("张")}
        assert rooms == {"张三": "305", "张小明": "408"}


def test_an_intake_of_a_whole_list_opens_each_stay_once(world: World) -> None:
    chain = "#接龙\n入住登记\n1. 607 邹凯 男 34 密接\n2. 608 王五 女 40 次密接 孕"
    world.say(*MEDIC, chain)
    world.say(*MEDIC, chain + "\n3. 608 王小五 男 3 次密接 幼")
    with world.store.read() as session:
        new = session.scalars(select(Stay).where(Stay.site_id == 1, Stay.room.in_(("607", "608"))).order_by(Stay.id)).all()
        assert [(s.room, s.name, s.flags, s.plan) for s in new] == [
            ("607", "邹凯", [], "7+3"), ("608", "王五", ["孕"], "7+3"), ("608", "王小五", ["幼"], "7+3"),
        ]  # fmt: skip


def test_a_recalled_intake_never_was(world: World) -> None:
    world.hear(*MEDIC, "#入住 607 邹凯 男 34 密接 14天", id="x1")
    with world.store.read() as session:
        stay = session.scalars(select(Stay).where(Stay.site_id == 1, Stay.room == "607")).one()
        assert (stay.plan, stay.release_on) == ("14天", date(2022, 8, 21))
    world.hear("1-w1", "王护士", "1-staff", "", type="recall", recalls="x1")
    assert any("在隔 10 人：新入 0，离开 0" in t for _, t in world.say(*MEDIC, "日报"))


def test_a_recalled_release_opens_the_stay_and_the_binding_again(world: World) -> None:
    world.hear(*MEDIC, "解除隔离 305 原因：误登记", id="x1")
    world.hear("1-w1", "王护士", "1-staff", "", type="recall", recalls="x1")
    with world.store.read() as session:
        stay = session.scalars(select(Stay).where(Stay.site_id == 1, Stay.room == "305")).one()
        steps = session.scalars(select(StayStep.what).where(StayStep.stay_id == stay.id).order_by(StayStep.id)).all()
        assert (stay.ended_at, steps) == (None, ["release", "withdrawn"])
    assert any("已登记 1 间：305" in t for _, t in world.say("1-r1", "305张三", "1-resident", "36.5 无不适"))


def test_a_positive_told_in_the_residents_group_names_nothing_there(world: World) -> None:
    said = world.say("1-w1", "王护士", "1-resident", "308 核酸阳性")
    here = [t for w, t in said if w == "1-resident"]
    assert here
    assert not any("阳" in t or "308" in t for t in here)
    assert any("核酸阳性" in t for w, t in said if w == "1-w5")
    assert not any("阳" in t for w, t in said if w == "1-staff")


def test_a_late_negative_is_filed_under_the_day_of_its_swab(world: World) -> None:
    world.say(*MEDIC, "3楼除305都采了")
    later(world, "08-08 08:30")
    world.say(*MEDIC, "302 303 308 阴性")
    with world.store.read() as session:
        days = {s.day for s in session.scalars(select(Sample)) if s.result == "negative"}
        assert days == {date(2022, 8, 7)}


PLAN = {"名称": "5+3", "天数": "5", "采样日": "1、2、3、5", "启用日期": "2022-08-07", "默认": "是", "替代": "7+3"}


def take_in(world: World, row: Mapping[str, str]) -> bool:
    with world.store.begin() as session:
        return take_in_plan(session, row, world.clock.now())


def test_a_changed_rule_recomputes_open_stays_once_and_says_so(world: World) -> None:
    world.say(*MEDIC, "#延期 305 2天 同房待复核")
    world.clock.moment = datetime(2022, 8, 7, 9, 10, tzinfo=ZONE).astimezone(UTC)
    world.timetable.due(world.clock.now())
    world.speak()
    assert take_in(world, PLAN)
    assert not take_in(world, PLAN)
    with world.store.read() as session:
        stays = {s.room: s for s in session.scalars(select(Stay).where(Stay.site_id == 1))}
        assert (stays["302"].plan, stays["302"].release_on) == ("5+3", date(2022, 8, 10))
        assert stays["305"].release_on == date(2022, 8, 12)  # the extension stays
        step = session.scalars(select(StayStep).where(StayStep.what == "plan", StayStep.stay_id == stays["302"].id)).one()
        assert step.before == {"plan": "7+3", "plan_version": 1, "release_on": "2022-08-12"}
    posts = staff_posts(world.move_to("09:20"), "【方案变更】")
    assert len(posts) == 1
    assert "5+3 改为 5 天，采样日 1、2、3、5，已重算 10 人" in posts[0]
    assert "08-10 解除 302 303 308" in posts[0]
    assert "08-12 解除 305" in posts[0]
    assert staff_posts(world.move_to("09:50"), "【方案变更】") == []


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("天数", "很多", "天数"),
        ("采样日", "每天", "采样日"),
        ("采样日", "1、9", "超过"),
        ("启用日期", "明天", "启用日期"),
        ("替代", "9+9", "没有方案"),
    ],
)
def test_a_bad_plan_is_refused_with_its_reason(world: World, column: str, value: str, reason: str) -> None:
    with pytest.raises(BadRow, match=reason):
        take_in(world, {**PLAN, column: value})


def test_who_arrives_gets_the_rule_in_force_on_that_day_or_the_sites_own(world: World) -> None:
    with world.store.read() as session:
        site = session.get_one(Site, 1)
        assert [usual_plan(session, site, date(2022, m, d)).name for m, d in ((6, 1), (8, 7), (11, 12))] == ["14天", "7+3", "5+3"]
        assert usual_plan(session, Site(id=5, name="x", short="x", settings={"plan": "14天"}), date(2022, 8, 7)).name == "14天"
        assert len(all_plans(session)) == 3
        stay = session.scalars(select(Stay).where(Stay.site_id == 1, Stay.room == "302")).one()
        assert day_of(stay, date(2022, 8, 7)) == 3
    assert take_in(world, {**PLAN, "名称": "本县10天", "天数": "10", "采样日": "1 3 5 7 10", "默认": "否", "替代": ""})
    assert any("本县10天 第1天，计划 08-17 解除" in t for _, t in world.say(*MEDIC, "#入住 607 邹凯 男 34 密接 方案：本县10天"))
    assert any("没有这个隔离方案。现有：14天 7+3" in t for _, t in world.say(*MEDIC, "#入住 608 王五 女 34 密接 方案：9+9"))
    with world.store.read() as session:
        assert session.scalars(select(Plan.version)).all() == [1]


ROW = {
    "隔离点": "慈宾", "房间": "620", "姓名": "邹凯", "性别": "男", "年龄": "71", "电话": "", "类别": "密接", "入住日期": "2022-08-06",
    "标记": "老 慢病", "方案": "14天", "饮食": "低盐", "过敏": "青霉素", "慢病用药": "硝苯地平缓释片", "药够天数": "3",
}  # fmt: skip


def test_a_row_of_the_roster_brings_plan_and_needs_and_twice_changes_nothing(world: World) -> None:
    for expected in (True, False):
        with world.store.begin() as session:
            assert take_in_resident(session, ROW, world.clock.now()) is expected
    with world.store.read() as session:
        stay = session.scalars(select(Stay).where(Stay.site_id == 1, Stay.room == "620")).one()
        assert (stay.plan, stay.release_on, stay.unasked) == ("14天", date(2022, 8, 20), ["physical", "mood"])
        kept = [(n.kind, n.medicine or n.words, n.run_out) for n in needs_of(session, 1, stay.id)]
        assert kept == [
            ("diet", "低盐", None), ("allergy", "青霉素", None), ("care", "老", None), ("care", "慢病", None),
            ("chronic", "硝苯地平缓释片", date(2022, 8, 10)),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"方案": "9+9"}, "没有方案 9"),
        ({"药够天数": "几"}, "药够天数"),
        ({"慢病用药": ""}, "没有写慢病用药"),
        ({"姓名": "张三"}, "已在 305 在住"),
    ],
)
def test_a_bad_row_of_the_roster_is_refused_with_its_reason(world: World, changed: dict[str, str], reason: str) -> None:
    with pytest.raises(BadRow, match=reason), world.store.begin() as session:
        take_in_resident(session, {**ROW, **changed}, world.clock.now())
    with world.store.read() as session:
        assert session.scalars(select(Stay).where(Stay.room == "620")).all() == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("身体好 情绪稳定 素食 高血压药够7天", ["physical", "mood", "diet", "medicine"]),
        ("身体无不适，情绪平稳，饮食正常，无用药", ["physical", "mood", "diet", "medicine"]),
        ("一切正常", ["physical", "mood", "diet", "medicine"]),
        ("情绪稳定", ["mood"]),
    ],
)
def test_a_line_of_the_sweep_names_its_parts(text: str, parts: list[str]) -> None:
    assert [p.part for p in parts_in(text)] == parts
    assert is_survey(text)


@pytest.mark.parametrize("text", ["情绪波动大 需要回访", "腰扭伤 起不来床", "素食 不吃蛋和奶"])
def test_one_special_situation_is_no_answer_to_the_sweep(text: str) -> None:
    assert not is_survey(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("我对青霉素过敏", "青霉素"), ("花生过敏，吃了起疹子", "花生"), ("无过敏史", None), ("没有药物过敏", None), ("过敏史：头孢", "头孢")],
)
def test_an_allergy_is_heard(text: str, found: str | None) -> None:
    assert allergy_in(text) == found


def test_a_complaint_about_a_meal_is_no_diet() -> None:
    assert diets_in("饭菜送来都凉了") == []
    assert diets_in("我吃素，不能吃辣") == ["素食", "忌辣"]


@pytest.mark.parametrize(
    ("outcome", "day"),
    [("情绪好转", None), ("没有好转", date(2022, 8, 8)), ("稳定，两天后再看", date(2022, 8, 9)), ("还是睡不着", date(2022, 8, 8))],
)
def test_when_to_look_in_again(outcome: str, day: date | None) -> None:
    assert next_visit(outcome, date(2022, 8, 7)) == day


def test_needs_go_with_a_person_to_another_site(world: World) -> None:
    world.say(*MEDIC, "换房 302 罗丽 换到富蓝特 601")
    with world.store.read() as session:
        stay = session.scalars(select(Stay).where(Stay.site_id == 2, Stay.room == "601")).one()
        assert (stay.name, stay.plan, stay.release_on) == ("罗丽", "7+3", date(2022, 8, 12))
        assert [(n.kind, n.words) for n in session.scalars(select(Need).where(Need.stay_id == stay.id))] == [("diet", "素食")]
