"""Titled messages: how each is read. Most by what their kind declares; requests, reports and works by their plain readers."""

from itertools import pairwise

from reading.expressions import request_patterns, work_patterns
from reading.fields import Area, Choice, Items, Number, Room, Rooms
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.labels import labelled, own
from reading.message.passage import Passage, passage_of, pieces_of
from reading.message.section import Section
from reading.people.mentions import Mention, mentions_in
from reading.people.told_names import told_name
from reading.places.rooms import RoomHit
from reading.plain import read_plain
from reading.reports.correction_chains import corrections_in
from reading.staff.tasks import places_with_counts
from reading.titled.by_fields import read_by_fields
from reading.titled.rows import line_parts
from reading.titled.several_forms import forms_in
from reading.titled.titled_requests import read_titled_request

_PLAINLY = ("temperature", "sampling", "transfer", "update")


def read_titled(section: Section, passage: Passage, grammar: Grammar) -> list[Draft]:
    """Every record of a titled stretch: one, or one for each line that begins with a room."""
    kind = section.kind
    assert kind is not None
    if forms := forms_in(passage, kind, grammar):
        return _of_one_room([d for form in forms for d in read_titled(section, form, grammar)])
    if kind.plain in _PLAINLY and not own(labelled(passage, grammar.labels(kind))):
        start = section.title_start if kind.plain == "update" else passage.start
        lines = line_parts(passage) if kind.plain == "transfer" else []
        pieces = lines or pieces_of(passage.clean, passage.said, start, passage.end)
        drafts = [d for piece in pieces for d in read_plain(piece, grammar, kind)]
        _take_from_the_next(drafts, passage)
        if any(d.kind is kind for d in drafts):
            return _opened(drafts, section)
    if kind.plain == "correction":
        cut = next((c.start for c in passage.clauses[1:] if c.opens_another), passage.end)
        part = passage_of(passage.clean, passage.said, passage.start, cut)
        found = _opened(corrections_in(part, grammar, kind, True), section)
        cut = next((c.start for c in part.clauses if part.closed and c.start > max(part.closed)), cut)
        return found + (read_plain(passage_of(passage.clean, passage.said, cut, passage.end), grammar) if cut < passage.end else [])
    if any(isinstance(f, Items) for f in kind.fields):
        if passage.clauses and request_patterns.NOTHING_NEEDED.fullmatch(passage.clauses[0].text):
            return read_plain(passage, grammar)  # 用药：暂时不缺 谢谢关心
        drafts = _opened(read_titled_request(kind, passage, grammar), section)
        if section.title.endswith("调运") and passage.staff:
            for draft in drafts:
                draft.put("site_itself", True)
        return drafts
    return _by_lines(section, passage, grammar)


def _of_one_room(drafts: list[Draft]) -> list[Draft]:
    """房号：305⏎姓名：张三⏎体温：36.5⏎姓名：李四⏎体温：36.6: whoever has no room of their own is in that of the one before."""
    for before, after in pairwise(drafts):
        if "room" in before.fields and before.kind is after.kind:
            after.fields.setdefault("room", before.fields["room"])
    return drafts


def _opened(drafts: list[Draft], section: Section) -> list[Draft]:
    """The title is the cue that chose the kind."""
    for draft in drafts:
        if draft.kind is section.kind:
            draft.mark(section.title_start, section.start, section.title)
            draft.at = max(draft.at, section.title_start)
    return drafts


def _take_from_the_next(drafts: list[Draft], passage: Passage) -> None:
    """612 瞿正文、701 滕燕 转三号点: what the last of a line says is said of those before it that have nothing of their own."""
    for before, after in reversed(list(pairwise(drafts))):
        own = {n: v for n, v in after.fields.items() if n not in ("room", "name")}
        told = set(before.fields) - {"room", "name"}
        if before.kind is after.kind and not told and "\n" not in passage.low[before.at : after.at]:
            before.fields.update(own)


def _by_lines(section: Section, passage: Passage, grammar: Grammar) -> list[Draft]:
    kind = section.kind
    assert kind is not None
    several = _several_places(section, passage)
    if several:
        return _opened(several, section)
    end, beside = _beside_the_shift(section, passage, grammar)
    parts = [passage_of(passage.clean, passage.said, passage.start, end)] if end < passage.end else _parts(section, passage, grammar)
    out: list[Draft] = []
    for index, part in enumerate(parts):
        draft = Draft(kind, part.start if index else section.title_start)
        draft.mark(section.title_start, max(section.start, section.title_start + len(section.title)), section.title)
        _choose_by_title(draft, section, grammar)
        out.append(read_by_fields(part, draft, grammar))
    if len(parts) > 1:
        _share(out, parts[0].start, passage, grammar)
    return out + beside


def _share(drafts: list[Draft], first: int, passage: Passage, grammar: Grammar) -> None:
    """入住3人 都是密接：…: what stands before the first of a list, or is said of all, holds for each that has nothing else."""
    for clause in passage.clauses:
        of_all = work_patterns.OF_ALL.search(clause.text)
        if clause.end > first and of_all is None:
            continue
        start = clause.start + (of_all.end() if of_all is not None else 0)
        for choice in (f for f in drafts[0].kind.fields if isinstance(f, Choice)):
            said = passage.cues(grammar.options(drafts[0].kind, choice.name), start, clause.end)
            for draft in drafts if said else ():
                if choice.name not in draft.fields:
                    draft.put(choice.name, said[0][1], said[0][0].start, said[0][0].end, choice.label)


def _several_places(section: Section, passage: Passage) -> list[Draft]:
    """医废：5楼7袋 6楼9袋: a record for each place."""
    kind = section.kind
    assert kind is not None
    choice = next((f for f in kind.fields if isinstance(f, Choice)), None)
    if choice is None or not any(isinstance(f, Number) for f in kind.fields):
        return []
    value = next((v for v, words in choice.options.items() if section.title in words), None)
    return places_with_counts(kind, choice.name, value, passage, passage.start, passage.end)


def _choose_by_title(draft: Draft, section: Section, grammar: Grammar) -> None:
    """签到 is an action, 医废 a task, 待办 a question: a title that is one of the choice's words sets it; so does a remark."""
    for field in draft.kind.fields:
        if not isinstance(field, Choice):
            continue
        for value, words in field.options.items():
            if section.title in words or (section.remark and section.remark in words):
                draft.put(field.name, value, section.title_start, section.title_start + len(section.title), section.title)


def _parts(section: Section, passage: Passage, grammar: Grammar) -> list[Passage]:
    """Several rooms, each at the head of its own line or piece, are several records."""
    kind = section.kind
    assert kind is not None
    if any(isinstance(f, Room) for f in kind.fields):
        places = grammar.lexicon if any(isinstance(f, Area) for f in kind.fields) else None
        return line_parts(passage, any(f.name == "to" for f in kind.fields), places) or [passage]
    if any(isinstance(f, Rooms) for f in kind.fields):
        return _named_rooms(passage, kind, grammar) or [passage]
    return [passage]


def _named_rooms(passage: Passage, kind: Kind, grammar: Grammar) -> list[Passage]:
    """208 向明德、302 罗丽: each room with a name is a record of its own; rooms without names are one, also beside one with a name."""
    rooms = passage.rooms
    placed = [m for m in mentions_in(passage, rooms, grammar.lexicon) if m.room]
    if len(placed) < 2 or len(placed) < len(rooms):
        return []
    spans: list[tuple[int, int] | None] = []
    taken = -1
    for mention, room in zip(placed, rooms, strict=True):
        if mention.name and mention.name_start != taken:
            spans.append((mention.start, mention.end))
            taken = mention.name_start
        else:
            behind = told_name(passage, room, kind, grammar)
            spans.append((room.start, behind[1]) if behind is not None else None)
    if all(spans):
        return [passage_of(passage.clean, passage.said, *span) for span in spans if span]
    named = [
        m.name is not None and m.name_start not in [n.name_start for n in placed[:i]] and _stands_beside(m, room, passage)
        for i, (m, room) in enumerate(zip(placed, rooms, strict=True))
    ]
    begins = [m.start if own else room.start for m, room, own in zip(placed, rooms, named, strict=True)]
    starts = [start for i, start in enumerate(begins) if i == 0 or named[i] or named[i - 1]] if any(named) else []
    return [passage_of(passage.clean, passage.said, a, b) for a, b in pairwise([*starts, passage.end])]


def _stands_beside(mention: Mention, room: RoomHit, passage: Passage) -> bool:
    """A718 何詠詩 at the end of its clause, with no comma between; 王芳305."""
    low, behind = passage.low, mention.name_start >= room.end
    between = low[room.end : mention.name_start] if behind else low[mention.name_end : room.start]
    ends = passage.clause_at(mention.name_end - 1).end == mention.name_end or low[mention.name_end] == "("
    return not between.strip(" :") and (ends or not behind)


_SOON = 6
"""Clauses within which a work begins that stands in the line of a 签到: each costs a reading of all that follows."""


def _beside_the_shift(section: Section, passage: Passage, grammar: Grammar) -> tuple[int, list[Draft]]:
    """Where 签到 ends, and what else is told: in the lines below it, or as work in the same one: 接班 白班 早餐108份已送完."""
    if section.title not in ("签到", "签退", "接班") or not passage.clauses:
        return passage.end, []
    first = passage.clauses[0].end  # the title may stand in a line of its own
    below = passage.low.find("\n", first, passage.end)
    if below >= 0:
        told = passage.low[below : passage.end].strip()
        return below, read_plain(passage_of(passage.clean, passage.said, below + 1, passage.end), grammar) if told else []
    for clause in passage.clauses[:_SOON]:
        rest = passage_of(passage.clean, passage.said, clause.start, passage.end)
        works = [] if "班" in clause.text else read_plain(rest, grammar)
        if works and all(d.kind.plain in ("task", "update") for d in works):
            return clause.start, works
    return passage.end, []
