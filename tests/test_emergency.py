"""An emergency is never held back, climbs level by level, and remembers who was called and who answered."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models import Call, Person, Request, Shift
from tests.world import PACE, ZONE, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World.new(tmp_path, pace=replace(PACE, per_minute=1, per_day=1, reserve=0))
    with made.store.begin() as session:
        for level, nick in ((2, "二级老李"), (3, "三级老陈")):
            session.add(Person(contact=f"1-l{level}", site_id=1, role="leader", level=level, binding="confirmed", nick=nick))
    return made


def called(world: World) -> dict[str, tuple[int, int, bool]]:
    """Nick → step, how often, whether answered."""
    with world.store.read() as session:
        rows = session.execute(select(Person.nick, Call).join(Call, Call.person_id == Person.id).order_by(Call.id)).all()
        return {nick: (call.step, call.times, call.answered_at is not None) for nick, call in rows}


def test_level_by_level_then_everybody_again_until_one_answers(world: World) -> None:
    world.say("1-r1", "305张三", "1-resident", "#紧急 305 老人晕倒了")
    assert set(called(world)) == {"王护士", "点长周正"}
    world.move_to("08:06")
    assert called(world)["二级老李"] == (1, 1, False)
    world.move_to("08:11")
    assert called(world)["三级老陈"] == (2, 1, False)
    assert "县指田主任" not in called(world)
    world.move_to("08:16")
    assert called(world)["县指田主任"] == (3, 1, False)
    assert called(world)["王护士"] == (0, 1, False)
    world.move_to("08:21")
    assert {times for _, times, _ in called(world).values()} == {2}
    world.say("1-l2", "二级老李", None, "收到")
    assert called(world)["二级老李"] == (1, 2, True)
    assert [line for line in world.move_to("09:00") if "紧急" in line[1]] == []


def test_missing_levels_are_skipped_to_the_next_at_once(world: World) -> None:
    with world.store.begin() as session:
        for person in session.scalars(select(Person).where(Person.site_id == 1, Person.role.in_(("medic", "leader")))):
            if person.level != 3:
                person.role = "staff"
    world.say("1-r1", "305张三", "1-resident", "#紧急 305 老人晕倒了")
    assert set(called(world)) == {"三级老陈"}
    world.move_to("08:06")
    assert set(called(world)) == {"三级老陈", "县指田主任"}


def test_the_medic_on_duty_is_called_and_the_one_at_home_is_not(world: World) -> None:
    with world.store.begin() as session:
        other = Person(contact="1-w9", site_id=1, role="medic", binding="confirmed", nick="夜班医生", name="丁一")
        session.add(other)
        session.flush()
        session.add(Shift(site_id=1, person_id=other.id, started_at=world.clock.now(), message_id=1))
    world.say("1-r1", "305张三", "1-resident", "#紧急 305 老人晕倒了")
    assert set(called(world)) == {"夜班医生", "点长周正"}


def test_at_night_and_with_nothing_left_to_spend_everybody_is_called_at_once(world: World) -> None:
    world.at("23:30")
    said = world.say("1-r1", "305张三", "1-resident", "#紧急 305 老人晕倒了")
    assert [where for where, _ in said] == ["1-staff", "1-w1", "1-w5", "1-resident"]


def test_what_is_heard_hours_later_is_told_without_waking_anybody(world: World) -> None:
    long_ago = datetime(2022, 8, 7, 5, 0, tzinfo=ZONE)
    said = world.say("1-r1", "305张三", "1-resident", "#紧急 305 老人晕倒了", sent=long_ago)
    assert [where for where, _ in said] == ["1-resident"]  # the staff's line waits for the budget, as every other does
    assert "这条是 08-07 05:00 发的" in said[0][1]
    assert called(world) == {}
    assert [line for line in world.move_to("08:20") if "【紧急】" in line[1]] == []
    with world.store.read() as session:
        assert session.scalars(select(Request.status)).one() == "open"


def test_after_an_outage_everybody_whose_turn_came_is_called_at_once(world: World) -> None:
    world.say("1-r1", "305张三", "1-resident", "#紧急 305 老人晕倒了")
    world.clock.moment += timedelta(minutes=12)
    world.timetable.due(world.clock.now())
    assert {"二级老李", "三级老陈"} <= set(called(world))
    assert "县指田主任" not in called(world)
