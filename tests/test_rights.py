"""Who may say what where: each cell of rights.csv, written by hand from product.md, is one real message through the real router.

yes: it is done, and leaves the rows and words of its line · no: the one vague line, a trace, nothing else · hidden: 没有找到, nothing
changes · elsewhere: no site is known there · stranger: a private message of somebody unknown · bad code: taken for a wrong code · own site:
it is done for the writer's own site. A guest leads another site and sits in this one's groups.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from chat.rights import REFUSED
from handlers._strangers import STRANGER
from handlers.base import kinds_of, load_handlers
from models import Message, Person, Post
from reading.kind import PLACES
from tests.world import ACCOUNT, World

PEOPLE = {
    "unknown": "a-stranger", "resident": "1-r1", "staff": "1-w2", "medic": "1-w1", "leader": "1-w5", "hq": "hq-1", "operator": "op-1",
    "guest": "2-w5",
}  # fmt: skip
GROUPS = {"resident": "1-resident", "staff": "1-staff", "hq": "hq", "branch": "branch", "private": None}
TRACES = {"Message", "Post", "Audit", "Meta", "Person", "WrongCode"}
"""Rows that a refused message may leave: itself, the answer, the trace, who said it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One message by one role in one place, and what must come of it."""

    kind: str
    message: str
    role: str
    place: str
    expected: str
    leaves: tuple[str, ...]
    says: str


def _cells() -> list[Cell]:
    with (Path(__file__).parent / "rights.csv").open(encoding="utf-8", newline="") as file:
        return [
            Cell(line["kind"], line["message"].replace("⏎", "\n"), role, place, line[role], tuple(line["leaves"].split()), line["says"])
            for line in csv.DictReader(file)
            for place in line["places"].split()
            for role in PEOPLE
        ]


CELLS = _cells()


class Undone(Exception):
    """Ends a cell's transaction: the next one finds the world as it was."""


@dataclass
class Office:
    """One world for all cells."""

    world: World
    made: list[object]
    count: int = 0

    def look_at(self, cell: Cell) -> str | None:
        """What is wrong with a cell, None if nothing."""
        left, answer = self._send(cell)
        content = Counter({name: n for name, n in left.items() if name not in TRACES})
        refused = answer == REFUSED
        good = {
            "yes": not refused and cell.says in (answer or "") and all(left[name] for name in cell.leaves),
            "own site": not refused and all(left[name] for name in cell.leaves),
            "no": refused and left["Audit"] == 1 and not content,
            "hidden": "没有找到" in (answer or "") and not content,
            "elsewhere": (answer or "").startswith("这里不知道是哪个隔离点") and not content,
            "stranger": STRANGER in (answer or "") and not content,
            "bad code": (answer or "").startswith("绑定码不对") and bool(left["WrongCode"]),
        }[cell.expected]
        name = f"{cell.kind} | {cell.message.splitlines()[0]} | {cell.role} in {cell.place}"
        return None if good else f"{name}: not {cell.expected}, but {answer!r} and {dict(content)}"

    def _send(self, cell: Cell) -> tuple[Counter[str], str | None]:
        self.count += 1
        self.made.clear()
        contact, group, now = PEOPLE[cell.role], GROUPS[cell.place], self.world.clock.now()
        message = Message(
            account=ACCOUNT, external_id=f"cell-{self.count}", noted_at=now, sent_at=now, state="ready", talker=contact, group_id=group,
            nick=contact, text=cell.message, type="jielong" if "\n" in cell.message else "text",
        )  # fmt: skip
        try:
            with self.world.store.begin() as session:
                session.add(message)
                session.flush()
                self.world.router(session, message)
                session.flush()
                raise Undone
        except Undone:
            left = Counter(type(row).__name__ for row in self.made)
            here = [p for p in self.made if isinstance(p, Post) and (p.group_id == group if group else p.contact == contact)]
            said = [p for p in here if p.text]  # a digest's picture is a post without words
            answers = [p.text for p in said if p.message_id == message.id] or [p.text for p in said]
            return left, answers[-1] if answers else None


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The invented county with one request, one check-in and one notice in it."""
    world = World.new(tmp_path_factory.mktemp("rights"))
    with world.store.begin() as session:
        session.add(Person(contact="op-1", site_id=1, role="operator", binding="confirmed", name="欧阳明", nick="运维"))
    world.hear("1-r1", "305张三", "1-resident", "#用药 305 张三 硝苯地平缓释片 2盒")
    world.hear("1-r1", "305张三", "1-resident", "305 张三 36.5 无")
    world.hear("1-w5", "点长周正", "1-staff", "#通知 居民群 明天采样")
    made: list[object] = []

    def remember(session: Session, _: object) -> None:
        made.extend(session.new)

    event.listen(Session, "after_flush", remember)
    yield Office(world, made)
    event.remove(Session, "after_flush", remember)
    world.store.close()


def test_every_kind_role_and_place_has_its_line() -> None:
    written = {(c.kind, c.place) for c in CELLS}
    assert written == {(kind, place) for kind in kinds_of(load_handlers()) for place in PLACES}
    assert {c.expected for c in CELLS} <= {"yes", "no", "hidden", "elsewhere", "stranger", "bad code", "own site"}


def test_each_role_may_say_what_the_table_says(office: Office) -> None:
    """Among residents every role; elsewhere one that may little and one that may much: all cells are in `make drills`."""
    much, little = ("medic", "guest"), ("staff", "private")
    chosen = [c for c in CELLS if c.place == "resident" or c.role in much or (c.role == "resident" and c.place in little)]
    assert [fault for cell in chosen if (fault := office.look_at(cell))] == []
    with office.world.store.read() as session:
        assert session.scalar(select(Post.id).where(Post.text == REFUSED)) is None, "a cell was not undone"


@pytest.mark.drill
def test_each_cell_of_the_table(office: Office) -> None:
    faults = [fault for cell in CELLS if (fault := office.look_at(cell))]
    assert faults == []
