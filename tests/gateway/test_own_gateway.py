"""The WeChat transport against our own gateway: the real SDK, the real protocol, every fault on order."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from grpclib.exceptions import GRPCError

from chat.keeping import TooBig
from chat.transport import NotSent, Uncertain, Utterance
from chat.wechat_fetch import Tries
from chat.wechat_files import WeChatFiles
from chat.wechat_link import Patience
from tests.gateway.drive import Gateway, own_gateway, until
from tests.gateway.ears import Ears, listening

GROUP, BOT, LISI = "site-a@chatroom", "wxid_bot", "wxid_lisi"


@pytest.fixture(scope="module")
def process() -> Iterator[Gateway]:
    with own_gateway() as gateway:
        yield gateway


@pytest.fixture
def gateway(process: Gateway) -> Gateway:
    people(process)
    return process


def people(gateway: Gateway) -> None:
    gateway.ask("people", people={BOT: "小助手", LISI: "李四"})
    gateway.ask("group", id=GROUP, topic="甲点居民群", members={BOT: "", LISI: "412李四"})
    gateway.ask("set", heartbeat=True, dong=True, echo=False, mute=False)
    gateway.ask("login", id=BOT)


def message(id: str, text: str = "在吗", **more: Any) -> dict[str, Any]:
    return {"id": id, "text": text, "talker": LISI, "group": GROUP, **more}


async def hears(gateway: Gateway, ears: Ears, *messages: dict[str, Any]) -> None:
    gateway.ask("hear", messages=list(messages))
    await until(lambda: {m["id"] for m in messages} <= {m.id for m in ears.messages} | {g[0] for g in ears.given_up})


def test_text_is_heard_with_the_group_nickname_and_its_time(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path) as wechat:
            await hears(
                gateway, ears, message("t1", "#用药 二甲双胍", stamp=1649550000, mentions=[BOT]), message("t2", stamp=1649550000123)
            )
            await hears(gateway, ears, {"id": "t3", "text": "我能问一下吗", "talker": LISI, "to": BOT}, message("t4", talker=BOT))
            assert wechat.health.bot == BOT
            assert wechat.health.last_event is not None

    ears = Ears()
    asyncio.run(story(ears))
    first, second, private, own = sorted(ears.messages, key=lambda m: m.id)
    assert (first.text, first.nick, first.group, first.talker) == ("#用药 二甲双胍", "412李四", GROUP, LISI)
    assert first.sent == datetime(2022, 4, 10, 0, 20, tzinfo=UTC)
    assert first.mentions == (BOT,)
    assert second.sent == first.sent.replace(microsecond=123000)
    assert (private.group, private.nick, private.from_self) == (None, "李四", False)
    assert own.from_self


def test_the_id_is_safe_before_the_payload_is_fetched(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path):
            await hears(gateway, ears, message("n1", fail=3), message("n2"))

    ears = Ears(broken=2)
    asyncio.run(story(ears))
    assert [what for what, one in ears.order if one == "n1"] == ["noted", "heard"]
    gateway.wait_for(lambda: len([line for line in gateway.all("rpc", "MessagePayload") if line["id"] == "n1"]) == 4)


def test_a_payload_that_never_comes_is_given_up_and_holds_nobody_up(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path, patience=Patience(call=0.1), tries=Tries(most=3, first_gap=0.02)):
            await hears(gateway, ears, message("g1", fail=99), message("g2", slow=9), message("g3"), message("g4", talker="nobody"))
            assert ears.order.index(("heard", "g3")) < ears.order.index(("heard", "g4")) + 9

    ears = Ears()
    asyncio.run(story(ears))
    assert sorted(ears.given_up) == [("g1", "UNKNOWN"), ("g2", "TimeoutError")]
    assert {m.id: m.nick for m in ears.messages} == {"g3": "412李四", "g4": ""}


def test_odd_events_and_unknown_types_end_nothing(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path) as wechat:
            for payload in ("{not json", "", "[]", "null", '{"messageId": 7}', "[" * 5000):
                gateway.ask("event", type=2, payload=payload)
            gateway.ask("event", type=1, payload="{}")
            gateway.ask("event", type=99, payload="{}")
            gateway.ask("event", type=19, payload='{"inviteeIdList": "x"}')
            await hears(gateway, ears, message("o1", type=99), message("o2", type=0), message("o3", type=6, text="<msg><img/></msg>"))
            assert wechat.health.links == 1

    ears = Ears()
    asyncio.run(story(ears))
    assert {m.id: (m.type, m.text) for m in ears.messages} == {"o1": ("other", "在吗"), "o2": ("other", "在吗"), "o3": ("image", "")}


def test_group_notes_quotations_and_withdrawals_are_read(gateway: Gateway, tmp_path: Path) -> None:
    note = "<msg><appmsg><title>#接龙\n1. 412 李四</title><type>53</type></appmsg></msg>"
    quote = "「王护士：今天谁要送药」\n- - - - - - - - - - - - - - -\n412 要"
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><msg><appmsg><title>&a;</title></appmsg></msg>'

    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path):
            await hears(gateway, ears, message("x1", note, type=10), message("x2", "#接龙\n1. 412", type=10), message("x3", quote))
            await hears(gateway, ears, message("x4", "x1", type=13), message("x5", bomb, type=10), message("x6", note))

    ears = Ears()
    asyncio.run(story(ears))
    told = {m.id: m for m in ears.messages}
    assert (told["x1"].type, told["x1"].text) == ("jielong", "#接龙\n1. 412 李四")
    assert (told["x2"].type, told["x2"].text) == ("jielong", "#接龙\n1. 412")
    assert (told["x3"].quote_nick, told["x3"].quote_text, told["x3"].text) == ("王护士", "今天谁要送药", "412 要")
    assert (told["x4"].type, told["x4"].recalls) == ("recall", "x1")
    assert told["x5"].type == "jielong"
    assert (told["x6"].type, told["x6"].text) == ("text", note)


def test_an_id_told_twice_is_heard_once(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path):
            await hears(gateway, ears, message("d1", times=5))
            gateway.ask("replay")
            await hears(gateway, ears, message("d2"))

    ears = Ears()
    asyncio.run(story(ears))
    assert [m.id for m in ears.messages].count("d1") == 1
    assert len([line for line in gateway.all("rpc", "MessagePayload") if line["id"] == "d1"]) == 1


def test_what_an_earlier_life_left_is_fetched_and_its_silence_told(gateway: Gateway, tmp_path: Path) -> None:
    gateway.ask("hear", messages=[message("u1", quiet=True)])
    before = datetime.now(UTC) - timedelta(minutes=9)

    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path, heard_until=before):
            await until(lambda: ears.messages and ears.gaps)

    ears = Ears(unfilled=["u1"])
    asyncio.run(story(ears))
    assert [m.id for m in ears.messages] == ["u1"]
    start, end, why = ears.gaps[0]
    assert (start, why) == (before, "not running")
    assert end - start > timedelta(minutes=8)


@pytest.mark.parametrize("how", ["end", "reset"])
def test_a_stream_that_ends_is_taken_up_again(gateway: Gateway, tmp_path: Path, how: str) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path) as wechat:
            gateway.ask("refuse", times=3)
            gateway.ask(how)
            await until(lambda: wechat.health.links == 2 and ears.gaps)
            await hears(gateway, ears, message(f"e-{how}"))

    ears = Ears()
    asyncio.run(story(ears))
    start, end, why = ears.gaps[0]
    assert start < end
    assert why == {"end": "stream ended", "reset": "connection lost"}[how]


def test_a_killed_gateway_is_waited_for(tmp_path: Path) -> None:
    async def story(gateway: Gateway, ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path) as wechat:
            gateway.kill()
            await until(lambda: wechat.health.trouble == "unreachable")
            with pytest.raises(NotSent, match="no connection"):
                await wechat.say(Utterance("在", group=GROUP))
            await asyncio.to_thread(gateway.start)
            people(gateway)
            await until(lambda: wechat.health.links == 2 and ears.gaps)
            await hears(gateway, ears, message("k1"))

    with own_gateway() as gateway:
        people(gateway)
        ears = Ears()
        asyncio.run(story(gateway, ears))
    assert ears.gaps[0][2] == "connection lost"
    assert ears.heard_text("在吗")


@pytest.mark.parametrize("fault", ["stop", "mute"])
def test_a_silent_gateway_is_noticed(gateway: Gateway, tmp_path: Path, fault: str) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path, patience=Patience(call=0.2, silence=0.4)) as wechat:
            gateway.ask("event", type=3, payload="{}")  # from now on it is known to answer a ding with an event
            await until(lambda: wechat._pulse.dongs)
            if fault == "stop":
                gateway.stop()
            else:
                gateway.ask("set", mute=True)
            await until(lambda: wechat.health.trouble == "silent")
            gateway.cont()
            gateway.ask("set", mute=False)
            await until(lambda: wechat.health.connected and ears.gaps)
            await hears(gateway, ears, message(f"s-{fault}"))

    ears = Ears()
    asyncio.run(story(ears))
    assert ears.gaps[0][2] == "silent"


def test_a_quiet_gateway_that_never_dongs_is_left_alone(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        gateway.ask("set", dong=False)
        dings = gateway.count("rpc", "Ding")
        async with listening(gateway, ears, tmp_path, patience=Patience(silence=0.4)) as wechat:
            await until(lambda: gateway.count("rpc", "Ding") >= dings + 8)
            assert wechat.health.links == 1

    asyncio.run(story(Ears()))


def test_a_stream_held_by_a_dead_bot_is_taken_over(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, Ears(), tmp_path) as first:
            stops = gateway.count("rpc", "Stop")
            async with listening(gateway, ears, tmp_path):
                await until(lambda: gateway.count("rpc", "Stop") == stops + 1)
                await until(lambda: gateway.count("stream", "refused") >= 5)
            assert first.health.trouble in ("stream ended", "stream taken")

    asyncio.run(story(Ears()))


def test_saying_gives_the_id_and_errors_say_what_they_mean(gateway: Gateway, tmp_path: Path) -> None:
    async def story() -> None:
        async with listening(gateway, Ears(), tmp_path, patience=Patience(say=1)) as wechat:
            said = await wechat.say(Utterance("@李四 已记", group=GROUP, mentions=[LISI]))
            await until(lambda: gateway.count("sent", said))
            sent = gateway.all("sent", said)[0]
            assert (sent["to"], sent["text"], sent["mentions"]) == (GROUP, "@李四 已记", [LISI])
            assert await wechat.say(Utterance("私聊", contact=LISI))
            await refused(NotSent, wechat.say(Utterance("在吗", contact="wxid_stranger")), permanent=True)
            for mode, kind in (("accept_then_error", Uncertain), ("accept_then_hang", Uncertain), ("accept_then_reset", Uncertain)):
                gateway.ask("sends", mode=mode)
                await refused(kind, wechat.say(Utterance(mode, group=GROUP)))
            await until(lambda: wechat.health.links == 2)
            gateway.ask("sends", mode="refuse", status="UNKNOWN", words="操作过于频繁，请稍后再试")
            await refused(NotSent, wechat.say(Utterance("快", group=GROUP)))
            await until(
                lambda: [m["text"] for m in gateway.all("sent")[-3:]] == ["accept_then_error", "accept_then_hang", "accept_then_reset"]
            )

    asyncio.run(story())


async def refused(kind: type[Exception], saying: Any, *, permanent: bool = False) -> None:
    with pytest.raises(kind) as caught:
        await saying
    assert getattr(caught.value, "permanent", False) is permanent


def test_a_file_goes_out_through_the_sdk(gateway: Gateway, tmp_path: Path) -> None:
    picture = tmp_path / "日报.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")

    async def story() -> None:
        async with listening(gateway, Ears(), tmp_path) as wechat:
            assert await wechat.say(Utterance("", group=GROUP, file=picture))
            await refused(NotSent, wechat.say(Utterance("", group=GROUP, file=tmp_path / "none.png")), permanent=True)

    asyncio.run(story())
    gateway.wait_for(lambda: gateway.all("sent")[-1].get("filename") == "日报.png")


def test_joining_leaving_invitations_and_friends_are_told(gateway: Gateway, tmp_path: Path) -> None:
    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path) as wechat:
            gateway.ask("joined", group=GROUP, people=[LISI], by=BOT, stamp=1649550000)
            gateway.ask("joined", group=GROUP, people=[LISI], by=BOT, stamp=1649550000)
            gateway.ask("left", group=GROUP, people=[LISI], by=LISI, stamp=1649550001)
            gateway.ask("invite", id="inv-1", by=LISI, topic="乙点工作群")
            gateway.ask("befriend", id="fr-1", by=LISI, hello="验证码 1234")
            await until(lambda: len(ears.happenings) == 5)
            await wechat.accept_invitation("inv-1")
            await wechat.accept_friend("fr-1")
            await wechat.leave(GROUP)

    ears = Ears()
    asyncio.run(story(ears))
    told = {h.kind: h for h in ears.happenings}
    assert set(told) == {"joined", "left", "invited", "befriended"}
    assert len({h.id for h in ears.happenings}) == 4
    assert told["joined"].people == ((LISI, "412李四"),)
    assert (told["joined"].group_name, told["joined"].contact) == ("甲点居民群", BOT)
    assert (told["invited"].id, told["invited"].group_name, told["invited"].nick) == ("inv-1", "乙点工作群", "李四")
    assert (told["befriended"].id, told["befriended"].text) == ("fr-1", "验证码 1234")
    gateway.wait_for(lambda: {line["rpc"] for line in gateway.all("id", "inv-1")} == {"RoomInvitationPayload", "RoomInvitationAccept"})


def test_logging_out_is_deafness_too(gateway: Gateway, tmp_path: Path) -> None:
    states: list[str] = []

    async def story(ears: Ears) -> None:
        async with listening(gateway, ears, tmp_path, changed=states.append) as wechat:
            await until(lambda: wechat.health.logged_in)
            gateway.ask("logout")
            gateway.ask("scan", qrcode="https://example.invalid/qr")
            await until(lambda: wechat.health.qrcode)
            with pytest.raises(NotSent, match="logged out"):
                await wechat.say(Utterance("在", group=GROUP))
            gateway.ask("login", id=BOT)
            await until(lambda: ears.gaps)
            assert wechat.health.logged_in
            assert not wechat.health.qrcode

    ears = Ears()
    asyncio.run(story(ears))
    assert ears.gaps[0][2] == "logged out"
    assert states == ["connected", "login", "logout", "scan", "login"]


def test_the_bytes_of_pictures_and_files_come_in_pieces_and_not_without_end(gateway: Gateway, tmp_path: Path) -> None:
    async def story() -> None:
        async with listening(gateway, ears, tmp_path) as wechat:
            picture = message("p1", type=6, bytes=b"\xff\xd8\xff".hex(), repeat=50_000)
            await hears(gateway, ears, picture, message("p2", type=1, filename="处方.pdf", bytes=b"%PDF-".hex(), fail_bytes=1))
            files = WeChatFiles(wechat)
            assert await files.bytes_of("p1", "image", 150_000) == b"\xff\xd8\xff" * 50_000
            with pytest.raises(TooBig):
                await files.bytes_of("p1", "image", 100_000)
            with pytest.raises(GRPCError):
                await files.bytes_of("p2", "file", 100)
            assert await files.bytes_of("p2", "file", 100) == b"%PDF-"

    ears = Ears()
    asyncio.run(story())
