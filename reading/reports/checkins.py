"""Temperatures with the people they belong to: one person or many in one message."""

from collections.abc import Sequence
from dataclasses import replace

from reading.expressions import patterns, report_patterns, talk_patterns
from reading.kind import Kind
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import Mention, mentions_in
from reading.places.rooms import rooms_in
from reading.reports.bare_reports import bare_numbers, says_nothing_else
from reading.reports.measured_twice import the_one_that_counts
from reading.reports.person import Person
from reading.reports.reported_people import people_of
from reading.reports.shared_reports import rooms_alike
from reading.reports.short_reports import short_report
from reading.reports.vague_checkins import without_degrees
from reading.talk.general import is_far_away, is_weather
from reading.talk.tone import asks_only
from reading.text.words import Hit, Words
from reading.values.degrees import DegreeHit, degrees_in


def checkins_in(passage: Passage, grammar: Grammar, kind: Kind, told: bool) -> list[Draft]:
    """Every report in the passage. `told`: a title says that this is one, so a missing temperature is asked for."""
    short = short_report(passage.clean, passage.said, passage.start, passage.end, kind, grammar.lexicon)
    if short is not None:
        passage.take(passage.clauses)
        return [short]
    degrees = _meant(passage, degrees_in(passage.low, passage.start, passage.end, grammar.lexicon, told), grammar, told)
    if not told and _is_gone_again(passage, degrees, grammar):
        return []
    if not degrees:
        degrees = bare_numbers(passage, grammar.lexicon)
    if not degrees:
        return without_degrees(passage, grammar, kind, told)
    barred = [Hit(d.start, d.end, "") for d in degrees] + passage.hits("items", grammar.lexicon.items)
    rooms = passage.rooms_but(barred)
    mentions = mentions_in(passage, rooms, grammar.lexicon)
    people = people_of(passage, degrees, mentions, grammar)
    placed = [m for m in mentions if m.room]
    people = rooms_alike(people, placed, passage)
    _in_two_rows(people, placed)
    several = _are_several(people, passage)
    drafts = [_draft(p, several, passage, kind) for p in people]
    for person in people:
        passage.take([passage.clause_at(person.degree.start)] if person.degree else [])
        spans = [(person.room.start, person.room.end + 3)] if person.room else []
        spans += [person.name] if person.name else []  # C206 舒畅 36.3 无。我痛风…: no part of what is told
        passage.take(c for start, end in spans for c in [passage.clause_at(start)] if c.end - c.start <= end - start + 1)
    return drafts


def _in_two_rows(people: Sequence[Person], rooms: Sequence[Mention]) -> None:
    """410 411 413 已测 36.4 36.7 36.2: first as many rooms, then as many numbers; each has its own."""
    if len(people) != len(rooms) or len(people) < 2 or rooms[-1].end > min(p.degree.start for p in people if p.degree):
        return
    for person, room in zip(people, rooms, strict=True):
        person.room, person.name = room, (room.name_start, room.name_end) if room.name else person.name


def _meant(passage: Passage, degrees: Sequence[DegreeHit], grammar: Grammar, told: bool) -> list[DegreeHit]:
    """Without those of long ago, of questions, of jokes; yesterday's only when today's is not there."""
    out: list[DegreeHit] = []
    for degree in degrees:
        clause = passage.clause_at(degree.start)
        text = clause.text
        if clause.start in passage.taken:
            continue
        if not told and (grammar.lexicon.says("long_ago", text) or _tells_of_once(passage, degree)):
            continue
        if not told and (
            _is_an_example(passage, degree)
            or (degree.end - degree.start < len(text) and _is_asked(passage, clause, degree, grammar))
            or report_patterns.COUNTS_AS.search(text)
            or _is_usual(passage, degree)
            or report_patterns.TAKEN_BACK.match(passage.low, degree.end)
            or "梦" in text
            or (degree.value is not None and degree.value == int(degree.value) and is_weather(clause, passage))
            or _is_rumoured(passage, degree)
            or _is_of_no_body(passage, degree)
            or is_far_away(degree.start, passage)
            or "你" in passage.low[max(clause.start, degree.start - 8) : degree.start]
        ):
            continue
        if _is_of_a_range(passage.low, degree):
            continue
        if degree.value is None and not (told or _is_a_report(passage, degrees, grammar)):
            continue
        out.append(degree)
    if len(out) > 1 and any(w in passage.text for w in ("信哪个", "哪个准", "以哪个为准", "哪个对")) and not told:
        return []  # 腋下36.9 额头37.2 信哪个
    if len(out) > 1:
        out = [d for d in out if not report_patterns.ROSE_AGAIN.match(passage.low, d.end)] or out  # 38.7 夜里退到37.5又上来了
    if 1 < len(out) <= 4 and (one := the_one_that_counts(passage, out, grammar)) is not None:
        return [one]
    if report_patterns.MADE_UP_FOR.search(passage.low, passage.start, passage.end):
        return out  # 补昨晚的36.6 今早36.4
    today = [d for d in out if not _is_of_yesterday(passage, d, grammar)]
    return today or out


def _is_asked(passage: Passage, clause: Clause, degree: DegreeHit, grammar: Grammar) -> bool:
    """三十六度五没有不舒服就是想问一下几号能走: in dictation a question may follow that is of something else; 娃38.6怎么办 asks none."""
    if not asks_only(passage, clause, grammar.lexicon):
        return False
    if talk_patterns.SUPPOSED.search(passage.low, clause.start, degree.start):
        return True
    if report_patterns.SOMEBODYS.search(passage.low, clause.start, degree.start):
        return passage.low.startswith(("才", "就", "再"), degree.end)  # 孩子烧到38.5才能吃美林吗
    at_a_loss = report_patterns.WHAT_TO_DO.search(passage.low, degree.end, clause.end)
    stop, dictated = degree.end + _FAR_BEHIND, not clause.text[degree.start - clause.start].isdigit()
    stop = at_a_loss.start() if at_a_loss is not None else stop
    if clause.end <= stop or not (dictated or at_a_loss):
        return True
    return asks_only(passage, replace(clause, end=stop, text=clause.text[: stop - clause.start] + " ", asked=False), grammar.lexicon)


_FAR_BEHIND = 10


def _is_usual(passage: Passage, degree: DegreeHit) -> bool:
    """我体温平时就35.8, 天天36.6: what it always is; a fever that does not go is told all the same."""
    if degree.value is None or degree.value >= _FEVER:
        return False
    own = passage.clause_at(degree.start)
    last = passage.around(own, 1, 0)[0]
    near = not last.hard and ("体温" in last.text or last.end - last.start <= _A_WORD)
    start = last.start if near else own.start
    before = passage.low[max(start, degree.start - 12) : degree.start]
    return report_patterns.AS_ALWAYS.search(before) is not None


_FEVER, _A_WORD = 37.3, 3
"""Degrees; characters: 我平时 35.8, 体温一直偏低 35.8 are of always; 晚上一直哭 36.8 is not."""


def _is_of_a_range(low: str, degree: DegreeHit) -> bool:
    """36.1-36.8之间: of many, or of many days, and nobody's."""
    marks = ("-", "~", "～", "—", "到", "至")
    opens = low.startswith(marks, degree.end) and low[degree.end + 3 : degree.end + 4] == "."
    return opens or (low[degree.start - 1 : degree.start] in marks and low[degree.start - 3 : degree.start - 2] == ".")


def _tells_of_once(passage: Passage, degree: DegreeHit) -> bool:
    """以前在武汉那会儿 天天量 36.5: what is said after such words is of then, until something is of now."""
    before = passage.low[max(passage.start, degree.start - 24) : degree.start]
    if talk_patterns.IN_THOSE_DAYS.search(before) and not patterns.OF_NOW.search(before):
        return True  # 我们当兵那阵 发烧40度
    if not _ONCE.says(before):
        return False
    before = before.replace("以前是", "").replace("以前住", "").replace("以前在", "") if rooms_in(before, 0, len(before)) else before
    at = max((before.rfind(w) for w in _ONCE), default=-1)
    return at >= 0 and not any(w in before[at:] for w in ("今", "现", "刚", "这次", "这回", "\n"))


def _is_of_no_body(passage: Passage, degree: DegreeHit) -> bool:
    """那支股票跌到36.5, 猫的体温38到39, 泡奶粉的水四十度左右."""
    before = passage.low[max(passage.start, degree.start - 24) : degree.start]
    if talk_patterns.A_BEAST.search(before) or talk_patterns.STOCKS.search(before):
        return True
    if report_patterns.OF_A_CITY.search(before) or report_patterns.OF_WHOEVER_COMES.search(before):
        return True
    if report_patterns.BY_MISTAKE.match(passage.low, degree.end):
        return True
    if report_patterns.A_RULE.match(passage.low, degree.end) and "我" not in before:
        return True
    whole = degree.value is not None and degree.value == int(degree.value)
    return whole and talk_patterns.POURED.search(before) is not None and not talk_patterns.MEASURED.search(before)


def _is_rumoured(passage: Passage, degree: DegreeHit) -> bool:
    """听说四楼有个小孩39度, with no room named."""
    first = passage.once(("rumour",), lambda: _RUMOURS.first(passage.low, passage.start, passage.end))
    return first is not None and first.start < degree.start and not passage.rooms


_RUMOURS = Words(("听说", "据说", "听讲", "传言"))
_ONCE = Words(("以前", "从前", "当年", "那会儿", "那时候", "那阵子", "小时候", "去年", "前年", "那年", "年轻", "出院那天", "细个"))
_SUCH_AS = Words(("比如", "例如", "譬如", "好比", "格式", "举个例", "打个比方", "比方"))


def _is_gone_again(passage: Passage, degrees: Sequence[DegreeHit], grammar: Grammar) -> bool:
    """昨天 … 38.3 今天退了: the only number is yesterday's fever, and it is over."""
    if len(degrees) != 1 or not grammar.lexicon.says("yesterday", passage.low[passage.start : degrees[0].start]):
        return False
    after = passage.low[degrees[0].end : degrees[0].end + 10]
    return any(w in after for w in ("退了", "退烧了", "降下来", "降了", "不烧了", "全好了", "就好了", "好了", "没事了", "正常了"))


def _is_an_example(passage: Passage, degree: DegreeHit) -> bool:
    """“比如 302 38.1”: what somebody says others should write; “36度半”这种写法."""
    if passage.low.startswith(("”", "」", "』"), degree.end):
        return True
    return _SUCH_AS.says(passage.low, max(passage.start, degree.start - 16), degree.start)


def _is_of_yesterday(passage: Passage, degree: DegreeHit, grammar: Grammar) -> bool:
    """Yesterday stands right before the number, or in its clause with nothing of today."""
    if not passage.says(grammar.lexicon.words("yesterday")):
        return False
    near = passage.low[max(passage.start, degree.start - 5) : degree.start]
    clause = report_patterns.SLEPT.sub("", passage.clause_at(degree.start).text)
    return grammar.lexicon.says("yesterday", near) or (
        grammar.lexicon.says("yesterday", clause) and not any(w in clause for w in ("今", "现", "刚"))
    )


def _is_a_report(passage: Passage, degrees: Sequence[DegreeHit], grammar: Grammar) -> bool:
    """Impossible numbers are a report when 体温 stands there, or nothing but them, a person, a greeting and 'no symptoms'."""
    words = passage.text.replace("体温计显示", "体温").replace("体温计", "")
    if any(cue in words for cue in ("体温", "打卡", "温度", "额温", "耳温", "腋温", "华氏", "量出来", "测出来")) and "血" not in words:
        return True
    return passage.once(("says more",), lambda: says_nothing_else(passage, degrees, grammar.lexicon))


def _draft(person: Person, several: bool, passage: Passage, kind: Kind) -> Draft:
    draft = Draft(kind, person.at)
    degree = person.degree
    if person.room and person.room.room:
        draft.put("room", person.room.room, person.room.start, person.room.end, "房间")
    if person.name:
        draft.put("name", passage.clean.original(*person.name), *person.name, "姓名")
    if degree is not None:
        draft.mark(degree.start, degree.end, "体温")
        if degree.value is not None:
            draft.put("temperature", degree.value, degree.start, degree.end, "体温")
        if degree.warning:
            draft.warnings.append(degree.warning)
    if person.symptoms or person.none:
        draft.put("symptoms", person.symptoms)
    draft.for_another = person.kin or (several and not person.me)
    return draft


def _are_several(people: Sequence[Person], passage: Passage) -> bool:
    """Whether more than one is without a name: then none of them is the writer."""
    nameless = [p for p in people if p.name is None and not p.kin]
    made_up_for = len(people) == 2 and report_patterns.MADE_UP_FOR.search(passage.low, passage.start, passage.end) is not None
    return len(nameless) > 1 and not made_up_for and not _of_one_day(passage, nameless)


def _of_one_day(passage: Passage, people: Sequence[Person]) -> bool:
    """早36.2 晚36.5: the same person at other times, not several people."""
    degrees = [p.degree for p in people if p.degree is not None]
    ends = [passage.start, *(d.end for d in degrees)]
    times = [patterns.PART_OF_DAY.search(passage.low, max(end, d.start - 7), d.start) for end, d in zip(ends, degrees, strict=False)]
    told = {m.group(0) for m in times if m is not None}
    return len(told) == len(degrees) > 1
