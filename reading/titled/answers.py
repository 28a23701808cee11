"""A short answer to the bot's own question about one field: '412', '住A302的', '36.6', '硝苯地平 2盒'. None when it is none."""

from typing import Any

from reading.fields import Choice, Field, Items, Name, Room, Rooms, Temperature, Text
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage, passage_of
from reading.people.names import name_at
from reading.said import Said
from reading.text.clean import Clean
from reading.things.items import items_in
from reading.things.items_unique import unique
from reading.things.requests import barred_in
from reading.titled.by_fields import read_by_fields
from reading.values.simple_values import quantity_in

_LONGEST = 60


def answer_to(field: Field, clean: Clean, said: Said, grammar: Grammar) -> Any | None:
    """The value this message gives for the field."""
    passage = passage_of(clean, said)
    if not passage.clauses or len(passage.text) > _LONGEST or passage.text.rstrip().endswith(tuple(grammar.lexicon.words("answers_not"))):
        return None
    if isinstance(field, Room):
        rooms = passage.rooms
        return rooms[0].room if rooms and len(passage.text) <= 24 else None
    if isinstance(field, Rooms):
        return list(dict.fromkeys(r.room for r in passage.rooms)) or None
    if isinstance(field, Items):
        return _items(field, passage, grammar)
    if isinstance(field, Name):
        return _name(passage, grammar)
    if isinstance(field, Text):
        if passage.text.lstrip(" #＃【").startswith(_titles(grammar)):
            return None  # something new under a title of its own
        return clean.original(passage.start, passage.end).strip() if len(passage.text.strip()) > 1 else None
    return _by_kind(field, passage, grammar)


def _titles(grammar: Grammar) -> tuple[str, ...]:
    return tuple(f"{title}{behind}" for kind in grammar.kinds.values() for title in kind.titles for behind in " :：】")


def _by_kind(field: Field, passage: Passage, grammar: Grammar) -> Any | None:
    """Any other field is read the way it is read under a title, by a kind that has it."""
    kind = _kind_with(field, grammar)
    draft = read_by_fields(passage, Draft(kind, passage.start), grammar)
    value = draft.fields.get(field.name)
    if value is None and isinstance(field, Choice):
        words = {word: v for v, options in field.options.items() for word in options}
        value = next((v for word, v in words.items() if word in passage.text), None)
    if isinstance(field, Temperature) and value is not None and not 34.0 <= float(value) <= 42.5:
        return None
    return value


def _kind_with(field: Field, grammar: Grammar) -> Kind:
    """A kind made of this field alone; its options are those of the kind it comes from."""
    for kind in grammar.kinds.values():
        if any(f is field or f == field for f in kind.fields):
            return Kind(kind.name, kind.label, kind.titles, (field,), kind.example, kind.help, plain=kind.plain)
    return Kind("", "", (), (field,), "", "")


def _items(field: Items, passage: Passage, grammar: Grammar) -> list[dict[str, object]] | None:
    barred = barred_in(passage, (), grammar)
    items = unique(items_in(passage, passage.clauses, barred, grammar.lexicon, True))
    if items:
        return [i.as_field() for i in items]
    found = quantity_in(passage.low, passage.start, passage.end) if len(passage.text.strip()) <= 6 else None
    return [{"name": None, "strength": None, "quantity": found[2], "unit": found[3]}] if found else None


def _name(passage: Passage, grammar: Grammar) -> str | None:
    text = passage.text.strip(" 。.!！")
    for opening in ("我叫", "我是", "叫", "姓名", "名字叫", "名字是", "我的名字是", "本人"):
        if text.startswith(opening):
            text = text.removeprefix(opening).strip(" :：")
            break
    start = passage.low.find(text, passage.start)
    if start < 0 or not text:
        return None
    stop = name_at(passage.low, start, start + len(text), grammar.lexicon)
    if stop == start + len(text) or (2 <= len(text) <= 4 and all("\u4e00" <= c <= "\u9fff" for c in text)):
        return passage.clean.original(start, start + len(text))
    return None
