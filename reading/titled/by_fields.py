"""A titled message read by what its kind declares: labelled values first, then each field's own shape, the rest is its text."""

from collections.abc import Callable

from reading.expressions import patterns, talk_patterns, work_patterns
from reading.fields import (
    Age,
    Area,
    Audience,
    Choice,
    Condition,
    Date,
    Days,
    DaysLeft,
    Field,
    Flags,
    Heading,
    Items,
    Link,
    Name,
    NeedsAnswer,
    Number,
    Phone,
    Rest,
    Room,
    Rooms,
    Symptoms,
    Temperature,
    Text,
    Thanked,
    Tickets,
)  # fmt: skip
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage, passage_of
from reading.people.mentions import speaks_of_kin
from reading.people.names import name_at, whole_name
from reading.titled.field_readers import (
    read_age,
    read_audience,
    read_choice,
    read_condition,
    read_count_of_days,
    read_date,
    read_days,
    read_flags,
    read_items,
    read_link,
    read_needs_answer,
    read_phone,
    read_room,
    read_rooms,
    read_symptoms,
    read_temperature,
    read_thanked,
    read_tickets,
)
from reading.titled.form import Form
from reading.titled.place_readers import read_area, read_number
from reading.values.categories import category_of
from reading.values.tickets import tickets_of


def read_by_fields(passage: Passage, draft: Draft, grammar: Grammar) -> Draft:
    """Fill a draft from a titled stretch."""
    form = Form(draft, passage, grammar)
    for sort, read in _READERS.items():
        for field in draft.kind.fields:
            if type(field) is sort and field.name not in draft.fields:
                read(form, field)
    if "name" not in draft.fields and draft.kind.need("name") is not None:
        draft.for_another = speaks_of_kin(passage, grammar.lexicon)
    for field in draft.kind.fields:
        if type(field) is Field and field.name not in draft.fields:
            _plain_field(form, field)
    _sort_the_rest(form)
    return draft


def _sort_the_rest(form: Form) -> None:
    """A matter that stands behind its label is of the sort most of its words are; in words of no sort it is of the last: other."""
    choice = next((f for f in form.draft.kind.fields if isinstance(f, Choice) and f.needed and f.name not in form.draft.fields), None)
    text = next((f for f in form.draft.kind.fields if isinstance(f, Text)), None)
    told = form.draft.fields.get(text.name) if text is not None else None
    sorts = list(choice.options.items()) if choice is not None else []
    if choice is None or text is None or not isinstance(told, str) or len(told) <= _SHORTEST_MATTER:
        return
    if any("{" in w for w in sorts[-1][1]):
        said = [value for _, value in form.grammar.options(form.draft.kind, choice.name).find(told.lower())]
        span = form.labels.get(text.name, [(form.passage.start, form.passage.end)])[0]
        part = passage_of(form.passage.clean, form.passage.said, *span)
        sort = category_of(form.draft.kind, part.clauses, part, form.grammar)
        form.draft.put(choice.name, sort or (max(said, key=said.count) if said else sorts[-1][0]))


_SHORTEST_MATTER = 3
"""Characters; what is shorter says nothing that could be sorted."""


def _name(form: Form, field: Field) -> None:
    start, end, told = form.scope(field)
    lexicon, low = form.grammar.lexicon, form.low
    if told:
        while start < end and low[start] == " ":
            start += 1
        if work_patterns.NO_NAME_YET.match(low, start, end):
            return
        stop = name_at(low, start, end, lexicon)
        clause_end = next((c.end for c in form.passage.clauses if c.start <= start < c.end), end)
        found = (
            (start, stop)
            if stop is not None and (stop >= min(end, clause_end) or not low[stop].isalpha())
            else whole_name(form.passage, start, min(end, clause_end), lexicon)
        )
        if found is None and (cut := low[start : min(end, clause_end)].split("(")[0].strip()):
            found = (start, start + len(cut))
        if found is not None:
            form.put(field, (*found, form.passage.clean.original(*found)))
        return
    latin = [c for c in form.free() if patterns.LATIN_NAME.fullmatch(form.passage.clean.text[c.start : c.end])]
    if latin and "name" not in form.draft.fields and field.needed:
        form.put(field, (latin[0].start, latin[0].end, form.passage.clean.original(latin[0].start, latin[0].end)))
        return
    for clause in form.free():
        stop = name_at(low, clause.start, clause.end, lexicon)
        if stop is not None and stop == clause.end and clause.end - clause.start <= 4 and not _says_a_sort(clause, form):
            form.put(field, (clause.start, clause.end, form.passage.clean.original(clause.start, clause.end)))
            return
    if found := _name_in_its_place(form) if field.needed else None:
        form.put(field, (*found, form.passage.clean.original(*found)))


def _name_in_its_place(form: Form) -> tuple[int, int] | None:
    """305 阿依古丽 女: in a form what stands between the room and the rest is the name, however rare."""
    free = form.free()
    for clause in free:
        before = form.low[form.passage.start : clause.start].rstrip(" ,，、:：")
        words = clause.text
        placed = any(name == "room" and end == form.passage.start + len(before) for name, _, end, _ in form.draft.spans)
        if placed and 2 <= len(words) <= 8 and patterns.HANZI_RUN.fullmatch(words) and not _is_said_of_all(words, form):
            return clause.start, clause.end
    return None


def _says_a_sort(clause: Clause, form: Form) -> bool:
    """623 产后情绪低落 常流泪: how somebody is, and no name."""
    sorts = (f for f in form.draft.kind.fields if isinstance(f, Choice) and any("{" in w for words in f.options.values() for w in words))
    return any(form.passage.cues(form.grammar.options(form.draft.kind, f.name), clause.start, clause.end) for f in sorts)


def _is_said_of_all(words: str, form: Form) -> bool:
    """密接, 女, 慢病: a value of the form, no name."""
    options = [w for f in form.draft.kind.fields if isinstance(f, Choice | Flags) for ws in f.options.values() for w in ws]
    return words.startswith(tuple(options)) or form.grammar.lexicon.words("not_names").at(words, 0) is not None


def _heading(form: Form, field: Field) -> None:
    clauses = form.free()
    if clauses:
        start = clauses[0].start
        colon = min(
            (i for i in (form.low.find(":", start, clauses[0].end), form.low.find("：", start, clauses[0].end)) if i > 0),
            default=clauses[0].end,
        )
        form.put(field, (start, colon, form.passage.clean.original(start, colon)))


def _text(form: Form, field: Field) -> None:
    spans = form.labels.get(field.name)
    if spans:
        form.put(field, (*spans[0], form.passage.clean.original(*spans[0]).strip()))
        return
    whole = form.passage.clean.original(form.passage.start, form.passage.end)
    words = (" ".join(_open_words(form)) if form.closed else whole).strip(" ，,：:、；;-—\n")
    if field.name == "note" or talk_patterns.COURTESY.match(words):
        words = talk_patterns.COURTESY.sub("", words)
    if form.labels and _is_left_empty(field, form):
        return  # 类别：情绪⏎情况：
    if field.name == "note" and whole_name(form.passage, form.passage.start, form.passage.end, form.grammar.lexicon) is not None:
        return  # 签到 白班 王芳: who it is, nothing to note
    at = form.low.find(words, form.passage.start, form.passage.end)
    named = at >= 0 and name_at(form.low, at, at + len(words), form.grammar.lexicon) == at + len(words)
    if field.name == "note" and (named or words in _HERE or _says_again(words, form)):
        return  # 夜班 王勇 签到
    if words.strip(patterns.EDGES):
        form.draft.put(field.name, words)


def _is_left_empty(field: Field, form: Form) -> bool:
    """The last line of the form is this field's label, with a colon and nothing behind it."""
    last, owner = form.low[form.passage.start : form.passage.end].rstrip().rsplit("\n", 1)[-1], form.grammar.labels(form.draft.kind).owner
    return last.endswith((":", "：")) and owner.get(last.strip(" :：")) == field.name


_HERE = ("我", "到岗", "上岗", "已到", "到了", "已到岗", "报到")


def _says_again(words: str, form: Form) -> bool:
    """门岗白班, 下夜班了: hardly more than the shift that was chosen."""
    chosen = [str(form.draft.fields[f.name]) for f in form.draft.kind.fields if isinstance(f, Choice) and f.name in form.draft.fields]
    return len(words) <= _SHORTEST_NOTE and any(c in words for c in chosen)


_SHORTEST_NOTE = 6


def _open_words(form: Form) -> list[str]:
    """What no field has taken, clause by clause, as it was written."""
    out = []
    behind = [span for spans in form.labels.values() for span in spans]
    titles = [(start, end) for name, start, end, _ in form.draft.spans if name == "kind"]
    for clause in form.passage.clauses:
        if any(a <= clause.start < b for a, b in behind) or form.is_label(clause):
            continue
        at = clause.start
        for a, b in sorted([*form.closed, *titles]):
            if a < clause.end and clause.start < b:
                out.append(form.passage.clean.original(at, max(at, a)))
                at = max(at, b)
        out.append(form.passage.clean.original(at, clause.end) if at < clause.end else "")
    labels = form.grammar.labels(form.draft.kind).words
    bare = [(w, w.strip(patterns.EDGES + "()（）的")) for w in out]
    return [w for w, b in bare if b and b not in labels and not _is_courtesy(b)]  # 房间：618, without 618; 期满 谢谢


def _is_courtesy(words: str) -> bool:
    return talk_patterns.COURTESY.fullmatch(words) is not None or talk_patterns.ENDS_A_MESSAGE.fullmatch(words) is not None


def _rest(form: Form, field: Field) -> None:
    words = form.passage.clean.original(form.passage.start, form.passage.end).strip()
    tickets = tickets_of(form.passage, form.grammar)
    if words:
        form.draft.put(
            field.name,
            tickets[0].ticket if len(tickets) == 1 and len(words) < 8 else words,
            form.passage.start,
            form.passage.end,
            field.label,
        )


def _plain_field(form: Form, field: Field) -> None:
    """A field without a sort of its own: what its label says, or the first words nobody has taken."""
    spans = form.labels.get(field.name)
    if spans:
        form.put(field, (*spans[0], form.passage.clean.original(*spans[0]).strip()))
    elif field.needed and (clauses := form.free()):
        form.put(field, (clauses[0].start, clauses[0].end, form.passage.clean.original(clauses[0].start, clauses[0].end)))


_READERS: dict[type[Field], Callable[[Form, Field], None]] = {
    Phone: read_phone,
    Link: read_link,
    Date: read_date,
    Tickets: read_tickets,
    Temperature: read_temperature,
    Room: read_room,
    Rooms: read_rooms,
    Name: _name,
    Days: read_count_of_days,
    Age: read_age,
    Choice: read_choice,
    Flags: read_flags,
    Heading: _heading,
    Items: read_items,
    DaysLeft: read_days,
    Condition: read_condition,
    Symptoms: read_symptoms,
    Area: read_area,
    Number: read_number,
    Audience: read_audience,
    NeedsAnswer: read_needs_answer,
    Thanked: read_thanked,
    Text: _text,
    Rest: _rest,
}
"""In the order in which they look: those with the surest shape first, so that the rest is the text."""
