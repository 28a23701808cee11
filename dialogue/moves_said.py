"""'305 张三挪到408': staff say in words that somebody changes rooms. Nothing is moved by that; the line that does it is shown."""

import re
from collections.abc import Sequence

from chat.context import Context
from chat.wording import Plain
from reading.said import Reading

_ROOM = r"[A-Za-z]?(?:\d{1,2}-)?\d{3,4}"
_MOVES = re.compile(rf"(?<![\dA-Za-z-])({_ROOM})[\u4e00-\u9fff\s]{{0,8}}?(?:换到|搬到|挪到|调到|换去|挪去|换至|调至)\s*({_ROOM})(?![\d-])")
_ASKS = ("？", "?", "吗", "想", "能不能", "可以", "申请", "要求")


def moves_said(text: str, readings: Sequence[Reading], context: Context) -> tuple[str, str] | None:
    """From which room to which, if that is all that is said, and by staff."""
    if not context.is_staff or len(text) > 30 or any(w in text for w in _ASKS) or any(r.kind != "situation" for r in readings):
        return None
    found = _MOVES.search(text)
    return (found.group(1).upper(), found.group(2).upper()) if found else None


def show_how_to_move(rooms: tuple[str, str], context: Context) -> None:
    """The line to send; with two people in a room it asks for the name."""
    context.answer("换房请发：{line}", line=Plain(f"#换房 {rooms[0]} {rooms[1]}"))
