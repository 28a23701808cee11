"""The people of a report, from left to right: whose number is whose."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reading.expressions import report_patterns
from reading.lexicon import Lexicon
from reading.matters.whose import could_be
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention, kin_and_me
from reading.people.names import name_at
from reading.reports.names_before import name_before
from reading.reports.person import Person
from reading.reports.shared_reports import all_well, both_alike, me_first, names_behind
from reading.things.called import introduced
from reading.values.degrees import DegreeHit
from reading.values.symptoms import says_none, symptoms_in


def people_of(passage: Passage, degrees: Sequence[DegreeHit], mentions: Sequence[Mention], grammar: Grammar) -> list[Person]:
    """One person for each number, with what stands around it."""
    people: list[Person] = []
    last_room: Mention | None = None
    used: set[int] = set()
    starts = [m.start for m in mentions]
    alone = len(degrees) == 1 and passage.start == passage.clean.greeted and passage.end == len(passage.low)
    for index, degree in enumerate(degrees):
        start = degrees[index - 1].end if index else passage.start
        person = Person(degree.start, degree=degree, end=degree.end)
        near = mentions[bisect_left(starts, start) : bisect_right(starts, degree.start)]
        before = [m for m in near if m.end <= degree.start + 1 and m.start not in used]
        used.update(m.start for m in before)
        _describe(person, before, degree.start, passage, grammar.lexicon)
        name_before(person, before, start, degree, alone, passage, grammar)
        if person.room is None and (person.name or person.kin or not person.me or _is_a_stranger(passage)):
            person.room = last_room
        if people and not before and report_patterns.LATER_THAT_DAY.fullmatch(passage.low, start, degree.start):
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
    all_well(people, passage)
    names_behind(people, passage, grammar)
    me_first(people, passage)
    _in_one_room(people, mentions, passage)
    _by_their_own_name(people, passage, grammar)
    _by_what_stands_beside_the_room(people, passage, grammar.lexicon)
    _of_whom_the_writer_is(people, passage, grammar)
    return both_alike(people, passage, grammar)


def _in_one_room(people: Sequence[Person], mentions: Sequence[Mention], passage: Passage) -> None:
    """老头子36.8我自己36.4三零五房: the only room, told behind all of them, is everybody's."""
    rooms = [m for m in mentions if m.room]
    if len(rooms) == 1 and people[-1].room is rooms[0] and people[-1].degree and rooms[0].start > people[-1].degree.start:
        for person in people if _is_a_stranger(passage) else ():
            person.room = person.room or rooms[0]


def _by_their_own_name(people: Sequence[Person], passage: Passage, grammar: Grammar) -> None:
    """我叫丁福生 36.5: of the only one without a name."""
    nameless = [p for p in people if p.name is None and not p.kin]
    if len(nameless) == 1 and (own := introduced(passage, grammar)) is not None:
        nameless[0].name = own


def _by_what_stands_beside_the_room(people: Sequence[Person], passage: Passage, lexicon: Lexicon) -> None:
    """毛宁/3栋502/37.4, 36.5⏎无⏎502⏎秋生: of the only one a name on its own right beside the room, whatever parts them."""
    person, low = people[0], passage.low
    if len(people) != 1 or person.room is None or person.name is not None or person.kin:
        return
    start, end = person.room.start, person.room.end
    behind = report_patterns.NAME_BEHIND_A_ROOM.match(low, end, passage.end)
    before = report_patterns.NAME_BEFORE_A_ROOM.search(low, max(passage.start, start - _FAR), start)
    for found in (m for m in (behind, before) if m is not None):
        at, stop = found.span("name")
        if "·" in found["name"] or name_at(low, at, stop, lexicon) == stop:
            person.name = (at, stop)
            return


_FAR = 16
"""Characters before a room in which a name may stand."""


def _of_whom_the_writer_is(people: Sequence[Person], passage: Passage, grammar: Grammar) -> None:
    """我是王强的爱人 他36.5 我36.7: 他 is whom the writer has named."""
    low = passage.low
    theirs = [p for p in people if p.degree and p.name is None and low[p.at : p.degree.start].rstrip(" :：是").endswith(("他", "她"))]
    found = report_patterns.SOMEBODYS_KIN.search(low, passage.start, passage.end) if len(theirs) == 1 else None
    end = name_at(low, found.start("who"), found.end("who"), grammar.lexicon) if found is not None else None
    if found is not None and end == found.end("who"):
        theirs[0].name, theirs[0].kin = found.span("who"), False


def _is_a_stranger(passage: Passage) -> bool:
    """Q306 笑笑36.9 我36.5: whose room nobody knows is in the one that was named."""
    return passage.said.sender.room is None and not passage.staff


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


def _describe(person: Person, before: Sequence[Mention], index: int, passage: Passage, lexicon: Lexicon) -> None:
    for index_before, mention in enumerate(before):
        if mention.room:
            beside = before[index_before - 1] if index_before else None
            person.room, person.me = mention, False
            person.kin = beside is not None and beside.kin and mention.start - beside.end <= 1 and not mention.name  # 我叔905 36.7
            person.name = (mention.name_start, mention.name_end) if mention.name else None
            person.at = mention.start
        elif _is_close(mention, index, passage, lexicon):
            person.at = min(person.at, mention.start)
            if mention.kin:
                person.kin, person.me = True, False
            elif mention.me:
                person.me, person.kin = True, False
                if person.name is not None and lexicon.words("kin").at(passage.low, person.name[1] + 1) is not None:
                    person.name = None  # 我是305王明的儿子 我36.6


def _is_close(mention: Mention, index: int, passage: Passage, lexicon: Lexicon) -> bool:
    """我爸 belongs to the number in its clause, or in the next one when it speaks of reporting."""
    own, there = passage.clause_at(mention.start), passage.clause_at(index)
    if own is there or (passage.low[mention.start - 1] in " :：" and not passage.low[mention.end : index].strip(" :：")):
        return True  # 一家三口：爱人 36.4
    between = [c for c in passage.clauses if own.start < c.start < there.start]
    told = lexicon.says("reporting", own.text) or mention.end - mention.start >= own.end - own.start - 1
    told = told or report_patterns.ME_AND_MINE.match(own.text) is not None
    return not between and not own.hard and (told or _is_ill(mention, own, passage, lexicon))


def _is_ill(mention: Mention, own: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """孩子上个月高烧抽过 现在36.7: a message that begins with kin and how they felt goes on about them."""
    first = mention.kin and mention.start - passage.start <= 1 and own.start == passage.start
    return first and bool(passage.cues(lexicon.phrases("symptoms"), mention.end, own.end))


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
        then = yesterday.first(low, left, right) if passage.says(yesterday) else None
        if then is not None and _is_gone(clause, passage, lexicon):
            right = then.start  # 三十七度零有点头疼昨晚没睡好
        found = symptoms_in(low, left, right, lexicon)
        none = says_none(low, left, right, lexicon) is not None
        own = [
            f
            for f in found
            if not _is_of_a_thing(passage, f[0], f[1], lexicon) and not (only and _is_their_kins(person, f[0], passage, lexicon))
        ]
        person.symptoms += [s for _, _, s in own if s not in person.symptoms]
        person.none = person.none or none
        if (none and clause.end - clause.start <= 8) or (own and passage.clause_at(left).start != left - 1):
            passage.take([clause])


def _is_gone(clause: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """昨天头痛 is told of then; 今 in its clause, or a bad night with nothing said of today, is how somebody is."""
    if any(w in clause.text for w in ("今", "现")):
        return False
    behind = passage.low[clause.end : passage.end]
    bad = any(w in clause.text for w in _LAST_NIGHT) and any(w in clause.text for w in "吐拉咳烧泻屙寒")
    return not bad or any(w in behind for w in ("今", "现")) or lexicon.says("recovered", behind)


_LAST_NIGHT = ("昨晚", "昨夜", "昨天晚上", "昨天夜里")


def _is_their_kins(person: Person, index: int, passage: Passage, lexicon: Lexicon) -> bool:
    """36.5 孩子咳出痰来了 护士能来听听吗: behind the writer's own number, in another clause, the child's cough is a matter of its own."""
    clause, degree = passage.clause_at(index), person.degree
    if degree is None or clause.start < degree.end or person.kin or person.room or person.name:
        return False
    subjects = [m for m in kin_and_me(passage, lexicon) if clause.start <= m.start < index and could_be(m, passage)]
    if not subjects or not subjects[-1].kin or any(m.me for m in subjects):
        return False
    if passage.low.endswith(("被", "和", "跟"), clause.start, subjects[-1].start) or "都" in clause.text:
        return False
    return lexicon.says("doctor", passage.text) or any(passage.cues(lexicon.phrases("help"), c.start, c.end) for c in passage.clauses)


def _is_of_a_thing(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """999皮炎平, 止咳的 are asked for, nobody has a 皮炎 or a cough; 老咽炎 is what somebody has had for years."""
    low = passage.low
    if low.startswith(("止", "治", "镇"), start - 1) or (low.startswith("炎", end - 1) and low.endswith(_FOR_YEARS, 0, start)):
        return True
    if report_patterns.ENDS_A_MEDICINE.match(low, end) or "犯" in low[start:end]:
        return True  # 痰咳清片; 老寒腿犯了 is no new symptom
    return any(h.start <= start and end <= h.end and h.end - h.start > end - start for h in passage.hits("items", lexicon.items))


_FOR_YEARS = ("老", "慢性", "过敏性")
