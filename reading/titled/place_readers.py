"""Where something was done and how much of it, found in a titled message."""

from itertools import takewhile

from reading.fields import Field, Room, Rooms
from reading.places.areas import are_all_places, area_in, is_told_of, places_at
from reading.titled.form import Form
from reading.values.simple_values import count_in, waste_in


def read_area(form: Form, field: Field) -> None:
    """A place, when no room is named: what its label says, or what is one."""
    start, end, told = form.scope(field)
    if told and "room" not in form.draft.fields and (words := form.passage.clean.original(start, end).strip()):
        form.put(field, (start, end, words))
        return
    for clause in form.free() if "room" not in form.draft.fields else ():
        found = area_in(form.low, clause.start, min(clause.end + 40, form.passage.end), form.grammar.lexicon)
        if found is None or is_told_of(form.low, *found):
            continue
        for more in form.passage.between(found[0], form.passage.end):
            if (stop := places_at(form.low, more.start, more.end)) is None:
                break
            found = min(found[0], more.start), max(found[1], stop)
        form.draft.put(field.name, form.passage.clean.original(*found).strip(), *found, field.label)
        return
    if not any(isinstance(f, Room | Rooms) for f in form.draft.kind.fields):
        _first_words_as_area(form, field)
        _room_as_area(form, field)


def _first_words_as_area(form: Form, field: Field) -> None:
    """消毒 样本转运箱存放间、脱衣区: words that end as places do are where it was done, known or not."""
    run = list(takewhile(lambda c: are_all_places(c.text), form.free()))
    if run and run[0] is form.passage.clauses[0]:
        words = form.passage.clean.original(run[0].start, run[-1].end)
        form.draft.put(field.name, words, run[0].start, run[-1].end, field.label)


def _room_as_area(form: Form, field: Field) -> None:
    """【消毒】507: where a kind knows no rooms, a room is a place."""
    if field.name not in form.draft.fields:
        rooms = form.passage.rooms
        count = count_in(form.low, form.passage.start, form.passage.end)
        rooms = [r for r in rooms if count is None or not count[0] <= r.start < count[1]]
        if rooms:
            words = form.passage.clean.original(rooms[0].start, rooms[-1].end) if len(rooms) > 1 else rooms[0].room
            form.draft.put(field.name, words, rooms[0].start, rooms[-1].end, field.label)


def read_number(form: Form, field: Field) -> None:
    """A count with its unit."""
    of_waste = form.draft.fields.get("task") == "medical_waste"
    found = (waste_in if of_waste else count_in)(form.low, form.passage.start, form.passage.end)
    if found is not None:
        form.put(field, (found[0], found[1], found[2]))
        if found[3]:
            form.draft.put("unit", found[3])
