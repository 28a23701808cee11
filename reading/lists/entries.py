"""What the entries of a 接龙 say: its title tells the kind, each entry is a message of that kind; any other list is a poll."""

from collections.abc import Sequence
from dataclasses import replace

from reading.expressions import patterns, report_patterns, request_patterns
from reading.fields import Items, Temperature, Text, Thanked
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.lists.jielong import EntryPlace, ListPlace
from reading.matters.needs import needs_in
from reading.message.draft import Draft, finish
from reading.message.grammar import Grammar
from reading.message.passage import Passage, passage_of, pieces_of
from reading.people.names import name_at, whole_name
from reading.people.thanked import thanked_in
from reading.places.rooms import rooms_in
from reading.plain import read_plain
from reading.reports.bare_reports import says_nothing_else
from reading.reports.checkins import checkins_in
from reading.reports.short_reports import short_report
from reading.said import Jielong, ListEntry, Reading, Said, Understanding
from reading.talk.tone import tone_of
from reading.text.clean import Clean
from reading.things.requests import requests_in
from reading.titled.by_fields import read_by_fields
from reading.titled.titled_requests import read_titled_request


def read_list(place: ListPlace, clean: Clean, said: Said, grammar: Grammar, authors: tuple[str, ...] = ()) -> Understanding:
    """The readings of all entries, in order, and the list itself."""
    title = clean.original(place.title_start, place.title_end).strip()
    told = clean.low[place.entries[0].start : place.entries[-1].end]
    kind = _kind_of(clean.text[place.title_start : place.title_end].lower(), told, grammar)
    if kind is not None and "unknown" not in kind.who and said.sender.role not in kind.who:
        kind = None  # 核酸时间接龙 of residents is a poll
    if kind is None:
        kind = _kind_by_entries(place, clean, said, grammar, request_patterns.ASKS_ALL_ROUND.search(title) is not None)
    entries = []
    thanked = _thanked_by_title(place, kind, clean, said, grammar)
    beside = _named_with(title, next(iter(thanked.values()), ""))
    for index, entry in enumerate(place.entries):
        readings = _entry(entry, kind, clean, said, grammar) if kind is not None else ()
        readings = tuple(replace(r, fields=_thanking(thanked, beside, r)) for r in readings) if thanked else readings
        author = authors[index] if index < len(authors) else None
        entries.append(ListEntry(entry.number, clean.original(entry.start, entry.end).strip(), readings, author))
    listed = Jielong(title, tuple(entries))
    if any(e.readings for e in entries):
        return Understanding(tuple(r for e in entries for r in e.readings), listed)
    return Understanding(_poll(place, clean, said, grammar, listed), listed)


def _thanked_by_title(place: ListPlace, kind: Kind | None, clean: Clean, said: Said, grammar: Grammar) -> dict[str, str]:
    """谢谢阿彬 over the list: whom an entry thanks that names nobody."""
    field = next((f for f in kind.fields if isinstance(f, Thanked)), None) if kind is not None else None
    passage = passage_of(clean, said, place.title_start, place.title_end)
    found = thanked_in(passage, grammar.lexicon) if field is not None and passage.clauses else None
    return {field.name: clean.original(*found)} if field is not None and found is not None else {}


def _named_with(title: str, first: str) -> list[str]:
    """点赞潘护士和盘海: the others whom the title names, whatever they are called."""
    behind = title.partition(first)[2] if first else ""
    return [name for name in patterns.JOINED_NAME.findall(behind) if name != first]


def _thanking(by_title: dict[str, str], beside: Sequence[str], reading: Reading) -> dict[str, object]:
    """谢谢你们 in an entry is said to whom the title names; of several to the one whom the entry names."""
    text = str(reading.fields.get("text", ""))
    said = {name: value for name, value in reading.fields.items() if value != "你们"}
    other = next((name for name in beside if name in text), None)
    return {**by_title, **(dict.fromkeys(by_title, other) if other else {}), **said}


def _kind_of(title: str, told: str, grammar: Grammar) -> Kind | None:
    """Of several words the first in the title decides, unless something else of it is spoken of: 体温计, 解除隔离后回家方式."""
    measured = patterns.TEMPERATURE.search(told) is not None or grammar.lexicon.says("says_normal", told)
    kinds, values = grammar.kinds, grammar.list_titles.values
    for hit in grammar.list_titles.find(title):
        if measured and title.startswith(_COURTESY) and any(isinstance(f, Thanked) for f in kinds[values[hit.word]].fields):
            continue  # 谢谢大家 二楼晚体温接龙
        beside = report_patterns.SPOKEN_OF.match(title, hit.end) or title.endswith(_LEFT_OVER, 0, hit.start)
        letters = title.startswith("信", hit.end) and told.startswith(_THANKING)  # 感谢信接龙⏎1. 谢谢保洁秦姨…
        if (letters or not beside) and (measured or hit.word not in _OF_ANYTHING):
            return kinds[values[hit.word]]
    return None


_THANKING = ("感谢", "谢谢", "多谢", "感恩")
_LEFT_OVER = ("退", "多余的", "多余", "闲置", "闲置的", "多出来的", "用不完的", "过敏", "丢失")
"""Before 药品 and 物品 in the title of a list in which nobody wants any."""
_OF_ANYTHING = ("打卡", "温度")
"""体重打卡, 空调温度: only with degrees below."""
_COURTESY = tuple(f"{thanks}{all_of_you}" for thanks in ("感谢", "谢谢", "多谢") for all_of_you in ("大家", "各位", "你们", "政府"))


def _kind_by_entries(place: ListPlace, clean: Clean, said: Said, grammar: Grammar, wishes: bool) -> Kind | None:
    """A list without a title is what its first entries are; under a title that says nothing they may still be temperatures.

    `wishes`: the title asks who wants something.
    """
    kind = None
    for entry in place.entries[:3]:
        passage = passage_of(clean, said, entry.start, min(entry.end, entry.start + 400))
        drafts = read_plain(passage, grammar) if passage.clauses else []
        if wishes and kind is not None and grammar.lexicon.says("nothing_wanted", passage.text):
            continue
        if not drafts or drafts[0].kind is not (kind or drafts[0].kind):
            return None
        kind = drafts[0].kind
        titled = place.title_end > place.title_start
        told = (Temperature, Items) if wishes else Temperature
        if not kind.list_titles or (titled and not any(isinstance(f, told) for f in kind.fields)):
            return None
    return kind


def _poll(place: ListPlace, clean: Clean, said: Said, grammar: Grammar, listed: Jielong) -> tuple[Reading, ...]:
    kind = grammar.kinds.get("poll")
    if kind is None:
        return ()
    draft = Draft(kind, place.title_start)
    draft.put("title", listed.title or "接龙", place.title_start, place.title_end, "接龙")
    draft.put("entries", len(listed.entries))
    return (finish(draft, clean, said),)


def _entry(entry: EntryPlace, kind: Kind, clean: Clean, said: Said, grammar: Grammar) -> tuple[Reading, ...]:
    if any(isinstance(f, Temperature) for f in kind.fields):
        short = short_report(clean, said, entry.start, entry.end, kind, grammar.lexicon)
        if short is not None:
            short.entry = True
            return (finish(short, clean, said),)
    drafts = [d for piece in pieces_of(clean, said, entry.start, entry.end) if piece.clauses for d in _piece(piece, kind, grammar)]
    for draft in drafts:
        draft.entry = True
    return tuple(finish(d, clean, said) for d in drafts)


def _piece(passage: Passage, kind: Kind, grammar: Grammar) -> list[Draft]:
    if any(isinstance(f, Temperature) for f in kind.fields):
        return _reports(passage, kind, grammar)
    if any(isinstance(f, Items) for f in kind.fields):
        return _requests(passage, kind, grammar)
    if any(isinstance(f, Thanked) for f in kind.fields):
        return [_thanks(passage, kind, grammar)]
    if kind.plain is None:
        return [read_by_fields(passage, Draft(kind, passage.start), grammar)]
    return read_plain(passage, grammar, kind)


def _reports(passage: Passage, kind: Kind, grammar: Grammar) -> list[Draft]:
    if _is_only_a_room(passage):
        return []
    drafts = checkins_in(passage, grammar, kind, True)
    if not any("temperature" in d.fields for d in drafts) and _puts_off(passage, grammar.lexicon):
        return []
    if not passage.free():
        return drafts
    tone = tone_of(passage, grammar.lexicon)
    wishes = requests_in(passage, tone, grammar, None, drafts)
    if len(drafts) == 1 and "name" in drafts[0].fields:
        for draft in (d for d in wishes if not d.for_another and d.fields.get("room") == drafts[0].fields.get("room")):
            draft.fields.setdefault("name", drafts[0].fields["name"])  # 5-620 幸运 36.1 帮我带一包瓜子
    drafts += wishes
    return drafts if not drafts else drafts + needs_in(passage, tone, grammar, drafts)


def _is_only_a_room(passage: Passage) -> bool:
    """2、802: nobody has written anything beside it yet."""
    return len(passage.clauses) == 1 and [(r.start, r.end) for r in passage.rooms] == [(passage.clauses[0].start, passage.clauses[0].end)]


def _puts_off(passage: Passage, lexicon: Lexicon) -> bool:
    """221 还没起床: words of something else than how somebody is; 体温计没电了 is a report that cannot be given yet."""
    tells = (
        any(w in passage.text for w in ("体温", "温度", "烧", "量不", "测不", "正常"))
        or patterns.DIGITS_BROKEN.search(passage.text) is not None
    )
    return not tells and not says_nothing_else(passage, (), lexicon)


def _requests(passage: Passage, kind: Kind, grammar: Grammar) -> list[Draft]:
    drafts = [d for part in _by_lines(passage, grammar.lexicon) for d in read_titled_request(kind, part, grammar, entry=True)]
    things = next((f.name for f in kind.fields if isinstance(f, Items)), "")
    wants_nothing = grammar.lexicon.says("nothing_wanted", passage.text) or report_patterns.WANTS_NOTHING.search(passage.text) is not None
    return [d for d in drafts if things in d.fields or not wants_nothing]


def _by_lines(passage: Passage, lexicon: Lexicon) -> list[Passage]:
    """A line without a number that opens with another room is an entry all the same."""
    starts, things = [passage.start], passage.hits("items", lexicon.items)  # 999感冒灵 5瓶 is no room
    at = passage.low.find("\n", passage.start, passage.end)
    while at >= 0:
        rooms = rooms_in(passage.low, at + 1, min(at + 12, passage.end), things)
        if rooms and rooms[0].start <= at + 2 and rooms_in(passage.low, passage.start, min(passage.start + 12, passage.end)):
            starts.append(at + 1)
        at = passage.low.find("\n", at + 1, passage.end)
    parts = [passage_of(passage.clean, passage.said, a, b) for a, b in zip(starts, [*starts[1:], passage.end], strict=True)]
    return [p for p in parts if p.clauses]


def _thanks(passage: Passage, kind: Kind, grammar: Grammar) -> Draft:
    """Without the room or the name of the one who thanks."""
    start, low = passage.start, passage.low
    rooms = rooms_in(low, start, min(start + 12, passage.end))
    if rooms and rooms[0].start - start <= 1:
        start = rooms[0].end
    while start < passage.end and low[start] in " ：:、，,":
        start += 1
    colon = min((i for i in (low.find(":", start, start + 8), low.find("：", start, start + 8)) if i > 0), default=-1)
    if colon > 0:
        start = colon + 1
    elif (
        (first := passage_of(passage.clean, passage.said, start, passage.end).clauses)
        and len(first) > 1
        and (
            (low[first[0].start] in "老小阿" and first[0].end - first[0].start == 2)
            or (
                name_at(low, first[0].start, first[0].end, grammar.lexicon) == first[0].end
                and whole_name(passage, first[0].start, first[0].end, grammar.lexicon)
            )
        )
    ):
        start = first[1].start
    rest = passage_of(passage.clean, passage.said, start, passage.end)
    draft = Draft(kind, passage.start, entry=True)
    for field in kind.fields:
        if isinstance(field, Text):
            draft.put(field.name, rest.clean.original(start, passage.end).strip(), start, passage.end, "接龙")
        elif isinstance(field, Thanked) and (found := thanked_in(rest, grammar.lexicon)):
            draft.put(field.name, rest.clean.original(*found), *found, field.label)
    return draft
