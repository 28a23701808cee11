"""Whether a plain reading is meant, or things are only told in passing: how much the message sounds like talk decides.

Never doubted are a danger, what staff report of rooms and tickets, medicine that runs out, lists, and whoever names a room.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from reading.expressions import talk_patterns
from reading.lexicon import Lexicon
from reading.likeness import Likeness
from reading.message.draft import Draft
from reading.message.passage import Passage
from reading.values.categories import choice_of

_DOUBTED = ("items", "temperature", "words", "task")
"""How plain kinds are found that ordinary talk is mistaken for."""
_SURE_SIGNS = {"days_left", "quantity", "area"}
"""Nobody says in passing for how many days the tablets last, how many meals were brought up, or where it is clean."""
_LONG_ENOUGH = 10
"""Characters: what is shorter has too few fragments to sound like anything."""
_LIMIT = 0.5
"""Log-odds of talk: five to three."""
_SURER = 1.5
"""So much surer where somebody asks, where somebody is in distress, and where a temperature was read."""
SURELY = 1.5
"""So far above the limit nobody need look at the message: nearer to it one in four did ask or report something."""
_NEARLY_ALL = 0.8
"""Of the characters of a message: who writes so much of things and counts, and so little else, lists what is wanted."""
_NO_DOUBT = 0.0


def doubt_of(piece: Passage, found: Sequence[Draft], likeness: Likeness, lexicon: Lexicon) -> float:
    """How far (in log-odds) a reading is beyond what is believed; above 0 it is taken for talk: 我们老家那边要放36样菜."""
    doubted = all(d.kind.plain in _DOUBTED and not _SURE_SIGNS & d.fields.keys() for d in found)
    told = _without_asides(piece)
    if not found or not doubted or len(told) < _LONG_ENOUGH or piece.rooms or _is_a_list(piece, found) or _is_of_own_room(piece, found):
        return _NO_DOUBT
    odds = min(likeness.odds(text) for text in {piece.text, told})
    return odds - _limit(piece, found, lexicon)


def _limit(piece: Passage, found: Sequence[Draft], lexicon: Lexicon) -> float:
    asks = talk_patterns.ASKS.search(piece.text) is not None or any(piece.says(lexicon.words(name)) for name in ("pleas", "requests"))
    distressed = any(d.fields.get("category") == "emotional" for d in found)
    measured = any(d.kind.plain == "temperature" for d in found)
    return _LIMIT + _SURER * (asks + distressed + measured)


def _is_of_own_room(piece: Passage, found: Sequence[Draft]) -> bool:
    """师傅 我房间的空调坏了: a fault in the writer's room is as good as a room that is named."""
    faults = all(d.kind.plain == "words" and choice_of(d.kind) is None for d in found)
    return faults and talk_patterns.OWN_ROOM.search(piece.text) is not None


def _without_asides(piece: Passage) -> str:
    """语音转的有错字 房门锁刷不开: what somebody only puts around it makes no talk of it."""
    told = [c.text for c in piece.clauses if talk_patterns.ASIDE.fullmatch(c.text) is None]
    return piece.text if len(told) == len(piece.clauses) else " ".join(told)


def _is_a_list(piece: Passage, found: Sequence[Draft]) -> bool:
    """氯雷他定 布洛芬各1板, 口罩10只 N95的: all of it, or how it begins, is things with their counts and next to no other words."""
    items = [item for draft in found for item in draft.fields.get("items", ())]
    if not items or any(item["quantity"] is None for item in items):
        return False
    first = piece.clauses[0].text
    heading = [item for item in items if first.startswith(item["name"].lower())]
    return _is_nearly_all(items, piece.text) or _is_nearly_all(heading, first)


def _is_nearly_all(items: Sequence[Mapping[str, Any]], text: str) -> bool:
    told = sum(len(str(value)) for item in items for value in item.values() if value is not None)
    return told >= _NEARLY_ALL * len(text.strip())
