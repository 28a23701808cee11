"""A number that is a report only because nothing else is said: 早上好 3.66, 621 63.4, 364 for whom the room is known."""

from collections.abc import Sequence

from reading.expressions import patterns, report_patterns
from reading.expressions.patterns import Match
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.people.mentions import kin_and_me, mentioned
from reading.people.names import name_at
from reading.values.degrees import DegreeHit, is_a_door
from reading.values.symptoms import says_none, symptoms_in

_LONGEST = 40
"""Characters. Who only reports says no more; and nobody else's text is looked through."""
_SIGNS = frozenset(" ,，。.:：;；、!！~()（）-—")


def says_nothing_else(passage: Passage, degrees: Sequence[DegreeHit], lexicon: Lexicon) -> bool:
    """621 万小琴 63.4 无: beside the numbers only somebody, a greeting, the time of day, and how they feel."""
    if len(passage.text) > _LONGEST or not all(report_patterns.SLIPPED.match(passage.low, d.start) for d in degrees if d.value is None):
        return False
    known = {i for d in degrees for i in range(d.start, d.end)}
    for mention in mentioned(passage, lexicon):
        known.update(range(mention.start, mention.end))
    for clause in passage.clauses:
        none = says_none(passage.low, clause.start, clause.end, lexicon)
        known.update(range(*none) if none is not None else ())
        if name_at(passage.low, clause.start, clause.end, lexicon) == clause.end:
            known.update(range(clause.start, clause.end))
    for start, end, _ in symptoms_in(passage.low, passage.start, passage.end, lexicon):
        known.update(range(start, end))
    for hit in passage.hits("beside", lexicon.words("beside_a_report")):
        known.update(range(hit.start, hit.end))
    return all(i in known or passage.low[i] in _SIGNS or not passage.low[i].isalnum() for i in range(passage.start, passage.end))


def bare_numbers(passage: Passage, lexicon: Lexicon) -> list[DegreeHit]:
    """363 or 我364 婆婆368 beside nothing but people and how they feel: 36.3 with a warning. Such a room is improbable, but may be."""
    if passage.staff or len(passage.text) > _LONGEST:
        return []
    found = [m for m in patterns.TEMPERATURE_BARE.finditer(passage.low, passage.start, passage.end) if m.group(2)]
    found = [m for m in found if not is_a_door(m, passage.start)]
    if len(found) > 1:
        return [_read(m) for m in found] if _has_each_somebody(found, passage, lexicon) else []
    one = _alone(found[0], passage, lexicon) if found else None
    return [one] if one is not None else []


def _read(match: Match[str]) -> DegreeHit:
    value = float(match.group(1)) + int(match.group(2)) / 10
    return DegreeHit(match.start(), match.end(), value, f"{match.group(0)} 读作 {value}")


def _has_each_somebody(found: Sequence[Match[str]], passage: Passage, lexicon: Lexicon) -> bool:
    """我364 婆婆368 都挺好: right behind the writer and their kin, in a message that tells how they are."""
    low, people = passage.low, {m.end for m in kin_and_me(passage, lexicon)}
    reports = lexicon.says("reporting", passage.text) or says_none(low, found[-1].end(), passage.end, lexicon) is not None
    return reports and all(len(low[: m.start()].rstrip(" :：是")) in people for m in found)


def _alone(match: Match[str], passage: Passage, lexicon: Lexicon) -> DegreeHit | None:
    """The only one, of whom the room is known or told."""
    low, room, places = passage.low, passage.said.sender.room, passage.rooms
    if any(r.start <= match.start() < r.end and r.end - r.start > 3 for r in places):
        return None
    others = [r for r in places if not r.start <= match.start() < r.end]
    clause = passage.clause_at(match.start())
    called = low[clause.start : match.start()]  # 老师我367
    alone = match.end() == clause.end and report_patterns.CALLS.fullmatch(called) is not None
    own = called.endswith(("我", "俺")) and room is not None and room != match.group(0)
    felt = bool(symptoms_in(low, match.end(), passage.end, lexicon)) or says_none(low, match.end(), passage.end, lexicon) is not None
    reports = felt or lexicon.says("reporting", low[passage.start : match.start()])
    known = bool(others) or (room is not None and (own or len(room) != 3 or match.group(0)[:2] == "36"))
    hit = _read(match)
    mine = alone and all(r.room == room for r in others) and says_nothing_else(passage, [hit], lexicon)
    if not known or not (reports or mine) or (not alone and not (others and felt)):
        return None
    return hit
