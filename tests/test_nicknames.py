"""Which nicknames pass for one another, and which are only alike."""

import pytest

from chat.nicknames import resembles


@pytest.mark.parametrize(
    ("nick", "of"),
    [
        ("王护士", "王护士"),
        ("王護士", "王护士"),
        ("王 护 士", "王护士"),
        ("王护\u200b士", "王护士"),
        ("王护土", "王护士"),
        ("【王护士】", "王护士"),
        ("慈宾王护士", "王护士"),
        ("ＤｒＷａｎｇ", "dr wang"),
        ("Dr.Wаng", "Dr.Wang"),
        ("Li1y_2O", "lily20"),
        ("点长周正（值班）", "点长周正"),
        ("信息联络组长田野", "信息联络小组长田野"),
        ("王静", "王静"),
    ],
)
def test_passes_for(nick: str, of: str) -> None:
    assert resembles(nick, of)


@pytest.mark.parametrize(
    ("nick", "of"),
    [("305王静", "王静"), ("王静怡", "王静"), ("后勤小彭", "后勤小向"), ("李护士", "王护士"), ("", "王护士"), ("路人", ""), ("👍", "👍👍")],
)
def test_does_not_pass_for(nick: str, of: str) -> None:
    assert not resembles(nick, of)
