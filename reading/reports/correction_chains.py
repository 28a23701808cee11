"""Several that are put right in one breath: 更正：215 体温36.4；218 体温36.9."""

from itertools import pairwise

from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage, passage_of
from reading.places.rooms import RoomHit
from reading.reports.corrections import correction_in


def corrections_in(passage: Passage, grammar: Grammar, kind: Kind, told: bool) -> list[Draft]:
    """One record for each room that has something of its own put right; else the one there is."""
    return _chain(passage, grammar, kind, told) or correction_in(passage, grammar, kind, told)


def _chain(passage: Passage, grammar: Grammar, kind: Kind, told: bool) -> list[Draft]:
    if not told and not passage.says(grammar.lexicon.words("mistakes")):
        return []
    rooms = _different(passage.rooms)
    if len(rooms) < 2:
        return []
    told_of_all = told or _opens_with_the_cue(passage, rooms[0], grammar)
    stops = [passage.start, *(room.start for room in rooms[1:]), passage.end]
    parts = [passage_of(passage.clean, passage.said, a, b) for a, b in pairwise(stops)]
    found = [draft for i, part in enumerate(parts) for draft in correction_in(part, grammar, kind, told or (told_of_all and i > 0))]
    same = {draft.fields.get("field") for draft in found}
    if len(found) < len(rooms) or len(same) > 1 or not all("value" in d.fields and "room" in d.fields for d in found):
        return []  # 更正 不是305 是307 36.5
    for part in parts:
        ours = [c for own in part.clauses if own.start in part.closed for c in passage.between(own.start, own.end)]
        passage.take(ours)
        passage.closed.update(c.start for c in ours)
    return found


def _different(rooms: list[RoomHit]) -> list[RoomHit]:
    """Each room where it is first spoken of."""
    first: dict[str, RoomHit] = {}
    for room in rooms:
        first.setdefault(room.room, room)
    return list(first.values())


def _opens_with_the_cue(passage: Passage, first: RoomHit, grammar: Grammar) -> bool:
    """更正两个：612 … is said of all; 305写错了是36.5 307 36.8 may be said of that one alone."""
    cue = grammar.lexicon.words("mistakes").first(passage.low, passage.start, passage.end)
    return cue is not None and cue.end <= first.start
