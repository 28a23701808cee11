"""The parts of a line that may be pieces of work of their own: where each begins, and what it says by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from reading.expressions import patterns
from reading.fields import Choice
from reading.kind import Kind
from reading.message.grammar import Grammar
from reading.message.labels import opens_with_a_label
from reading.message.passage import Clause, leads_over, passage_of
from reading.people.names import name_at
from reading.places.areas import are_all_places
from reading.said import Reading, Said, Understanding
from reading.text.clean import Clean
from reading.text.words import Hit
from reading.values.tickets import tickets_of

_DONE = frozenset("了完毕达采性妥齐常好毒杀接 ")
"""What a piece of work ends in, where the next begins without so much as a blank: 早餐送完了314要一提纸."""
_BETWEEN = " ,，、;；\n"
_OPENS_A_LIST = 8
"""Characters before a colon: 4楼晚测：415 36.4."""


@dataclass(slots=True)
class Part:
    """A stretch of the message and what it says by itself."""

    start: int
    end: int
    readings: tuple[Reading, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its records."""
        return frozenset(r.kind for r in self.readings)

    @property
    def works(self) -> frozenset[object]:
        """Its kinds, and which task each is: 垃圾 and 医废 are two works, 3楼消杀 and 5楼消杀 are of one sort."""
        return frozenset((r.kind, r.fields.get("task")) for r in self.readings)

    @property
    def stands(self) -> bool:
        """Whether it says all of something."""
        return bool(self.readings) and not any(r.missing for r in self.readings)

    @property
    def places(self) -> set[object]:
        """Rooms, floors and other places."""
        return {
            place
            for r in self.readings
            for place in (r.fields.get("room"), r.fields.get("area"), *(r.fields.get("rooms") or ()), *(r.fields.get("floors") or ()))
            if place
        }

    def has(self, field: str) -> bool:
        """Whether any of its records has such a field."""
        return any(field in r.fields for r in self.readings)


class Parts:
    """One message that can be read part by part."""

    def __init__(self, clean: Clean, said: Said, grammar: Grammar, whole: Understanding, read: Callable[[str], Understanding]) -> None:
        self.clean, self.grammar, self.whole, self._read = clean, grammar, whole, read
        self.passage = passage_of(clean, said)
        self._known: dict[tuple[int, int], Part] = {}

    def part(self, start: int, end: int) -> Part:
        """What stands between two places, without what divides it from the next."""
        start += len(leads_over(self.passage.low[start:end]))
        last = self.passage.between(start, end)
        end = min(end, last[-1].end) if last else end
        if (start, end) not in self._known:
            self._known[start, end] = Part(start, end, self._readings(start, end))
        return self._known[start, end]

    def _readings(self, start: int, end: int) -> tuple[Reading, ...]:
        a, b = self.clean.span(start, end)
        if a == 0 and self.passage.clauses and end >= self.passage.clauses[-1].end:
            return self.whole.readings
        return () if self._is_bare(start, end) else self._read(self.clean.raw[a:b]).readings

    def _is_bare(self, start: int, end: int) -> bool:
        """Nothing but a room, or blanks: it says nothing by itself."""
        words = self.passage.low[start:end].strip(_BETWEEN)
        return not words or patterns.ROOM.fullmatch(words) is not None

    def starts(self) -> list[int]:
        """Where a piece of work may begin: with a room, a floor, a ticket, a place, a title or the word of a task in its clause."""
        passage, grammar = self.passage, self.grammar
        subjects = {r.start for r in passage.rooms} | {t.start for t in tickets_of(passage, grammar)}
        subjects |= {passage.low.rfind(" ", r.start, r.end) + 1 for r in passage.rooms if "楼 " in passage.low[r.start : r.end]}  # 4楼 406
        subjects |= {hit.start for c in passage.clauses for hit in self.works_in(c)}
        places = {m.start() for m in patterns.FLOORS.finditer(passage.low, passage.start, passage.end)}
        places |= {h.start for h in passage.hits("areas", grammar.lexicon.words("areas"))}
        heads = {c.start for c in passage.clauses if any(c.start <= at < c.end for at in subjects) or self.title_of(c) is not None}
        heads |= {c.start for c in passage.clauses if c.start + len(leads_over(c.text)) in places}
        heads |= {at for at in subjects | places if passage.low[at - 1] in _DONE}
        heads -= {c.start for before, c in pairwise(passage.clauses) if passage.low[before.end] == "、" and are_all_places(before.text)}
        return self._apart(sorted({passage.start, *map(self._with_the_name, heads)}))

    def works_in(self, clause: Clause) -> list[Hit]:
        """The words of tasks in it."""
        tasks = [self.grammar.options(k, f.name) for k in self.grammar.plain("task") for f in k.fields if isinstance(f, Choice)]
        return [hit for words in tasks for hit, _ in self.passage.cues(words, clause.start, clause.end)]

    def is_in_a_place(self, hit: Hit) -> bool:
        """消防通道, 垃圾点: the name of a place, and no work."""
        places = self.passage.hits("areas", self.grammar.lexicon.words("areas"))
        return any(p.start <= hit.start and hit.end <= p.end for p in places) or are_all_places(self.passage.clause_at(hit.start).text)

    def _apart(self, heads: list[int]) -> list[int]:
        """Without those that only go on from a room, or from the title that opens all: #采样 201 203 已采."""
        out = heads[:1]
        for at in heads[1:]:
            if not self._is_bare(out[-1], at) and not (len(out) == 1 and self.heading(Part(out[-1], at, ())) is not None):
                out.append(at)
        return out

    def _with_the_name(self, at: int) -> int:
        """蓝田玉 B1110 复检阳: a name in a clause of its own before the room, when no other room has it."""
        clause = self.passage.clause_at(at)
        *earlier, before = self.passage.around(clause, 2, 0)[:-1] or [clause]
        if clause.start != at or before is clause or before.hard or (earlier and earlier[-1].text[-1:].isdigit()):
            return at
        return before.start if name_at(self.passage.low, before.start, before.end, self.grammar.lexicon) == before.end else at

    def title_of(self, clause: Clause) -> Kind | None:
        """The kind whose title opens the clause and stands by itself: 摸排 …, 情况上报：…, #核酸."""
        said = clause.text.removeprefix(leads_over(clause.text))
        words = said.lstrip("#【[")
        title = self.grammar.titles.at(words, 0)
        if title is None or (words == said and words[len(title) :][:1] not in ("", ":")):
            return None
        return self.grammar.kinds[self.grammar.titles.values[title]]

    def heading(self, part: Part) -> Kind | None:
        """The kind whose title is all that this part says."""
        words = self.passage.low[part.start : part.end].strip(" :,，。;；\n#【】[]")
        return self.grammar.kinds[self.grammar.titles.values[words]] if words in self.grammar.titles else None

    def opens(self, part: Part) -> bool:
        """摸排 …, 4楼晚测：…: whether something begins here that stands under nothing else."""
        first = self.passage.clause_at(part.start)
        return self.title_of(first) is not None or ":" in first.text[:_OPENS_A_LIST]

    def is_a_row(self, part: Part, title: Kind | None) -> bool:
        """2）房号：707 姓名：…: a label of the form above."""
        number = patterns.ITEM_NUMBER.match(self.passage.low, part.start, part.end)
        return title is not None and opens_with_a_label(
            self.passage.low, number.end() if number is not None else part.start, self.grammar.labels(title)
        )

    def has_title(self, part: Part) -> bool:
        """Whether a title opens it."""
        return self.title_of(self.passage.clause_at(part.start)) is not None

    def begins_with_a_ticket(self, part: Part) -> bool:
        """W203家里没人: no room, although it looks like one."""
        return any(t.start == part.start for t in tickets_of(self.passage, self.grammar))

    def ends_a_sentence(self, part: Part) -> bool:
        """Whether a line or a sentence ends with it."""
        return self.passage.clause_at(part.end - 1).hard

    def written(self, part: Part) -> tuple[int, int]:
        """Where it stands in the original."""
        return self.clean.span(part.start, part.end)

    def plain(self, part: Part) -> set[str | None]:
        """How its kinds are recognised."""
        return {self.grammar.kinds[r.kind].plain for r in part.readings}
