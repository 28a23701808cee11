"""Planted names, drugs, phones and ids: a whole day with mistakes and a broken handler, and not one of them in a log, a trace or a name."""

import logging
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from commands._logs import JsonLine
from models import Message
from models.backup import Backups
from tests.world import World

CANARIES = ("百灵鸟氏", "金丝雀平片", "13955557777", "430821199001011234", "夜莺症", "杜鹃失眠")
SAID = (
    "我是百灵鸟氏 我的金丝雀平片吃完了 夜莺症 买2盒 电话13955557777",
    "#用药 305 百灵鸟氏 金丝雀平片 2盒 身份证430821199001011234",
    "#特殊情形 305 百灵鸟氏 杜鹃失眠 夜莺症",
    "305 百灵鸟氏 39.5 夜莺症",
    "#紧急 百灵鸟氏 晕倒了 夜莺症",
    "#接龙\n体温接龙\n1. 305 百灵鸟氏 36.5\n2. 412 杜鹃失眠 36.6",
    "更正 305 百灵鸟氏 体温 36.6",
    "绑定 百灵鸟氏13955557777",
    "百灵鸟氏 poison 金丝雀平片",
)


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """Everything any library logs at any level, as it would stand in the log."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    ours = logging.getLogger("gelibot")
    level = ours.level
    ours.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)
    ours.setLevel(level)


def test_no_planted_word_leaves_the_database(tmp_path: Path, logged: StringIO, capfd: pytest.CaptureFixture[str]) -> None:
    world = World.new(tmp_path)
    read = world.reader.read

    def poisoned(said: object) -> object:
        if "poison" in getattr(said, "text", ""):
            raise ValueError(f"cannot make sense of {said}")  # as a bug of ours would
        return read(said)  # type: ignore[arg-type]

    world.router._readers = {}
    world.router._reader_for = lambda session, site: type("Reader", (), {"read": staticmethod(poisoned), "kinds": world.reader.kinds})()  # type: ignore[method-assign]
    for n, words in enumerate(SAID):
        world.say("1-r1" if n % 2 else "stranger", "305百灵鸟氏", "1-resident", words)
        world.say("1-r1", "305百灵鸟氏", None, words)
    world.at("19:31")
    world.timetable.due(world.clock.now())
    world.speak()
    Backups(tmp_path / "backups", tmp_path / "test.sqlite3", "a key that nobody guesses", 3).make(world.clock.now())
    with world.store.read() as session:
        aside = session.execute(select(Message.error, Message.trace, Message.human).where(Message.state == "aside")).all()
    assert aside, "the broken handler was not reached"
    out, err = capfd.readouterr()
    names = " ".join(str(p) for p in tmp_path.rglob("*"))
    seen = "\n".join((logged.getvalue(), out, err, names, str(aside), " ".join(sys.argv)))
    assert "message set aside" in seen
    assert [c for c in CANARIES if c in seen] == []
    sealed = b"".join(p.read_bytes() for p in (tmp_path / "backups").iterdir())
    assert [c for c in CANARIES if c.encode() in sealed] == []
    kept = b"".join(p.read_bytes() for p in tmp_path.glob("test.sqlite3*"))
    assert CANARIES[0].encode() in kept, "the story planted nothing"
