"""Whose a report is: by room and name; without a name, or under one that is nobody's, as far as the room tells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from reports.records import Lodger, Report


def match(due: Sequence[Lodger], gone: Sequence[Lodger], reports: Sequence[Report], until: datetime) -> tuple[list[Lodger], int]:
    """Who of the due is missing in a half-day that ends at `until`, and how many reports are of nobody who was there.

    A report with a room and a name is that person's, also from a room they had before. The others are spread over their rooms
    so that as many of the due as possible have one.
    """
    back = {stay.name: stay for stay in due}  # who left and came again within the half-day is the same person
    people = [*((stay, back.get(stay.name, stay)) for stay in gone), *((stay, stay) for stay in due)]
    own = {(room, stay.name): person for stay, person in people for room in (stay.room, *stay.earlier)}
    done = {id(own[key]) for r in reports if (key := (r.room or "", r.name or "")) in own}
    in_rooms: dict[str, list[tuple[Lodger, Lodger]]] = {}
    for stay, person in people:
        for room in dict.fromkeys((stay.room, *stay.earlier)):
            in_rooms.setdefault(room, []).append((stay, person))
    unsure = [r for r in reports if (r.room or "", r.name or "") not in own]
    maybe: dict[int, list[int]] = {}
    for n, report in enumerate(unsure):
        for one in _may_be_of(report, in_rooms.get(report.room or "", ()), until):
            maybe.setdefault(one, []).append(n)
    found = _spread([id(s) for s in (*due, *gone) if id(s) not in done], maybe)
    return [s for s in due if id(s) not in done | found], len(unsure) - len(found)


def _may_be_of(report: Report, in_room: Iterable[tuple[Lodger, Lodger]], until: datetime) -> set[int]:
    """Who of a room may have said it: who lived there then; of what was told after the half-day, whoever lived there in it."""
    if report.sent_at >= until:
        meant = list(in_room)
    else:
        still = [(stay, person) for stay, person in in_room if stay.ended_at is None or report.sent_at <= stay.ended_at]
        meant = [(stay, person) for stay, person in still if stay.started_at <= report.sent_at] or still  # not registered yet
    found = {id(person) for _, person in meant}
    # A name that is nobody's on the list may be a slip only if one lives in the room; with several it is a guess.
    return set() if report.name is not None and len(found) > 1 else found


def _spread(people: Iterable[int], maybe: Mapping[int, Sequence[int]]) -> set[int]:
    """Who gets a report, each at most one; whoever comes first in `people` is sooner given one."""
    whose: dict[int, int] = {}

    def finds(person: int, tried: set[int]) -> bool:
        for n in maybe.get(person, ()):
            if n not in tried:
                tried.add(n)
                if n not in whose or finds(whose[n], tried):
                    whose[n] = person
                    return True
        return False

    return {person for person in people if finds(person, set())}
