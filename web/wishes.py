"""What a browser asks for, checked before anything happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from web.people import Face, Place

LONGEST = 20_000
"""Characters in one message; longer than any phone sends."""
LONGEST_NAME = 120
TYPES = ("text", "image", "file")


class Refused(Exception):
    """Something the page cannot do; the words are shown to whoever asked."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody wants to say this."""

    contact: str
    nick: str
    group: str | None
    text: str
    type: str
    quote: str | None
    """The id of the bubble it answers."""
    mentions: tuple[str, ...]


def wished_speech(body: Mapping[str, Any], faces: Sequence[Face], places: Sequence[Place]) -> Speech:
    """A speech that can be: by somebody who exists, in a group they may be in. Raises Refused."""
    face = next((one for one in faces if one.contact == body.get("contact")), None)
    if face is None:
        raise Refused("没有这个人，请重新选择以谁的身份说话")
    group = body.get("group") or None
    place = next((one for one in places if one.id == group), None)
    if group is not None and (place is None or face.contact not in place.members):
        raise Refused("这个人不在这个群里")
    kind = body.get("type", "text")
    if kind not in TYPES:
        raise Refused("只能发文字、图片或文件")
    text, quote = _text(body.get("text", ""), kind), _quote(body.get("quote"))
    return Speech(face.contact, _nick(body.get("nick"), face), group, text, kind, quote, _mentions(body.get("mentions"), place))


def wished_minutes(body: Mapping[str, Any]) -> int | None:
    """By how many minutes the clock is to be moved on; None: to the next scheduled post. Raises Refused."""
    minutes = body.get("minutes")
    if minutes is None:
        return None
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= 24 * 60:
        raise Refused("一次最多快进一天")
    return minutes


def wished_moment(given: str | None, default: datetime) -> datetime:
    """An aware moment in ISO form. Raises Refused."""
    try:
        moment = datetime.fromisoformat(given) if given else default
    except ValueError:
        raise Refused("时间写得不对") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _nick(nick: object, face: Face) -> str:
    return nick.strip()[:120] if isinstance(nick, str) and nick.strip() else face.nick


def _text(text: object, kind: str) -> str:
    if not isinstance(text, str) or len(text) > LONGEST:
        raise Refused(f"一条消息最多 {LONGEST} 字")
    if kind == "image":
        return ""
    if kind == "file":
        name = "".join(c for c in text.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()
        return name[-LONGEST_NAME:] or "文件"
    if not text.strip():
        raise Refused("不能发空白消息")
    return text


def _quote(quote: object) -> str | None:
    if quote is None or isinstance(quote, str):
        return quote or None
    raise Refused("引用要给那条消息的 id")


def _mentions(mentions: object, place: Place | None) -> tuple[str, ...]:
    """The members of the group that were meant; whoever is not in it cannot be called."""
    wanted = mentions if isinstance(mentions, list) else []
    return tuple(one for one in dict.fromkeys(map(str, wanted)) if place is not None and one in place.members)
