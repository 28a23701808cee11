"""Every column has a purpose, a class and a time after which it goes; what is to go, goes; the page says so."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, select
from sqlalchemy.orm import Session

from commands.columns import table
from models import Base, Message, Request, Site, Store
from models.base import Moment
from models.columns import all_columns, tables
from tests.world import START, World

ROOT = Path(__file__).parent.parent
COLUMNS = all_columns()
CANARY = "金丝雀"


def test_every_column_of_the_schema_stands_in_the_table_once_and_no_other() -> None:
    said = [(c.table, c.name) for c in COLUMNS]
    schema = [(t.name, c.name) for t in Base.metadata.sorted_tables for c in t.columns]
    assert sorted(said) == sorted(schema), "models/columns.txt says what each column is for: add or take out the line"
    assert set(tables()) == {t.name for t in Base.metadata.sorted_tables}


def test_a_word_that_is_told_to_nobody_is_of_no_harmless_class() -> None:
    """Free text and JSON hold what people wrote: they are A, or there is a reason."""
    harmless = {("site", "settings"), ("site", "aliases"), ("meta", "value"), ("plan", "sampling_days"), ("question", "records")}
    for column in COLUMNS:
        kind = Base.metadata.tables[column.table].columns[column.name].type
        if isinstance(kind, JSON) and column.name != "missing" and (column.table, column.name) not in harmless:
            assert column.sort == "A" or column.name == "changed", column


def test_the_page_on_privacy_holds_the_table() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    assert table() in page, "write it anew: python bot.py columns"


def filled(name: str, kind: Any, moment: datetime) -> Any:
    """A value that is surely words of somebody where there can be any."""
    if isinstance(kind, Moment):
        return moment
    if isinstance(kind, JSON):
        return [CANARY]
    return {str: f"{CANARY}{name}", int: 7, bool: False, float: 36.5, date: moment.date()}[kind.python_type]


STATES = {"message": "done", "post": "sent", "question": "answered", "alert": "sent"}
OBJECTS = ("payload", "fallback")


def plant_a_row(session: Session, name: str, moment: datetime) -> None:
    """One old row with words in every column."""
    found = Base.metadata.tables[name]
    values = {c.name: filled(c.name, c.type, moment) for c in found.columns}
    values |= {c: {"quote_text": CANARY} for c in OBJECTS if c in values}
    values |= {"site_id": 1} if "site_id" in values else {}
    values |= {"state": STATES[name]} if name in STATES else {}
    session.execute(found.insert().values(values))


@pytest.fixture
def old(tmp_path: Path) -> Store:
    """A database in which every column that is to go holds something nine days old."""
    store = Store(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    store.create()
    with store.begin() as session:
        session.add(Site(id=1, name="慈利宾馆", short="慈宾"))
        session.flush()
        for name in {c.table for c in COLUMNS if c.kept in ("raw", "row")}:
            plant_a_row(session, name, START)
        details = {"items": [{"name": "布洛芬"}], "words": CANARY}
        shared = {"site_id": 1, "kind": "medication", "details": details, "message_id": 1, "opened_at": START}
        session.add(Request(ticket="Y1", status="resolved", closed_at=START, **shared))
        session.add(Request(ticket="Y2", status="open", **shared))
    return store


def test_after_the_retention_time_what_is_to_go_is_gone(old: Store) -> None:
    world = World(old)
    for days in (0, 9):
        world.clock.moment = START + timedelta(days=days)
        world.timetable.due(world.clock.now())
        if days == 0:
            world.clock.moment = START + timedelta(days=1, hours=-2)  # the first night: nothing is old enough
            world.timetable.due(world.clock.now())
            assert left(old), "nothing was planted"
    assert left(old) == []
    with old.read() as session:
        details = {r.ticket: r.details for r in session.scalars(select(Request))}
        assert session.scalars(select(Message.external_id)).all() == [f"{CANARY}external_id"], "ids stay, for deduplication"
    assert "words" not in details["Y1"]
    assert "words" in details["Y2"]
    assert details["Y1"]["items"]


def left(store: Store) -> list[str]:
    """The columns that should be empty and are not."""
    found = []
    with store.read() as session:
        for column in (c for c in COLUMNS if c.kept in ("raw", "row")):
            values = session.scalars(select(Base.metadata.tables[column.table].columns[column.name])).all()
            found += [f"{column.table}.{column.name}" for v in values if column.kept == "row" or v not in (None, "", [], {})]
    return found
