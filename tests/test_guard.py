"""Who talks too much, what comes late, what was recalled before it was heard."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models import CheckIn, Message, Meta, Person, Post, Request
from tests.world import World

GROUP, STAFF = "1-resident", "1-staff"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.new(tmp_path)


def humans(world: World) -> list[str | None]:
    with world.store.read() as session:
        return list(session.scalars(select(Message.human).order_by(Message.id)))


def kinds(world: World) -> list[str]:
    with world.store.read() as session:
        return list(session.scalars(select(Request.kind).order_by(Request.id)))


def test_fifty_messages_of_one_person_in_a_minute_are_kept_answered_in_one_post_and_the_urgent_ones_read(world: World) -> None:
    for n in range(48):
        world.hear("1-r1", "305张三", GROUP, f"#物资 牙膏{n + 1}支")
    world.hear("1-r1", "305张三", GROUP, "#用药 布洛芬 1盒")
    world.hear("1-r1", "305张三", GROUP, "救命，我晕倒了")
    said = [text for where, text in world.speak() if where == GROUP]
    assert kinds(world) == ["supplies"] * 30 + ["medication", "emergency"]
    assert humans(world).count("flood") == 20
    assert len(said) <= 3
    assert sum("一分钟内发了太多条" in text for text in said) == 1
    assert any("已通知值班医生" in text for text in said)
    assert "连发太多" in world.say("1-w1", "王护士", STAFF, "待办")[0][1]


def test_a_backlog_of_many_hours_that_comes_at_once_is_no_flood(world: World) -> None:
    now = world.clock.now()
    for n in range(40):
        world.hear("1-r1", "305张三", GROUP, f"#物资 牙膏{n + 1}支", sent=now - timedelta(minutes=40 - n))
    assert "flood" not in humans(world)


def test_the_same_words_over_and_over_are_not_answered_for_ten_minutes_and_staff_are_told_once(world: World) -> None:
    said = [line for n in range(8) for line in world.say("1-r2", "308李四", GROUP, "#物资 308 洗发水1瓶", sent=world.clock.now())]
    assert sum(where == GROUP for where, _ in said) <= 3
    assert sum("反复发同样的话" in text for where, text in said if where == STAFF) == 1
    assert world.say("1-r2", "308李四", GROUP, "#物资 308 牙刷1支") == []
    assert any("Y1 已记" in text for _, text in world.say("1-r2", "308李四", GROUP, "#用药 308 布洛芬1盒"))
    world.clock.moment += timedelta(minutes=10)
    assert any("已记" in text for _, text in world.say("1-r2", "308李四", GROUP, "#物资 308 牙刷1支"))


def test_staff_are_never_muted(world: World) -> None:
    for _ in range(6):
        world.hear("1-w1", "王护士", STAFF, "#物资 305 牙膏1支")
    with world.store.read() as session:
        assert list(session.scalars(select(Person.contact).where(Person.muted_until.is_not(None)))) == []


def test_our_own_words_in_another_mouth_are_not_listened_to(world: World) -> None:
    [(_, said), *_] = [line for line in world.say("1-r1", "305张三", GROUP, "#物资 305 牙膏1支") if line[0] == GROUP]
    before = kinds(world)
    assert world.say("bot-2", "另一个助手", GROUP, said) == []
    assert world.say("bot-2", "另一个助手", GROUP, f"复读：{said} #物资 305 牙膏1支") == []
    assert kinds(world) == before
    assert humans(world)[-2:] == [None, "echo"]
    assert any("Y1 已记" in text for _, text in world.say("bot-2", "另一个助手", GROUP, f"{said} #用药 305 布洛芬1盒"))


def test_two_bots_that_answer_each_other_stop_after_three_rounds(world: World) -> None:
    """The other one answers every line of ours within a second, each time with another number."""
    answers, number = 0, 0
    world.hear("1-r5", "机器人", GROUP, "#物资 410 矿泉水0瓶")
    for _ in range(40):
        said = [text for where, text in world.speak() if where == GROUP]
        answers += len(said)
        for _ in said:
            number += 1
            # speak() has moved the clock on; the other bot's line bears the second in which ours was said
            with world.store.read() as session:
                at = session.scalars(select(Post.claimed_at).where(Post.lead).order_by(Post.claimed_at.desc())).first()
            assert at is not None
            world.hear("1-r5", "机器人", GROUP, f"#物资 410 矿泉水{number}瓶", sent=at)
    assert answers <= 4


def test_a_floor_volunteer_may_report_many_rooms_quickly(world: World) -> None:
    for room in ("301", "302", "303", "305", "306", "307", "308", "309"):
        world.say("1-r1", "305张三", GROUP, f"{room} 36.5 无", sent=world.clock.now())
    with world.store.read() as session:
        assert len(list(session.scalars(select(CheckIn)))) == 8


def test_a_question_asked_long_ago_is_not_answered_now_and_a_request_says_when_it_was_made(world: World) -> None:
    sent = world.clock.now() - timedelta(hours=2)
    assert world.say("1-r1", "305张三", GROUP, "我的药到了吗", sent=sent) == []
    assert world.say("1-w1", "王护士", STAFF, "待办", sent=sent) == []
    said = world.say("1-r1", "305张三", GROUP, "#用药 布洛芬 1盒", sent=sent)
    assert any("（您 06:00 发的，我刚收到）Y1 已记" in text for where, text in said if where == GROUP)


def test_yesterdays_temperature_is_filed_and_not_confirmed_and_a_fever_that_has_gone_wakes_nobody(world: World) -> None:
    yesterday = world.clock.now() - timedelta(hours=14)
    assert world.say("1-r1", "305张三", GROUP, "305 张三 36.5 无", sent=yesterday) == []
    world.say("1-r1", "305张三", GROUP, "305 张三 36.6 无", sent=yesterday + timedelta(minutes=20))
    assert not any("发热" in text for _, text in world.say("1-r1", "305张三", GROUP, "305 张三 38.6 无", sent=yesterday))
    told = world.say("1-r2", "308李四", GROUP, "308 李四 38.6 咳嗽", sent=yesterday)
    assert any("【发热】" in text and "08-06 18:00 发的，刚收到" in text for where, text in told if where == STAFF)


@pytest.mark.parametrize("who", ["1-r1", "1-r2"])
def test_a_recall_that_comes_before_its_message_withdraws_it_if_it_is_the_writers(world: World, who: str) -> None:
    world.hear(who, "305张三", GROUP, "", type="recall", recalls="late")
    world.hear("1-r1", "305张三", GROUP, "#用药 布洛芬 1盒", id="late")
    with world.store.read() as session:
        assert (session.scalars(select(Request.withdrawn_at)).one() is not None) == (who == "1-r1")


def test_a_recall_whose_message_never_comes_names_nobody_and_is_forgotten(world: World) -> None:
    world.hear("1-r1", "305张三", GROUP, "", type="recall", recalls="never")
    waiting = select(Meta).where(Meta.key.startswith("recall/"))
    with world.store.read() as session:
        mark = session.scalars(waiting).one()
        assert "1-r1" not in mark.key + mark.value
    world.clock.moment += timedelta(days=9)
    world.timetable.due(world.clock.now())
    with world.store.read() as session:
        assert session.scalars(waiting).all() == []


def test_an_acknowledgement_may_be_said_often(world: World) -> None:
    for _ in range(5):
        world.hear("1-r1", "305张三", GROUP, "收到")
    assert set(humans(world)) == {None}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
@pytest.mark.parametrize(("recalled", "counts"), [(2, 36.2), (1, 36.3)])
def test_after_a_recall_one_temperature_counts_in_whatever_order_they_came(
    world: World, order: tuple[int, ...], recalled: int, counts: float
) -> None:
    start = world.clock.now()
    world.clock.moment += timedelta(minutes=10)
    for n in order:
        world.hear("1-r1", "305张三", GROUP, f"305 张三 36.{n + 1} 无", id=f"t{n}", sent=start + timedelta(minutes=n))
    world.hear("1-r1", "305张三", GROUP, "", type="recall", recalls=f"t{recalled}")
    with world.store.read() as session:
        assert [c.temperature for c in session.scalars(select(CheckIn)) if c.counts] == [counts]
