"""The second voice, against a real HTTP server on this machine: what it says, to whom, how often, and what it never says."""

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from chat.alerts import queue_alert
from chat.clock import SetClock
from chat.second_voice import PER_MINUTE, SecondVoice
from chat.voicing import voice_for_ever
from chat.watch import DEAF_AFTER, Hearing, Watch
from chat.webhook import NotTaken, Webhook, checked_url
from models import Alert, Post, Site, Store
from tests.world import World

NOW = datetime(2022, 8, 7, 2, 0, tzinfo=UTC)


class Robot(ThreadingHTTPServer):
    """A group robot: takes messages, or answers what it was told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.heard: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.answers: list[tuple[int, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/cgi-bin/webhook/send?key=secret"

    @property
    def words(self) -> list[str]:
        return [one["text"]["content"] for one in self.heard]


class Answering(BaseHTTPRequestHandler):
    server: Robot

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, answer = self.server.answers.pop(0) if self.server.answers else (200, b'{"errcode":0,"errmsg":"ok"}')
        if status == 200 and b'"errcode":0' in answer:
            self.server.heard.append(body)
        self.server.paths.append(self.path)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[Robot]:
    with Robot() as robot:
        robot.daemon_threads = True
        thread = threading.Thread(target=robot.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield robot
        robot.shutdown()
        thread.join()


@pytest.fixture
def robot(server: Robot) -> Robot:
    server.heard.clear()
    server.paths.clear()
    server.answers.clear()
    return server


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path / 'voice.sqlite3'}")
    store.create()
    with store.begin() as session:
        session.add(Site(id=1, name="慈利宾馆", short="慈宾"))
    return store


def queue(store: Store, key: str, kind: str = "emergency", text: str = "", at: datetime = NOW) -> None:
    with store.begin() as session:
        queue_alert(session, 1, "a", kind, key, text or key, at)


def speak(voice: SecondVoice, webhook: Webhook, now: datetime) -> str | None:
    """One turn, without the loop."""
    voiced = voice.claim(now)
    if voiced is None:
        return None
    try:
        webhook.send(voiced.text)
    except NotTaken as error:
        voice.not_sent(voiced, error, now)
    else:
        voice.sent(voiced, now)
    return voiced.text


def test_alerts_that_wait_are_one_message_emergencies_first(store: Store, robot: Robot) -> None:
    for key, kind in (("digest", "digest"), ("J1", "emergency"), ("J1", "emergency")):
        queue(store, key, kind)
    voice = SecondVoice(store, "a")
    assert speak(voice, Webhook(robot.url), NOW) == "J1\ndigest"
    assert speak(voice, Webhook(robot.url), NOW) is None
    assert robot.heard == [{"msgtype": "text", "text": {"content": "J1\ndigest"}}]
    assert robot.paths == ["/cgi-bin/webhook/send?key=secret"]


def test_any_other_address_gets_plain_json(store: Store, robot: Robot) -> None:
    Webhook(robot.url, "json").send("words")
    assert robot.heard == [{"text": "words"}]


@pytest.mark.parametrize(
    ("answer", "reason", "too_often"),
    [
        ((200, b'{"errcode":93000,"errmsg":"invalid webhook url 305"}'), "errcode 93000", False),
        ((200, b'{"errcode":45009}'), "errcode 45009", True),
        ((200, b"<html>"), "no answer of a group robot", False),
        ((200, b'{"errcode":"305"}'), "errcode 0", False),
        ((429, b""), "status 429", True),
        ((500, b""), "status 500", False),
        ((302, b""), "status 302", False),
    ],
)
def test_what_was_not_taken_is_no_success_and_no_redirect_is_followed(robot: Robot, answer: Any, reason: str, too_often: bool) -> None:
    robot.answers.append(answer)
    with pytest.raises(NotTaken) as caught:
        Webhook(robot.url).send("words")
    assert (caught.value.reason, caught.value.too_often, len(robot.paths)) == (reason, too_often, 1)


def test_an_alert_is_said_until_it_is_taken_also_after_a_crash(store: Store, robot: Robot) -> None:
    queue(store, "J1")
    robot.answers += [(500, b""), (200, b'{"errcode":45009}')]
    now, tries = NOW, 0
    crashed = SecondVoice(store, "a").claim(now)  # and the process dies here
    assert crashed is not None
    while not robot.heard:
        now += timedelta(seconds=1)
        tries += speak(SecondVoice(store, "a"), Webhook(robot.url), now) is not None
    assert (robot.words, tries) == (["J1"], 3)
    assert now - NOW < timedelta(minutes=4)


def test_nobody_listens_there(store: Store) -> None:
    with pytest.raises(NotTaken, match="ConnectionRefusedError"):
        Webhook("http://127.0.0.1:1/").send("words")


def test_it_speaks_twenty_times_a_minute_and_what_waits_meanwhile_is_bundled(store: Store, robot: Robot) -> None:
    voice, times = SecondVoice(store, "a"), []
    for n in range(60):
        now = NOW + timedelta(seconds=n / 2)
        queue(store, f"J{n}", at=now)
        times += [now] if speak(voice, Webhook(robot.url), now) else []
    assert len(times) == PER_MINUTE
    while speak(voice, Webhook(robot.url), now + timedelta(minutes=1)):
        pass
    assert "\n".join(robot.words).split("\n") == [f"J{n}" for n in range(60)]
    assert len(robot.words) < 25


def test_a_message_fits_what_the_robot_takes(store: Store, robot: Robot) -> None:
    for n in range(3):
        queue(store, str(n), text="字" * 500)
    queue(store, "long", text="长" * 5000)
    voice = SecondVoice(store, "a")
    while speak(voice, Webhook(robot.url), NOW):
        continue
    assert [len(words) for words in robot.words] == [500, 500, 500, 601]


def test_a_digest_that_wechat_does_not_take_is_whole_only_for_those_who_may_read_it(store: Store, robot: Robot) -> None:
    with store.begin() as session:
        for audience, text in (("staff", "日报：发热 305"), ("hq", "汇总：发热 1")):
            waiting = {"priority": 3, "state": "queued", "key": audience, "created_at": NOW, "due_at": NOW}
            session.add(Post(site_id=1, account="a", audience=audience, group_id=audience, text=text, **waiting))
            picture = waiting | {"key": f"{audience} picture", "attachment": {"form": "picture"}}
            session.add(Post(site_id=1, account="a", audience=audience, group_id=audience, text="", **picture))
    later = NOW + timedelta(minutes=6)
    assert SecondVoice(store, "a").claim(NOW + timedelta(minutes=1)) is None
    voiced = SecondVoice(store, "a").claim(later)
    assert voiced is not None
    assert voiced.text == "【慈利宾馆】日报已出，微信发不出去，请在电脑上看\n汇总：发热 1"
    with store.begin() as session:
        for one in session.scalars(select(Alert)):
            session.delete(one)
    voiced = SecondVoice(store, "a", reads="staff").claim(later)
    assert voiced is not None
    assert voiced.text == "日报：发热 305\n汇总：发热 1"


def test_deafness_is_told_after_a_minute_logging_out_at_once_and_both_when_they_are_over(store: Store) -> None:
    watch = Watch(store, "a", ZoneInfo("Asia/Shanghai"), NOW - timedelta(hours=1))
    told: list[list[str]] = []

    def look(hearing: Hearing, seconds: float) -> list[str]:
        watch.look(hearing, NOW + timedelta(seconds=seconds))
        with store.read() as session:
            told.append(list(session.scalars(select(Alert.kind).order_by(Alert.id))))
        return told[-1][len(told[-2]) if len(told) > 1 else 0 :]

    assert look(Hearing(bot="one"), 0) == []
    assert look(Hearing(NOW), 55) == []
    assert look(Hearing(NOW), DEAF_AFTER.total_seconds()) == ["deaf"]
    assert look(Hearing(NOW), 300) == []
    assert look(Hearing(), 301) == ["back"]
    assert look(Hearing(NOW + timedelta(seconds=400), logged_out=True), 400) == ["logout"]
    assert look(Hearing(bot="two"), 500) == ["back", "account"]
    assert look(Hearing(bot="two"), 510) == []


def test_a_bot_that_has_just_started_has_half_a_minute_to_connect(store: Store) -> None:
    watch = Watch(store, "a", ZoneInfo("Asia/Shanghai"), NOW)
    for seconds, alerts in ((5, 0), (29, 0), (31, 1)):
        watch.look(Hearing(NOW - timedelta(hours=9)), NOW + timedelta(seconds=seconds))
        with store.read() as session:
            assert len(list(session.scalars(select(Alert)))) == alerts


def test_an_emergency_reaches_it_without_a_name_or_a_word_of_it(tmp_path: Path, robot: Robot) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "救命！305 张三 心脏病犯了，晕倒了")
    with world.store.read() as session:
        found = list(session.scalars(select(Alert)))
    assert [a.kind for a in found] == ["emergency"]
    assert found[0].text.startswith("【紧急】")
    assert not any(word in found[0].text for word in ("张", "305", "晕", "心脏"))


def test_the_loop_goes_on_whatever_happens(store: Store, robot: Robot) -> None:
    queue(store, "J1")
    robot.answers.append((500, b""))

    class Pool:
        broken = True

        async def run(self, work: Any) -> Any:
            if self.broken:
                self.broken = False
                raise OSError("disk")
            return work()

    class Service:
        clock, writer = SetClock(NOW), Pool()

    async def story() -> None:
        task = asyncio.create_task(voice_for_ever(Service(), SecondVoice(store, "a"), Webhook(robot.url), nap=0.01))  # type: ignore[arg-type]
        async with asyncio.timeout(5):
            while not robot.heard:
                await asyncio.sleep(0.01)
                Service.clock.moment += timedelta(seconds=1)
        task.cancel()

    asyncio.run(story())
    assert robot.words == ["J1"]


@pytest.mark.parametrize(
    "url", ["qyapi.weixin.qq.com", "http://qyapi.weixin.qq.com/x", "ftp://127.0.0.1/", "https://a:b@c/", "https://a/ b", "https://a:b/"]
)
def test_an_address_that_will_not_do(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked_url(url)


def test_an_address_that_will_do() -> None:
    for url in ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", "http://127.0.0.1:9/", "http://[::1]:9/"):
        assert checked_url(url) == url
    assert "secret" not in repr(Webhook("https://a/?key=secret"))
