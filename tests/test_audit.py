"""The audit trail: every line is tied to the one before it, so that a changed, missing or inserted line shows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from models import Audit, Site, Store
from models.audit import broken_links

NOW = datetime(2022, 8, 7, 0, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'audit.sqlite3'}")
    store.create()
    with store.begin() as session:
        session.add_all([Site(id=1, name="site", short="s"), Site(id=2, name="other", short="o")])
    for turn in range(3):
        with store.begin() as session:
            for n in range(3):
                session.add(Audit(site_id=1 + n % 2, at=NOW + timedelta(minutes=n), what="refused", person_id=turn, message_id=n))
            session.flush()
            session.add(Audit(site_id=1, at=NOW, what="bound"))
    return store


def faults(store: Store) -> list[str]:
    with store.read() as session:
        return list(broken_links(session))


def test_a_trail_nobody_touched_is_whole_also_when_clocks_went_back(store: Store) -> None:
    with store.begin() as session:
        session.add(Audit(site_id=1, at=NOW - timedelta(days=9), what="refused"))
    assert faults(store) == []
    with store.read() as session:
        numbers = list(session.scalars(select(Audit.number).where(Audit.site_id == 1).order_by(Audit.number)))
    assert numbers == list(range(1, 11))


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE audit SET what = 'greeted' WHERE site_id = 1 AND number = 4",
        "UPDATE audit SET person_id = 7 WHERE site_id = 2 AND number = 2",
        "UPDATE audit SET person_id = NULL WHERE site_id = 1 AND number = 1",
        "UPDATE audit SET at = '2022-08-06 00:00:00' WHERE site_id = 1 AND number = 4",
        "DELETE FROM audit WHERE site_id = 1 AND number = 4",
        "DELETE FROM audit WHERE site_id = 1 AND number = 1",
        "DELETE FROM audit WHERE site_id = 1 AND number = 9",
        "DELETE FROM audit WHERE site_id = 2",
        "UPDATE audit SET number = number + 100 WHERE site_id = 1 AND number = 9",
        "UPDATE audit SET site_id = 2, number = 4 WHERE site_id = 1 AND number = 9",
    ],
)
def test_whatever_is_changed_or_taken_out_shows(store: Store, harm: str) -> None:
    with store.begin() as session:
        session.execute(text(harm))
    assert faults(store)


def refused_and_broken(store: Store) -> None:
    with store.begin() as session:
        session.add(Audit(site_id=1, at=NOW, what="refused"))
        session.flush()
        raise ZeroDivisionError


def test_a_line_that_is_rolled_back_leaves_no_hole(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        refused_and_broken(store)
    with store.begin() as session:
        session.add(Audit(site_id=1, at=NOW, what="refused"))
    assert faults(store) == []


def test_a_site_closed_with_its_trail_and_its_end_leaves_the_others_whole(store: Store) -> None:
    with store.begin() as session:
        session.execute(delete(Audit).where(Audit.site_id == 2))
        session.execute(text("DELETE FROM meta WHERE key = 'audit:2'"))
    assert faults(store) == []
