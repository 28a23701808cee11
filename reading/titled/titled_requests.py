"""Titled requests for things: forms with labels, free words, one line for each room."""

from reading.expressions import patterns
from reading.fields import Condition, DaysLeft, Field, Items, Name
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage, passage_of, pieces_of
from reading.message.suggestions import suggestion_for
from reading.people.given_names import sounds_like_a_thing
from reading.people.mentions import Mention, mentioned, mentions_in
from reading.people.names import name_at, whole_name
from reading.places.rooms import RoomHit, rooms_in
from reading.text.words import Hit
from reading.things.claimants import claims_in
from reading.things.conditions import complaint_in, condition_in, illness_alone, sounds_like_illness
from reading.things.item import Item
from reading.things.items import items_in
from reading.things.items_unique import unique
from reading.things.numbering import list_numbers_in
from reading.things.refused import is_refused
from reading.things.requests import barred_in, is_nameless, without_classes
from reading.things.slips import put_right
from reading.things.talked_about import is_handled
from reading.titled.form import Form
from reading.titled.labelled_counts import from_labels, is_only_a_count, share_counts
from reading.values.days import days_left_in

_BEFORE_A_HEAD = "/|\n；;，,。、) .:①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def read_titled_request(kind: Kind, passage: Passage, grammar: Grammar, entry: bool = False) -> list[Draft]:
    """One record, or one for each line that begins with a room of its own."""
    parts = [] if entry else _by_rooms(passage, grammar)
    if not parts and (claimed := _by_claims(kind, passage, grammar)):
        return claimed
    drafts = [_one(kind, part, grammar, entry) for part in parts or pieces_of(passage.clean, passage.said, passage.start, passage.end)]
    wanted = next(f.name for f in kind.fields if isinstance(f, Items))
    if patterns.WANTS_NONE.match(passage.low, passage.start, passage.end):
        return [d for d in drafts if wanted in d.fields]  # 用药：暂时不缺
    return [d for d in drafts if wanted in d.fields] or drafts[:1]


def _by_rooms(passage: Passage, grammar: Grammar) -> list[Passage]:
    known = passage.hits("items", grammar.lexicon.items)
    rooms = passage.rooms_but(known)
    starts = {c.start for c in passage.clauses} | {passage.start}
    heads = [r for r in rooms if r.start in starts or passage.low[r.start - 1] in _BEFORE_A_HEAD]
    if len({r.room for r in heads}) < 2:
        return []
    numbered = {n.end: n.start for n in list_numbers_in(passage, known)}  # 1、301 牙膏 2、302 毛巾: no two of the first
    stops = [numbered.get(r.start, r.start) for r in heads[1:]] + [passage.end]
    return [passage_of(passage.clean, passage.said, r.start, stop) for r, stop in zip(heads, stops, strict=True)]


def _by_claims(kind: Kind, passage: Passage, grammar: Grammar) -> list[Draft]:
    """#求药 1203 爷爷高血压 氨氯地平两盒 奶奶糖尿病 二甲双胍三盒: one record for each who wants something, all in one room."""
    lexicon = grammar.lexicon
    if not passage.hits("kin", lexicon.words("kin")):
        return []
    mentions = mentioned(passage, lexicon)
    items = items_in(passage, passage.clauses, barred_in(passage, mentions, grammar), lexicon, True)
    claims = claims_in(passage, mentions, [i for i in items if i.known or i.counted], grammar)
    stops = [*(c.start for c in claims[1:]), passage.end]
    drafts: list[Draft] = []
    for claim, start, stop in zip(claims, [passage.start, *stops], stops, strict=False):
        draft = _one(kind, passage_of(passage.clean, passage.said, start, stop), grammar, False)
        draft.fields = {**({"room": drafts[0].fields["room"]} if drafts and "room" in drafts[0].fields else {}), **draft.fields}
        if claim.named is not None:
            draft.put("name", passage.clean.original(*claim.named), *claim.named, "姓名")
        draft.for_another = not claim.mine and claim.named is None
        drafts.append(draft)
    return drafts if all(field.name in d.fields for d in drafts for field in kind.fields if isinstance(field, Items)) else []


def _one(kind: Kind, passage: Passage, grammar: Grammar, entry: bool) -> Draft:
    draft = Draft(kind, passage.start, entry=entry)
    form = Form(draft, passage, grammar)
    rooms, mentions = _who(form, entry)
    wanted = next(f for f in kind.fields if isinstance(f, Items))
    items = _things(form, wanted, mentions)
    if items and not (wanted.of == "medicine" and all(is_nameless(i, grammar.lexicon, passage) for i in items)):
        draft.put(
            wanted.name, [i.as_field() for i in items], items[0].start, max([items[-1].end, *(e for _, e in items[-1].spans)]), wanted.label
        )
        if wanted.of == "medicine":
            draft.warnings += [f"{i.name} → {near}？" for i in items if (near := suggestion_for(i.name, grammar.lexicon))]
    barred = [Hit(i.start, i.end, i.name) for i in items] + [Hit(s, e, "") for n, s, e, _ in draft.spans if n == "name"]
    for field in kind.fields:
        _tell(form, field, barred, bool(rooms))
    return draft


def _who(form: Form, entry: bool) -> tuple[list[RoomHit], list[Mention]]:
    passage, draft, lexicon = form.passage, form.draft, form.grammar.lexicon
    known = passage.hits("items", lexicon.items)
    span = form.labels.get("room", [(passage.start, passage.end)])[0]
    rooms = rooms_in(passage.low, *span, known)[:1]
    mentions = mentions_in(passage, rooms, lexicon)
    placed = next((m for m in mentions if m.room), None)
    if placed is not None:
        draft.put("room", placed.room, placed.start, placed.end, "房间")
    name = next((f for f in draft.kind.fields if isinstance(f, Name)), None)
    if name is not None:
        _name(form, name, placed, entry)
    draft.for_another = "name" not in draft.fields and any(m.kin for m in mentions)
    return rooms, mentions


def _name(form: Form, field: Field, placed: Mention | None, entry: bool) -> None:
    found = _labelled_name(form, field) if field.name in form.labels else None
    if found is None and placed is not None and placed.name:
        found = placed.name_start, placed.name_end
    found = found or _name_before_room(form, placed, entry) or _name_alone(form, placed, entry)
    if found is not None:
        form.put(field, (*found, form.passage.clean.original(*found)))


def _labelled_name(form: Form, field: Field) -> tuple[int, int] | None:
    """The first word behind the label."""
    start, end = form.labels[field.name][0]
    word = patterns.A_WORD.search(form.passage.low, start, end)
    if word is None or form.passage.low[word.start() : word.end()].lstrip("我俺") in form.grammar.lexicon.words("kin"):
        return None  # 患者：我奶奶
    return word.span()


def _name_before_room(form: Form, placed: Mention | None, entry: bool) -> tuple[int, int] | None:
    """Lily 407: in a list the nickname comes first."""
    first = form.passage.clauses[0] if form.passage.clauses else None
    if not entry or placed is None or first is None or first.end > placed.start:
        return None
    return whole_name(form.passage, first.start, first.end, form.grammar.lexicon)


def _name_alone(form: Form, placed: Mention | None, entry: bool) -> tuple[int, int] | None:
    """A clause that is a name: one of the first, or the last; right behind the room a nickname will do: 1211扎西顿珠."""
    passage, lexicon = form.passage, form.grammar.lexicon
    for clause in (*passage.clauses[: 2 if entry and placed else 4], *passage.clauses[-1:]):
        if sounds_like_a_thing(clause.text) and not (placed and clause.start <= placed.start < clause.end):
            continue
        start = max(clause.start, placed.end) if placed and clause.start <= placed.start < clause.end else clause.start
        while start < clause.end and passage.low[start] in ":：、-":
            start += 1
        stop = clause.end - 1 if passage.low[clause.end - 1] in ":：" else clause.end
        behind = (
            placed is not None
            and (start == placed.end or clause.start - placed.end in (0, 1))
            and "\n" not in passage.low[placed.end : start]
            and not lexicon.items.first(passage.low, start, stop)
        )
        if name_at(passage.low, start, stop, lexicon) == stop or (behind and whole_name(passage, start, stop, lexicon)):
            return start, stop
    return None


def _things(form: Form, wanted: Items, mentions: list[Mention]) -> list[Item]:
    passage, lexicon = form.passage, form.grammar.lexicon
    span = form.labels.get(wanted.name)
    if span and len(span) > 1:
        return _one_by_one(form, span)
    part = passage_of(passage.clean, passage.said, *span[0]) if span else passage
    barred = barred_in(part, mentions, form.grammar) + [Hit(s, e, "") for n, s, e, _ in form.draft.spans if n == "name"]
    behind = [] if span else [Hit(a, b, "") for spans in form.labels.values() for a, b in spans]
    condition = condition_in(part, part.clauses, part.hits("items", lexicon.items), lexicon)
    barred += behind + ([Hit(condition[0], condition[1], "")] if condition else [])
    items = items_in(part, part.clauses, barred, lexicon, True)
    items = unique(put_right(items, items, part))
    items = [i for i in items if _is_a_thing(i, part, form)]
    items = without_classes(items, lexicon)
    if len(items) > 1 and span:
        share_counts(items, form)
    if len(items) == 1:
        from_labels(items[0], form, passage.start, passage.end)
    return items


def _one_by_one(form: Form, spans: list[tuple[int, int]]) -> list[Item]:
    """药名：… 数量：… 药名：… 数量：…: each name with the lines up to the next."""
    passage, lexicon, out = form.passage, form.grammar.lexicon, list[Item]()
    for index, (start, end) in enumerate(spans):
        if out and is_only_a_count(out[-1], form, start, end):
            continue
        part = passage_of(passage.clean, passage.said, start, end)
        items = unique(items_in(part, part.clauses, [], lexicon, True))
        if len(items) == 1:
            from_labels(items[0], form, end, spans[index + 1][0] if index + 1 < len(spans) else passage.end)
        out += items
    return out


def _is_a_thing(item: Item, passage: Passage, form: Form) -> bool:
    """Under a title an unknown word is a thing only when it is counted, or the whole of its clause, or misspelt."""
    lexicon = form.grammar.lexicon
    if (
        is_refused(item, passage, lexicon)
        or is_handled(item, lexicon)
        or (not item.known and not item.counted and sounds_like_illness(item.name))
    ):
        return False
    if item.known or item.counted or item.strength:
        return True
    whole = item.end - item.start >= item.clause.end - item.clause.start - 1
    return (
        suggestion_for(item.name, lexicon) is not None
        or item.sort == "medicine"
        or (
            whole
            and len(item.name) <= 8
            and not form.is_label(item.clause)  # 病情 alone on its line, or before a blank
            and not lexicon.no_things.says(item.name)
            and not passage.cues(lexicon.phrases("help"), item.clause.start, item.clause.end)
        )
    )


_NO_CONDITION = ("", "无", "没有", "暂无", "没", "否", "未知", "健康", "正常")


def _tell(form: Form, field: Field, barred: list[Hit], placed: bool) -> None:
    """The illness and the days left, labelled or not."""
    passage, draft, lexicon = form.passage, form.draft, form.grammar.lexicon
    span = form.labels.get(field.name)
    if isinstance(field, Condition):
        if span and passage.low[slice(*span[0])].strip(patterns.EDGES) in _NO_CONDITION:
            return
        if span and (words := passage.clean.original(*span[0]).strip(" ，,。")):
            found = condition_in(
                passage_of(passage.clean, passage.said, *span[0]), passage_of(passage.clean, passage.said, *span[0]).clauses, (), lexicon
            )
            draft.put(field.name, found[2] if found else words, *span[0], field.label)
            return
        found = condition_in(passage, passage.clauses, barred, lexicon) or complaint_in(passage, passage.clauses, barred, lexicon)
        found = found or illness_alone(passage, passage.clauses, barred)
        if found is not None:
            draft.put(field.name, found[2], found[0], found[1], field.label)
    elif isinstance(field, DaysLeft):
        start, end = span[0] if span else (passage.start, passage.end)
        if span and passage.low[start:end].strip(" ：:") in ("无", "没有", "没了", "0", "零", "0天"):
            draft.put(field.name, 0, start, end, field.label)
        elif found_days := days_left_in(passage.low, start, end, lexicon, bool(span)):
            draft.put(field.name, found_days[2], found_days[0], found_days[1], field.label)
