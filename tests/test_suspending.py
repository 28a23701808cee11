"""Roles belong to contact ids: when those may be other people's, or one of the staff leaves, nobody commands until bound by a new code."""

from argparse import Namespace
from pathlib import Path

import pytest
from sqlalchemy import select

from chat.watch import Hearing, Watch
from commands import reinstate
from config import read_settings
from models import Alert, Audit, Message, Person, Post, Request, Shift
from tests.test_behaviour import code_for
from tests.world import ZONE, World

STAFF = "1-staff"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Somebody has asked for medicine, and the bot's account is known."""
    world = World.new(tmp_path)
    world.say("1-r1", "三丰", "1-resident", "#用药 布洛芬 1盒")
    look(world, "bot-1")
    return world


def look(world: World, bot: str) -> None:
    Watch(world.store, "test", ZONE, world.clock.now()).look(Hearing(bot=bot), world.clock.now())


def bindings(world: World) -> dict[str, str]:
    with world.store.read() as session:
        return {str(p.contact): p.binding for p in session.scalars(select(Person)) if p.contact}


def state_of(world: World, ticket: str) -> str:
    with world.store.read() as session:
        return session.scalars(select(Request.status).where(Request.site_id == 1, Request.ticket == ticket)).one()


def test_another_account_puts_every_role_to_rest_and_says_so(world: World) -> None:
    before = bindings(world)
    look(world, "bot-1")
    assert bindings(world) == before
    look(world, "bot-2")
    after = bindings(world)
    assert {after[c] for c in before if c.startswith(("1-w", "hq-"))} == {"suspended"}
    assert after["1-r1"] == "suspended"
    said = {where: text for where, text in world.speak() if "身份先暂停" in text}
    assert said.keys() >= {STAFF, "2-staff", "hq"}
    with world.store.read() as session:
        assert list(session.scalars(select(Alert.kind))) == ["account"]
        assert "reinstate" in session.scalars(select(Alert.text)).one()
    look(world, "bot-2")
    assert bindings(world) == after


def test_a_resident_with_a_new_id_has_their_room_again_by_saying_it(world: World) -> None:
    with world.store.read() as session:
        room, name = session.execute(select(Person.room, Person.name).where(Person.contact == "1-r1")).one()
    look(world, "bot-2")
    world.say("new-id", "x", "1-resident", f"{room} {name} 36.5 无")
    assert (bindings(world)["new-id"], bindings(world)["1-r1"]) == ("provisional", "suspended")
    world.say("1-w1", "王护士", None, f"#绑定 {code_for(world, 'person', 'medic', '王静')}")
    world.say("1-w1", "王护士", STAFF, "#绑定 全部")
    assert bindings(world)["new-id"] == "confirmed"


def test_a_resident_with_the_same_id_may_ask_but_not_read_until_they_have_said_who_they_are(world: World) -> None:
    look(world, "bot-2")
    assert not any("Y1" in text for _, text in world.say("1-r1", "三丰", None, "进度 Y1"))
    with world.store.read() as session:
        room, name = session.execute(select(Person.room, Person.name).where(Person.contact == "1-r1")).one()
    world.say("1-r1", "三丰", "1-resident", f"{room} {name}")
    assert bindings(world)["1-r1"] == "provisional"


def test_whose_role_rests_commands_nothing_but_may_bind_call_for_help_and_answer_a_call(world: World) -> None:
    look(world, "bot-2")
    world.speak()
    said = world.say("1-w1", "王护士", STAFF, "接单 Y1")
    assert any("身份已暂停" in text for _, text in said)
    assert state_of(world, "Y1") == "open"
    with world.store.read() as session:
        assert session.scalars(select(Message.human).order_by(Message.id.desc())).first() == "suspended"
    assert not any("身份已暂停" in text for _, text in world.say("1-w1", "王护士", STAFF, "辛苦大家了"))
    world.say("1-w1", "王护士", STAFF, "#绑定 全部")
    assert {b for c, b in bindings(world).items() if c.startswith("1-r")} == {"suspended"}
    world.say("1-r2", "四", "1-resident", "救命！305 我爸晕倒了")
    assert any("J1" in text for _, text in world.say("1-w1", "王护士", STAFF, "收到 J1"))
    with world.store.read() as session:
        posts = session.scalars(select(Post.text).where(Post.text.contains("已有人")))
        assert any("J1" in text for text in posts)
    code = code_for(world, "person", "medic", "王静")
    assert any("已绑定" in text for _, text in world.say("1-w1", "王护士", None, f"#绑定 {code}"))
    world.say("1-w1", "王护士", STAFF, "接单 Y1")
    assert state_of(world, "Y1") == "accepted"


def test_a_new_id_takes_over_what_the_old_one_had_in_hand(world: World) -> None:
    world.say("1-w1", "王护士", STAFF, "接单 Y1")
    world.say("1-w1", "王护士", STAFF, "#签到 早班")
    look(world, "bot-2")
    world.say("new-id", "王护士", None, f"#绑定 {code_for(world, 'person', 'medic', '王静')}")
    with world.store.read() as session:
        people = {p.contact: p for p in session.scalars(select(Person).where(Person.contact.in_(("1-w1", "new-id"))))}
        assert people["new-id"].binding == "confirmed"
        assert people["1-w1"].binding == "none"
        assert people["1-w1"].left_at is not None
        assert session.scalars(select(Shift.person_id)).one() == people["new-id"].id
        assert session.scalars(select(Request.in_charge).where(Request.ticket == "Y1", Request.site_id == 1)).one() == people["new-id"].id
    assert not any("Y1" in text for _, text in world.say("1-w1", "王护士", STAFF, "已送达 Y1"))
    assert state_of(world, "Y1") == "accepted"


def test_who_leaves_the_staff_group_of_their_site_has_no_role_until_bound_again(world: World) -> None:
    world.happen("left", "1-resident", people=(("1-w1", "王护士"),))
    assert bindings(world)["1-w1"] == "confirmed"
    world.happen("left", "2-staff", people=(("1-w1", "王护士"),))
    assert bindings(world)["1-w1"] == "confirmed"
    world.happen("left", STAFF, people=(("1-w1", "王护士"),))
    assert bindings(world)["1-w1"] == "suspended"
    assert [where for where, text in world.speak() if "离开了本群" in text] == [STAFF]
    world.happen("joined", STAFF, people=(("1-w1", "王护士"),))
    world.say("1-w1", "王护士", STAFF, "接单 Y1")
    assert state_of(world, "Y1") == "open"


def test_an_operator_who_knows_that_ids_are_the_same_binds_all_again_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bindings(world)
    bound = [c for c, b in before.items() if b == "confirmed"]
    look(world, "bot-2")
    settings = read_settings({})
    monkeypatch.setattr(reinstate, "open_store", lambda url, used_by: world.store)
    reinstate.run(Namespace(site="慈宾"), settings)
    after = bindings(world)
    assert {after[c] for c in bound if c.startswith(("1-w", "1-r"))} == {"confirmed"}
    assert after["hq-1"] == "suspended"
    reinstate.run(Namespace(site=None), settings)
    assert {bindings(world)[c] for c in bound} == {"confirmed"}
    assert "bound again" in capsys.readouterr().out
    with world.store.read() as session:
        assert len(list(session.scalars(select(Audit.id).where(Audit.what == "reinstated")))) == len(bound)
    world.say("1-w1", "王护士", STAFF, "接单 Y1")
    assert state_of(world, "Y1") == "accepted"
