"""A site that is closed for good leaves nothing: no row, no byte in the file, its log or its backups; the others keep everything."""

import io
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from chat.shelf import Shelf
from commands import purge
from commands._backups import backups_of
from commands._purging import NotEmptied, left_of
from commands.base import OperatorError
from config import Settings, read_settings
from models import Attachment, Audit, Person, Site, Store
from models.audit import broken_links
from models.sample import plant
from tests.world import World

CANARIES = ("慈宾降压一号", "13912345678", "百灵鸟的外婆", "1-r1")
LEADERS = ("田志刚", "周点长")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'test.sqlite3'}"})


@pytest.fixture
def world(tmp_path: Path) -> World:
    from migrations.run import bring_up_to_date

    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    bring_up_to_date(store)
    store.claim_for("wechat")
    world = World(store)
    with store.begin() as session:
        plant(session, world.clock.now())
    with store.begin() as session:
        session.add(Person(contact="boss-1", site_id=1, role="leader", level=1, binding="confirmed", name=LEADERS[1], nick="n"))
    world.timetable.due(world.clock.now())
    world.say("1-r1", "百灵鸟的外婆", "1-resident", "#用药 慈宾降压一号 1盒 电话13912345678")
    world.say("1-r1", "百灵鸟的外婆", "1-resident", "#通知 不许")
    world.say("2-r1", "三", "2-resident", "#用药 布洛芬 1盒")
    return world


def bytes_of(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix != ".txt")


def close(settings: Settings, monkeypatch: pytest.MonkeyPatch, *by: str, typed: str = "慈利宾馆") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    args = Namespace(site="慈宾", approved_by=list(by), output=settings.data_dir / "certificate.txt")
    return purge.run(args, settings)


def in_use(store: Store) -> None:
    raise NotEmptied("the database is in use")


REFUSED: tuple[tuple[tuple[str, ...], str, str], ...] = (
    ((LEADERS[0],), "慈利宾馆", "two leaders"),
    ((LEADERS[0], LEADERS[0]), "慈利宾馆", "two leaders"),
    ((LEADERS[0], "王护士"), "慈利宾馆", "no bound leader"),
    (LEADERS, "慈宾", "not its name"),
)


def test_nothing_of_a_closed_site_is_left_anywhere(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = Shelf(settings.files_dir)
    with world.store.begin() as session:
        for site_id in (1, 2):
            hash = shelf.put(f"prescription of {site_id}".encode())
            session.add(Attachment(site_id=site_id, message_id=1, type="image", hash=hash, at=world.clock.now()))
    backups_of(settings, world.store).make(datetime.now(UTC))
    copied = [path for path in settings.backup_dir.rglob("*") if path.is_file() and path.read_bytes().startswith(b"prescription")]
    assert len(copied) == 2
    for canary in (*CANARIES, "prescription of 1"):
        assert canary.encode() in bytes_of(settings.data_dir)
    for by, typed, why in REFUSED:
        with pytest.raises(OperatorError, match=why):
            close(settings, monkeypatch, *by, typed=typed)
    with monkeypatch.context() as patched:
        patched.setattr(purge, "empty_the_file", in_use)
        with pytest.raises(OperatorError, match="nothing was deleted"):
            close(settings, monkeypatch, *LEADERS)
    with world.store.read() as session:
        before = len(session.scalars(select(Person).where(Person.site_id == 2)).all())
        assert left_of(session, 1)
    world.store.close()
    assert close(settings, monkeypatch, *LEADERS) == 0
    assert b"prescription of 2" in bytes_of(settings.data_dir)
    for canary in (*CANARIES, "prescription of 1"):
        assert canary.encode() not in bytes_of(settings.data_dir), canary
    certificate = (settings.data_dir / "certificate.txt").read_text("utf-8")
    assert certificate in capsys.readouterr().out
    assert "request：1 行" in certificate
    assert "复查：剩余 0 行" in certificate
    with world.store.read() as session:
        assert session.get(Site, 1) is None
        assert left_of(session, 1) == 0
        assert len(session.scalars(select(Person).where(Person.site_id == 2)).all()) == before
        assert list(session.scalars(select(Audit.what).where(Audit.site_id == 0, Audit.what == "site_purged"))) == ["site_purged"] * 2
        assert list(broken_links(session)) == []
    assert "\n图片和文件：删除 1 个" in certificate
    assert "备份中的图片和文件：删除 1 个" in certificate
    again = world.say("2-r1", "三", "2-resident", "我的药到了吗")
    assert again, "the others live on"
