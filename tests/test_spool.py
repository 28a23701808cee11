"""The spool and the ear: what is heard while the database is away is durable, in order, and has one effect once it is back."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.ear import Ear
from chat.inbox import Inbox
from chat.message import Heard
from chat.shouting import shouter
from chat.spool import Record, Spool
from chat.transport import Happening
from chat.webhook import NotTaken
from commands._parts import _open_spool
from commands.base import OperatorError
from models import Gap, Group, Message, Site, Store
from models.store import Refused

NOW = datetime(2022, 8, 7, 0, 0, tzinfo=UTC)
WORDS = "硝苯地平 \x00 \ud800 \u202e 👨‍👩‍👧"


def heard(number: int, text: str = "hello") -> Heard:
    return Heard(f"m{number}", "g1", "c", "nick", text, NOW + timedelta(seconds=number), mentions=("a", "b"), quote_text="q")


class House:
    """A store that can be away, and what is beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(f"sqlite:///{folder / 'ear.sqlite3'}")
        self.store.create()
        with self.store.begin() as session:
            session.add(Site(id=1, name="site", short="s"))
            session.flush()
            session.add(Group(id="g1", site_id=1, kind="resident"))
        self.inbox = Inbox(self.store, "a", _nothing, _nothing)
        self.told: list[str] = []
        self.ear = self.a_life()

    def a_life(self) -> Ear:
        """An ear in a new process."""
        self.spool = Spool(self.folder / "spool" / "a.spool", reserve=1 << 16)
        return Ear(self.inbox, self.spool, self.told.append)

    def away(self) -> None:
        self.store.refuse("away")

    def back(self) -> None:
        self.store._refused = None

    def messages(self) -> list[Message]:
        with self.store.read() as session:
            return list(session.scalars(select(Message).order_by(Message.id)))


def _nothing(session: Session, message: Message) -> None:
    """No effect."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_what_was_heard_while_the_database_was_away_is_there_in_order_afterwards(house: House) -> None:
    assert house.ear.note(["m0"], NOW) == [True]
    house.away()
    assert house.ear.note(["m1", "m2", "m1"], NOW) == [True, True, False]
    house.ear.fill([heard(0), heard(1, WORDS)], NOW)
    house.ear.happen(Happening("joined", "e1", NOW, "g1", people=(("c1", "305张三"),)), NOW)
    house.ear.give_up("m2", "timeout", NOW)
    house.ear.deaf(NOW, NOW + timedelta(minutes=3), "reset")
    house.back()
    house.ear.fill([heard(3)], NOW)  # older things wait in the spool: it goes behind them
    assert [m.external_id for m in house.messages()] == ["m0"]
    assert house.ear.drain() == 9
    assert [(m.external_id, m.state) for m in house.messages()] == [
        ("m0", "ready"), ("m1", "ready"), ("m2", "aside"), ("event:e1", "ready"), ("m3", "ready"),
    ]  # fmt: skip
    (house.folder / "direct").mkdir()
    direct = House(house.folder / "direct")
    direct.ear.fill([replace(heard(1, WORDS), id="m1")], NOW)
    by_spool, by_itself = house.messages()[1], direct.messages()[0]
    for column in ("text", "nick", "payload", "sent_at", "talker", "group_id", "site_id", "noted_at"):
        assert getattr(by_spool, column) == getattr(by_itself, column)
    assert house.messages()[3].payload["people"] == [["c1", "305张三"]]
    assert house.told == ["数据库写不进去，收到的消息先存在暂存文件里，没有丢，但不会有答复。请马上检查磁盘和数据库。"]


def test_a_crash_at_any_moment_of_draining_changes_nothing(house: House) -> None:
    house.away()
    house.ear.fill([heard(n) for n in range(5)], NOW)
    house.ear.deaf(NOW, NOW + timedelta(minutes=3), "reset")
    house.back()
    kept = (house.folder / "spool" / "a.spool").read_bytes()
    house.ear.drain()
    (house.folder / "spool" / "a.spool").write_bytes(kept)  # killed before it could be emptied
    assert house.a_life().drain() == 6
    assert len(house.messages()) == 5
    with house.store.read() as session:
        assert len(list(session.scalars(select(Gap)))) == 1


def test_the_words_are_gone_from_the_file_once_the_database_has_them(house: House) -> None:
    house.away()
    house.ear.fill([heard(1, "secret words")], NOW)
    assert b"secret words" in (house.folder / "spool" / "a.spool").read_bytes()
    house.back()
    house.ear.drain()
    assert not (house.folder / "spool" / "a.spool").read_bytes().strip(b"\0")
    assert (house.folder / "spool" / "a.spool").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_torn_record_was_never_acknowledged_and_harms_no_other(tmp_path: Path, cut: int) -> None:
    spool = Spool(tmp_path / "s", reserve=0)
    spool.append([Record("note", {"id": "whole"})])
    size = (tmp_path / "s").stat().st_size
    spool.append([Record("note", {"id": "torn, and longer than the one that comes after it"})])
    data = (tmp_path / "s").read_bytes()
    (tmp_path / "s").write_bytes(data[: size - 9 + cut])
    again = Spool(tmp_path / "s", reserve=0)
    again.append([Record("note", {"id": "x"})])
    assert [r.values["id"] for r in Spool(tmp_path / "s", reserve=0).records()] == ["whole", "x"]


def test_when_the_spool_fails_too_nothing_is_acknowledged(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.away()

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.pwrite", full)
        for _ in range(2):
            with pytest.raises(Refused):
                house.ear.fill([heard(1)], NOW)
    assert len(house.told) == 1
    house.ear.fill([heard(1)], NOW)
    assert house.spool.depth == 1


def test_the_second_voice_is_told_past_the_database_and_again_when_it_did_not_listen() -> None:
    heard_words: list[str] = []
    listened = threading.Event()

    class Deaf:
        """A webhook that takes nothing the first time."""

        def send(self, text: str) -> None:
            heard_words.append(text)
            if len(heard_words) == 1:
                raise NotTaken("timeout")
            listened.set()

    shouter(Deaf(), (0.0, 0.0, 0.0))("数据库写不进去")  # type: ignore[arg-type]
    assert listened.wait(5)
    assert heard_words == ["数据库写不进去"] * 2
    shouter(None)("nobody listens")


def test_one_bad_record_leaves_the_others(house: House) -> None:
    house.away()
    house.ear.fill([heard(1), replace(heard(2), sent=NOW.replace(tzinfo=None)), heard(3)], NOW)
    house.back()
    house.ear.drain()
    assert [m.external_id for m in house.messages()] == ["m1", "m3"]
    assert house.spool.depth == 0


def test_a_folder_that_will_not_do_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OperatorError, match=r"SPOOL_DIR: .* cannot be opened"):
        _open_spool(tmp_path / "file" / "a.spool")
