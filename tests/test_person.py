"""One person may see, put right and have deleted what is known of them; what is known of others stays."""

import json
import os
from argparse import Namespace
from pathlib import Path

import pytest
from sqlalchemy import text

from chat.shelf import Shelf
from commands import person
from commands.base import OperatorError
from config import Settings, read_settings
from migrations.run import bring_up_to_date
from models import Attachment, Base, Store
from models.sample import plant
from tests.world import World

CANARIES = ("卡托普利", "13900000305", "我胃疼得厉害", "三丰", "1-r1")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('person') / 'test.sqlite3'}")
    bring_up_to_date(store)
    store.claim_for("wechat")
    world = World(store)
    with store.begin() as session:
        plant(session, world.clock.now())
    world.say("1-r1", "三丰", "1-resident", "我的卡托普利吃完了 买2盒 电话13900000305")
    world.say("1-r1", "三丰", "1-resident", "36.5 无")
    world.say("1-r1", "三丰", "1-resident", "#特殊情形 我胃疼得厉害")
    world.say("1-w1", "王护士", "1-staff", "接单 Y1")
    world.say("1-r2", "二", "1-resident", "#用药 布洛芬 1盒")
    world.say("1-w1", "王护士", None, "导出")
    return world


@pytest.fixture
def settings(world: World) -> Settings:
    path = Path(str(world.store.url.database))
    return read_settings({"DATA_DIR": str(path.parent), "DATABASE_URL": f"sqlite:///{path}"})


def resident(world: World) -> tuple[str, str]:
    with world.store.read() as session:
        row = session.execute(text("SELECT name, room FROM person WHERE contact = '1-r1'")).one()
    return str(row[0]), str(row[1])


def ask(world: World, settings: Settings, what: str, *values: str, **more: object) -> int:
    name, room = resident(world)
    given = {"site": "慈宾", "name": name, "room": room, "set": list(values), "output": settings.data_dir / "them.json"} | more
    return person.run(Namespace(what=what, **given), settings)


def dump(world: World) -> str:
    with world.store.read() as session:
        tables = [t for t in Base.metadata.sorted_tables if "site_id" in t.c]
        rows = [str(tuple(r)) for t in tables for r in session.execute(t.select().where(t.c.site_id == 1))]
    return "\n".join(rows)


def test_what_is_known_is_shown_whole_and_nothing_of_others(world: World, settings: Settings) -> None:
    assert ask(world, settings, "export") == 0
    path = settings.data_dir / "them.json"
    shown = path.read_text("utf-8")
    assert path.stat().st_mode & 0o077 == 0
    for canary in CANARIES:
        assert canary in shown
    assert "布洛芬" not in shown
    assert {"person", "stay", "request", "request_step", "checkin", "message", "post"} <= json.loads(shown).keys()


def test_a_correction_keeps_what_it_was_before(world: World, settings: Settings) -> None:
    assert ask(world, settings, "correct", "phone=13700000000", "age=44") == 0
    with world.store.read() as session:
        phone, age = session.execute(text("SELECT phone, age FROM stay WHERE site_id = 1 AND phone IS NOT NULL")).one()
        before = session.execute(text("SELECT before FROM stay_step WHERE what = 'corrected'")).scalar_one()
    assert (phone, age) == ("13700000000", 44)
    assert json.loads(before) == {"phone": None, "age": None}
    for wrong in (("role=leader",), ("age=old",), (), ("phone",)):
        with pytest.raises(OperatorError):
            ask(world, settings, "correct", *wrong)


def test_who_still_lives_there_is_not_deleted_and_who_left_is_forgotten(world: World, settings: Settings) -> None:
    with pytest.raises(OperatorError, match="release"):
        ask(world, settings, "delete")
    with pytest.raises(OperatorError, match="nobody"):
        ask(world, settings, "delete", name="没有这个人")
    name, room = resident(world)
    shelf = Shelf(settings.files_dir)
    with world.store.begin() as session:
        request_id, message_id = session.execute(text("SELECT id, message_id FROM request WHERE ticket = 'Y1' AND site_id = 1")).one()
        row = Attachment(site_id=1, request_id=request_id, message_id=message_id, type="image", hash=shelf.put(b"prescription"))
        row.at = world.clock.now()
        session.add(row)
        picture = shelf.path(str(row.hash))
        os.utime(picture, (0, 0))
    world.say("1-w1", "王护士", "1-staff", f"#解除隔离 {room} {name} 提前解除：上级通知")
    with world.store.begin() as session:
        session.execute(text("UPDATE stay SET ended_at = '2022-08-07 09:00:00' WHERE room = :room AND site_id = 1"), {"room": room})
    assert ask(world, settings, "delete", room=room) == 0
    assert not picture.exists()
    left = dump(world)
    for canary in (*CANARIES, name):
        assert canary not in left.replace("1-r10", ""), canary
    assert "布洛芬" in left
    assert "person_delete" in left, "the stub in the audit trail"
    again = world.hear("1-r1", "三丰", "1-resident", "again", id="m1")
    assert again == "m1"
    assert "again" not in dump(world), "its id is known: it is not taken in once more"
