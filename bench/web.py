"""How long the dashboard's pages take at a big site: 500 rooms, 2,000 open requests, 1 million messages; the limit is 200 ms.

python -m bench.web [MESSAGES]          the million takes a few minutes to build; 20,000 if left out
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models import CheckIn, Message, Person, Request, RequestStep, Room, Sample, Site, Stay, new_id
from tests.web.ward import PORT, desk_over
from tests.world import START, World
from web.accounts import sign_in
from web.board import make_dashboard

ROOMS, OPEN, CLOSED, DAYS, LIMIT = 500, 2000, 4000, 14, 200
"""Rooms, open and finished requests of the big site, days of check-ins, and the limit in milliseconds."""
ROUNDS = 7
PATHS = (
    "/dashboard/county", "/dashboard/site/1", "/dashboard/site/1?find=12", "/dashboard/site/1/requests",
    "/dashboard/site/1/requests?page=40", "/dashboard/site/1/requests?find=135", "/dashboard/site/1/situations",
    "/dashboard/site/1/missing", "/dashboard/site/1/sampling",
    "/dashboard/site/1/duty", "/dashboard/site/1/notices", "/dashboard/site/1/inbox", "/dashboard/site/1/rounds?floor=7",
    "/dashboard/site/1/trends", "/dashboard/site/1/trends?days=30", "/dashboard/site/1/next", "/dashboard/site/1/people",
    "/dashboard/site/1/room/135", "/dashboard/site/1/times", "/dashboard/machine", "STAY",
)  # fmt: skip


def main(messages: int) -> dict[str, object]:
    """Build it, look at every page a few times, say the middle and the worst (the first look, with nothing in any cache)."""
    with tempfile.TemporaryDirectory() as folder:
        world = World.new(Path(folder))
        started = time.perf_counter()
        with world.store.begin() as session:
            stay = _fill(session)
        for batch in range(0, messages, 50_000):
            with world.store.begin() as session:
                session.execute(insert(Message), [_message(n) for n in range(batch, min(batch + 50_000, messages))])
        built = time.perf_counter() - started
        times = asyncio.run(_look(world, Path(folder), f"/dashboard/site/1/stay/{stay}"))
        world.store.close()
    slow = {path: took["middle"] for path, took in times.items() if took["middle"] > LIMIT}
    return {
        "rooms": ROOMS, "open_requests": OPEN, "messages": messages, "built_in_s": round(built, 1), "limit_ms": LIMIT,
        "pages_ms": times, "over_the_limit": slow,
    }  # fmt: skip


async def _look(world: World, folder: Path, stay: str) -> dict[str, dict[str, float]]:
    desk = desk_over(world, folder)
    app, _ = make_dashboard(desk, "127.0.0.1", PORT, None)
    times: dict[str, dict[str, float]] = {}
    client = app.test_client()
    client.set_cookie(f"127.0.0.1:{PORT}", "gelibot", _token(world, "1-w5"), path="/dashboard")
    for path in PATHS:
        took = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            answer = await client.get(stay if path == "STAY" else path, headers={"Host": f"127.0.0.1:{PORT}"})
            await answer.get_data()
            took.append((time.perf_counter() - begun) * 1000)
            assert answer.status_code == 200, path
        times[path] = {"middle": round(statistics.median(took)), "worst": round(max(took))}
    desk.service.writer.close()
    return times


def _token(world: World, contact: str) -> str:
    with world.store.begin() as session:
        return sign_in(session, session.scalars(select(Person.id).where(Person.contact == contact)).one(), world.clock.now())


def _message(n: int) -> dict[str, Any]:
    sent = START - timedelta(seconds=n * 2)
    return {
        "account": "test", "id": new_id(), "external_id": f"b{n}", "state": "done", "tries": 1, "noted_at": sent, "site_id": 1 + n % 3,
        "group_id": f"{1 + n % 3}-resident", "talker": f"c{n % 997}", "nick": f"{n % 500}号", "type": "text", "text": f"打卡 36.{n % 8} 无",
        "payload": {}, "sent_at": sent, "human": "voice" if n % 20_000 == 7 else None,
    }  # fmt: skip


def _fill(session: Session) -> int:
    """Stays with two weeks of check-ins and swabs, requests open and done; the id of one stay."""
    assert session.get(Site, 1) is not None
    now = START.astimezone(UTC)
    rooms = [f"{floor}{n:02d}" for floor in range(1, 21) for n in range(30, 55)]
    assert len(rooms) == ROOMS
    session.execute(insert(Room), [{"site_id": 1, "number": r, "floor": r[:-2], "beds": 1} for r in rooms])
    stays: list[dict[str, Any]] = [
        {"site_id": 1, "id": new_id(), "room": r, "name": f"人名{n}", "flags": [], "admitted": (now - timedelta(days=DAYS)).date(),
         "started_at": now - timedelta(days=DAYS), "extra_days": 0, "survey": {}, "plan": "14天", "plan_version": 1,
         "release_on": now.date() + timedelta(days=n % 9)}
        for n, r in enumerate(rooms)
    ]  # fmt: skip
    session.execute(insert(Stay), stays)
    days = [(START - timedelta(days=d)).date() for d in range(DAYS)]
    session.execute(insert(CheckIn), [
        {"site_id": 1, "id": new_id(), "day": day, "half": half, "room": s["room"], "name": s["name"], "temperature": 36.5,
         "symptoms": [], "missing": [], "message_id": 1, "sent_at": now}
        for day in days for half in ("am", "pm") for s in stays
    ])  # fmt: skip
    session.execute(insert(Sample), [
        {"site_id": 1, "id": new_id(), "stay_id": s["id"], "day": day, "room": s["room"], "result": "negative", "message_id": 1,
         "sent_at": now}
        for day in days[::3] for s in stays
    ])  # fmt: skip
    requests = [_request(n, rooms[n % ROOMS], stays[n % ROOMS]["name"]) for n in range(OPEN + CLOSED)]
    session.execute(insert(Request), requests)
    session.execute(insert(RequestStep), [
        {"site_id": 1, "id": new_id(), "request_id": r["id"], "status": "open", "message_id": 1, "at": r["opened_at"]} for r in requests
    ])  # fmt: skip
    return int(stays[0]["id"])


def _request(n: int, room: str, name: Any) -> dict[str, Any]:
    opened = START - timedelta(minutes=n * 3)
    done = n >= OPEN
    kind = ("medication", "supplies", "situation", "repair")[n % 4]
    return {
        "site_id": 1, "id": new_id(), "kind": kind, "ticket": f"{'YWTX'[n % 4]}{n + 1000}",
        "status": "resolved" if done else ("open", "accepted")[n // 4 % 2],
        "missing": [], "room": room, "name": name, "category": None, "opened_at": opened, "message_id": 1, "asked_by": None,
        "details": {"words": "请帮忙买一点东西，谢谢", "items": [{"name": "布洛芬缓释胶囊", "quantity": 2, "unit": "盒"}]},
        "closed_at": opened + timedelta(hours=2) if done else None,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000), indent=1, ensure_ascii=False))
