"""Transfers in plain words: a room, where to, and why."""

from collections.abc import Sequence
from itertools import pairwise

from reading.expressions import patterns, work_patterns
from reading.fields import Choice
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.people.mentions import Mention, mentions_in
from reading.people.told_names import told_name
from reading.talk.tone import Tone
from reading.text.words import Hit

BEFORE_HAND = ("准备", "联系", "等待", "待", "等", "申请", "备", "需要", "谁", "马上联系")
"""Before 转运, with no place to go to: it is being prepared, nobody has gone."""


def transfers_in(passage: Passage, tone: Tone, grammar: Grammar, kind: Kind, told: bool) -> list[Draft]:
    """转运到妇幼保健院: a room, where to, and why."""
    low = passage.low
    if not passage.staff or (tone.teaches and not told):
        return []
    goes = [
        h
        for h in grammar.lexicon.words("transfers").find(low, passage.start, passage.end)
        if work_patterns.HOW_MANY.match(low, h.end) is None and not _is_of_things(passage, h)
        if (len(h.word) > 1 and low[h.end : h.end + 1] not in tuple("车单箱桶")) or _names_a_place(low, h.end, passage.end, grammar.lexicon)
    ]
    at = goes[0].start if goes else -1
    rooms = passage.rooms
    moves = at >= 0 and (low.startswith("转", at) or any(w in passage.text for w in _CARED_FOR))
    if not told and (not moves or not rooms or _is_asked(passage)):
        return []
    if not told and low.endswith(BEFORE_HAND, passage.clause_at(at).start, at) and _destination(passage, None, grammar.lexicon) is None:
        return []
    draft = Draft(kind, max(at, passage.start) if not told else passage.start)
    mentions = [m for m in mentions_in(passage, rooms, grammar.lexicon) if not _is_negative(m, low, passage.end)]
    placed = next((m for m in mentions if m.room), None)
    if placed is not None:
        draft.put("room", placed.room, placed.start, placed.end, "房间")
        if placed.name:
            draft.put("name", placed.name, placed.name_start, placed.name_end, "姓名")
        elif told and (word := told_name(passage, rooms[0], kind, grammar)) is not None:
            draft.put("name", passage.clean.original(*word), *word, "姓名")
    where = _destination(passage, placed, grammar.lexicon)
    if where is not None:
        draft.put("destination", passage.clean.original(*where), *where, "去向")
    reason = _reason(passage, grammar, kind, where if told else None) or (
        _of_the_place(low[slice(*where)], kind, told) if where is not None else None
    )
    if reason is not None:
        draft.put("reason", reason)
    draft.mark(max(at, passage.start), max(at, passage.start) + 2, "转运")
    passage.take(c for c in passage.clauses if c.start <= max(at, 0) < c.end or told)
    return [draft, *_others(draft, [m for m in mentions if m.room], passage)]


def _is_of_things(passage: Passage, hit: Hit) -> bool:
    """医废17袋 已转运: in a line that names no room before it, what was carried away is waste."""
    start = passage.low.rfind("\n", passage.start, hit.start) + 1
    named = work_patterns.CARGO.search(passage.low, max(start, passage.start), hit.start) is not None
    return named and not any(start <= room.start < hit.start for room in passage.rooms)


def _is_negative(mention: Mention, low: str, end: int) -> bool:
    """402 413 阴 420 阳 转运: those whose result is negative stay."""
    found = work_patterns.POSITIVE_OR_NOT.search(low, mention.end, end) if mention.room else None
    return found is not None and found.group(0) == "阴"


def _others(draft: Draft, placed: Sequence[Mention], passage: Passage) -> list[Draft]:
    """转运 502 503 阳性: those who follow the first directly go the same way."""
    out = []
    for before, mention in pairwise(placed):
        if not all(c in " ,，、和及\n" for c in passage.low[before.end : mention.start]):
            break
        other = Draft(draft.kind, draft.at, {k: v for k, v in draft.fields.items() if k != "name"}, list(draft.spans))
        other.put("room", mention.room, mention.start, mention.end, "房间")
        if mention.name:
            other.put("name", mention.name, mention.name_start, mention.name_end, "姓名")
        out.append(other)
    return out


def _of_the_place(place: str, kind: Kind, told: bool) -> str | None:
    """市二院, 县妇幼: nobody is taken there for anything but to be treated; 一中点: another site."""
    choice = next(f for f in kind.fields if isinstance(f, Choice))
    if (
        any(w in place for w in ("院", "妇幼", "急诊", "icu", "门诊"))
        and "方舱" not in place
        and not (told and _is_for_the_infected(place))
    ):
        return list(choice.options)[1]
    return list(choice.options)[2] if work_patterns.NAMED_SITE.fullmatch(place) is not None else None


def _is_for_the_infected(place: str) -> bool:
    return any(w in place for w in _FOR_THE_INFECTED)


_FOR_THE_INFECTED = ("定点", "胸科", "传染", "感染", "公卫", "公共卫生")
"""Who goes there may be positive or ill: under a title, where somebody is to be taken, it is asked."""
_CARED_FOR = ("院", "妇幼", "急诊", "号点", "隔离点", "方舱", "icu")
"""Where only people are taken: parcels go to a hotel as well."""


def _is_asked(passage: Passage) -> bool:
    return any(c.asked or any(w in c.text for w in _ASKING) for c in passage.clauses)


_ASKING = ("要不要", "是否", "能不能", "谁", "几点", "什么时候", "多久", "到哪")


def _names_a_place(low: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """转市妇幼, 去市二院: right behind the short word a place must come."""
    return lexicon.says("hospitals", low[start : min(end, start + 12)])


def _destination(passage: Passage, placed: Mention | None, lexicon: Lexicon) -> tuple[int, int] | None:
    low = passage.low
    for clause in passage.clauses:
        for hit in lexicon.words("transfers").find(low, clause.start, clause.end):
            following = next((c for c in passage.around(clause, 0, 1)[1:] if hit.end == clause.end and len(hit.word) > 1), None)
            if following is not None and work_patterns.NAMED_SITE.fullmatch(following.text) is not None:
                return following.start, following.end  # 换点 海坡点
            site = work_patterns.NAMED_SITE.fullmatch(low, hit.end, clause.end) is not None
            if hit.end < clause.end and (site or lexicon.says("hospitals", low[hit.end : clause.end])):
                cut = patterns.AFTER_A_PLACE.search(low, hit.end + 2, clause.end)  # 县医院看牙
                return hit.end, cut.start() if cut else clause.end
    if by_number := work_patterns.A_SITE.search(low, passage.start, passage.end):
        return by_number.span()  # 由五号点接收
    for clause in passage.clauses:
        named = clause.text.split("(")[0].rstrip()
        if any(named.endswith(p) for p in lexicon.words("hospitals")) and not (
            placed and clause.start <= placed.start < clause.end and clause.end - placed.end < 2
        ):
            begins = placed.end if placed and placed.start >= clause.start and placed.end < clause.end else clause.start
            return begins + (passage.low[begins] in "到至去往"), clause.end
    return None


def _reason(passage: Passage, grammar: Grammar, kind: Kind, where: tuple[int, int] | None) -> str | None:
    """The words of why; 去定点医院 alone does not tell."""
    choice = next(f for f in kind.fields if isinstance(f, Choice))
    cues = [cue for c in passage.clauses for cue in passage.cues(grammar.options(kind, choice.name), c.start, c.end)]
    untold = range(*where) if where is not None and _is_for_the_infected(passage.low[slice(*where)]) else range(0)
    found = [value for hit, value in cues if hit.start not in untold]
    order = list(choice.options)
    if not found and any(c.text == "阳" for c in passage.clauses):
        return order[0]
    before = passage.low[max(0, passage.start - 12) : passage.start].rpartition("\n")[2]
    found = found or [v for _, v in grammar.options(kind, choice.name).find(before)]  # 阳性转运：603 604
    if not found and any(passage.cues(grammar.lexicon.phrases(n), c.start, c.end) for n in _ILL for c in passage.clauses):
        return order[1]
    return min(found, key=order.index) if found else None


_ILL = ("complaints", "symptoms", "physical")
"""What somebody is taken to be treated for: 胸痛, 宫缩, 需要吸氧."""
