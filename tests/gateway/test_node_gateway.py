"""The WeChat transport against the real Node gateway: log in, hear a group, answer."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chat.transport import NotSent, Utterance
from tests.gateway.drive import Gateway, node_gateway, until
from tests.gateway.ears import Ears, listening

pytestmark = pytest.mark.gateway


@dataclass(frozen=True)
class Site:
    """A gateway with a group and the people in it."""

    gateway: Gateway
    bot: str
    resident: str
    group: str


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with node_gateway() as gateway:
        bot, resident = gateway.ask("person", name="小助手"), gateway.ask("person", name="李四")
        yield Site(gateway, bot, resident, gateway.ask("group", topic="甲点居民群", members=[bot, resident]))


def test_logs_in_hears_a_group_and_answers(site: Site, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(site.gateway, ears, tmp_path) as wechat:
            site.gateway.ask("login", id=site.bot)
            await until(lambda: wechat.health.bot == site.bot)
            site.gateway.ask("say", by=site.resident, to=site.group, text="412 #用药 二甲双胍", mentions=[site.bot])
            await until(lambda: ears.heard_text("412 #用药 二甲双胍"))
            await wechat.say(Utterance("@李四 已记：药品 1 种", group=site.group, mentions=[site.resident]))
            await until(lambda: site.gateway.count("heard", "@李四 已记：药品 1 种"))
            await wechat.say(Utterance("私聊也行", contact=site.resident))
            await until(lambda: site.gateway.count("heard", "私聊也行"))
            await until(lambda: len(ears.messages) == 3)
            with pytest.raises(NotSent) as nobody:
                await wechat.say(Utterance("在吗", contact="wxid_stranger"))
            assert nobody.value.permanent

    ears = Ears()
    asyncio.run(story(ears))
    first = ears.messages[0]
    assert (first.nick, first.group, first.talker, first.mentions) == ("李四", site.group, site.resident, (site.bot,))
    assert (first.type, first.from_self) == ("text", False)
    assert all(message.from_self for message in ears.messages[1:])


def test_a_file_and_a_newcomer(site: Site, tmp_path: Path) -> None:
    picture = tmp_path / "card.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")

    async def story(ears: Ears) -> None:
        async with listening(site.gateway, ears, tmp_path) as wechat:
            assert wechat.health.links == 1
            await until(lambda: wechat.health.logged_in)  # the gateway says so again at each connection
            newcomer = site.gateway.ask("person", name="王五")
            site.gateway.ask("join", group=site.group, people=[newcomer], by=site.resident)
            await wechat.say(Utterance("", group=site.group, file=picture))
            await until(lambda: ears.happenings and ears.messages)
            assert ears.happenings[0].people == ((newcomer, "王五"),)

    ears = Ears()
    asyncio.run(story(ears))
    assert (ears.messages[0].type, ears.messages[0].from_self) == ("image", True)
    assert (ears.happenings[0].kind, ears.happenings[0].group_name, ears.happenings[0].nick) == ("joined", "甲点居民群", "李四")


def test_a_second_bot_waits_for_the_first_to_go(site: Site, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(site.gateway, Ears(), tmp_path) as first:
            assert first.health.connected
        async with listening(site.gateway, ears, tmp_path):
            site.gateway.ask("say", by=site.resident, to=site.group, text="换了一个")
            await until(lambda: ears.heard_text("换了一个"))

    asyncio.run(story(Ears()))
