"""The deep check finds nothing in a site that has lived, and each harm that is done to it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from commands._deep import deep_check, faults_in
from tests.world import World

HARMS = {
    "UPDATE post SET state = 'lost' WHERE id = (SELECT min(id) FROM post)": "state nobody knows",
    "UPDATE message SET state = 'x' WHERE id = (SELECT min(id) FROM message)": "state nobody knows",
    "DELETE FROM request_step WHERE site_id = 1": "has no history",
    "UPDATE request SET status = 'resolved'": "has no end",
    "UPDATE counter SET value = 0 WHERE letter = 'Y'": "ahead of its counter",
    "UPDATE stay SET ended_at = '2000-01-01 00:00:00'": "end before they begin",
    "UPDATE post SET state = 'claimed', claimed_at = '2000-01-01 00:00:00'": "claimed for more",
    "UPDATE message SET state = 'ready', noted_at = '2000-01-01 00:00:00'": "waited for more",
    "DELETE FROM request WHERE kind = 'emergency'": "refers to",
    "UPDATE audit SET what = 'x'": "was changed",
    "DELETE FROM audit": "audit trail",
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World.new(tmp_path_factory.mktemp("deep"))
    world.say("1-r1", "三丰", "1-resident", "#用药 布洛芬 1盒")
    world.say("1-w1", "王护士", "1-staff", "接单 Y1")
    world.say("1-r2", "四", "1-resident", "#紧急 我爸晕倒了")
    world.say("1-r2", "四", "1-resident", "#通知 明天不采样")
    yield world
    world.store.close()


def test_a_site_that_has_lived_has_no_fault(lived: World) -> None:
    assert deep_check(lived.store, lived.clock.now()) == []


@pytest.mark.parametrize(("harm", "found"), HARMS.items())
def test_each_harm_is_found(lived: World, harm: str, found: str) -> None:
    with lived.store.engine.connect() as connection:  # without foreign keys, as a damaged or edited file would be
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        assert connection.execute(text(harm)).rowcount
        assert any(found in fault for fault in faults_in(Session(connection), lived.clock.now()))
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
