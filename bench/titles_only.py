"""The baseline: what a command framework understands. A title opens a message, then come labelled values, or bare words in order.

`#用药 305 张三 …`, 【用药】…, 用药：…, 用药 … are read; everything else is not. The writer's room and name are lent, as a bot that
knows its users would.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from reading.fields import Age, Area, Choice, Field, Heading, Items, Name, Rest, Room, Rooms, Symptoms, Temperature, Text, Thanked, Tickets
from reading.kind import Kind

_LABEL = re.compile(r"(?:^|(?<=[\s,;]))([^\s:,;]{1,6}):\s*")
_ROOM, _WORD = r"[A-Za-z]?\d{3,4}|\d-\d{3,4}", r"\S+"
_SHAPES: dict[type[Field], str] = {
    **{Room: _ROOM, Rooms: rf"(?:{_ROOM})(?:[,、\s]+(?:{_ROOM}))*", Name: r"[\u4e00-\u9fff·]{2,4}", Temperature: r"\d{2}(?:\.\d)?[℃度]?"},
    **{Age: r"\d{1,3}岁?", Tickets: r"[A-Za-z]\d+", Heading: _WORD, Area: _WORD, Rest: _WORD, Thanked: _WORD},
}
"""What a word must look like to be taken for a field without its label."""
_ITEM = re.compile(r"(?P<name>.*?)(?P<strength>[\d.]+(?:mg|g|ml|μg)(?:\*\d+.)?)?(?:(?P<quantity>\d+)(?P<unit>[^\da-z]))?")


def titles_only(message: Mapping[str, Any], kinds: Iterable[Kind]) -> dict[str, Any]:
    """The one reading of a titled message, in the form `read` answers in."""
    text = unicodedata.normalize("NFKC", str(message["text"])).strip()
    for title, kind in sorted(((t, k) for k in kinds for t in k.titles), key=lambda pair: -len(pair[0])):
        if match := re.match(rf"(?:#\s?{title}(?=[\s:]|$)|【{title}】|{title}(?=[\s:]|$))[\s:]*", text):
            sender = message["sender"] if message["sender"].get("role") == "resident" else {}
            lent = {f.name: sender.get(f.name) for f in kind.fields if isinstance(f, Room | Name)}
            fields = lent | _fields(text[match.end() :], kind, title)
            lacking = [f.name for f in kind.fields if f.needed and fields.get(f.name) in (None, "", [])]
            return {"readings": [{"kind": kind.name, **fields}], "ask": lacking}
    return {"readings": [], "ask": []}


def _fields(body: str, kind: Kind, title: str) -> dict[str, Any]:
    fields = {f.name: value for f in kind.fields if isinstance(f, Choice) and (value := _value(f, title))}
    owner = {label: f for f in kind.fields for label in (*f.labels, f.label)}
    marks = [m for m in _LABEL.finditer(body) if m.group(1) in owner]
    starts = [*(m.start() for m in marks), len(body)]
    for mark, end in zip(marks, starts[1:], strict=True):
        fields[owner[mark.group(1)].name] = _value(owner[mark.group(1)], body[mark.end() : end].strip(), unless=".+")
    words = body[: starts[0]].split()
    for field in kind.fields:
        takes_all = isinstance(field, Items | Text | Symptoms | Rooms)
        if words and field.name not in fields and (value := _value(field, " ".join(words) if takes_all else words[0])) is not None:
            fields[field.name] = value
            words = [] if takes_all else words[1:]
    return fields


def _value(field: Field, words: str, unless: str = "(?!)") -> Any:
    """What the words give; `unless`: the shape of fields that have none of their own."""
    if isinstance(field, Choice):
        return next((value for value, said in field.options.items() if words in said or words == value), None)
    if isinstance(field, Items):
        return _items(re.split(r"[\s,、;]+", words))
    if isinstance(field, Symptoms):
        return [w for w in re.split(r"[\s,、;]+", words) if w not in ("无", "无症状", "无不适", "正常")]
    if isinstance(field, Text):
        return words
    if not re.fullmatch(_SHAPES.get(type(field), unless), words):
        return None
    if isinstance(field, Rooms):
        return re.split(r"[,、\s]+", words)
    return float(words.rstrip("℃度")) if isinstance(field, Temperature) else words.upper() if isinstance(field, Tickets) else words


def _items(words: Iterable[str]) -> list[dict[str, Any]]:
    """A word is a thing, unless it is the quantity or the strength of the one before."""
    out: list[dict[str, Any]] = []
    for match in filter(None, map(_ITEM.fullmatch, words)):
        said = {k: int(v) if k == "quantity" else v for k, v in match.groupdict().items() if v}
        if "name" in said:
            out.append(said)
        elif out:
            out[-1] |= said
    return out
