"""The house stands as docs/architecture.md says: one-way imports, and every file behind a door keeps its contract."""

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest

import commands
import events
import handlers
import jobs
from chat.audience import AUDIENCES
from commands.base import load_commands
from doors import DoorError, modules_behind, register
from events.base import load_events
from handlers.base import kinds_of, load_handlers
from jobs.base import load_jobs
from reading.kind import PLACES, ROLES

ROOT = Path(__file__).parent.parent
RIGHT_OF = {
    "bot": {"commands", "config", "doors"},
    "commands": {"web", "jobs", "handlers", "events", "dialogue", "chat", "reports", "models", "reading", "config", "migrations", "doors"},
    "web": {"jobs", "handlers", "events", "dialogue", "chat", "reports", "models", "reading", "doors"},
    "jobs": {"handlers", "events", "dialogue", "chat", "reports", "models", "reading", "doors"},
    "handlers": {"dialogue", "chat", "reports", "models", "reading", "doors"},
    "events": {"dialogue", "chat", "reports", "models", "reading", "doors"},
    "dialogue": {"chat", "reports", "models", "reading"},
    "chat": {"reports", "models", "reading"},
    "reports": {"models", "reading"},
    "models": {"reading"},
    "migrations": {"models"},
    "reading": set(),
    "config": {"chat"},
    "doors": set(),
}

FLOORS = (
    *("fields", "kind", "said", "expressions", "text", "lexicon", "likeness", "places", "message", "people", "values", "talk", "doubt"),
    *("things", "danger", "matters", "reports", "staff", "plain", "titled", "lists", "reader"),
)
"""Of reading/, lowest first: what is in a room there imports from that room and from those before it."""


def _files() -> list[Path]:
    return [p for room in RIGHT_OF for p in (sorted((ROOT / room).rglob("*.py")) if (ROOT / room).is_dir() else [ROOT / f"{room}.py"])]


@pytest.mark.parametrize("path", _files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for name in {n.split(".")[0] for n in names} & RIGHT_OF.keys():
            assert name == room or name in RIGHT_OF[room], f"{path.name} imports {name}"


def _floor(path: Path) -> int:
    return FLOORS.index(path.relative_to(ROOT / "reading").parts[0].removesuffix(".py"))


@pytest.mark.parametrize("path", sorted((ROOT / "reading").rglob("[!_]*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_rooms_of_reading_import_one_way(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reading."):
            room = (node.module or "").split(".")[1]
            assert FLOORS.index(room) <= _floor(path), f"{path.name} imports {node.module}"


@pytest.mark.parametrize("path", _files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_nobody_reads_the_environment_or_the_wall_clock(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.name not in ("bot.py", "clock.py", "base.py", "_logs.py", "wechat_patches.py"):
        assert not re.search(r"os\.environ|getenv|datetime\.now\((?!settings)|time\.time\(", text) or path.name == "read.py"


def test_every_kind_keeps_its_contract() -> None:
    for name, handler in load_handlers().items():
        kind = handler.kind
        assert kind.label, name
        assert kind.example, name
        assert kind.help, name
        assert kind.who <= set(ROLES), name
        assert kind.where <= set(PLACES), name
        assert not kind.letter or re.fullmatch("[A-Z]", kind.letter), name
        needed = [f for f in kind.fields if f.needed]
        assert not needed or handler.complete is not None or name in ("bind", "update", "query", "correction"), (
            f"{name} can lack something and cannot be completed"
        )


def test_letters_and_titles_are_nobody_elses() -> None:
    kinds = kinds_of(load_handlers()).values()
    letters = [k.letter for k in kinds if k.letter]
    assert len(letters) == len(set(letters))
    titles = [t for k in kinds for t in k.titles]
    assert len(titles) == len(set(titles))


def test_every_event_job_and_command_keeps_its_contract() -> None:
    assert all(callable(h) for h in load_events().values())
    for scheduled in load_jobs().values():
        assert scheduled.job.label
        assert scheduled.job.grace
    for command in load_commands().values():
        assert command.command.help


@pytest.mark.parametrize("package", [handlers, events, jobs, commands], ids=lambda p: p.__name__)
def test_every_file_has_one_line_that_says_what_it_is_for(package: ModuleType) -> None:
    for module in modules_behind(package):
        assert module.__doc__, module.__name__


def test_a_name_taken_twice_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DoorError, match="another file has"):
        register(events, "EVENT", lambda m: "the same", lambda m: m)


def test_a_file_that_does_not_import_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_door").mkdir()
    (tmp_path / "broken_door" / "__init__.py").touch()
    (tmp_path / "broken_door" / "bad.py").write_text("import nothing_of_that_name")
    monkeypatch.syspath_prepend(str(tmp_path))
    import broken_door  # type: ignore[import-not-found]

    with pytest.raises(DoorError, match="cannot be imported"):
        modules_behind(broken_door)


def test_audiences_are_the_places() -> None:
    assert set(AUDIENCES) == set(PLACES)
