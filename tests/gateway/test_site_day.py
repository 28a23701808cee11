"""The whole day of a site, word for word as tests/conversations has it, over the real protocol: every message comes in through a gateway
and the SDK, every answer goes out through them, and the day ends row by row as without them. What the Node gateway's mock cannot do
(pictures, files, voices, recalls, joins) comes through our own gateway only.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chat.message import Heard
from chat.transport import Utterance
from chat.wechat import WeChat
from chat.wechat_files import WeChatFiles
from tests.drills.process import await_that
from tests.files import content_of, is_picture
from tests.gateway.drive import Gateway, node_gateway, own_gateway
from tests.gateway.ears import FAST_BACK_OFF, FAST_TRIES, Ears
from tests.test_conversations import GROUPS, Chat
from tests.world import Said, World

pytestmark = [pytest.mark.drill, pytest.mark.gateway]
DAY = Path(__file__).parent.parent / "conversations" / "a_whole_site_day.txt"
BOT = "the-bot"
TYPES = {"text": 7, "image": 6, "file": 1, "voice": 2, "recall": 13}
NOT_IN_NODE = frozenset({"image", "file", "voice", "recall"})


class Line:
    """A WeChat on a thread of its own, listening to a gateway."""

    def __init__(self, gateway: Gateway, cache: Path) -> None:
        self.ears = Ears()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.wechat: WeChat = self.run(self._open(gateway, cache))

    def run(self, work: Any) -> Any:
        """Do it on that thread and wait."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(40)

    def close(self) -> None:
        self.run(self.wechat.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _open(self, gateway: Gateway, cache: Path) -> WeChat:
        wechat = WeChat(
            gateway.endpoint, gateway.token, self.ears, now=lambda: datetime.now(UTC), cache=cache, back_off=FAST_BACK_OFF, tries=FAST_TRIES
        )
        await wechat.start()
        assert await wechat.connected_within(20)
        return wechat


class Post(Said):
    """The network of the world: says over the line, and writes down what arrived at the other end."""

    def __init__(self, line: Line, phones: "Phones") -> None:
        super().__init__()
        self._line, self._phones = line, phones

    async def say(self, what: Utterance) -> str | None:
        where = what.group or what.contact or ""
        if what.act is not None:
            return await super().say(what)
        place = self._phones.ids[where]
        group, contact = (place, None) if what.group else (None, place)
        mentions = tuple(self._phones.ids[m] for m in what.mentions)
        before = self._phones.arrived(place)
        said = self._line.run(self._line.wechat.say(replace(what, mentions=mentions, group=group, contact=contact)))
        await_that(lambda: len(self._phones.arrived(place)) > len(before), 10)
        text, mentioned = self._phones.arrived(place)[len(before)]
        assert sorted(mentioned) == sorted(mentions)
        self.lines.append((where, text))
        return str(said) if said else None


class Phones:
    """The people and groups at the gateway. `ids`: what the world calls them, and what the gateway does."""

    ids: dict[str, str]

    def __init__(self, gateway: Gateway, nicks: dict[str, str]) -> None:
        self.gateway, self.ids, self.nicks = gateway, {}, {**nicks, BOT: "小助手"}
        self.content: dict[str, bytes] = {}
        self.settle(self.nicks)

    def settle(self, nicks: dict[str, str]) -> None:
        raise NotImplementedError

    def send(self, contact: str, group: str | None, text: str, kind: str, recalls: str | None, number: str, at: datetime) -> None:
        raise NotImplementedError

    def arrived(self, place: str) -> list[tuple[str, list[str]]]:
        raise NotImplementedError

    def mentioned(self, text: str) -> list[str]:
        """Whom the words call by @: a phone puts their ids beside the words."""
        return [self.ids[one] for one, nick in self.nicks.items() if f"@{nick}" in text]


class OwnPhones(Phones):
    def settle(self, nicks: dict[str, str]) -> None:
        groups = [g for g in GROUPS.values() if g] + ["2-resident", "3-resident", "3-staff"]
        self.ids = {one: one for one in (*nicks, *groups)}
        self.gateway.ask("people", people=nicks)
        for group in groups:
            self.gateway.ask("group", id=group, topic=group, members=nicks)
        self.gateway.ask("login", id=BOT)

    def send(self, contact: str, group: str | None, text: str, kind: str, recalls: str | None, number: str, at: datetime) -> None:
        words = recalls if kind == "recall" else "" if kind == "file" else text
        message = {
            "id": number, "text": words, "talker": contact, "group": group, "type": TYPES[kind], "stamp": at.timestamp(),
            "mentions": self.mentioned(text), "filename": text if kind == "file" else "", "bytes": self.content.pop(kind, b"").hex(),
        }  # fmt: skip
        self.gateway.ask("hear", messages=[message])

    def arrived(self, place: str) -> list[tuple[str, list[str]]]:
        return [(line["text"], line["mentions"]) for line in self.gateway.all("sent") if line["to"] == place]


class NodePhones(Phones):
    def settle(self, nicks: dict[str, str]) -> None:
        self.ids = {contact: self.gateway.ask("person", name=nick) for contact, nick in nicks.items()}
        people = list(self.ids.values())
        for group in [*(g for g in GROUPS.values() if g), "2-resident", "3-resident", "3-staff"]:
            self.ids[group] = self.gateway.ask("group", topic=group, members=people)
        self.gateway.ask("login", id=self.ids[BOT])

    def send(self, contact: str, group: str | None, text: str, kind: str, recalls: str | None, number: str, at: datetime) -> None:
        self.gateway.ask("say", by=self.ids[contact], to=self.ids[group or BOT], text=text, mentions=self.mentioned(text))

    def arrived(self, place: str) -> list[tuple[str, list[str]]]:
        said = [line["heard"] for line in self.gateway.all("in", place) if line["by"] == self.ids[BOT]]
        mentioned = [line["mentioned"] for line in self.gateway.all("mentioned") if line["to"] == place]
        return list(zip(said, mentioned, strict=False))


class WireWorld(World):
    """A world whose messages come through a gateway: what is handled is what the SDK made of them, at the world's own time."""

    line: Line
    phones: Phones
    skips: frozenset[str] = frozenset()

    def hear(self, contact: str, nick: str, group: str | None, text: str, *, id: str | None = None, **more: Any) -> str:
        kind = str(more.get("type", "text"))
        if kind in self.skips:
            return super().hear(contact, nick, group, text, id=id, **more)
        self._numbers += 1
        number, now, before = f"m{self._numbers}", self.clock.now(), len(self.line.ears.messages)
        self.phones.send(contact, group, text, kind, more.get("recalls"), number, now)
        await_that(lambda: any(not m.from_self for m in self.line.ears.messages[before:]), 10)
        heard = next(m for m in self.line.ears.messages[before:] if not m.from_self)
        assert (heard.type, heard.nick, sorted(heard.mentions)) == (kind, nick, sorted(self.phones.mentioned(text)))
        back = {v: k for k, v in self.phones.ids.items()}
        mine = replace(heard, talker=back[heard.talker], group=back[heard.group] if heard.group else None, sent=now)
        self.inbox.fill([mine], now)
        self.handle()
        return mine.id


    def hear_file(self, contact: str, nick: str, group: str | None, name: str) -> str:
        """The bytes lie at the gateway and come through the SDK, piece by piece, when the bot asks for them."""
        kind = "image" if is_picture(name) else "file"
        if kind in self.skips:
            return super().hear_file(contact, nick, group, name)
        self.phones.content[kind] = content_of(name)
        number = self.hear(contact, nick, group, "" if kind == "image" else name, type=kind)
        self.line.run(self.files.keeper(WeChatFiles(self.line.wechat)).once())
        return number


def nicks_of(chat: Chat) -> dict[str, str]:
    known = dict(chat.people.values()) | {f"{site}-w{n}": chat.people[name][1] for site in (2, 3) for n, name in enumerate(
        ("王静", "向阳", "彭辉", "田野", "周正"), 1)}  # fmt: skip
    return {**{str(c): nick for c, nick in known.items()}, "stranger-路人": "路人", "stranger-邹凯": "邹凯"}


@contextmanager
def day(gateway: Gateway, phones: type[Phones], folder: Path) -> Iterator[tuple[WireWorld, Chat]]:
    world = WireWorld.new(folder)
    assert isinstance(world, WireWorld)
    chat = Chat(world)
    world.line = Line(gateway, folder / "cache")
    try:
        world.phones = phones(gateway, nicks_of(chat))
        world.network = Post(world.line, world.phones)
        await_that(lambda: world.line.wechat.health.bot == world.phones.ids[BOT], 10)
        yield world, chat
    finally:
        world.line.close()


def live(chat: Chat) -> None:
    for number, line in enumerate(DAY.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            chat.step(line.replace("⏎", "\n"), f"{DAY.name}:{number}")
    assert chat.waiting == []


def heard_in(world: WireWorld, kind: str) -> list[Heard]:
    return [m for m in world.line.ears.messages if m.type == kind and not m.from_self]


def test_the_whole_day_through_our_own_gateway(tmp_path: Path) -> None:
    with own_gateway() as gateway, day(gateway, OwnPhones, tmp_path) as (world, chat):
        live(chat)
        assert len([m for m in world.line.ears.messages if not m.from_self]) >= 150
        assert [len(heard_in(world, kind)) for kind in ("image", "file", "voice", "recall")] == [2, 5, 1, 2]
        fetched = [line["id"] for line in gateway.all("rpc", "pieces")]
        wanted = ("", "化验单.pdf", "看图软件.exe", "隔离须知.pdf")
        belonging = [m.id for m in world.line.ears.messages if m.text in wanted and m.type in ("image", "file")]
        assert fetched == belonging, "nothing is fetched that belongs to no request or 资料, and nothing twice"
        assert [m.text for m in heard_in(world, "text") if BOT in m.mentions] == ["@小助手 资料 隔离须知"]
        assert {line["to"] for line in gateway.all("sent")} >= {"1-w1", "1-w5", "hq-1"}, "private messages arrive in private"
        assert sum(len(line["mentions"]) for line in gateway.all("sent")) >= 100


def test_the_whole_day_through_the_node_gateway(tmp_path: Path) -> None:
    with node_gateway() as gateway, day(gateway, NodePhones, tmp_path) as (world, chat):
        world.skips = NOT_IN_NODE
        live(chat)
        assert len(heard_in(world, "text")) >= 140
        assert len({m.group for m in heard_in(world, "text")}) >= 4
