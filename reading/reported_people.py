"""The people of a report, from left to right: whose number is whose."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reading import patterns, request_patterns
from reading.degrees import DegreeHit
from reading.grammar import Grammar
from reading.lexicon import Lexicon
from reading.numbers import number_of
from reading.passage import Clause, Passage
from reading.people import Mention, name_at, whole_name
from reading.symptoms import says_none, symptoms_in


@dataclass(slots=True)
class Person:
    """One report as it is put together from left to right."""

    at: int
    room: Mention | None = None
    name: tuple[int, int] | None = None
    kin: bool = False
    me: bool = False
    degree: DegreeHit | None = None
    end: int = 0
    symptoms: list[str] = field(default_factory=list)
    none: bool = False


def people_of(passage: Passage, degrees: Sequence[DegreeHit], mentions: Sequence[Mention], grammar: Grammar) -> list[Person]:
    """One person for each number, with what stands around it."""
    people: list[Person] = []
    last_room: Mention | None = None
    used: set[int] = set()
    starts = [m.start for m in mentions]
    alone = len(degrees) == 1 and passage.start == 0 and passage.end == len(passage.low)
    for index, degree in enumerate(degrees):
        start = degrees[index - 1].end if index else passage.start
        person = Person(degree.start, degree=degree, end=degree.end)
        near = mentions[bisect_left(starts, start) : bisect_right(starts, degree.start)]
        before = [m for m in near if m.end <= degree.start + 1 and m.start not in used]
        used.update(m.start for m in before)
        _describe(person, before, degree.start, passage, grammar.lexicon)
        _name_between(person, before, start, degree, alone, passage, grammar)
        if person.room is None and (person.name or person.kin or not person.me):
            person.room = last_room
        if people and not before and patterns.LATER_THAT_DAY.fullmatch(passage.low, start, degree.start):
            person.name, person.kin, person.me = people[-1].name, people[-1].kin, people[-1].me
        last_room = person.room or last_room
        stop = degrees[index + 1].start if index + 1 < len(degrees) else passage.end
        after = mentions[bisect_left(starts, degree.end) : bisect_left(starts, stop)]
        _look_behind(person, after, used, index + 1 == len(degrees), passage, grammar)
        person.end = (
            min([m.start for m in after if m.start not in used and (m.room or m.name)] + [stop]) if index + 1 < len(degrees) else stop
        )
        people.append(person)
    later = _told_later(people, mentions) if people else []
    for person in people:
        _feel(person, passage, grammar, len(people) == 1)
    for person, mention in later:
        person.symptoms += [s for _, _, s in symptoms_in(passage.low, mention.end, passage.end, grammar.lexicon)]
    _all_well(people, passage)
    _names_behind(people, passage, grammar)
    _me_first(people, passage)
    return _both_alike(people, passage)


def _all_well(people: Sequence[Person], passage: Passage) -> None:
    """36.5 36.6 都没有不舒服: what is said of all holds for each."""
    said = passage.low[people[-1].degree.end : people[-1].end] if people and people[-1].degree else ""
    if len(people) > 1 and people[-1].none and any(w in said for w in ("都", "均", "全")):
        for person in people:
            person.none = True


def _told_later(people: Sequence[Person], mentions: Sequence[Mention]) -> list[tuple[Person, Mention]]:
    """901 36.2 902 37.9 903 36.5，902有咳嗽: behind the numbers a room comes up again, and what follows is of that one."""
    last = people[-1]
    behind = [m for m in mentions if m.room and last.degree is not None and m.start >= last.degree.end]
    for mention in behind[:3]:
        again = next((p for p in people[:-1] if p.room is not None and mention.room == p.room.room), None)
        if again is not None:
            last.end = mention.start
            return [(again, mention)]
    return []


def _me_first(people: Sequence[Person], passage: Passage) -> None:
    """我和孩子妈36.4 36.6: the first number is the writer's, the second of the one named with them."""
    for person, following in itertools.pairwise(people):
        said = passage.low[person.at : person.degree.start] if person.degree else ""
        bare = following.name is None and following.room is None and not (following.kin or following.me)
        close = following.degree is not None and person.degree is not None and following.degree.start - person.degree.end <= 3
        if person.kin and bare and close and request_patterns.ME_AND_MINE.match(said):
            person.kin, person.me, following.kin = False, True, True


def _describe(person: Person, before: Sequence[Mention], index: int, passage: Passage, lexicon: Lexicon) -> None:
    for mention in before:
        if mention.room:
            person.room, person.kin, person.me = mention, False, False
            person.name = (mention.name_start, mention.name_end) if mention.name else None
            person.at = mention.start
        elif _is_close(mention, index, passage, lexicon):
            person.at = min(person.at, mention.start)
            if mention.kin:
                person.kin, person.me = True, False
            elif mention.me:
                person.me, person.kin = True, False


def _is_close(mention: Mention, index: int, passage: Passage, lexicon: Lexicon) -> bool:
    """我爸 belongs to the number in its clause, or in the next one when it speaks of reporting."""
    own, there = passage.clause_at(mention.start), passage.clause_at(index)
    if own is there:
        return True
    between = [c for c in passage.clauses if own.start < c.start < there.start]
    told = lexicon.says("reporting", own.text) or mention.end - mention.start >= own.end - own.start - 1
    return not between and not own.hard and (told or _is_ill(mention, own, passage, lexicon))


def _is_ill(mention: Mention, own: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """孩子上个月高烧抽过 现在36.7: a message that begins with kin and how they felt goes on about them."""
    first = mention.kin and mention.start - passage.start <= 1 and own.start == passage.start
    return first and bool(passage.cues(lexicon.phrases("symptoms"), mention.end, own.end))


def _name_between(
    person: Person, before: Sequence[Mention], start: int, degree: DegreeHit, alone: bool, passage: Passage, grammar: Grammar
) -> None:
    """A name that stands alone in front of the number: 谭小宝36.8. `alone`: the message has no other number and is no part of a list."""
    if person.name is not None:
        return
    low, left = passage.low, max([start] + [m.end for m in before if m.room])
    for kin in (m for m in before[-1:] if m.kin):
        end = name_at(low, kin.end, degree.start, grammar.lexicon)
        if end is not None and not low[end : degree.start].strip(" ,，:：体温度是"):
            person.name, person.kin = (kin.end, end), False  # 我36.4 老婆李丽36.7
            return
    text = low[left : degree.start]
    for word in ("姓名", "名字", "体温", "体文", "温度", "是", ":", "：", "报平安", "打卡", "早安", "女士", "今早", "早上", "晚上"):
        text = text.replace(word, " " * len(word))
    runs = [(left + at, left + at + len(run)) for at, run in _runs(text)]
    for run_start, run_end in reversed(runs):
        found = whole_name(passage, run_start, run_end, grammar.lexicon)
        if found is not None and _is_no_name(passage, found, person, alone, grammar):
            continue
        if found is not None:
            if not (person.kin and not person.room) or _sure(passage, found, grammar):
                person.name, person.kin, person.at = found, False, min(person.at, found[0])
            return


def _is_no_name(passage: Passage, found: tuple[int, int], person: Person, alone: bool, grammar: Grammar) -> bool:
    """没量到36.8: a word that begins with no family name is nobody when it speaks of measuring, or the writer is known."""
    words = passage.low[found[0] : found[1]]
    if alone and person.room is None and passage.said.sender.name and not _sure(passage, found, grammar):
        return passage.said.sender.role in ("resident", "unknown") and words not in (passage.said.sender.nick or "").lower()
    return not _sure(passage, found, grammar) and (words[0] in _BEGINS_NO_NAME or any(c in _IN_NO_NAME for c in words))


_BEGINS_NO_NAME = frozenset("没未不就才又再已刚都也还只很太最这那哪第各每被把给让对从在自有是")
_IN_NO_NAME = frozenset("量测測遍次报示枪计")


def _sure(passage: Passage, found: tuple[int, int], grammar: Grammar) -> bool:
    return passage.low[found[0]] in "".join(w for w in grammar.lexicon.words("surnames") if len(w) == 1)


def _runs(text: str) -> list[tuple[int, str]]:
    out, at = [], 0
    for mark in " ,，、。;；\n()（）+":
        text = text.replace(mark, " ")
    for piece in text.split(" "):
        if piece:
            out.append((at, piece))
        at += len(piece) + 1
    return out


def _look_behind(person: Person, after: Sequence[Mention], used: set[int], is_last: bool, passage: Passage, grammar: Grammar) -> None:
    """36.9（宝宝）, 36.5 305: what stands right behind the number may say whose it is."""
    for mention in after[:1]:
        gap = passage.low[person.end : mention.start]
        if mention.kin and person.name is None and gap.strip(" ") in ("(", "（"):
            person.kin = True
            used.add(mention.start)
    for mention in after:
        if mention.room and person.room is None and is_last:
            person.room = mention
            person.name = person.name or ((mention.name_start, mention.name_end) if mention.name else None)
            used.add(mention.start)
            return


def _feel(person: Person, passage: Passage, grammar: Grammar, only: bool) -> None:
    """What stands around the number; of the only person also what is said before it: 就有点干咳 36.8."""
    lexicon, low = grammar.lexicon, passage.low
    start = min(person.at, person.degree.start) if person.degree else person.at
    if only and not person.kin and not lexicon.words("kin").says(low, passage.start, start) and not lexicon.says("not_mine", passage.text):
        start = passage.start
    yesterday = lexicon.words("yesterday")
    for clause in passage.between(start, person.end):
        left, right = max(clause.start, start), min(clause.end, person.end)
        if passage.says(yesterday) and yesterday.says(clause.text) and not any(w in clause.text for w in ("今", "现")):
            continue
        found = symptoms_in(low, left, right, lexicon)
        none = says_none(low, left, right, lexicon) is not None
        person.symptoms += [s for _, _, s in found if s not in person.symptoms]
        person.none = person.none or none
        if (none and clause.end - clause.start <= 8) or (found and passage.clause_at(left).start != left - 1):
            passage.take([clause])


def _both_alike(people: list[Person], passage: Passage) -> list[Person]:
    """我和我妈都是36.5: two people, one number."""
    if len(people) != 1 or people[0].degree is None:
        return people
    before = passage.low[passage.start : people[0].degree.start]
    several = patterns.PEOPLE_ALIKE.search(passage.low, passage.start, passage.end)
    number = {"俩": 2, "仨": 3}.get(several.group(1)) or number_of(several.group(1)) if several is not None else None
    if several is not None and number is not None and 2 <= number <= 6:
        mine = request_patterns.ME_AND_MINE.search(passage.low, passage.start, several.start())
        return ([replace(people[0], me=True, kin=False)] if mine else []) + [replace(people[0], me=False, kin=True)] * int(number)
    if ("都是" in before or "都" in before[-3:]) and "我和" in before:
        start, felt = people[0].degree.start, list(people[0].symptoms)
        other = replace(people[0], at=start, name=None, kin=True, me=False, symptoms=felt)
        people[0].kin, people[0].me = False, True
        return [people[0], other]
    return people


def _names_behind(people: list[Person], passage: Passage, grammar: Grammar) -> None:
    """36.2 36.4 吉小米 吉小麦: as many names behind the numbers as there are numbers."""
    if len(people) < 2 or any(p.name or p.kin for p in people) or people[-1].degree is None:
        return
    behind = [c for c in passage.clauses if c.start >= people[-1].degree.end]
    names = [whole_name(passage, c.start, c.end, grammar.lexicon) for c in behind[: len(people)]]
    if len(behind) >= len(people) and sum(n is not None for n in names) >= max(2, len(people) - 1):
        for person, name in zip(people, names, strict=False):
            person.name, person.kin = name, name is None
