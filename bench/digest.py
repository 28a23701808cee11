"""What a digest costs: the roll-up over many sites, one site's day and week as the history grows, queries, the picture, the workbook.

python -m bench.digest [SITES] [RESIDENTS] [SMALL] [LARGE]
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event, insert

from bench.history import leave_a_past
from chat.attachments import attachment, made
from dialogue.books import hq_book
from handlers.base import kinds_of, load_handlers
from models import CheckIn, Entry, Message, Request, Site, Stay, Store, new_id
from reports.care import site_day
from reports.hq import hq_days, hq_text
from reports.hq_lines import hq_lines
from reports.pages import hq_page

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2022, 8, 7)
NOW = datetime(2022, 8, 7, 19, 30, tzinfo=ZONE)
PICTURE_LIMIT = 1.0
ROLL_UP_LIMIT = 1.0
"""Seconds for 200 sites (issue D)."""


def main(sites: int = 200, residents: int = 50, small: int = 50_000, large: int = 500_000) -> dict[str, Any]:
    """Measure all of it over one invented county; then one site's day beside a small and a large history of messages."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        store.create()
        fill(store, sites, residents, 2)
        found = {"sites": sites, "residents_per_site": residents, "roll_up": roll_up(store), "site_day": one_site(store)}
        found["picture"] = _file(lambda: _hq_picture(store), PICTURE_LIMIT)
        found["hq_workbook"] = _file(lambda: _hq_workbook(store))
        store.close()
    costs = [beside(messages) for messages in (small, large)]
    ratio = round(costs[1]["processor_seconds"] / max(costs[0]["processor_seconds"], 0.001), 2)
    return {**found, "site_day_beside_messages": {small: costs[0], large: costs[1], "ratio": ratio, "limit_ratio": 1.3}}


def beside(messages: int) -> dict[str, Any]:
    """One site's day when so many messages are stored, ten thousand a day: every table its figures are read from grows with them."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'history.sqlite3'}")
        store.create()
        days = max(messages // 10_000, 8)
        fill(store, 1, 100, days)
        leave_a_past(store, 1, days)
        row = {"account": "a", "site_id": 1, "state": "done", "tries": 1, "noted_at": NOW, "nick": "", "type": "text", "payload": {}}
        for start in range(0, messages, 20_000):
            with store.begin() as session:
                some = range(start, min(start + 20_000, messages))
                session.execute(insert(Message), [{**row, "id": new_id(), "external_id": f"m{n}"} for n in some])
        found = one_site(store)
        store.close()
    return found


def _hq_picture(store: Store) -> dict[str, Any]:
    with store.read() as session:
        page = hq_page(hq_days(session, TODAY, NOW.astimezone(UTC)), hq_lines(session, TODAY), TODAY, NOW, ZONE)
    return attachment("picture", "hq.png", page.as_data())


def _hq_workbook(store: Store) -> dict[str, Any]:
    with store.read() as session:
        kinds = kinds_of(load_handlers()).values()
        return hq_book(session, hq_days(session, TODAY, NOW.astimezone(UTC)), TODAY, kinds, NOW, ZONE)


def _file(content: Callable[[], dict[str, Any]], limit: float | None = None) -> dict[str, Any]:
    """Making a file in its own process: the clock's time, the child's processor time, the bytes."""
    wanted = content()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    size = asyncio.run(_made(wanted))
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = {"seconds": round(seconds, 2), "processor_seconds": round(processor, 2), "bytes": size}
    return {**found, "limit_seconds": limit} if limit else found


async def _made(wanted: dict[str, Any]) -> int:
    async with made(wanted) as path:
        return path.stat().st_size


def fill(store: Store, sites: int, residents: int, days: int, first_site: int = 1) -> None:
    """Sites with stays, check-ins twice a day, requests and logs."""
    with store.begin() as session:
        for site in range(first_site, first_site + sites):
            session.add(Site(id=site, name=f"酒店{site}", short=f"店{site}"))
    for site in range(first_site, first_site + sites):
        with store.begin() as session:
            for table, rows in _rows_of(site, residents, days).items():
                session.execute(insert(table), rows)


def _rows_of(site: int, residents: int, days: int) -> dict[Any, list[dict[str, Any]]]:
    checks: list[dict[str, Any]]
    asked: list[dict[str, Any]]
    rooms = [f"{3 + n // 20}{1 + n % 20:02}" for n in range(residents)]
    noon = datetime(2022, 8, 7, 12, tzinfo=ZONE)
    there = {"site_id": site, "flags": [], "survey": {}, "extra_days": 0, "plan": "7+3", "plan_version": 1}
    came = {"admitted": TODAY - timedelta(days=3), "started_at": noon - timedelta(days=days)}
    own = {"site_id": site, "missing": [], "message_id": 1}
    past = [TODAY - timedelta(days=n) for n in range(days)]
    stays = [{**there, **came, "id": new_id(), "room": room, "name": f"人{n}"} for n, room in enumerate(rooms)]
    checks = [
        {**own, "id": new_id(), "day": day, "half": half, "room": room, "name": f"人{n}", "sent_at": noon, "temperature": _degrees(site, n)}
        for day in past for half in ("am", "pm") for n, room in enumerate(rooms) if n % 10
    ]  # fmt: skip
    asked = [
        {**own, "id": new_id(), "kind": "medication", "ticket": f"Y{d}-{n}", "status": "delivered" if d else "open", "details": {},
         "room": rooms[n], "opened_at": noon - timedelta(days=d), "closed_at": noon - timedelta(days=d - 1) if d else None}
        for d in range(days) for n in range(5)
    ]  # fmt: skip
    logs = [
        {**own, "id": new_id(), "kind": "task", "day": day, "details": {"task": "meals"}, "sent_at": noon} for day in past for _ in range(6)
    ]
    return {Stay: stays, CheckIn: checks, Request: asked, Entry: logs}


def _degrees(site: int, n: int) -> float:
    return 37.5 if n == site % 50 else 36.5


def roll_up(store: Store) -> dict[str, Any]:
    """Text of the HQ roll-up."""

    def work() -> None:
        with store.read() as session:
            hq_text(hq_days(session, TODAY, NOW.astimezone(UTC)), TODAY, NOW, ZONE)

    return {**_measured(store, work), "limit_seconds": ROLL_UP_LIMIT}


def one_site(store: Store) -> dict[str, Any]:
    """One site's day with its week."""

    def work() -> None:
        with store.read() as session:
            site_day(session, session.get_one(Site, 1), TODAY, NOW.astimezone(UTC))

    return _measured(store, work)


def _measured(store: Store, work: Callable[[], None]) -> dict[str, Any]:
    with counted(store) as queries:
        work()
    n = len(queries)
    runs = [_seconds(work) for _ in range(5)]
    return {"seconds": round(min(wall for wall, _ in runs), 3), "processor_seconds": round(min(cpu for _, cpu in runs), 3), "queries": n}


def _seconds(work: Callable[[], None]) -> tuple[float, float]:
    """By the clock, and of the processor: on a busy machine only the second says something."""
    started, before = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - before


@contextmanager
def counted(store: Store) -> Any:
    """The statements that are run inside the block."""
    said: list[str] = []

    def heard(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append(statement)

    event.listen(store.engine, "before_cursor_execute", heard)
    yield said
    event.remove(store.engine, "before_cursor_execute", heard)


if __name__ == "__main__":
    print(json.dumps(main(*(int(n) for n in sys.argv[1:])), indent=1, ensure_ascii=False))
