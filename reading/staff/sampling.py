"""Sampling in plain words: rooms and what came of them."""

from collections.abc import Sequence

from reading.expressions import patterns, work_patterns
from reading.fields import Choice
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention, mentions_in
from reading.people.told_names import word_apart
from reading.places.rooms import RoomHit, floor_in, leaves_out
from reading.staff.transfers import BEFORE_HAND
from reading.talk.tone import Tone
from reading.text.phrases import Phrases
from reading.things.asking import asks

_Mark = tuple[int, int, str, str]
_Sampled = tuple[list[RoomHit], str | None, _Mark | None]
_SAMPLED = ("采", "阴", "阳", "核酸", "结果", "复核", "捅", "拭子", "抗原", "nat", "pcr")
_TESTED = ("采", "核酸", "结果")
"""With these 阳性 is told for itself, not only as the reason of a transfer."""
_ASKED = ("没", "吗", "么", "没有", "怎么办", "咋办", "咋整")
_IN_TURN = ("先采", "先从", "再去采", "等下去", "准备采", "开始采", "要采", "去采")
"""How it will go, not how it went."""
_PUT_OFF = frozenset("等会晚迟后头稍")
_LATER = ("明天采", "后天采", "改天采")


def sampling_in(passage: Passage, tone: Tone, grammar: Grammar, kind: Kind, told: bool) -> list[Draft]:
    """Rooms and what came of them: each result takes the rooms around it."""
    if not passage.staff or (tone.teaches and not told) or not (told or any(w in passage.text for w in _SAMPLED)):
        return []
    choice = next(f for f in kind.fields if isinstance(f, Choice))
    clauses = passage.free()
    rooms = [r for r in passage.rooms if any(c.start <= r.start < c.end for c in clauses)]
    mentions = mentions_in(passage, rooms, grammar.lexicon)
    marks = _marks(passage, clauses, mentions, grammar.options(kind, choice.name))
    rooms = _without_wishes(rooms, marks, passage, grammar) if marks and "\n" in passage.text else rooms
    floor = _floor(passage, rooms)
    if not (marks or told) or _is_nobodys(rooms, floor is None, marks, passage.text):
        return []
    if not told and (_is_of_a_move(passage) or any(_is_no_report(c, marks) for c in clauses)):
        return []
    out, used = list[Draft](), [r.start for r in rooms]
    marks = marks[1:] if floor is None and len(marks) > 1 and _says_it_twice(passage.low, rooms, marks) else marks
    if floor is None and (whole := _whole_floor(passage, rooms, marks)) is not None:
        out.append(_sampled(kind, choice.name, rooms, whole[1], mentions, whole[0]))
        marks = [m for m in marks if m[0] > rooms[0].start]
    if floor is None and (of_rest := _rest_of_floor(passage, rooms, marks)) is not None:
        out.append(_sampled(kind, choice.name, rooms, of_rest[1][3], mentions, of_rest[0]))
        marks = [m for m in marks if m is not of_rest[1]]
    if floor is not None and rooms and (own := _of_the_exceptions(rooms, marks)) is not None:
        out.append(_sampled(kind, choice.name, rooms, own[3], mentions, None))
        marks = [m for m in marks if m is not own]
    groups = _groups(rooms, marks, passage.low) if floor is None else [(rooms, marks[0][3], marks[0]) if marks else (rooms, None, None)]
    for group, value, at in [(part, v, mark) for whole, v, mark in groups for part in _by_names(whole, mentions)]:
        one = _sampled(kind, choice.name, group, value, mentions, floor)
        if told and "name" not in one.fields and len(group) == 1:
            _name_in_its_place(one, group[0], passage, grammar)
        if any(o.fields == one.fields for o in out):
            continue  # 508说不想采 508记拒采
        out.append(one)
        if at is not None:
            out[-1].mark(at[0], at[1], passage.low[at[0] : at[1]])
            used.append(at[0])
    _leave_out(out, rooms, passage.low)
    passage.take(c for c in clauses if any(c.start <= at < c.end for at in used))
    return out


def _is_nobodys(rooms: Sequence[RoomHit], no_floor: bool, marks: Sequence[_Mark], text: str) -> bool:
    """No room and no floor; or 3楼3户阴性 4户待出: whose is not said."""
    return not rooms and (no_floor or "例" in text or len({m[3] for m in marks}) > 1)


def _name_in_its_place(draft: Draft, room: RoomHit, passage: Passage, grammar: Grammar) -> None:
    """采样 416 方便 拒绝: under a title a word right behind the room is the name."""
    word = word_apart(passage, room, grammar.lexicon)
    if word is not None:
        draft.put("name", passage.clean.original(*word), *word, "姓名")


def _by_names(rooms: list[RoomHit], mentions: Sequence[Mention]) -> list[list[RoomHit]]:
    """508祝小兰、510丁大山 都采了: each with a name of its own is a record of its own."""
    named = {m.name_start for m in mentions if m.name and any(m.start <= r.start < m.end for r in rooms)}
    return [[room] for room in rooms] if 1 < len(rooms) == len(named) else [rooms]


def _without_wishes(rooms: list[RoomHit], marks: Sequence[_Mark], passage: Passage, grammar: Grammar) -> list[RoomHit]:
    """305 王桂英要抽纸两提⏎516已采: a line in which somebody asks for things tells of no sampling."""
    told = {passage.clause_at(m[0]).line for m in marks}
    wishes = {c.line for c in passage.clauses if c.line not in told and asks(passage, c, grammar.lexicon)}
    return [r for r in rooms if passage.clause_at(r.start).line not in wishes]


def _marks(passage: Passage, clauses: Sequence[Clause], mentions: Sequence[Mention], options: Phrases) -> list[_Mark]:
    """The words that say what came of it, but for those in other words and in names."""
    cues = [(h, v) for c in clauses for h, v in passage.cues(options, c.start, c.end, gap=3)]
    marks = [(h.start, h.end, "rest" if _is_of_the_rest(passage.low, h.start) else "", v) for h, v in cues]
    marks = [_made_up_for(passage.low, m) for m in _with_verbs(passage, marks) if not _is_of_another_word(passage.low, m)]
    names = [(m.name_start, m.name_end) for m in mentions if m.name]
    return [m for m in marks if not any(a <= m[0] < b for a, b in names)]


def tells_result(passage: Passage) -> bool:
    """719 匡丽 阳性 今晚转市传染病医院: a result is told for itself; else it is only the reason of a transfer."""
    text = passage.text
    return any(w in text for w in _TESTED) or ("阴" in text and "阳" in text) or any(c.text == "阳性" for c in passage.clauses[:-1])


def _is_no_report(clause: Clause, marks: Sequence[_Mark]) -> bool:
    """5楼采了吗, 先采503, 明天采305: asked, or how it will go. But 115在洗澡 等下再去采 tells that it is not done."""
    later = [m for m in marks if clause.start <= m[0] < clause.end and m[3] == "pending" and not _PUT_OFF.isdisjoint(clause.text)]
    put_off = bool(later) and patterns.HAS_DIGIT.search(clause.text) is None
    planned = clause.text.startswith(_LATER) or (not put_off and any(w in clause.text for w in _IN_TURN))
    planned = planned or work_patterns.SAMPLED_AND_THEN.search(clause.text) is not None
    return clause.asked or planned or clause.text.endswith(_ASKED)


def _is_of_a_move(passage: Passage) -> bool:
    """阳性 is only why somebody is moved."""
    moved = any(w in passage.text for w in ("转运", "转至", "转到", "送往", "转院", "阳性转")) and not tells_result(passage)
    return moved and not any(w + "转运" in passage.text for w in BEFORE_HAND)


def _leave_out(drafts: Sequence[Draft], rooms: Sequence[RoomHit], low: str) -> None:
    """301-320已采 除311: those behind 除 are not among the many."""
    out = [r.room for r in rooms if low[max(0, r.start - 2) : r.start].endswith(("除", "除了"))]
    for draft in drafts:
        many = draft.fields.get("rooms") or []
        undone = _undone(drafts) if draft.fields.get("result") == "sampled" else []
        but = [*out, *undone]
        if set(but) & set(many) and set(many) - set(but):
            draft.put("rooms", [room for room in many if room not in but])


def _undone(drafts: Sequence[Draft]) -> list[str]:
    """301到320都采了 311拒采: those that have another result of their own."""
    return [room for d in drafts if d.fields.get("result") in ("pending", "refused") for room in d.fields.get("rooms") or []]


def _with_verbs(passage: Passage, marks: Sequence[_Mark]) -> list[_Mark]:
    """捅过了, 采样ok, 601拒: the verb and that it is done, or was refused, in whatever words."""
    found = [
        (m.start(), m.end(), "rest" if _is_of_the_rest(passage.low, m.start()) else "", value)
        for value, pattern in (("sampled", work_patterns.WAS_SAMPLED), ("refused", work_patterns.REFUSED))
        for m in pattern.finditer(passage.low, passage.start, passage.end)
        if passage.clause_at(m.start()).start not in passage.taken and not any(a < m.end() and m.start() < b for a, b, *_ in marks)
    ]
    return sorted([*marks, *found])


def _is_of_another_word(low: str, mark: _Mark) -> bool:
    """阳台, 太阳, 阴凉: no result."""
    start, end, *_ = mark
    if low[start:end] not in ("阳", "阴"):
        return False
    after = low[end : end + 1]
    goes_on = "\u4e00" <= after <= "\u9fff" and after not in "了的转等需已待均都和"
    return goes_on or low[start - 1 : start] in tuple("太向朝沈安洛贵信重")


def _made_up_for(low: str, mark: _Mark) -> _Mark:
    """已补采, 补采了: what had been left out is done now."""
    start, end, rest, value = mark
    done = low.endswith(("已", "已经", "都", "刚"), 0, start) or low.startswith(("了", "完", "好", "过"), end)
    return (start, end, rest, "sampled") if value == "pending" and low.startswith("补", start) and done else mark


def _says_it_twice(low: str, rooms: Sequence[RoomHit], marks: Sequence[_Mark]) -> bool:
    """五楼采样结束 501到508全部采了: first of the floor, then of each room on it."""
    (_, first, _, value), (second, _, _, same) = marks[0], marks[1]
    between = bool(rooms) and all(first <= r.start < second for r in rooms)
    return value == same and between and not any(w in low[first:second] for w in ("也", "补"))


def _listed(low: str, rooms: Sequence[RoomHit], marks: Sequence[_Mark]) -> list[RoomHit]:
    """全部完成：1404、1412；1420明天补: rooms between the first result and the sentence that has the next are those it is said of."""
    cut = max(low.rfind(stop, marks[0][1], marks[1][0]) for stop in "\n;；。") if len(marks) > 1 else -1
    return [r for r in rooms if marks[0][1] <= r.start < cut]


def _is_of_the_rest(low: str, index: int) -> bool:
    """其余都采了: of those that are not named."""
    return any(w in low[max(0, index - 5) : index] for w in ("其余", "其他", "其它", "剩下", "别的"))


def _floor(passage: Passage, rooms: Sequence[RoomHit]) -> int | None:
    """3楼除305都采了: the floor is what is meant, rooms are its exceptions."""
    found = floor_in(passage.low, passage.start, passage.end)
    if found is None or (rooms and not leaves_out(passage.low, found[1], rooms[0].start)):
        return None
    return found[2]


def _whole_floor(passage: Passage, rooms: Sequence[RoomHit], marks: Sequence[_Mark]) -> tuple[int, str] | None:
    """三楼全部采完，312拒采: the floor has a result before the rooms that have another."""
    found = floor_in(passage.low, passage.start, passage.end)
    if found is None or len(marks) < 2 or not rooms or not found[1] <= marks[0][0] < rooms[0].start or _listed(passage.low, rooms, marks):
        return None
    return None if marks[0][3] in ("pending", "refused") else (found[2], marks[0][3])  # 5楼有2人没采，502和508


def _rest_of_floor(passage: Passage, rooms: Sequence[RoomHit], marks: Sequence[_Mark]) -> tuple[int, _Mark] | None:
    """9楼采样，拒采1户（907），其余完成: the rooms have a result of their own, the floor has what is said of the rest."""
    found = floor_in(passage.low, passage.start, passage.end)
    rest = next((m for m in marks if m[2]), None)
    if found is None or rest is None or len(marks) < 2 or not rooms or not found[1] <= rooms[0].start:
        return None
    return found[2], rest


def _of_the_exceptions(rooms: Sequence[RoomHit], marks: Sequence[_Mark]) -> _Mark | None:
    """3楼除了307拒采 其余全采: the exceptions have a result of their own right behind them."""
    own = next((m for m in marks if 0 <= m[0] - rooms[-1].end <= 1), None)
    return own if own is not None and len(marks) > 1 else None


def _groups(rooms: Sequence[RoomHit], marks: Sequence[_Mark], low: str) -> list[_Sampled]:
    """Results close the rooms before them; when the first result comes before the first room, they open those after."""
    if not marks:
        return [(list(rooms), None, None)]
    opens = marks[0][0] < rooms[0].start and marks[-1][0] < rooms[-1].start
    out: list[_Sampled] = []
    if not opens and marks[0][0] < rooms[0].start and (listed := _listed(low, rooms, marks)):
        out.append((listed, marks[0][3], marks[0]))
        rooms, marks = rooms[len(listed) :], marks[1:]
    for index, mark in enumerate(marks):
        left = mark[1] if opens else (marks[index - 1][1] if index else 0)
        right = (marks[index + 1][0] if index + 1 < len(marks) else 10**9) if opens else mark[0]
        if not opens and index + 1 == len(marks) and not any(left <= r.start < right for r in rooms):
            right = 10**9
        group = [r for r in rooms if left <= r.start < right]
        if not group and not opens and out and (out[-1][1], mark[3]) == ("pending", "refused"):
            out[-1] = (out[-1][0], mark[3], mark)  # A509不开门 拒采
        undone = not group and not opens and bool(out) and out[-1][1] in ("pending", "refused")
        if undone and mark[3] == "sampled" and not mark[2] and not _is_claimed(low, mark[0]):
            out[-1] = (out[-1][0], mark[3], mark)  # 自己采不了 我帮她采好了
        if group and out and out[-1][1] == mark[3] and len(group) == 1 and _is_one_more(low, left, group[0], mark):
            out[-1][0].extend(group)  # 902阴性 903阴性
        elif group:
            out.append((group, mark[3], mark))
    return out


def _is_claimed(low: str, index: int) -> bool:
    """不肯采 说昨天采过了: what the one who refuses says."""
    return any(w in low[max(0, index - 6) : index] for w in ("说", "讲", "称", "昨天", "前天", "话头先", "话已", "话做"))


def _is_one_more(low: str, left: int, room: RoomHit, mark: _Mark) -> bool:
    """902阴性 903阴性, 402采好了 405也采好了: nothing but small words around the room, no name."""
    around = low[left : room.start] + (low[room.end : mark[0]] if mark[0] >= room.end else "")
    return all(c in " ,，、;；\n了啦哈也都均已是:：" for c in around)


def _sampled(kind: Kind, choice: str, rooms: Sequence[RoomHit], value: str | None, mentions: Sequence[Mention], floor: int | None) -> Draft:
    draft = Draft(kind, rooms[0].start if rooms else 0)
    if floor is not None:
        draft.put("floors", [floor])
        if rooms:
            draft.put("except", list(dict.fromkeys(r.room for r in rooms)), rooms[0].start, rooms[-1].end, "除")
    else:
        draft.put("rooms", list(dict.fromkeys(r.room for r in rooms)), rooms[0].start, rooms[-1].end, "房间")
        named = next((m for m in mentions if m.name and m.start <= rooms[0].start <= m.end), None)
        if len(rooms) == 1 and named is not None:
            draft.put("name", named.name, named.name_start, named.name_end, "姓名")
    if value is not None:
        draft.put(choice, value)
    return draft
