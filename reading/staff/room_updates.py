"""Rooms, or a whole floor, with how far their requests are: 已送达 305; 305全送了; 3楼药全送了除305."""

from collections.abc import Sequence

from reading.expressions import patterns
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.places.rooms import RoomHit, floor_in, leaves_out
from reading.text.words import Hit

LITTLE_WORDS = frozenset(" ,，。.!！~、:：的都全也已经了啦哈喽那边房间室的份")
STOPPED = ("没", "退回", "送错", "拿错", "还在", "等着", "缺货", "未", "断货", "卖完", "买不到", "退了")
_ROUND_DONE = ("全送了", "都送了", "送完")
_MEALS = ("餐", "饭", "早点", "水", "奶", "汤", "早", "中午", "晚")
_VAGUE = ("好了", "ok", "办了", "已办", "弄好", "通了", "已给", "已放", "已交", "我来")
"""Words that say how far a ticket is, but of a room alone could be said of anything."""
_NO_REQUESTS = (
    "核酸", "样本", "标本", "混管", "复核", "采", "检测", "垃圾", "表", "名单", "通知", "人",
    "医院", "隔离点", "楼下", "大厅", "前台", "家",
)  # fmt: skip
_KINDS_SAID = ("药", "物资", "东西", "快递", "单")


def updates_of_rooms(passage: Passage, grammar: Grammar, kind: Kind, choice: str, marks: Sequence[tuple[Hit, str]]) -> list[Draft]:
    """已送达 305; 3楼药全送了除305: the handler finds the open requests."""
    marks = [m for m in marks if m[0].word not in _VAGUE]
    if not marks or not passage.staff or len(passage.text) > 60:
        return []
    mark, status = marks[0]
    floor = floor_in(passage.low, passage.start, passage.end)
    rooms = _rooms_meant(passage, mark, status, floor is not None)
    if (
        not (rooms or floor)
        or not _is_about_requests(passage, rooms, mark, status, floor is not None, kind.titles)
        or _counts_more(passage, rooms)
    ):
        return []
    draft = Draft(kind, passage.start)
    if floor is not None and (not rooms or leaves_out(passage.low, floor[1], rooms[0].start)):
        draft.put("floors", [floor[2]], floor[0], floor[1], "楼层")
        if rooms:
            draft.put("except", [r.room for r in rooms], rooms[0].start, rooms[-1].end, "除")
    else:
        draft.put("rooms", [r.room for r in rooms], rooms[0].start, rooms[-1].end, "房间")
    about_kind = next((name for name in grammar.kinds if grammar.kinds[name].letter and grammar.kinds[name].label in passage.text), None)
    if about_kind or "药" in passage.text:
        draft.put("about", about_kind or "medication")
    draft.put(choice, status)
    draft.mark(mark.start, mark.end, mark.word)
    passage.take(passage.clauses)
    return [draft]


def _rooms_meant(passage: Passage, mark: Hit, status: str, of_floor: bool) -> list[RoomHit]:
    """305全送到了，还差412: those before the word."""
    before = [r for r in passage.rooms if r.start < mark.start]
    if of_floor or not before or not _all_are_brought(passage, status) or mark.start - passage.start <= 1:
        return passage.rooms
    return passage.rooms if any(w in passage.text for w in _KINDS_SAID) else before


def _all_are_brought(passage: Passage, status: str) -> bool:
    return status == "delivered" and any(w in passage.text for w in ("全", "都"))


def _is_about_requests(passage: Passage, rooms: Sequence[RoomHit], mark: Hit, status: str, of_floor: bool, titles: Sequence[str]) -> bool:
    """Whether what was brought or done is what the rooms have asked for, and not a meal or a sample."""
    text, opens = passage.text, mark.start - passage.start <= 1 and mark.word in titles
    alone = bool(rooms) and _says_no_more(passage, rooms, mark)
    named = any(w in text.replace("单采", "") for w in _KINDS_SAID)
    round_done = of_floor and mark.word in _ROUND_DONE and not any(w in text for w in _MEALS)
    brought = bool(rooms) and rooms[0].start < mark.start and not of_floor and _all_are_brought(passage, status)
    room_done = brought and (named or opens or not any(w in text for w in (*_MEALS, *_NO_REQUESTS)))
    about = opens or round_done or room_done or alone or (named and "餐" not in text)
    own = not opens and bool(rooms) and "除" not in text and mark.end <= rooms[0].start  # 快递送到各房间了 507没人拿
    if own and any(w in passage.low[rooms[-1].end : passage.end] for w in STOPPED):
        return False
    if not of_floor and rooms and leaves_out(passage.low, max(passage.start, rooms[0].start - 3), rooms[0].start):
        return False  # 药都送了 就差305
    return about and (status != "accepted" or opens or alone)  # 305的快递送错了 我去换


def _says_no_more(passage: Passage, rooms: Sequence[RoomHit], mark: Hit) -> bool:
    """305全送了, 403的已处理: rooms and how far they are, and nothing else."""
    left = passage.low[passage.start : rooms[0].start] + passage.low[rooms[-1].end : mark.start] + passage.low[mark.end : passage.end]
    return rooms[-1].end <= mark.start and "开" not in mark.word and all(c in LITTLE_WORDS for c in left)


def _counts_more(passage: Passage, rooms: Sequence[RoomHit]) -> bool:
    """86份, 12袋 are work done for the whole site; 305的2盒药 is for a room."""
    return any(not rooms or m.group(2) not in ("盒", "瓶", "支", "层") for m in patterns.COUNT.finditer(passage.text))
