"""What gateways write into a payload, and what an error on the way out means."""

from datetime import UTC, datetime

import pytest
from grpclib.const import Status
from grpclib.exceptions import GRPCError, StreamTerminatedError

from chat.transport import NotSent
from chat.wechat_payload import Payload, moment, to_heard
from chat.wechat_quote import split_quote
from chat.wechat_say import meaning
from chat.wechat_xml import Note, read_note, recalled_id

NOW = datetime(2022, 4, 10, 6, 30, tzinfo=UTC)
RULE = "- - - - - - - - - - - - - - -"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"「王护士：谁要送药」\n{RULE}\n412 要", ("王护士", "谁要送药", "412 要")),
        (f"「王护士：一行\n两行」\n{RULE}\n412 要\n413 也要", ("王护士", "一行\n两行", "412 要\n413 也要")),
        (f"「甲：「乙：原话」\n{RULE}\n回话」\n{RULE}\n再回", ("甲", f"「乙：原话」\n{RULE}\n回话", "再回")),
        ("「甲：少半个「括号」\n——————\n好", ("甲", "少半个「括号", "好")),
        (f"「只有话」\n{RULE}\n好", (None, "只有话", "好")),
        (f"「王护士：谁要送药」\n{RULE}", ("王护士", "谁要送药", "")),
        ("「今天」的药没送", (None, None, "「今天」的药没送")),
        (f"好\n{RULE}\n「甲：乙」", (None, None, f"好\n{RULE}\n「甲：乙」")),
        ("", (None, None, "")),
    ],
)
def test_quotations(text: str, parts: tuple[str | None, str | None, str]) -> None:
    assert split_quote(text) == parts


def test_a_long_text_of_brackets_takes_no_time() -> None:
    text = "「" * 5000 + "\n- - - - - -" * 5000
    assert split_quote(text) == (None, None, text)


REFER = (
    "wxid_lisi:\n<?xml version='1.0'?><msg><appmsg><title>412 要</title><type>57</type>"
    "<refermsg><displayname>王护士</displayname><content>谁要送药</content></refermsg></appmsg></msg>"
)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("#接龙\n1. 412", Note("#接龙\n1. 412")),
        (REFER, Note("412 要", "text", "王护士", "谁要送药")),
        ("<msg><appmsg><title>名单.xlsx</title><type>6</type></appmsg></msg>", Note("名单.xlsx", "file")),
        ("<msg><img aeskey='x'/></msg>", Note("")),
        ("体温 <37.3", Note("体温 <37.3")),
        ("<msg><broken", Note("<msg><broken")),
    ],
)
def test_markup(text: str, note: Note) -> None:
    assert read_note(text) == note


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("7012345678901234567", "7012345678901234567"),
        ("<sysmsg type='revokemsg'><revokemsg><msgid>1</msgid><newmsgid>70123</newmsgid></revokemsg></sysmsg>", "70123"),
        ("李四撤回了一条消息", None),
        ("", None),
    ],
)
def test_withdrawals(text: str, recalled: str | None) -> None:
    assert recalled_id(text) == recalled


def test_stamps_in_seconds_and_milliseconds_and_none() -> None:
    assert moment(NOW.timestamp(), NOW.replace(year=2023)) == NOW
    assert moment(NOW.timestamp() * 1000, NOW.replace(year=2023)) == NOW
    assert moment(0, NOW) == NOW
    assert moment(2**63, NOW) == NOW


def test_a_stamp_in_the_time_to_come_is_now() -> None:
    assert moment(NOW.timestamp() + 9000, NOW) == NOW
    assert moment((NOW.timestamp() + 1) * 1000, NOW) == NOW


def test_a_file_is_called_by_its_name() -> None:
    payload = Payload("m1", 1, "<msg><appmsg><title>名单.xlsx</title><type>6</type></appmsg></msg>", "", "wxid_lisi", "", 0, ())
    heard = to_heard(payload, nick="", bot=None, now=NOW)
    assert (heard.type, heard.text, heard.group, heard.sent) == ("file", "名单.xlsx", None, NOW)


@pytest.mark.parametrize(
    ("error", "sent", "permanent"),
    [
        (ConnectionRefusedError(), False, False),
        (ConnectionResetError(), None, False),
        (TimeoutError(), None, False),
        (StreamTerminatedError(), None, False),
        (GRPCError(Status.UNKNOWN, "Error: MockContact.load(): x not exist.\n    at messageSendText"), False, True),
        (GRPCError(Status.UNKNOWN, "对方开启了朋友验证，你还不是他（她）朋友"), False, True),
        (GRPCError(Status.UNKNOWN, "Error: not logged in"), False, False),
        (GRPCError(Status.UNKNOWN, "sent message not found in room"), None, False),
        (GRPCError(Status.UNKNOWN, "timeout"), None, False),
        (GRPCError(Status.UNAVAILABLE, None), None, False),
        (GRPCError(Status.PERMISSION_DENIED, None), False, True),
    ],
)
def test_what_an_error_means(error: Exception, sent: bool | None, permanent: bool) -> None:
    told = meaning(error)
    assert isinstance(told, NotSent) == (sent is False)
    assert getattr(told, "permanent", False) == permanent
