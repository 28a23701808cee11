"""The store: durable, typed, one kind of use for ever, and the schema is what the models say."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from migrations.run import FOLDER, bring_up_to_date, current, require_current
from models import Base, Gap, Store, WrongDatabase, floor_of, new_id, next_ticket


def test_a_migrated_database_is_what_the_models_say(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'm.sqlite3'}")
    bring_up_to_date(store)
    bring_up_to_date(store)
    require_current(store)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    assert current(store) == max(file.name[:4] for file in (FOLDER / "versions").glob("[0-9]*.py"))


def test_sqlite_is_durable_and_keeps_its_promises(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    with store.read() as session:
        pragmas = {p: session.execute(text(f"PRAGMA {p}")).scalar() for p in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_sandbox_and_wechat_never_share_a_database(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'u.sqlite3'}")
    store.create()
    store.claim_for("wechat")
    store.claim_for("wechat")
    with pytest.raises(WrongDatabase):
        store.claim_for("sandbox")


def test_times_come_back_aware_and_naive_ones_are_refused(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    store.create()
    moment = datetime(2022, 8, 7, 8, 0, tzinfo=UTC)
    with store.begin() as session:
        session.add(Gap(account="a", started_at=moment, ended_at=moment, reason="x"))
    with store.read() as session:
        assert session.query(Gap).one().started_at == moment
    with pytest.raises(StatementError), store.begin() as session:
        session.add(Gap(account="a", started_at=datetime(2022, 8, 7), ended_at=moment, reason="x"))


def test_tickets_count_up_per_site_and_letter(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'c.sqlite3'}")
    store.create()
    with store.begin() as session:
        assert [next_ticket(session, 0, letter) for letter in "YYWY"] == ["Y1", "Y2", "W1", "Y3"]


def test_ids_grow() -> None:
    ids = [new_id() for _ in range(1000)]
    assert ids == sorted(set(ids))
    assert ids[-1] < 2**63


@pytest.mark.parametrize(("room", "floor"), [("305", "3"), ("1205", "12"), ("A302", "A3"), ("3-502", "3-5"), ("A0512", "A05"), ("7", "7")])
def test_a_rooms_number_tells_its_floor(room: str, floor: str) -> None:
    assert floor_of(room) == floor


@given(st.text())
def test_no_room_number_breaks_the_floor(room: str) -> None:
    floor_of(room)
