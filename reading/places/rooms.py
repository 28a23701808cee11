"""Rooms as on the door: 305, A302, 3-502; also 八一二房, A栋305, 3栋502, 301-305 room by room is left to people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reading.expressions import patterns, request_patterns
from reading.expressions.patterns import Match
from reading.places.not_rooms import is_something_else
from reading.text.numbers import digits_of, number_of
from reading.text.words import Hit

_COUNTING = frozenset("一两二三四五六七八九十几半0123456789")


@dataclass(slots=True)
class RoomHit:
    """A room in the text, written as on the door."""

    start: int
    end: int
    room: str


@dataclass(slots=True)
class _Number:
    """A number that may be a room."""

    match: Match[str]
    room: str
    otherwise: bool
    """It is something else, if no thing begins right behind it."""


class Numbers:
    """The numbers of a stretch that may be rooms: found once, whatever else is then known of the stretch."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._end = text, end
        any_there = patterns.MAY_BE_ROOM.search(text, start, end) is not None
        self._ranges = _ranges(text, start, end) if any_there else []
        self._numbers = list(_numbers(text, start, end)) if any_there else []

    def rooms(self, barred: Sequence[Hit] = ()) -> list[RoomHit]:
        """Those that are rooms. `barred`: stretches that are something else (999感冒灵, a temperature)."""
        if not self._numbers:
            return _in_one_house(self._text, self._ranges)
        found = list(self._ranges)
        barred = [*barred, *(Hit(r.start, r.end, "") for r in found)]
        glued, things = {b.end for b in barred if b.word}, {b.start for b in barred if b.word}
        closed = {i for b in barred for i in range(b.start, b.end)}
        for number in self._numbers:
            match, (start, end) = number.match, number.match.span()
            if start in glued and (match.group("letter") or patterns.PAD_SIZE.match(self._text, start, self._end)):
                continue  # 电池A312, 夜用卫生巾420的
            otherwise = is_something_else(self._text, match, self._end, True) if end in things else number.otherwise
            if not otherwise and closed.isdisjoint(range(start, end)):
                found.append(RoomHit(start, end, number.room))
        return _meant(self._text, _in_one_house(self._text, sorted(found, key=lambda r: r.start) if barred else found))


def rooms_in(text: str, start: int, end: int, barred: Sequence[Hit] = ()) -> list[RoomHit]:
    """Every room between two places."""
    return Numbers(text, start, end).rooms(barred)


def _numbers(text: str, start: int, end: int) -> Iterator[_Number]:
    codes = [m.span() for m in patterns.CODE.finditer(text, start, end)] if "号" in text or "位" in text or "码" in text else []
    for match in patterns.ROOM.finditer(text, start, end):
        before = match.start() - 1
        coded = any(a <= match.start() < b for a, b in codes)
        if coded or (before > start and text[before] in ".:" and text[before - 1].isdigit()):
            continue  # 手机尾号6688; the end of 3.502 or of 7:305
        if before > start and text.startswith("的", match.end()) and text[before] in patterns.UNITS and text[before - 1] in _COUNTING:
            continue  # 电池要两颗312的: a model
        if text.startswith("的", match.end()) and "电池" in text[max(start, match.start() - _NEAR_A_BATTERY) : match.start()]:
            continue  # 助听器电池两板 A312的
        if room := _written(match):
            yield _Number(match, room, is_something_else(text, match, end, False))


_NEAR_A_BATTERY = 8
"""Characters before a number in which it is the size of a battery."""


def _ranges(text: str, start: int, end: int) -> list[RoomHit]:
    """301-308 are the rooms from the one to the other, on one floor."""
    out = []
    for match in patterns.ROOM_RANGE.finditer(text, start, end):
        letter, first, last = match.group(1).upper(), int(match.group(2)), int(match.group(4))
        of_a_door = match.group(1) or match.group(2)[0] != "0" or ("0" not in match.group(2)[1] and match.group(2)[2] in "0123")
        if match.group(2)[0] == "0" and text[match.start() - 1 : match.start()] == "号":
            continue  # 袋号0121到0139
        if of_a_door and first // 100 == last // 100 and 0 < last - first <= 40 and match.group(3).upper() in ("", letter):
            out += [RoomHit(match.start(), match.end(), f"{letter}{number:0{len(match.group(2))}}") for number in range(first, last + 1)]
    return out


def floor_in(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """The first floor that is named: (start, end, number)."""
    match = patterns.FLOOR.search(text, start, end)
    if match is None:
        return None
    number = number_of(match.group(1))
    return (match.start(), match.end(), int(number)) if number else None


def leaves_out(text: str, start: int, end: int) -> bool:
    """3楼都采了 就差305: the rooms that follow are not among those of the floor."""
    return any(text.find(word, start, end) >= 0 for word in _BUT)


_BUT = ("除", "就差", "只差", "还差", "就剩", "只剩")


def _written(match: Match[str]) -> str | None:
    block = match.group("block") or match.group("house")
    if block:
        said = match.group("behind") or match.group("inside")
        inside, spoken = digits_of(said) or said, number_of(block)
        block = str(int(spoken)) if spoken is not None and not block.isascii() else block
        if match.group("house") and block.isdigit() and inside.startswith(block) and "楼" in match.group(0).replace("号楼", ""):
            return inside  # 8楼806: the floor, then the room
        return f"{block.upper()}{inside}" if block.isalpha() and match.group("house") else f"{block.upper()}-{inside}"
    if match.group("letter"):
        return match.group("letter").upper() + match.group("digits")
    if match.group("plain"):
        return _house_behind(match) + match.group("plain") + (match.group("door") or "").upper()  # 1216b
    marked = match.end() > match.end("spoken")
    if not marked and len(match.group("spoken")) > 3 and not _is_where_one_lives(match) and not _stands_apart(match):
        return None
    house = match.string[max(0, match.start() - 2) : match.start()]
    letter = house[0].upper() if len(house) == 2 and house[0] in "abcdefgh" and house[1] in "栋座幢区" else ""
    digits = digits_of(match.group("spoken"))
    return f"{letter or _house_behind(match)}{digits}" if digits else digits


def _house_behind(match: Match[str]) -> str:
    """711 A栋: the house that is said after the room."""
    behind = match.string[match.end() : match.end() + 3].lstrip(" ")
    return behind[0].upper() if len(behind) > 1 and behind[0] in "abcdefgh" and behind[1] in "栋座幢" else ""


def _is_where_one_lives(match: Match[str]) -> bool:
    """我是幺零零六的."""
    before, after = match.string[max(0, match.start() - 3) : match.start()], match.string[match.end() : match.end() + 1]
    spelled = any(c in match.group("spoken") for c in "幺零〇")  # 我是幺幺零二陈芳
    return before.endswith(_LIVING) and (spelled or after in ("的", "我", " ", ",", "，", ""))


def _stands_apart(match: Match[str]) -> bool:
    """一二零八 段誉 36.2: spelled with a nought, and no word around it."""
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    return any(c in match.group("spoken") for c in "幺零〇") and not before.isalnum() and not after.isalnum() and before != "."


_LIVING = ("我是", "我住", "住", "住在", "房间", "这里是", "这边是")


def _meant(text: str, found: Sequence[RoomHit]) -> list[RoomHit]:
    """518不是我 我是516, 518 打错了 是516, 516 刚写成518: the one that was not meant is none."""
    out, denied = [], set()
    for index, room in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else -1
        slipped = room.end < following <= room.end + 40 and request_patterns.SLIP_BEFORE.search(text, room.end, following)
        if len(found) > 1 and text.endswith(_NO_LONGER, 0, room.start):
            denied.add(room.room)
        elif not slipped and not text.startswith(_NOT_MINE, room.end) and not _is_kept_from(text, room):
            out.append(room)
    return [r for r in out if r.room not in denied] if denied else out


def _is_kept_from(text: str, room: RoomHit) -> bool:
    """我先生在5-617 让他别知道: the room of those who shall not know of it."""
    if request_patterns.KEPT_FROM.match(text, room.end) is not None:
        return True
    return request_patterns.KEPT_FROM_BEFORE.search(text, max(0, room.start - 7), room.start) is not None


_NO_LONGER = ("不是", "不在", "原来", "原先", *(f"{how}成" for how in "打写说报发填看"))
_NOT_MINE = ("不是我 ", "不是我,", "不是我，", "不是俺 ", "那个不是我", "不是我的")


def _in_one_house(text: str, found: Sequence[RoomHit]) -> list[RoomHit]:
    """A座301 302 303, 3-501、502: the house is said once."""
    out: list[RoomHit] = []
    for room in found:
        last = out[-1] if out else None
        if last is not None and room.room.isdigit() and text[last.end : room.start] in _BETWEEN:
            house, number = last.room[: -len(room.room)], last.room[-len(room.room) :]
            said = house.endswith("-") or any(c in text[out[0].start : last.end] for c in "座栋幢区")
            room = RoomHit(room.start, room.end, house + room.room) if said and number.isdigit() and not house[-1:].isdigit() else room
        out.append(room)
    return out


_BETWEEN = (" ", "、", ",", "，", "和", "/")
