"""What is said of several people at once: 都没有不舒服, 我和我妈都是36.5, 36.2 36.4 吉小米 吉小麦."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from reading.expressions import report_patterns
from reading.lexicon import Lexicon
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.people.mentions import Mention, kin_and_me
from reading.people.names import whole_name
from reading.reports.person import Person
from reading.text.numbers import number_of


def all_well(people: Sequence[Person], passage: Passage) -> None:
    """36.5 36.6 都没有不舒服, 爷俩 36.4 36.9 没症状: what is said of all holds for each; where each has a line, of the last only."""
    degrees = [p.degree for p in people if p.degree is not None]
    if len(degrees) < 2 or not people[-1].none:
        return
    said = passage.low[degrees[-1].end : people[-1].end]
    together = all(not passage.low[a.end : b.start].strip(" ,，、/和") for a, b in itertools.pairwise(degrees))
    own_lines = "\n" in passage.low[degrees[0].end : degrees[-1].start] and "\n" not in said.rstrip()
    if together or (any(w in said for w in ("都", "均", "全")) and not own_lines):
        for person in people:
            person.none = True


def me_first(people: Sequence[Person], passage: Passage) -> None:
    """我和孩子妈36.4 36.6: the first number is the writer's, the second of the one named with them; of 娘俩, 一家三口 none is."""
    together = False
    for person, following in itertools.pairwise(people):
        said = passage.low[person.at : person.degree.start] if person.degree else ""
        bare = following.name is None and following.room is None and not (following.kin or following.me)
        close = following.degree is not None and person.degree is not None and following.degree.start - person.degree.end <= 3
        if person.kin and bare and close and report_patterns.ME_AND_MINE.match(said):
            person.kin, person.me, following.kin = False, True, True
            continue
        counted = passage.low[max(passage.start, person.at - _COUNTED) : person.degree.start] if person.degree else ""
        if bare and close and counted.rstrip(" :：").endswith("大人"):
            person.kin = True  # 大人36.4和36.6: one of the two is the writer, and nobody knows which
        together = person.kin and bare and close and (together or report_patterns.TOGETHER.search(counted) is not None)
        following.kin = following.kin or together


_COUNTED = 3
"""Characters before kin in which it is said how many: 两个崽."""


def both_alike(people: list[Person], passage: Passage, grammar: Grammar) -> list[Person]:
    """我和我妈都是36.5: two people, one number."""
    if len(people) != 1 or people[0].degree is None:
        return people
    before = passage.low[passage.start : people[0].degree.start]
    several = report_patterns.PEOPLE_ALIKE.search(passage.low, passage.start, passage.end)
    if several is None and (same := _same_again(people[0].degree.end, passage, grammar.lexicon)) is not None:
        return [replace(people[0], me=True, kin=False), replace(people[0], at=same, name=None, me=False, kin=True)]
    number = {"俩": 2, "仨": 3}.get(several.group(1)) or number_of(several.group(1)) if several is not None else None
    if several is not None and number is not None and 2 <= number <= 6:
        mine = report_patterns.ME_AND_MINE.search(passage.low, passage.start, several.start())
        ours = passage.low.endswith(("我", "我们", "俺", "俺们"), passage.start, several.start())  # 我俩都是36.4
        others = [replace(people[0], me=False, kin=True)] * int(number - ours)
        return ([replace(people[0], me=True, kin=False)] if mine or ours else []) + others
    if ("都是" in before or "都" in before[-3:]) and report_patterns.ME_AND_MINE.search(before):
        start, felt = people[0].degree.start, list(people[0].symptoms)
        other = replace(people[0], at=start, name=None, kin=True, me=False, symptoms=felt)
        people[0].kin, people[0].me = False, True
        return [people[0], other]
    return people


def names_behind(people: list[Person], passage: Passage, grammar: Grammar) -> None:
    """36.2 36.4 吉小米 吉小麦: as many names behind the numbers as there are numbers."""
    if len(people) < 2 or any(p.name or p.kin for p in people) or people[-1].degree is None:
        return
    behind = [c for c in passage.clauses if c.start >= people[-1].degree.end]
    names = [whole_name(passage, c.start, c.end, grammar.lexicon) for c in behind[: len(people)]]
    if len(behind) >= len(people) and sum(n is not None for n in names) >= max(2, len(people) - 1):
        for person, name in zip(people, names, strict=False):
            person.name, person.kin = name, name is None


def _same_again(after: int, passage: Passage, lexicon: Lexicon) -> int | None:
    """36.7 我和阿妈一样, 我36.5 老公同上, 36.6 娃也是: where those stand who have the same number."""
    match = report_patterns.THE_SAME.search(passage.low, passage.start, passage.end)
    also = report_patterns.ALSO_SO.search(passage.low, after, passage.end) if match is None else None
    found = match or also
    if found is None:
        return None
    kin = next((m for m in kin_and_me(passage, lexicon) if m.kin and m.end == found.start()), None)
    far = kin is not None and also is not None and kin.start - after > _NEAR  # 36.5 有点咳嗽 老公也是
    return kin.start if kin is not None and not far else None


_NEAR = 2


def rooms_alike(people: list[Person], rooms: Sequence[Mention], passage: Passage) -> list[Person]:
    """507和508都是36.5: one number for each of the rooms that are joined before it."""
    degree = people[0].degree if len(people) == 1 else None
    before = [m for m in rooms if degree is not None and m.end <= degree.start]
    if degree is None or len(before) < 2 or len(before) < len(rooms):
        return people
    joined = all(not passage.low[a.end : b.start].strip(" ,，、/和与跟") for a, b in itertools.pairwise(before))
    if not joined or not passage.low[before[-1].end : degree.start].strip(" 两几间个房").startswith(("都", "均", "各", "全")):
        return people
    return [replace(people[0], at=m.start, room=m, name=(m.name_start, m.name_end) if m.name else None) for m in before]
