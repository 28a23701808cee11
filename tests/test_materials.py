"""Material: the nearest title is found, and a file belongs to the title it follows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from dialogue.materials import nearest
from models import Attachment, Material
from tests.world import World

TITLES = ("防护服穿脱流程", "医废转运流程", "心理热线", "N95口罩佩戴", "隔离人员须知")


def _stored(title: str) -> Material:
    return Material(title=title, text="x", stored_by=1, message_id=1, at=datetime(2022, 8, 7, tzinfo=UTC))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("防护服", ["防护服穿脱流程"]),
        ("心里热线", ["心理热线"]),
        ("n95", ["N95口罩佩戴"]),
        ("隔离须知", ["隔离人员须知"]),
        ("流程", ["医废转运流程", "防护服穿脱流程"]),
        ("菜谱", []),
    ],
)
def test_the_nearest_title_is_found_and_several_are_offered(asked: str, found: list[str]) -> None:
    assert [m.title for m in nearest(asked, [_stored(t) for t in TITLES])] == found


def test_a_file_right_after_its_title_is_the_material(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    assert "请在十分钟内把文件" in world.say("1-w1", "王护士", "1-staff", "#存资料 隔离须知")[0][1]
    assert ("1-staff", "@王护士 资料「隔离须知」已收到文件《须知.pdf》。") in world.say(
        "1-w1", "王护士", "1-staff", "须知.pdf", type="file"
    )
    assert "文件《须知.pdf》" in world.say("1-r1", "305张三", "1-resident", "资料 须知")[0][1]


def test_somebody_elses_file_or_a_late_one_is_only_kept(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-w1", "王护士", "1-staff", "#存资料 隔离须知")
    assert world.say("1-w2", "后勤小向", "1-staff", "菜谱.pdf", type="file") == []
    world.at("08:20")
    assert world.say("1-w1", "王护士", "1-staff", "须知.pdf", type="file") == []
    with world.store.read() as session:
        assert session.scalars(select(Attachment.label).order_by(Attachment.id)).all() == ["菜谱.pdf", "须知.pdf"]


def test_a_residents_file_is_shown_to_staff(tmp_path: Path) -> None:
    said = World.new(tmp_path).say("1-r1", "305张三", "1-resident", "病历.pdf", type="file")
    assert said == [("1-staff", "305 张* 发来一个文件，请看一下。")]
