"""A made-up kind in one new file parses, answers, appears in help, to-do list and digest, with no other edit."""

import importlib
import shutil
from pathlib import Path

import pytest

from handlers.base import load_handlers
from tests.world import World

ROOT = Path(__file__).parent.parent


def laundry_from_the_recipe() -> str:
    """The file as CONTRIBUTING.md shows it, so that the recipe is tested too."""
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return recipe.split("```python\n", 1)[1].split("```", 1)[0]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    folder = tmp_path / "house" / "more_handlers"
    shutil.copytree(ROOT / "handlers", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "laundry.py").write_text(laundry_from_the_recipe(), "utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    return World.new(tmp_path, handlers=dict(load_handlers(importlib.import_module("more_handlers"))))


def test_a_new_kind_is_one_file(world: World) -> None:
    said = world.say("1-r1", "305张三", "1-resident", "#洗衣 305 两件外套")
    assert ("1-resident", "@305张三 L1 已记，后勤保障组会处理。") in said
    assert any(where == "1-staff" and text.startswith("@后勤小向 L1 洗衣 305") and "两件外套" in text for where, text in said)


def test_it_is_heard_in_plain_words_by_its_cue(world: World) -> None:
    assert any("L1" in text for _, text in world.say("1-r2", "412李四", "1-resident", "麻烦来收衣服"))


def test_what_it_lacks_is_asked_for(world: World) -> None:
    said = world.say("stranger", "路人", "1-resident", "#洗衣 两件外套")
    assert said == [("1-resident", "@路人 L1 已记。\n请问您住哪个房间？回复：412")]
    assert any("L1 已补全（508）" in text for _, text in world.say("stranger", "路人", "1-resident", "508"))


def test_it_is_in_help_in_the_list_and_in_the_digest(world: World) -> None:
    world.say("1-r1", "305张三", "1-resident", "#洗衣 305 两件外套")
    assert "、洗衣" in world.say("1-w1", "王护士", "1-staff", "帮助")[0][1]
    assert "洗衣服：写房间和件数。例如：#洗衣 305 两件外套" in world.say("1-w1", "王护士", "1-staff", "帮助 洗衣")[0][1]
    assert "L1 洗衣 305" in world.say("1-w1", "王护士", "1-staff", "待办")[0][1]
    assert "洗衣：新 1，完成 0，未完 1" in world.say("1-w1", "王护士", "1-staff", "日报")[0][1]


def test_it_lives_to_its_end(world: World) -> None:
    world.say("1-r1", "305张三", "1-resident", "#洗衣 305 两件外套")
    assert ("1-staff", "@王护士 L1 已处理。") in world.say("1-w1", "王护士", "1-staff", "已处理 L1")
