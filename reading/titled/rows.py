"""Where the rows under a title begin, each about a room of its own."""

from reading.expressions import patterns, work_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Passage, passage_of
from reading.places.areas import area_in
from reading.places.rooms import rooms_in


def line_parts(passage: Passage, lines_only: bool = False, places: Lexicon | None = None) -> list[Passage]:
    """Stretches that begin with a room of their own: at the head of a line, perhaps numbered, or of a clause.

    `places`: the words of those that may stand in its stead.
    """
    heads = []
    for clause in passage.clauses:
        row = patterns.ROW_NUMBER if _opens_a_line(clause.start, passage) else patterns.ITEM_NUMBER
        lead = row.match(passage.low, clause.start, clause.end) or patterns.ITEM_NUMBER.match(passage.low, clause.start, clause.end)
        at = lead.end() if lead is not None else clause.start
        rooms = rooms_in(passage.low, at, clause.end)
        if rooms and rooms[0].start - at <= 1:
            heads.append((rooms[0].start, rooms[0].room, clause.start))
        elif places is not None and _opens_a_row(clause.start, passage) and (place := _public_place(passage, at, clause.end, places)):
            heads.append((at, place, clause.start))
    by_line = [head for head in heads if _opens_a_line(head[2], passage)]
    # 换房 with two rooms in each line: where every room would be too little, the lines are the records.
    if lines_only:
        return _cut(by_line, passage)  # 换房 605 换到 608⏎谢谢
    return _cut(heads, passage) or (_cut(by_line, passage) if len(by_line) < len(heads) else []) or _cut(_rows(passage), passage)


def _opens_a_row(at: int, passage: Passage) -> bool:
    return _opens_a_line(at, passage) or passage.low[max(0, at - 2) : at].rstrip()[-1:] in (";", "；")


def _public_place(passage: Passage, start: int, end: int, lexicon: Lexicon) -> str:
    """614 淋浴头漏水⏎9楼西头 感应灯不亮: a place that is in nobody's room."""
    area = area_in(passage.low, start, end, lexicon)
    words = passage.low[slice(*area)] if area is not None and area[0] == start else ""
    return "" if words in _IN_A_ROOM else words


_IN_A_ROOM = (
    *("卫生间", "洗手间", "厕所", "淋浴间", "更衣室", "客厅", "厨房"),
    *("阳台", "门口", "大门", "大门口", "侧门", "门把手", "扶手", "按键"),
)


def _rows(passage: Passage) -> list[tuple[int, str, int]]:
    """1. 姓名霍启明，房间707，空调不制冷⏎2. …: lines with a room in each, wherever it stands."""
    heads: list[tuple[int, str, int]] = []
    for clause in passage.clauses if "\n" in passage.text else ():
        if heads and not _begins_a_line(clause.start, passage):
            continue
        stop = passage.low.find("\n", clause.start, passage.end)
        rooms = rooms_in(passage.low, clause.start, stop if stop >= 0 else passage.end)
        if len(rooms) != 1:
            return []
        heads.append((clause.start, rooms[0].room, clause.start))
    return heads if len({room for _, room, _ in heads}) == len(heads) else []


def _begins_a_line(at: int, passage: Passage) -> bool:
    return passage.low[at - 1] == "\n"


def _cut(heads: list[tuple[int, str, int]], passage: Passage) -> list[Passage]:
    """The passage cut before each head (where its room starts, the room, where its clause starts); nothing if a part would say nothing."""
    at_lines = all(_opens_a_line(at, passage) for at, *_ in heads)
    before = (passage.low[max(0, at - 3) : at].rstrip()[-1:] for *_, at in heads[1:])
    apart = at_lines or all(mark in (";", "；") for mark in before)  # 318 侯秀兰 …；318 赵浩然
    if len(heads) < 2 or (len({room for _, room, _ in heads}) < 2 and not apart):
        return []
    stops = [start for *_, start in heads[1:]] + [passage.end]
    parts = [
        passage_of(passage.clean, passage.said, a, _without_number(passage, a, stop)) for (a, *_), stop in zip(heads, stops, strict=True)
    ]
    parts = [p for p in parts if work_patterns.EMPTY.fullmatch(p.text) is None]  # 入住：411 鲜花 …，412 空
    return parts if all(len(p.clauses) > 1 or p.end - p.start > 6 for p in parts) else []


def _opens_a_line(at: int, passage: Passage) -> bool:
    """Whether a line begins there, or just before it with a number."""
    return at == passage.start or "\n" in passage.low[max(passage.start, at - 6) : at]


def _without_number(passage: Passage, start: int, stop: int) -> int:
    """Before the number of the next entry; a room at the end of a line is none: 305 张三 408."""
    if stop < passage.end and (number := patterns.NEXT_NUMBER.search(passage.low, max(start, stop - 8), stop)) is not None:
        return number.start()
    while stop > start and passage.low[stop - 1] in " \n.、)）" and stop < passage.end:
        stop -= 1
    return stop
