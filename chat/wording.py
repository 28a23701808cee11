"""The one place that turns people and things into text for an audience: an unmasked name has no other way out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from chat.audience import SEES, twin_number
from chat.cleaning import clean as clean
from chat.cleaning import sayable as sayable

LONGEST_RAW = 100
"""Characters of somebody's own words that a post repeats at most."""
LONGEST_PUBLIC = 2000
"""Characters of a notice."""

_COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "司徒",
        "令狐",
        "歐陽",
        "東方",
        "东方",
        "长孙",
        "宇文",
        "轩辕",
        "钟离",
        "端木",
        "申屠",
    ]
)
_PHONE_OR_ID = re.compile(r"\d{7,}[Xx]?")


class Part(Protocol):
    """Something that a sentence may contain; it knows what each audience may read of it."""

    def told(self, audience: str) -> str:
        """Its text for that audience."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Words of the house itself: a kind's label, a question, a line to send. Never anything people wrote."""

    text: str

    def told(self, audience: str) -> str:
        """The same for everybody."""
        return self.text


@dataclass(frozen=True, slots=True)
class Count:
    """A number."""

    n: int

    def told(self, audience: str) -> str:
        """The same for everybody."""
        return str(self.n)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody by room and name: 305 张*."""

    room: str | None
    name: str | None = None

    def told(self, audience: str) -> str:
        """Room, surname with * or full name, as the audience may read."""
        sees = SEES[audience]
        room = clean(self.room or "", 20) if sees.rooms else ""
        if room and self.name and not sees.full_name and (number := twin_number(audience, room, self.name)):
            return f"{room} {clean(self.name, 20)}" if sees.items else f"{room}-{number}{masked(self.name)}"
        name = ""
        if self.name:
            name = clean(self.name, 20) if sees.full_name else masked(self.name) if sees.surname else ""
        return " ".join(p for p in (room, name) if p)


@dataclass(frozen=True, slots=True)
class Rooms:
    """A list of rooms."""

    rooms: Sequence[str]

    def told(self, audience: str) -> str:
        """The rooms, or how many there are."""
        if not SEES[audience].rooms:
            return f"{len(self.rooms)} 间"
        return " ".join(clean(r, 20) for r in self.rooms)


@dataclass(frozen=True, slots=True)
class Things:
    """Items asked for: a list for those who fetch them, counts for everybody else."""

    items: Sequence[Mapping[str, Any]]
    noun: str = "物品"

    def told(self, audience: str) -> str:
        """'硝苯地平 5mg 2盒' for staff; '药品 1 种，共 2 盒' in the residents' group."""
        if not SEES[audience].items:
            return self._counted()
        return "；".join(_thing(i) for i in self.items)

    def _counted(self) -> str:
        if not self.items:
            return ""
        said = f"{self.noun} {len(self.items)} 种"
        unsaid = sum(1 for i in self.items if i.get("quantity") is None)
        if unsaid == len(self.items):
            return f"{said}，数量未说"
        totals: dict[str, float] = {}
        for item in self.items:
            if item.get("quantity") is not None:
                unit = item.get("unit") or ""
                totals[unit] = totals.get(unit, 0) + float(item["quantity"])
        total = " ".join(f"{number(n)} {clean(unit, 4)}".strip() for unit, n in totals.items())
        return f"{said}，共 {total}" + (f"，其中 {unsaid} 种数量未说" if unsaid else "")


@dataclass(frozen=True, slots=True)
class Category:
    """What sort of matter it is (身体, 情绪)."""

    label: str | None

    def told(self, audience: str) -> str:
        """The label for those who act on it."""
        return clean(self.label or "", 40) if SEES[audience].category else ""


@dataclass(frozen=True, slots=True)
class Health:
    """A reading of somebody's health: only in private."""

    text: str

    def told(self, audience: str) -> str:
        """The text in private, nothing elsewhere."""
        return clean(self.text, LONGEST_RAW) if SEES[audience].health else ""


@dataclass(frozen=True, slots=True)
class Raw:
    """Somebody's own words, cleaned and shortened; long numbers (phones, ids) hidden outside private messages."""

    text: str

    def told(self, audience: str) -> str:
        """The words for those who may read them."""
        if not SEES[audience].raw_words:
            return ""
        words = sayable(self.text)  # first: what nobody sees could part a number into two
        return clean(words if SEES[audience].health else _PHONE_OR_ID.sub("***", words), LONGEST_RAW)


@dataclass(frozen=True, slots=True)
class Public:
    """What a leader wrote for a whole group to read, as written: the one text of a person that goes out unmasked."""

    text: str

    def told(self, audience: str) -> str:
        """The same for everybody, its lines kept."""
        return "\n".join(clean(line, LONGEST_PUBLIC) for line in self.text.splitlines() if line.strip())[:LONGEST_PUBLIC]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence inside a sentence."""

    sentences: Sequence["Sentence"]
    joined_by: str = "\n"

    def told(self, audience: str) -> str:
        """Each sentence for that audience."""
        return self.joined_by.join(text for s in self.sentences if (text := s.told(audience)))


class Sentence:
    """A template in Chinese and typed parts for its {names}. Plain strings are no parts: they could be anybody's words."""

    def __init__(self, template: str, **parts: Part) -> None:
        self.template = template
        self.parts = parts

    def told(self, audience: str) -> str:
        """The sentence as that audience may read it."""
        return sayable(self.template.format_map({name: part.told(audience) for name, part in self.parts.items()}))


def masked(name: str) -> str:
    """Surname with *: 张*, 欧阳*. Never 先生 or 女士: the sex would be a guess."""
    name = clean(name, 20)
    return f"{name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[:1]}*"


def number(value: float) -> str:
    """2 for 2.0, 0.5 for 0.5."""
    return str(int(value)) if float(value).is_integer() else f"{value:g}"


def _thing(item: Mapping[str, Any]) -> str:
    quantity, unit = item.get("quantity"), item.get("unit")
    much = "数量未说" if quantity is None else f"{number(float(quantity))}{unit or ''}"
    return " ".join(clean(str(p), 40) for p in (item.get("name"), item.get("strength"), much) if p)


def hour(moment: datetime, zone: ZoneInfo) -> str:
    """08:05 in the site's zone."""
    return moment.astimezone(zone).strftime("%H:%M")


def age(span: timedelta) -> str:
    """How old something is: 5分钟, 3小时, 2天."""
    minutes = max(int(span.total_seconds()) // 60, 0)
    if minutes < 60:
        return f"{minutes}分钟"
    return f"{minutes // 60}小时" if minutes < 48 * 60 else f"{minutes // 1440}天"


GATHERED = {"checkin": "已登记 {n} 间：{parts}"}
"""One line for many posts of a gathering; `parts` are what each post says (rooms)."""


def gathered(gathering: str, parts: Sequence[str]) -> str:
    """One line for all posts of a gathering, each part once, in order."""
    unique = list(dict.fromkeys(p for part in parts for p in part.split()))
    return GATHERED[gathering].format(n=len(unique), parts=" ".join(unique))
