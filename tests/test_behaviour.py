"""How the bot behaves when things are odd: unknown groups, strangers, floods of letters, bugs, other people's rights."""

from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.base import Handler, load_handlers
from models import Account, Audit, Group, Message, Person, Request
from models.code import make_code
from tests.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.new(tmp_path)


def code_for(world: World, purpose: str, grants: str, name: str | None = None, **post: str) -> str:
    row, code = make_code(1, purpose, grants, world.clock.now(), name, **post)
    with world.store.begin() as session:
        session.add(row)
    return code


def test_of_an_unknown_group_nothing_is_kept_but_its_id(world: World) -> None:
    said = world.say("x", "nick of x", "unbound", "我是305张三 要硝苯地平")
    assert len(said) == 1
    assert "#绑定" in said[0][1]
    assert world.say("x", "nick of x", "unbound", "still here") == []
    with world.store.read() as session:
        assert all(m.text is None and m.nick == "" for m in session.scalars(select(Message)))
        assert session.scalar(select(Person).where(Person.contact == "x")) is None
        assert session.scalar(select(Request)) is None
    assert ("unbound", "[group]") in world.move_to("08-08 09:00")


def test_a_code_binds_a_group_once(world: World) -> None:
    code = code_for(world, "group", "resident")
    assert ("new", "@w 本群已绑定为 慈利宾馆 居民群。") in world.say("w", "w", "new", f"#绑定 {code}")
    assert any("Y1 已记" in text for _, text in world.say("w", "w", "new", "#用药 305 布洛芬 1盒"))
    assert any("不对或已过期" in text for _, text in world.say("w", "w", "new", f"#绑定 {code}"))
    with world.store.read() as session:
        assert not any(code in (m.text or "") for m in session.scalars(select(Message)))


def test_a_code_binds_a_person_to_a_role_in_private(world: World) -> None:
    code = code_for(world, "person", "medic", "赵医生")
    assert world.say("doc", "doc", None, f"#绑定 {code.lower()}") == [("doc", "已绑定：慈利宾馆 医护。")]
    with world.store.read() as session:
        person = session.scalars(select(Person).where(Person.contact == "doc")).one()
        assert (person.role, person.binding, person.name, person.site_id) == ("medic", "confirmed", "赵医生", 1)


def test_one_person_for_each_position_and_how_to_replace_them(world: World) -> None:
    with world.store.begin() as session:  # the workbook brought the roster, without contacts
        known = Person(site_id=1, role="staff", name="周采", work_group="后勤保障", position="采购")
        session.add(known)
        session.flush()  # and may have been given a way into the dashboard already
        session.add(Account(person_id=known.id, name="zhou", made_at=world.clock.now()))
    assert world.say("z", "z", None, f"#绑定 {code_for(world, 'person', 'staff', '周采')}") == [
        ("z", "已绑定：慈利宾馆 工作人员 后勤保障组 采购。")
    ]
    with world.store.read() as session:
        assert session.scalars(select(Person.contact).join(Account, Account.person_id == Person.id)).all() == ["z"]
    second = code_for(world, "person", "staff", "吴采", work_group="后勤保障", position="采购")
    taken = world.say("w", "w", None, f"#绑定 {second}")[0][1]
    assert taken == "岗位「后勤保障组 采购」现在由 周采 担任，一岗一人，没有绑定。要换人请点长发「离岗 周采」，再发一次绑定码。"
    world.say("1-w5", "点长周正", "1-staff", "离岗 周采")
    assert world.say("w", "w", None, f"#绑定 {second}") == [("w", "已绑定：慈利宾馆 工作人员 后勤保障组 采购。")]
    with world.store.read() as session:
        held = session.execute(select(Person.contact, Person.role).where(Person.position == "采购")).all()
        assert [tuple(row) for row in held] == [("w", "staff")]
        assert session.scalars(select(Person).where(Person.name == "周采")).one().binding == "none"


def test_three_wrong_codes_and_no_code_works_for_ten_minutes(world: World) -> None:
    for _ in range(3):
        world.say("thief", "thief", None, "#绑定 AAAAAAAA")
    code = code_for(world, "person", "leader1")
    assert "不对或已过期" in world.say("thief", "thief", None, f"#绑定 {code}")[0][1]


def test_an_old_code_is_no_code(world: World) -> None:
    code = code_for(world, "person", "medic")
    world.move_to("08:11")
    assert "不对或已过期" in world.say("late", "late", None, f"#绑定 {code}")[0][1]


def test_a_nickname_gives_no_rights(world: World) -> None:
    world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒")
    said = world.say("imposter", "王护士", "1-resident", "已送达 Y1")
    assert [text for where, text in said if where == "1-resident"] == ["@王护士 这条我处理不了，请联系工作人员。"]
    assert [where for where, text in said if "昵称叫「王护士」" in text] == ["1-staff"]
    with world.store.read() as session:
        assert session.scalars(select(Request)).one().status == "open"
        assert session.scalar(select(Audit).where(Audit.what == "refused")) is not None


def test_a_stranger_in_private_is_told_where_to_speak_and_not_kept(world: World) -> None:
    assert "我还不认识您" in world.say("x", "x", None, "我要买药")[0][1]
    assert world.say("x", "x", None, "在吗") == []
    with world.store.read() as session:
        assert all(m.text is None for m in session.scalars(select(Message)))


def test_sixteen_kilobytes_are_kept_but_not_parsed(world: World) -> None:
    said = world.say("1-r1", "305张三", "1-resident", "305 36.5 " * 4000)
    assert said == [("1-resident", "@305张三 这条消息太长，我没有解析，已请工作人员查看。")]
    with world.store.read() as session:
        message = session.scalars(select(Message)).one()
        assert message.human == "too_long"
        assert len(message.text or "") == 36000


UNREAD = "你们帮我问哈那个嘛 麻烦咯 我那个东西好久没得了"


def test_what_sounds_like_a_request_and_was_not_read_is_shown_to_staff_and_talk_is_not(world: World) -> None:
    for words in (UNREAD, "昨天的球赛哪个看了 点球大战好刺激哦"):
        assert world.say("1-r1", "305张三", "1-resident", words) == []
    with world.store.read() as session:
        assert [m.human for m in session.scalars(select(Message).order_by(Message.id))] == ["unread", None]
    assert any("像有事要说，没读懂" in text for _, text in world.say("1-w1", "王护士", "1-staff", "待办"))


def test_a_handler_that_raises_sets_one_message_aside_and_apologises_once(world: World, tmp_path: Path) -> None:
    handlers = dict(load_handlers())
    real = handlers["supplies"]

    def broken(reading: object, context: object) -> None:
        raise ZeroDivisionError

    handlers["supplies"] = Handler(real.kind, broken, real.complete, real.withdraw)
    (tmp_path / "b").mkdir()
    world = World.new(tmp_path / "b", handlers=handlers)
    first = world.say("1-r1", "305张三", "1-resident", "#物资 牙膏1支")
    assert first == [("1-resident", "有一条消息我没能处理，已请工作人员查看，不用重发。")]
    assert world.say("1-r2", "412李四", "1-resident", "#物资 牙刷1支") == []
    assert any("Y1 已记" in t for _, t in world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒"))
    assert "需人工查看" in world.say("1-w1", "王护士", "1-staff", "待办")[0][1]


def test_the_second_delivery_of_a_message_is_silence(world: World) -> None:
    world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒", id="same")
    assert world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒", id="same") == []
    with world.store.read() as session:
        assert len(list(session.scalars(select(Request)))) == 1


def test_a_late_message_belongs_to_the_half_day_it_was_sent_in(world: World) -> None:
    from models import CheckIn

    sent = world.clock.now()
    world.move_to("13:00")
    world.say("1-r1", "305张三", "1-resident", "305 张三 36.5", sent=sent)
    with world.store.read() as session:
        assert session.scalars(select(CheckIn.half)).one() == "am"


def test_a_later_check_in_replaces_the_earlier_whichever_arrives_first(world: World) -> None:
    from datetime import timedelta

    from models import CheckIn

    now = world.clock.now()
    world.say("1-r1", "305张三", "1-resident", "305 张三 36.9", sent=now)
    world.say("1-r1", "305张三", "1-resident", "305 张三 36.4", sent=now - timedelta(minutes=30))
    with world.store.read() as session:
        assert [c.temperature for c in session.scalars(select(CheckIn)) if c.counts] == [36.9]


def test_people_who_join_together_are_welcomed_once(world: World) -> None:
    world.happen("joined", "1-resident", people=(("n1", "新人一"), ("n2", "新人二")))
    said = world.speak()
    assert len(said) == 1
    assert "欢迎入住慈利宾馆" in said[0][1]


def test_who_leaves_loses_the_binding(world: World) -> None:
    world.happen("left", "1-resident", people=(("1-r1", "305张三"),))
    with world.store.read() as session:
        assert session.scalars(select(Person).where(Person.contact == "1-r1")).one().binding == "none"


@pytest.mark.parametrize(("who", "accepted"), [("1-w1", True), ("1-r1", False), ("nobody", False)])
def test_an_invitation_is_accepted_from_bound_staff_only(world: World, who: str, accepted: bool) -> None:
    world.happen("invited", contact=who, nick="x")
    assert bool(world.speak()) is accepted


def test_a_friend_request_needs_a_code_or_a_known_member(world: World) -> None:
    world.happen("befriended", contact="1-r1", nick="x")
    assert [t for _, t in world.speak()] == ["[friend]"]
    world.happen("befriended", contact="nobody", nick="x", text="我是护士 让我加")
    assert world.speak() == []
    code = code_for(world, "person", "medic")
    world.happen("befriended", contact="nobody", nick="x", text=f"你好 {code}")
    assert [t for _, t in world.speak()] == ["[friend]"]


def test_an_unbound_writer_who_is_on_the_list_is_known_from_then_on(world: World) -> None:
    with world.store.begin() as session:
        from models import Stay

        session.add(Stay(site_id=1, room="509", name="李国华", admitted=world.clock.now().date(), started_at=world.clock.now()))
    world.say("new", "老李", "1-resident", "509 李国华 36.5 无")
    assert any("Y1 已记：药品 1 种，共 1 盒，请核对数量" in t for _, t in world.say("new", "老李", "1-resident", "#用药 布洛芬 1盒"))
    with world.store.read() as session:
        assert session.scalars(select(Person).where(Person.contact == "new")).one().binding == "provisional"


def test_a_private_answer_that_cannot_be_delivered_reaches_the_staff_group(world: World) -> None:
    world.network.refuse.add("1-w1")
    said = world.say("1-r2", "412李四", "1-resident", "38.6")
    assert [w for w, _ in said].count("1-staff") >= 1
    with world.store.read() as session:
        assert session.scalars(select(Person).where(Person.contact == "1-w1")).one().reachable is False


def test_a_group_that_is_bound_later_is_served_from_then_on(world: World) -> None:
    with world.store.read() as session:
        assert session.get(Group, "1-resident") is not None
