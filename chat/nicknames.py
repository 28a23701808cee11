"""Whether one nickname passes for another at a glance: 王護士, 王 护 士, 王护士​, Wang0 and WangO."""

import unicodedata
from functools import cache

from opencc import OpenCC
from rapidfuzz import fuzz

from reading.expressions import patterns

_LIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝкмнтвαοερικνυτχ01|l土己巳日未人丁千曰",
    "aeopcyxijshdqwkmhtbaoepiknutxoiii士已已曰末入丅干曰",
)
"""Characters that the eye takes for one another; all of a sort become the same."""
_SHORTEST = 3
"""A shorter name stands inside too many others."""
_NEAR, _LONG = 85, 7


def resembles(nick: str, other: str) -> bool:
    """Whether `nick` may be taken for `other`: the same once folded, with something around it, or one letter off in a long name."""
    mine, theirs = folded(nick), folded(other)
    if not mine or len(theirs) < 2:
        return False
    if mine == theirs:
        return True
    if patterns.NICK_ROOM.match(_plain(nick)):  # 305王静 says where she lives: a resident who may well be called so
        return False
    return (len(theirs) >= _SHORTEST and theirs in mine) or (len(theirs) >= _LONG and fuzz.ratio(mine, theirs) >= _NEAR)


def folded(nick: str) -> str:
    """Small letters, half width, simplified characters, nothing invisible, no blanks or signs, one character for all that look alike."""
    return patterns.NICK_NOISE.sub("", _plain(nick).translate(_LIKE))


def _plain(nick: str) -> str:
    visible = "".join(c for c in unicodedata.normalize("NFKC", nick) if unicodedata.category(c) not in ("Cf", "Mn", "Cc"))
    return str(_simplifier().convert(visible)).casefold()


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
