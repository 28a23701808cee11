"""A reading in the making, and how it is finished: whose it is, and what must still be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reading.expressions import talk_patterns
from reading.fields import Field, Name, Room, Rooms, Tickets
from reading.kind import Kind
from reading.said import Reading, Said, Sender, Span
from reading.text.clean import Clean

ON_SITE = ("resident", "unknown")
_EDGES = " \u3000\t\r\n,，、:："
_ASIDE = ("argument", "note")
"""Fields that take whatever stands behind; a 谢谢 at the end is no part of it."""


@dataclass(slots=True)
class Draft:
    """One record while it is put together. Offsets are those of the clean text."""

    kind: Kind
    at: int
    fields: dict[str, Any] = field(default_factory=dict)
    spans: list[tuple[str, int, int, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    for_another: bool = False
    """It concerns somebody without a name: the writer's name must not be lent."""
    elsewhere: bool = False
    """It happens somewhere else: the writer's room must not be lent."""
    entry: bool = False
    """An entry of a list: nothing of the writer's is lent."""

    def put(self, name: str, value: Any, start: int = -1, end: int = -1, cue: str = "") -> None:
        """Set a field and remember where it came from."""
        self.fields[name] = value
        if start >= 0:
            self.spans.append((name, start, end, cue))

    def mark(self, start: int, end: int, cue: str) -> None:
        """Remember which words chose the kind."""
        self.spans.append(("kind", start, end, cue))


def finish(draft: Draft, clean: Clean, said: Said) -> Reading:
    """Lend what the binding knows, list what is missing, and point into the original text."""
    _lend_binding(draft, said)
    last = len(clean.text)
    spans = tuple([Span(name, *clean.span(start, end), cue) for name, start, end, cue in draft.spans if start < end <= last])
    fields = {name: kept for name, value in draft.fields.items() if (kept := _kept(name, value)) is not None}
    return Reading(draft.kind.name, fields, missing_of(draft.kind, fields), tuple(draft.warnings), spans)


def _kept(name: str, value: Any) -> Any:
    """A value as it may leave the reader: blank words say nothing, and nobody asks for none of a thing."""
    if isinstance(value, str):
        return (talk_patterns.COURTESY.sub("", value).strip(_EDGES) if name in _ASIDE else value.strip()) or None
    if name == "items":
        return [{**item, "quantity": None} if item.get("quantity") == 0 else item for item in value]
    return None if name == "quantity" and value == 0 else value


def missing_of(kind: Kind, fields: dict[str, Any]) -> tuple[str, ...]:
    """The needed fields that nobody said, in the order of the kind."""
    return tuple([f.name for f in kind.fields if f.needed and _is_lacking(f, fields)])


def _is_lacking(needed: Field, fields: dict[str, Any]) -> bool:
    if fields.get(needed.name) not in (None, "", []):
        return False
    if fields.get(needed.name) == [] and fields.get("field") == "symptoms":
        return False  # corrected to none
    if isinstance(needed, Room) and (fields.get("area") or fields.get("site_itself")):
        return False
    if isinstance(needed, Rooms) and fields.get("floors"):
        return False
    return not (isinstance(needed, Tickets) and (fields.get("rooms") or fields.get("floors")))


def _lend_binding(draft: Draft, said: Said) -> None:
    sender, fields = said.sender, draft.fields
    if draft.entry or sender.role not in ON_SITE or not (sender.room or sender.name):
        return
    said_room = str(fields.get("room", ""))
    if sender.room and (said_room.endswith(f"-{sender.room}") or (said_room.isdigit() and _is_inside(said_room, sender.room))):
        fields["room"] = sender.room  # 7号楼606, and the door says 606; 903, and it says 7-903
    lends_room = any(isinstance(f, Room) and f.bound for f in draft.kind.fields)
    if lends_room and "room" not in fields and "area" not in fields and not draft.elsewhere and sender.room:
        fields["room"] = sender.room
    lends_name = any(isinstance(f, Name) and f.name == "name" for f in draft.kind.fields) and lends_room
    if lends_name and sender.name and _calls_themselves(fields.get("name"), said.text, sender):
        fields["name"] = sender.name
    at_home = fields.get("room") in (None, sender.room)
    if lends_name and "name" not in fields and not draft.for_another and not draft.elsewhere and at_home and sender.name:
        fields["name"] = sender.name


def _is_inside(number: str, room: str) -> bool:
    """Whether a number is that of the room without its house: 903 of 7-903, 410 of B410."""
    return room.endswith(number) and not room[: -len(number)].isdigit() and room != number


def share_room(drafts: Sequence[Draft], said: Said) -> None:
    """#打卡 36.6⏎#物资 卫生巾一包 310房: the one room somebody names whom nobody knows is that of all they say."""
    rooms = {d.fields["room"] for d in drafts if d.fields.get("room")}
    if said.sender.room is not None or said.sender.role not in ON_SITE or len(rooms) != 1:
        return
    for draft in drafts:
        lives = any(isinstance(f, Room) and f.bound for f in draft.kind.fields)
        if lives and "room" not in draft.fields and "area" not in draft.fields and not draft.elsewhere:
            draft.fields["room"] = next(iter(rooms))


def _calls_themselves(name: object, text: str, sender: Sender) -> bool:
    """我是903钱阿婆, and bound is 钱素珍: a form of respect, and no other person."""
    if not isinstance(name, str) or not sender.name or name[:1] != sender.name[:1] or not name.endswith(_RESPECTED) or len(name) > 3:
        return False
    before = text.partition(name)[0].rstrip(" ,，的")
    return before.removesuffix(sender.room or "").rstrip(" 住在").endswith("我是")


_RESPECTED = (
    "阿婆", "阿公", "阿姨", "大爷", "大妈", "大叔", "大娘", "大姐", "大哥", "奶奶", "爷爷", "婆婆", "老师", "先生", "女士", "老太", "嫂子",
    "师傅", "嗲嗲", "娭毑", "姐", "哥", "叔", "姨", "嫂", "婶", "伯", "爹", "婆", "公",
)  # fmt: skip


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts as the text says them."""
    return sorted(drafts, key=lambda d: d.at)
