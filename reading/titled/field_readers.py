"""Fields with a shape of their own, each found in a titled message."""

from reading.expressions import patterns
from reading.fields import Choice, Field, Flags, Name
from reading.kind import STAFF
from reading.message.passage import Clause, passage_of
from reading.people.mentions import mentions_in
from reading.people.thanked import thanked_in
from reading.people.told_names import told_name, word_apart
from reading.places.rooms import floor_in, rooms_in
from reading.text.audience import audience_in, wants_answer
from reading.text.numbers import number_of
from reading.text.words import Hit
from reading.things.conditions import condition_in
from reading.things.item_tokens import may_hold_a_thing
from reading.things.items import items_in
from reading.things.items_unique import unique
from reading.things.requests import barred_in
from reading.titled.form import Form
from reading.values.categories import category_of
from reading.values.days import days_left_in
from reading.values.degrees import degrees_in
from reading.values.simple_values import Found, age_in, choice_in, day_in, flags_in, link_in, phone_in
from reading.values.symptoms import says_none, symptoms_in
from reading.values.tickets import tickets_of


def read_phone(form: Form, field: Field) -> None:
    """A telephone number."""
    if found := phone_in(form.low, form.passage.start, form.passage.end):
        form.put(field, found)


def read_link(form: Form, field: Field) -> None:
    """An address in the web."""
    if found := link_in(form.passage.clean.text, form.passage.start, form.passage.end):
        form.put(field, found)


def read_date(form: Form, field: Field) -> None:
    """A day."""
    start, end, _ = form.scope(field)
    if found := day_in(form.low, start, end, form.passage.said.sent):
        form.put(field, found)


def read_tickets(form: Form, field: Field) -> None:
    """The first ticket number."""
    found = tickets_of(form.passage, form.grammar)
    if found:
        form.put(field, (found[0].start, found[0].end, found[0].ticket))


def read_temperature(form: Form, field: Field) -> None:
    """The first possible temperature; an impossible one only warns."""
    start, end, _ = form.scope(field)
    for hit in degrees_in(form.low, start, end, form.grammar.lexicon, True):
        form.draft.warnings += [hit.warning] if hit.warning else []
        if hit.value is not None:
            form.put(field, (hit.start, hit.end, hit.value))
            return


def read_room(form: Form, field: Field) -> None:
    """The room, and the name beside it."""
    start, end, told = form.scope(field)
    barred = [] if told else form.grammar.lexicon.items.find(form.low, start, end)
    rooms = [r for r in rooms_in(form.low, start, end, barred) if form.is_open(r.start, r.end)]
    if not rooms:
        return
    form.put(field, (rooms[0].start, rooms[0].end, rooms[0].room))
    mention = next((m for m in mentions_in(form.passage, rooms[:1], form.grammar.lexicon) if m.room), None)
    name = next((f for f in form.draft.kind.fields if isinstance(f, Name)), None)
    if mention is not None and mention.name and name is not None and name.name not in form.labels:
        form.put(name, (mention.name_start, mention.name_end, mention.name))
    elif name is not None and not told and (word := word_apart(form.passage, rooms[0], form.grammar.lexicon)) is not None:
        form.put(name, (*word, form.passage.clean.original(*word)))


def read_rooms(form: Form, field: Field) -> None:
    """All rooms, and the name when there is one room."""
    start, end, _ = form.scope(field)
    found = [r for r in rooms_in(form.low, start, end) if form.is_open(r.start, r.end)]
    floor = floor_in(form.low, start, end)
    if floor is not None and (not found or "除" in form.low[floor[1] : found[0].start]):
        form.draft.put("floors", [floor[2]], floor[0], floor[1], field.label)
        form.draft.put("except", [r.room for r in found])
        form.closed.append((floor[0], found[-1].end if found else floor[1]))
        return
    rooms = [r for r in found if not _is_left_out(form, r.start)]
    if rooms:
        form.put(field, (rooms[0].start, rooms[-1].end, list(dict.fromkeys(r.room for r in rooms))))
        mention = next((m for m in mentions_in(form.passage, rooms[:1], form.grammar.lexicon) if m.name), None)
        name = next((f for f in form.draft.kind.fields if isinstance(f, Name)), None)
        if len(rooms) == 1 and mention is not None and name is not None and mention.name:
            form.put(name, (mention.name_start, mention.name_end, mention.name))
        elif len(rooms) == 1 and name is not None and (word := told_name(form.passage, rooms[0], form.draft.kind, form.grammar)):
            form.put(name, (*word, form.passage.clean.original(*word)))


def _is_left_out(form: Form, index: int) -> bool:
    """1206日子没到先别动: named to be left out."""
    text = form.passage.clause_at(index).text.replace("解除", "")
    return any(w in text for w in ("没到", "别动", "先别", "除", "暂缓", "不能", "推迟", "不走"))


def read_age(form: Form, field: Field) -> None:
    """Years of age."""
    start, end, told = form.scope(field)
    for clause in form.passage.clauses if not told else [Clause(start, end, form.low[start:end], True, False, 0)]:
        begins = max([clause.start, *(b for a, b in form.closed if clause.start <= a and b < clause.end)])  # 601李明35男
        found = age_in(form.low, begins, clause.end, True)
        if found and form.is_open(found[0], found[1]):
            form.put(field, found)
            return


def read_choice(form: Form, field: Field) -> None:
    """One of the options."""
    assert isinstance(field, Choice)
    start, end, told = form.scope(field)
    found = choice_in(form.low, start, end, form.draft.kind, field, form.grammar) if told else None
    if found is None:
        found = _said_choice(form, field)
    if found is not None:
        form.draft.put(field.name, found[2], found[0], found[1], field.label)
        if form.passage.clause_at(found[0]).text.strip(" ():") in {words[0] for words in field.options.values()}:
            form.closed.append((found[0], found[1]))


def _said_choice(form: Form, field: Choice) -> Found | None:
    """A clause that is one of the short words; else the last option in the kind's file whose words are there."""
    short = {words[0]: value for value, words in field.options.items()}
    clauses = form.free()
    for clause in clauses:
        if clause.text.strip("()") in short:
            return clause.start, clause.end, short[clause.text.strip("()")]
    options = form.grammar.options(form.draft.kind, field.name)
    hits = [(h, v) for c in clauses for h, v in form.passage.cues(options, c.start, c.end)]
    if not field.needed:
        hits = [(h, v) for h, v in hits if _is_chosen(h, form)]
    if not hits and form.draft.kind.who == STAFF and form.draft.kind.plain is None:
        part = [c for c in form.unlabelled() if c not in clauses]  # 男35, 601李明35男密接
        hits = [(h, v) for c in part for h, v in form.passage.cues(options, c.start, c.end) if form.is_open(h.start, h.end)]
    order = list(field.options)
    if not hits:
        return None
    called = next(((h, v) for h, v in hits if h.word.startswith(plain_words(field, v))), None)
    if called is None and any(form.grammar.lexicon.says("doctor", c.text) for c in clauses):
        called = next(((h, v) for h, v in hits if v == order[0]), None)  # as in categories.py: a doctor is asked for
    if called is not None:
        return called[0].start, called[0].end, called[1]
    if any("{" in w for ws in field.options.values() for w in ws):
        sort = category_of(form.draft.kind, clauses, form.passage, form.grammar)
        return (hits[0][0].start, hits[0][0].end, sort) if sort is not None else None
    return hits[0][0].start, hits[0][0].end, hits[0][1]


def _is_chosen(hit: Hit, form: Form) -> bool:
    """交班：… Y9药店说下午到: beside an action that is told, a shift is named in few words or with a colon behind it."""
    if not any(isinstance(f, Choice) and f.needed for f in form.draft.kind.fields):
        return True
    clause = form.passage.clause_at(hit.start)
    return clause.end - clause.start - len(hit.word) <= _FEW_MORE or form.low.startswith((":", "："), hit.end)


_FEW_MORE = 4


def plain_words(field: Choice, value: str) -> tuple[str, ...]:
    """The words an option is called by, without those of its lists: 情绪, 心理."""
    return tuple(w for w in field.options[value] if "{" not in w and " " not in w)


def read_flags(form: Form, field: Field) -> None:
    """Every flag that is named."""
    assert isinstance(field, Flags)
    places = [(c.start, c.end) for c in form.free()] + form.labels.get(field.name, [])
    found = [f for a, b in places for f in flags_in(form.low, a, b, form.draft.kind, field, form.grammar)]
    if found:
        form.draft.put(field.name, list(dict.fromkeys(f[2] for f in found)), found[0][0], found[-1][1], field.label)


def read_items(form: Form, field: Field) -> None:
    """The things."""
    start, end, told = form.scope(field)
    part = passage_of(form.passage.clean, form.passage.said, start, end) if told else form.passage
    barred = barred_in(part, mentions_in(part, rooms_in(part.low, start, end), form.grammar.lexicon), form.grammar)
    clauses = part.clauses if told else [c for c in part.clauses if may_hold_a_thing(part, c, form.grammar.lexicon)]
    items = unique(items_in(part, clauses, barred, form.grammar.lexicon, told))
    if items:
        form.put(field, (items[0].start, items[-1].end, [i.as_field() for i in items]))


def read_count_of_days(form: Form, field: Field) -> None:
    """A number of days."""
    start, end, told = form.scope(field)
    matches = [m for m in patterns.COUNT_OF_DAYS.finditer(form.low, start, end) if form.is_open(m.start(), m.end())]
    found = next((m for m in matches if m.group(2) or told), None)
    number = number_of(found.group(1)) if found is not None else None
    if found is not None and number is not None:
        form.put(field, (found.start(), found.end(), int(number)))


def read_days(form: Form, field: Field) -> None:
    """Days left."""
    start, end, told = form.scope(field)
    if found := days_left_in(form.low, start, end, form.grammar.lexicon, told):
        form.put(field, found)


def read_condition(form: Form, field: Field) -> None:
    """The illness."""
    if found := condition_in(form.passage, form.free(), (), form.grammar.lexicon):
        form.put(field, found)


def read_symptoms(form: Form, field: Field) -> None:
    """Symptoms, or none."""
    start, end, _ = form.scope(field)
    found = symptoms_in(form.low, start, end, form.grammar.lexicon)
    if found:
        form.put(field, (found[0][0], found[-1][1], [s for _, _, s in found]))
    elif none := says_none(form.low, start, end, form.grammar.lexicon):
        form.put(field, (*none, []))


def read_audience(form: Form, field: Field) -> None:
    """Whom a notice is for."""
    if found := audience_in(form.low, form.passage.start, form.passage.end):
        form.draft.put(field.name, list(found))


def read_needs_answer(form: Form, field: Field) -> None:
    """Whether an answer is wanted."""
    if wants_answer(form.passage.text):
        form.draft.put(field.name, True)


def read_thanked(form: Form, field: Field) -> None:
    """Who is thanked."""
    if found := thanked_in(form.passage, form.grammar.lexicon):
        form.draft.put(field.name, form.passage.clean.original(*found), *found, field.label)
