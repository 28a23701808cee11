"""The sandbox page's endpoints, without a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from quart.typing import TestClientProtocol as Client
from sqlalchemy import text

from models import Group, Person, Store
from tests.web.small_world import ACCOUNT, HQ, RESIDENTS, STAFF, build, fill
from web.history import bubbles_from, fresh_prefix
from web.live import BACKLOG, Live
from web.sandbox import LIVE, make_app
from web.world import SandboxWorld

HOST = {"Host": "127.0.0.1:8080"}
OURS = {**HOST, "Origin": "http://127.0.0.1:8080"}
NASTY = "<img src=x onerror=alert(1)>'\"</script><b>粗</b>"

Talk = Callable[[SandboxWorld, Client], Awaitable[None]]


@pytest.fixture
def talk(tmp_path: Path) -> Callable[[Talk], None]:
    """Runs a conversation with the endpoints while the bot is at work."""

    async def run(what: Talk) -> None:
        store = Store(f"sqlite:///{tmp_path / 'page.db'}")
        fill(store)
        world = build(store)
        working = asyncio.create_task(world.service.run(world.sandbox))
        await asyncio.sleep(0.1)
        await what(world, make_app(world, host="127.0.0.1", port=8080).test_client())
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        store.close()

    return lambda what: asyncio.run(run(what))


async def look(client: Client, path: str) -> Any:
    answer = await client.get(path, headers=HOST)
    assert answer.status_code == 200
    return await answer.get_json()


async def send(client: Client, path: str, **body: object) -> tuple[int, Any]:
    answer = await client.post(path, json=body, headers=OURS)
    return answer.status_code, await answer.get_json(silent=True)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.02)


def test_it_is_open_to_this_machine(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        for host in ("localhost:8080", "LOCALHOST:8080", "127.0.0.1:8080"):
            answer = await client.get("/", headers={"Host": host})
            assert answer.status_code == 200, host
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    talk(what)


def test_it_is_closed_to_other_names(talk: Callable[[Talk], None]) -> None:
    hosts = ("evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:8081", "127.0.0.1:8080.evil.example", "")

    async def what(world: SandboxWorld, client: Client) -> None:
        for host, path in product(hosts, ("/", "/api/world", "/api/live", "/static/main.js", "/api/file/s1-1", "/api/reading")):
            assert (await client.get(path, headers={"Host": host})).status_code == 403, (host, path)

    talk(what)


def test_only_its_own_page_may_post(talk: Callable[[Talk], None]) -> None:
    origins = (None, "null", "http://evil.example", "https://127.0.0.1:8080", "http://127.0.0.1:9999")

    async def what(world: SandboxWorld, client: Client) -> None:
        before = world.clock.offset
        body = {"contact": "c-305", "group": RESIDENTS, "text": "你好", "id": "s1-1"}
        for origin, path in product(origins, ("speak", "send", "recall", "forward", "reset")):
            headers = HOST if origin is None else {**HOST, "Origin": origin}
            assert (await client.post(f"/api/{path}", json=body, headers=headers)).status_code == 403, (origin, path)
        assert world.sandbox.bubbles == []
        assert world.clock.offset == before

    talk(what)


def test_nothing_on_the_page_is_inline_or_from_elsewhere(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        page = await (await client.get("/", headers=HOST)).get_data(as_text=True)
        assert "<style" not in page
        assert "style=" not in page
        assert "://" not in page
        assert page.count("<script") == page.count("<script type=\"module\" src=\"/static/")

    talk(what)
    for file in (Path(__file__).parents[2] / "web" / "static").iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, file.name
        assert "innerHTML" not in text, file.name


def test_everybody_is_offered_where_they_may_be(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        told = await look(client, "/api/world")
        members = {group["id"]: group["members"] for group in told["groups"]}
        assert members[RESIDENTS] == ["c-305", "c-412", "c-wang", "c-zhao", f"stranger-1-{RESIDENTS}"]
        assert members[STAFF] == ["c-wang", "c-zhao", "c-sun"]
        assert members[HQ] == ["c-zhao", "c-sun"]
        assert [group["site"] for group in told["groups"]] == ["慈宾酒店", "慈宾酒店", "指挥部"]
        assert told["next"]["label"] == "整点巡查"
        assert datetime.fromisoformat(told["next"]["at"]) > datetime.fromisoformat(told["clock"])

    talk(what)


def test_a_stranger_who_got_known_is_followed_by_the_next(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        with world.store.begin() as session:
            session.add(Person(site_id=1, contact=f"stranger-1-{RESIDENTS}", role="resident", room="501", nick="路人"))
            session.add(Group(id="g-new", account=ACCOUNT, name=""))
        told = await look(client, "/api/world")
        nicks = {person["contact"]: person["nick"] for person in told["people"]}
        assert nicks[f"stranger-2-{RESIDENTS}"] == "路人2"
        assert told["groups"][-1]["id"] == "g-new"
        assert told["groups"][-1]["site"] == "还没绑定的群"
        assert set(told["groups"][-1]["members"]) >= {"c-305", "c-sun", "stranger-1-g-new"}

    talk(what)


def test_what_is_said_is_answered_and_comes_back_as_it_was(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        status, said = await send(client, "/api/speak", contact="c-305", nick=NASTY, group=RESIDENTS, text=NASTY)
        assert (status, said["text"], said["nick"]) == (200, NASTY, NASTY)
        await until(lambda: len(world.sandbox.bubbles) == 2)
        first, second = (await look(client, f"/api/bubbles?group={RESIDENTS}"))["bubbles"]
        assert (first["text"], first["bot"]) == (NASTY, False)
        assert (second["text"], second["bot"], second["mentions"]) == (f"@{NASTY[:39]}… 收到：{NASTY}", True, ["c-305"])
        assert (await look(client, "/api/world"))["conversations"][f"g:{RESIDENTS}"]["count"] == 2
        quoting = {"contact": "c-wang", "group": RESIDENTS, "text": "好", "quote": second["id"]}
        assert (await send(client, "/api/speak", **quoting))[1]["quote"] == {"nick": "小助手", "text": second["text"]}

    talk(what)


def test_private_talk_and_pictures(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        assert (await send(client, "/api/speak", contact="c-412", group=None, text="在吗"))[1]["key"] == "p:c-412"
        await send(client, "/api/speak", contact="c-305", group=RESIDENTS, text="不算", type="image")
        await until(lambda: len(world.sandbox.bubbles) == 4)
        private = (await look(client, "/api/bubbles?contact=c-412"))["bubbles"]
        assert [(one["text"], one["bot"]) for one in private] == [("在吗", False), ("收到：在吗", True)]
        picture = (await look(client, f"/api/bubbles?group={RESIDENTS}"))["bubbles"][0]
        assert (picture["type"], picture["text"]) == ("image", "")

    talk(what)


WRONG: tuple[dict[str, object], ...] = (
    {"contact": "nobody"},
    {"contact": "c-305", "group": STAFF},
    {"group": "elsewhere"},
    {"group": 5},
    {"text": " \n"},
    {"text": 7},
    {"text": "长" * 20_001},
    {"type": "recall"},
    {"quote": "s9-9"},
    {"quote": {"nick": "假", "text": "假"}},
)


def test_what_cannot_be_is_refused_with_a_reason(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        for wrong in WRONG:
            body = {"contact": "c-305", "group": RESIDENTS, "text": "你好", **wrong}
            status, answer = await send(client, "/api/speak", **body)
            assert (status, bool(answer["problem"])) == (422, True), wrong
        for minutes in (0, -5, 1441, "60", True, 2.5):
            assert (await send(client, "/api/forward", minutes=minutes))[0] == 422, minutes
        for path in ("reading?id=s9-9", "file/s9-9", "file/..%2F..%2Fpage.db", "tour?since=gestern"):
            assert (await client.get(f"/api/{path}", headers=HOST)).status_code in (404, 422), path
        assert world.sandbox.bubbles == []

    talk(what)


def test_a_file_is_kept_as_it_is_and_never_run(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        for name, data, media in (
            ("药盒.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
            ("../../x<b>.svg", b"<svg onload=alert(1)>", "application/octet-stream"),
            ("page.png", b"<script>alert(1)</script>", "application/octet-stream"),
        ):
            address = "/api/send?" + urlencode({"contact": "c-305", "group": RESIDENTS, "type": "file", "text": name})
            answer = await client.post(address, data=data, headers=OURS)
            bubble = await answer.get_json()
            assert (bubble["text"], bubble["file"]["picture"]) == (name.rpartition("/")[2], media == "image/png")
            got = await client.get(f"/api/file/{bubble['id']}", headers=HOST)
            assert (await got.get_data(), got.headers["Content-Type"]) == (data, media)
            assert got.headers["X-Content-Type-Options"] == "nosniff"
            assert got.headers["Content-Disposition"] == ("inline" if media == "image/png" else "attachment")
        assert (await client.post(address, data=b"", headers=OURS)).status_code == 422
        assert (await client.post(address, data=b"x" * 5_100_000, headers=OURS)).status_code == 413

    talk(what)


def test_somebody_is_mentioned_and_the_clock_is_moved_by_minutes(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        said = {"contact": "c-305", "group": RESIDENTS, "text": "@412 李顺 在吗", "mentions": ["c-412", "c-sun", "c-412", 7]}
        assert (await send(client, "/api/speak", **said))[1]["mentions"] == ["c-412"], "only those who are in the group"
        before = world.clock.now()
        status, moved = await send(client, "/api/forward", minutes=60)
        assert (status, moved["moved"]) == (200, True)
        assert 3600 <= (world.clock.now() - before).total_seconds() < 3660

    talk(what)


def test_bodies_that_are_no_objects_or_too_big_are_refused(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        for body, status in ((b"[]", 422), (b"{", 422), (b"x" * 300_000, 413)):
            answer = await client.post("/api/speak", data=body, headers={**OURS, "Content-Type": "application/json"})
            assert answer.status_code == status
        assert (await client.get("/api/bubbles", headers=HOST)).status_code == 422

    talk(what)


def test_a_failure_is_told_without_what_people_wrote(talk: Callable[[Talk], None], caplog: pytest.LogCaptureFixture) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        with world.store.begin() as session:
            session.execute(text("DROP TABLE person"))
        status, answer = await send(client, "/api/speak", contact="c-305", group=RESIDENTS, text="秘密")
        assert (status, answer["problem"]) == (500, "服务器出错了，请看日志")
        assert (await client.get("/nowhere", headers=HOST)).status_code == 404
        assert "no such table" not in caplog.text
        assert "a request failed" in caplog.text

    talk(what)


def test_recalling_hides_the_words_and_is_heard_once(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        _, said = await send(client, "/api/speak", contact="c-305", group=RESIDENTS, text="发错了")
        await until(lambda: len(world.sandbox.bubbles) == 2)
        for _ in range(2):
            status, recalled = await send(client, "/api/recall", id=said["id"])
            assert (status, recalled["recalled"], recalled["text"]) == (200, True, "")
        assert (await send(client, "/api/recall", id=world.sandbox.bubbles[1].id))[0] == 422
        assert (await send(client, "/api/speak", contact="c-305", group=RESIDENTS, text="嗯", quote=said["id"]))[0] == 422

    talk(what)


def test_older_bubbles_are_asked_for(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        await asyncio.gather(*(world.sandbox.speak("c-305", "305", "g-x", str(number)) for number in range(150)))
        newest = await look(client, "/api/bubbles?group=g-x")
        assert (len(newest["bubbles"]), newest["more"]) == (100, True)
        older = await look(client, f"/api/bubbles?group=g-x&before={newest['bubbles'][0]['id']}")
        assert (len(older["bubbles"]), older["more"], older["bubbles"][0]["text"]) == (50, False, "0")

    talk(what)


def test_the_clock_moves_once_though_two_windows_press(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        shown = (await look(client, "/api/world"))["next"]
        both = await asyncio.gather(*(send(client, "/api/forward", at=shown["at"]) for _ in range(2)))
        assert sorted(answer["moved"] for _, answer in both) == [False, True]
        moved = next(answer for _, answer in both if answer["moved"])
        assert (moved["label"], moved["said_in"]) == ("整点巡查", [f"g:{STAFF}"])
        assert 0 <= (world.clock.now() - datetime.fromisoformat(shown["at"])).total_seconds() < 60
        await until(lambda: len(world.sandbox.bubbles) == 1)
        assert world.sandbox.bubbles[0].text.startswith("整点巡查")

    talk(what)


def test_a_window_hears_of_bubbles_until_it_goes(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        live: Live = client.app.extensions[LIVE]
        stream, slow = live.stream(), live.stream()
        assert b"hello" in await anext(stream)
        await anext(slow)
        await world.sandbox.speak("c-305", "305", RESIDENTS, "早")
        assert '"text": "早"' in (await anext(stream)).decode()
        for _ in range(BACKLOG):
            live.tell("clock", {})
            await anext(stream)
        assert live.windows == 1, "a window that does not keep up is cut off"
        live.close()
        assert [line async for line in stream if b"event" not in line] == []
        assert live.windows == 0

    talk(what)


def test_a_restart_keeps_the_history(talk: Callable[[Talk], None]) -> None:
    async def what(world: SandboxWorld, client: Client) -> None:
        _, first = await send(client, "/api/speak", contact="c-305", group=RESIDENTS, text="第一句")
        await until(lambda: len(world.sandbox.bubbles) == 2)
        await send(client, "/api/speak", contact="c-412", group=None, text="第二句", quote=first["id"])
        await until(lambda: len(world.sandbox.bubbles) == 4)
        await send(client, "/api/recall", id=first["id"])
        await asyncio.sleep(0.5)
        with world.store.read() as session:
            again, prefix = bubbles_from(session, world.sandbox.files), fresh_prefix(session)
        assert {one.id: one for one in again}.keys() == {one.id: one for one in world.sandbox.bubbles}.keys()
        for old in world.sandbox.bubbles:
            new = next(one for one in again if one.id == old.id)
            assert (new.group, new.contact, new.text, new.quote, new.recalled, new.from_bot) == (
                old.group, old.contact, old.text, old.quote, old.recalled, old.from_bot,
            )  # fmt: skip
            assert new.mentions == old.mentions
        assert prefix == "s2-"

    talk(what)
