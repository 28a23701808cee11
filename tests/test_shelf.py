"""The bytes of pictures and files: fetched beside the hearing, by kind and size, kept by hash, purged with the rest."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from chat.attachments import made
from chat.keeping import MOST_TRIES, Keeper, TooBig
from chat.shelf import Shelf, media_of
from models import Attachment
from tests.files import AtOnce
from tests.world import ACCOUNT, World

JPEG, PDF = b"\xff\xd8\xff\xe0 a prescription", b"%PDF-1.7 a prescription"


class Gallery:
    """A network that gives the bytes it was told, once it is ready to."""

    def __init__(self) -> None:
        self.files: dict[str, bytes | Exception] = {}
        self.asked: list[str] = []

    async def ready(self) -> None:
        return

    async def bytes_of(self, message_id: str, kind: str, most: int) -> bytes:
        self.asked.append(message_id)
        found = self.files[message_id]
        if isinstance(found, Exception):
            raise found
        return found


class Ward(World):
    """The invented county with a shelf."""

    gallery: Gallery
    shelf: Shelf

    def fetch(self) -> int:
        keeper = Keeper(self.store, ACCOUNT, self.shelf, self.gallery, AtOnce(), self.clock.now)
        return asyncio.run(keeper.once())

    def send(self, kind: str, content: bytes | Exception, who: str = "1-r1", group: str | None = "1-resident", words: str = "") -> None:
        number = f"f{len(self.gallery.files) + 1}"
        self.gallery.files[number] = content
        self.hear(who, who, group, words, id=number, type=kind)

    def handed_out(self) -> tuple[str, str, bytes]:
        """The file said last: where, its name and its bytes."""
        where, file = self.network.files[-1]

        async def taken() -> tuple[str, str, bytes]:
            async with made(file, self.shelf) as path:
                return where, path.name, path.read_bytes()

        return asyncio.run(taken())

    def rows(self) -> list[Attachment]:
        with self.store.read() as session:
            return list(session.scalars(select(Attachment).order_by(Attachment.id)))


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    world = Ward.new(tmp_path)
    assert isinstance(world, Ward)
    world.gallery, world.shelf = Gallery(), Shelf(tmp_path / "files")
    return world


def test_a_prescription_is_kept_by_its_hash_and_only_what_belongs_to_a_request_is_fetched(ward: Ward) -> None:
    ward.send("image", JPEG)
    assert ward.fetch() == 0
    assert ward.gallery.asked == []
    ward.say("1-r1", "305张三", "1-resident", "用药需求：见图")
    assert ward.fetch() == 1
    ward.send("image", JPEG)
    ward.send("file", PDF, words="处方.pdf")
    assert ward.fetch() == 2
    assert ward.fetch() == 0
    first, second, third = ward.rows()
    assert first.hash == second.hash != third.hash
    assert [(r.type, r.media, r.size) for r in (first, third)] == [
        ("image", "image/jpeg", len(JPEG)), ("file", "application/pdf", len(PDF)),
    ]  # fmt: skip
    path = ward.shelf.path(str(first.hash))
    assert path.read_bytes() == JPEG
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_is_too_big_or_no_picture_or_cannot_be_had_is_not_kept(ward: Ward) -> None:
    ward.say("1-r1", "305张三", "1-resident", "#用药 305 张三 硝苯地平缓释片 2盒")
    ward.send("image", TooBig())
    ward.send("image", PDF)
    ward.send("file", b"MZ a program")
    ward.send("image", OSError("not ready"))
    for _ in range(MOST_TRIES + 1):
        assert ward.fetch() == 0
    assert [(r.fate, r.hash) for r in ward.rows()] == [("too_big", None), ("wrong_type", None), ("wrong_type", None), ("unfetched", None)]
    assert ward.gallery.asked.count("f4") == MOST_TRIES


def test_a_photo_of_the_delivery_by_staff_belongs_to_the_ticket_and_is_purged_with_the_words(ward: Ward) -> None:
    ward.say("1-r1", "305张三", "1-resident", "#用药 305 张三 硝苯地平缓释片 2盒")
    ward.say("1-w2", "后勤小向", "1-staff", "已送达 Y1")
    ward.send("image", JPEG, who="1-w2", group="1-staff")
    assert ward.speak()[-1] == ("1-staff", "@1-w2 Y1 已附上图片。")
    assert ward.fetch() == 1
    path = ward.shelf.path(str(ward.rows()[0].hash))
    ward.clock.moment += timedelta(days=9)
    ward.timetable.due(ward.clock.now())
    assert [(r.fate, r.hash, r.request_id is not None) for r in ward.rows()] == [("purged", None, True)]
    ward.shelf.sweep(frozenset(), datetime.now(UTC) - timedelta(hours=1))
    assert path.exists(), "what has just been written is left alone: its row may be on the way"
    ward.shelf.sweep(frozenset(), datetime.now(UTC) + timedelta(hours=1))
    assert not path.exists()


def test_a_file_of_a_resident_that_belongs_to_nothing_is_for_staff_to_look_at(ward: Ward) -> None:
    ward.send("file", PDF, words="名单.pdf")
    assert ("1-staff", "305 张* 发来一个文件，请看一下。") in ward.speak()
    ward.say("1-r1", "305张三", "1-resident", "#用药 305 张三 硝苯地平缓释片 2盒")
    ward.send("file", PDF, words="处方.pdf")
    said = ward.speak()
    assert ("1-resident", "@1-r1 Y1 已收到文件。") in said
    assert any(group == "1-staff" and "Y1 305 发来文件，请看群里原件并核对" in text for group, text in said)
    ward.send("file", PDF, group=None, words="处方.pdf")
    assert any(group == "1-staff" and "Y1 305 发来文件，文件在私聊里，请联系本人核对" in text for group, text in ward.speak())


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (JPEG, "image/jpeg"), (PDF, "application/pdf"), (b"PK\x03\x04", "application/zip"), (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"MZ", None), (b"<html>", None), (b"#!/bin/sh", None), (b"", None),
    ],
)  # fmt: skip
def test_a_file_is_what_it_begins_with(content: bytes, media: str | None) -> None:
    assert media_of(content) == media


def test_a_file_with_a_very_long_name_is_handed_out_too(ward: Ward) -> None:
    ward.say("1-w1", "王护士", "1-staff", "#存资料 隔离须知")
    ward.send("file", PDF, who="1-w1", group="1-staff", words="须知" * 58 + ".pdf")
    assert ward.fetch() == 1
    ward.say("1-r1", "305张三", "1-resident", "资料 须知")
    where, name, content = ward.handed_out()
    assert (where, name[-6:], content) == ("1-resident", "须知.pdf", PDF)


def test_staff_keep_a_file_for_everybody_and_whoever_asks_gets_its_bytes(ward: Ward) -> None:
    ward.say("1-w1", "王护士", "1-staff", "#存资料 隔离须知")
    ward.send("file", PDF, who="1-w1", group="1-staff", words="须知.pdf")
    assert "请向工作人员索取" in ward.say("1-r1", "305张三", "1-resident", "资料 须知")[-1][1], "not fetched yet"
    assert ward.fetch() == 1
    for place in ("1-resident", None):
        assert "文件《须知.pdf》一并发来" in ward.say("1-r1", "305张三", place, "资料 须知")[-1][1]
        assert ward.handed_out() == (place or "", "须知.pdf", PDF)
    ward.clock.moment += timedelta(days=9)
    ward.timetable.due(ward.clock.now())
    assert ward.rows()[0].hash, "what is kept for everybody is not purged with the words"
    ward.say("1-w1", "王护士", "1-staff", "#存资料 隔离须知 只带一个包")
    ward.clock.moment += timedelta(days=1)
    ward.timetable.due(ward.clock.now())
    assert ward.rows()[0].fate == "purged", "replaced"
