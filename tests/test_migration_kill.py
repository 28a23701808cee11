"""An upgrade that dies at any of its statements leaves a database that the next start completes, with every row it had."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, select, text

from migrations.run import bring_up_to_date, current, require_current
from models import Base, Material, Store
from models.sample import plant
from tests.world import START


class Killed(BaseException):
    """What SIGKILL is to a process: nothing of ours catches it."""


def upgrade(path: Path, dies_at: int | None) -> int:
    """One start; how many statements the upgrade has."""
    store, statements = Store(f"sqlite:///{path}"), 0

    def count(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        nonlocal statements
        statements += 1
        if statements == dies_at:
            raise Killed

    event.listen(store.engine, "before_cursor_execute", count)
    try:
        bring_up_to_date(store)
    finally:
        event.remove(store.engine, "before_cursor_execute", count)
        store.close()
    return statements


def test_an_upgrade_killed_anywhere_is_completed_by_the_next_start(tmp_path: Path) -> None:
    whole = upgrade(tmp_path / "whole.sqlite3", None)
    assert whole > 40
    for dies_at in (2, whole // 2, whole):
        path = tmp_path / f"{dies_at}.sqlite3"
        with pytest.raises(Killed):
            upgrade(path, dies_at)
        store = Store(f"sqlite:///{path}")
        with store.read() as session:
            half = session.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'person'"))
        assert half == (1 if current(store) else 0), "all of a revision or nothing of it: each is one transaction"
        bring_up_to_date(store)
        require_current(store)
        with store.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert current(store)
        store.close()


def test_the_rows_of_an_older_version_are_all_there_after_the_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "older.sqlite3"
    with pytest.raises(Killed):
        upgrade(path, upgrade(tmp_path / "whole.sqlite3", None))  # at its last statement: the revision before is whole
    store = Store(f"sqlite:///{path}")
    assert current(store) == "0001"
    columns = "site_id, id, title, text, stored_by, message_id, at"
    with store.begin() as session:
        plant(session, START)
        session.execute(text(f"INSERT INTO material ({columns}) VALUES (1, 7, '隔离须知', '只带一个包', 1, 1, '2022-08-07 00:00:00')"))
    bring_up_to_date(store)
    with store.read() as session:
        found = session.scalars(select(Material)).one()
        assert (found.id, found.title, found.text, found.attachment_id) == (7, "隔离须知", "只带一个包", None)
    store.close()
