"""Several pieces of work in one line, one behind the other: 早餐64份送完了 314还要一袋麦片, W25已送达，416血压180/110."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from reading.expressions import work_patterns
from reading.fields import Choice, Rest
from reading.kind import Kind
from reading.places.areas import are_all_places, area_in
from reading.said import Reading, Understanding
from reading.staff.line_by_line import goes_on, moved
from reading.staff.work_parts import Part, Parts
from reading.things.asking import asks

_MOST = 12
"""Heads; more than that is a list."""
_SOFT = frozenset(("words", "danger", "items", "temperature"))
"""Kinds that may be told as the reason for something else, or stand in a row under a title."""
_NO_WORK = ("ack", "thanks")
"""Courtesy in front of a work: 收到，W50接单."""
_SAID_BESIDES = ("note", "description", "reason", "text", "kind")
_BEFORE_A_ROOM = " #给帮替"


def works_apart(message: Parts) -> Understanding:
    """What the parts say, when every one has a head of its own and they are not all of one kind; else the whole."""
    whole, starts = message.whole, message.starts()
    if not 2 <= len(starts) <= _MOST:
        return whole
    parts = _joined([message.part(a, b) for a, b in pairwise([*starts, message.passage.end])], message)
    parts = _settled(parts, whole, message) if len({p.works for p in parts}) > 1 else parts
    if len({p.works for p in parts}) < 2 or not all(p.stands for p in parts) or not _may_be_parted(parts, message):
        return whole
    out: list[Reading] = []
    for works, block in groupby(parts, key=lambda part: part.works):
        own = list(block)
        one = message.part(own[0].start, own[-1].end) if len(own) > 1 else own[0]
        for part in [one] if one.works == works else own:
            out += (moved(reading, message.written(part)[0]) for reading in part.readings)
    return whole if _says_more(whole, out, parts, message) else Understanding(tuple(out))


def _says_more(whole: Understanding, found: Sequence[Reading], parts: Sequence[Part], message: Parts) -> bool:
    """402 413 阴 420 阳 转运: the whole says all of it, and of one part more than that says by itself."""
    said = [(r.kind, r.fields) for r in whole.readings]
    if not all((r.kind, r.fields) in said for r in found):
        return False
    known, places = [(r.kind, r.fields) for r in found], [message.written(part) for part in parts]
    more = [r for r in whole.readings if (r.kind, r.fields) not in known]
    return all(any(all(a <= s.start and s.end <= b for s in r.spans) for a, b in places) for r in more)


def _may_be_parted(parts: Sequence[Part], message: Parts) -> bool:
    """交班：… and a question take whatever follows."""
    kinds = message.grammar.kinds
    if any(kinds[r.kind].plain is None and goes_on(r, kinds[r.kind]) for p in parts[:-1] for r in p.readings):
        return False
    return not any(isinstance(f, Rest) for p in parts for r in p.readings for f in kinds[r.kind].fields)


def _joined(parts: Sequence[Part], message: Parts) -> list[Part]:
    """What says nothing by itself belongs to the part before it, or to the next when that takes its room: 305、306都采了."""
    out: list[Part] = []
    waiting: Part | None = None
    for part in parts:
        if waiting is not None:
            both = message.part(waiting.start, part.end)
            if out and _goes_back(waiting, part, both, out[-1], message):
                out[-1] = message.part(out[-1].start, waiting.end)
            else:
                part = both
        adds = bool(out) and _is_told_with_it(part, out[-1], message)
        waiting = None if part.stands and not adds and not _is_no_work(part, message) else part
        if waiting is None:
            out.append(part)
    if waiting is not None:
        out[-1:] = [message.part((out or [waiting])[-1].start, waiting.end)]
    return out


def _is_no_work(part: Part, message: Parts) -> bool:
    """收到，W50接单; and a title alone: 终末消毒 523 已完成."""
    return message.heading(part) is not None or all(r.kind in _NO_WORK for r in part.readings)


def _is_told_with_it(part: Part, before: Part, message: Parts) -> bool:
    """垃圾清运 6桶 已消毒, 巡查 大门、消防楼梯, 消毒 503 505 已完成: more of the task told before."""
    if len(part.readings) != 1 or not before.has("task") or part.has("quantity") or part.has("ticket"):
        return False
    first, fields = message.passage.clause_at(part.start), part.readings[0].fields
    if not part.has("task"):
        return fields.keys() == {"rooms", "status"} and fields["status"] == "resolved" and message.has_title(before)
    placed = any(message.works_in(first)) and all(message.is_in_a_place(hit) for hit in message.works_in(first))
    return (placed and before.has("area")) or (first.text.startswith("已") and not part.has("area"))


def _goes_back(waiting: Part, following: Part, both: Part, before: Part, message: Parts) -> bool:
    """Whether what waits is more of the part before it, not the beginning of the one that follows."""
    places = message.ends_a_sentence(waiting) and are_all_places(message.passage.low[waiting.start : waiting.end])
    if before.has("task") and (places or _is_told_with_it(waiting, before, message)):
        return True  # 消杀完毕：3楼走廊、大堂。医废14袋
    heading = message.heading(waiting)
    if heading is not None and _closes(heading, waiting, following, before, message):
        return True
    if heading is not None and heading.name in both.kinds:
        return False
    last = message.heading(following)
    if last is not None and both.stands and last.name in both.kinds:
        return False  # 513 梅艳 解除隔离
    back = message.part(before.start, waiting.end) if not message.opens(waiting) else before
    if back.stands and back.kinds != before.kinds:
        return True  # 1408复核阳 负压车送市三院
    if back.kinds == before.kinds and not back.places <= before.places and _may_be_listed(waiting, before, message):
        return True  # 解除：402、404、408 期满，904采好了
    if not following.stands:
        return (message.ends_a_sentence(waiting) or last is not None) and not both.stands
    start, end = message.written(waiting)
    return not _takes(both, following, end - start)


def _closes(heading: Kind, part: Part, following: Part, before: Part, message: Parts) -> bool:
    """开水器坏了 报修 1108要开塞露, 消杀 1楼到3楼 完成，407阴性: the title of what was said, and not of what follows."""
    if heading.plain == "update" and (message.ends_a_sentence(part) or before.has("task")):
        return True
    return before.kinds == {heading.name} and following.stands and heading.name not in following.kinds


def _may_be_listed(part: Part, before: Part, message: Parts) -> bool:
    """One more room under a title, one more place of a task."""
    if message.begins_with_a_ticket(part):
        return False
    if before.has("task"):
        return not any(r.start == part.start for r in message.passage.rooms)
    return message.has_title(before)


def _takes(both: Part, following: Part, end: int) -> bool:
    """Whether a value of what both say stands before this place, or is of a floor."""
    if not both.stands:
        return False
    floors = both.has("floors") and not following.has("floors")
    return floors or any(s.start < end and s.field not in _SAID_BESIDES for r in both.readings for s in r.spans)


def _settled(parts: Sequence[Part], whole: Understanding, message: Parts) -> list[Part]:
    """The same, with rows under a title and what is told of the work before it put back where they belong."""
    out: list[Part] = []
    title: Kind | None = None
    for part in parts:
        if not out or (message.opens(part) and not message.is_a_row(part, title)):
            title = _title(part, message)
        elif (title is not None and _is_in_its_list(part, title, whole, message)) or _belongs_to_another(part, out, whole, message):
            out[-1] = message.part(out[-1].start, part.end)
            continue
        out.append(part)
    return out


def _title(part: Part, message: Parts) -> Kind | None:
    """The kind whose title stands in front; a task's word is none: 消防检查完毕 318空调不制冷."""
    kinds, titles = message.grammar.kinds, message.grammar.titles
    named = (r.kind for r in part.readings for s in r.spans if s.field == "kind" and s.start == 0 and s.cue in titles)
    kind = next((kinds[name] for name in named if kinds[name].plain not in ("task", "sampling")), None)
    return None if part.has("ticket") else kind


def _is_in_its_list(part: Part, title: Kind, whole: Understanding, message: Parts) -> bool:
    """摸排 …⏎1811 没带课本, 【转运】 …⏎803 明亮 阳性 方舱医院: a row under a title, whatever it would be by itself."""
    if part.kinds == {title.name}:
        return False
    if title.plain is None and _is_counted_in(part, title, whole, message):
        return True
    plain = message.plain(part)
    if title.plain in (None, "transfer"):
        return _is_described(part, title, message) and not plain.isdisjoint(_SOFT | {"sampling"})
    broken = all("area" in r.fields for r in part.readings)
    return not broken and not plain.isdisjoint(_SOFT - {"temperature"} if title.plain == "words" else _SOFT)


def _is_counted_in(part: Part, title: Kind, whole: Understanding, message: Parts) -> bool:
    """#延期⏎305 3天 等结果⏎412 2天 等结果: the whole has a record of the title's kind for the room of this row."""
    start, end = message.written(part)
    rooms = (s for r in whole.readings if r.kind == title.name for s in r.spans if s.field == "room")
    return any(start <= s.start < end for s in rooms)


def _is_described(part: Part, title: Kind, message: Parts) -> bool:
    """密接, 男, 阳性 are said of those in the rows of an intake or a transfer; 入住 …，907空调不制冷 has none of it."""
    options = [message.grammar.options(title, f.name) for f in title.fields if isinstance(f, Choice)]
    clauses = message.passage.between(part.start, part.end)
    return any(message.passage.cues(words, c.start, c.end) for words in options for c in clauses)


def _belongs_to_another(part: Part, before: Sequence[Part], whole: Understanding, message: Parts) -> bool:
    """What is told of a room that was spoken of already, or is why it was not sampled; a thing that nobody asks for."""
    passage, plain = message.passage, message.plain(part)
    if plain.isdisjoint(_SOFT):
        return False
    if not _has_a_head(part, message) or any(part.places & p.places for p in before):
        return True
    if any(p.has("ticket") for p in before) and work_patterns.ARRANGED.search(passage.low, part.start, part.end):
        return True
    counted = work_patterns.PLACE_AND_COUNT.match(passage.low, part.start, part.end) if before[-1].has("task") else None
    if counted is not None and counted.group("unit"):
        return True  # 午饭上完了 A座112份 B座97份
    if any(_is_left_out(r, part, message) or _is_put_right(r, part, message) for r in whole.readings):
        return True
    told = any(p.has("status") for p in before) and not message.ends_a_sentence(before[-1])
    if told and "items" in plain:
        return not any(asks(passage, c, message.grammar.lexicon) for c in passage.between(part.start, part.end))
    return False


def _is_left_out(of_whole: Reading, part: Part, message: Parts) -> bool:
    """1420孩子发烧明天补: why one of the rooms was not sampled."""
    start, end = message.written(part)
    told = any(s.field == "kind" and start <= s.start < end for s in of_whole.spans)
    return told and of_whole.fields.get("result") in ("pending", "refused")


def _is_put_right(of_whole: Reading, part: Part, message: Parts) -> bool:
    """更正两个：612 36.5，615 36.9: no report of its own stands behind the first."""
    start, end = message.written(part)
    put_right = message.grammar.kinds[of_whole.kind].plain == "correction" and of_whole.fields.get("room") in part.places
    return put_right and any(s.field == "value" and start <= s.start < end for s in of_whole.spans)


def _has_a_head(part: Part, message: Parts) -> bool:
    """A room at its beginning; where something is broken, a place: 二楼安全出口的灯不亮."""
    low = message.passage.low
    if message.begins_with_a_ticket(part):
        return False
    rooms = [r for r in message.passage.rooms if part.start < r.end and r.start < part.end]
    if any(not low[part.start : r.start].strip(_BEFORE_A_ROOM) for r in rooms):
        return True
    placed = area_in(low, part.start, part.end, message.grammar.lexicon)
    return placed is not None and placed[0] == part.start and not part.has("room")
