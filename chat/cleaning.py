"""What people wrote, made fit to be said: one line, nothing unseen in it, calling nobody by accident."""

import re

_UNSAYABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ud800-\udfff]"
)
_EVERYBODY = re.compile("[@＠]\\s*(?=_?所有人|全体成员|all)")


def sayable(text: str) -> str:
    """Without control, direction and unseen characters, and calling nobody's whole group by its words alone."""
    return _EVERYBODY.sub("", _UNSAYABLE.sub("", text))


def clean(text: str, longest: int) -> str:
    """One line without control or direction characters, shortened."""
    line = " ".join(sayable(text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
