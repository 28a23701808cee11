"""A stretch of one message in clauses: what the finders look at, and which parts have been understood already."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from reading.expressions import patterns, request_patterns
from reading.places.rooms import Numbers, RoomHit
from reading.said import Said
from reading.text.clean import Clean
from reading.text.phrases import GAP, Beginning, Phrases
from reading.text.words import Hit, Words

_Kept = TypeVar("_Kept")


@dataclass(slots=True)
class Clause:
    """Words between two separators. `hard`: a line or sentence ends after it; `asked`: a question mark does.

    Nobody changes one, or any other thing that was found; they are not frozen because that makes each four times as slow to make.
    """

    start: int
    end: int
    text: str
    hard: bool
    asked: bool
    line: int

    @property
    def opens_another(self) -> bool:
        """另外加一瓶…, 对了 …: another matter begins; 还有点咳嗽 goes on with the last."""
        return leads_over(self.text) != "" and not self.text.startswith(("还有点", "还有些"))


def leads_over(words: str) -> str:
    """What stands in front of another matter: 另外消毒 5楼."""
    return next((word for word in _ANOTHER if words.startswith(word)), "")


_ANOTHER = ("另外还有", "另外", "还有", "顺便", "顺带", "顺路", "顺手", "对了", "然后", "再一个", "再就是", "再有")


@dataclass(slots=True)
class Passage:
    """One stretch of a message, and what has been taken from it. Lives only while that message is read."""

    clean: Clean
    low: str
    start: int
    end: int
    said: Said
    clauses: list[Clause]
    taken: set[int] = field(default_factory=set)
    """Starts of the clauses that have given a value."""

    closed: set[int] = field(default_factory=set)
    """Starts of the clauses that say nothing else, whatever stands in them."""
    found: dict[str, list[Hit]] = field(default_factory=dict)
    """What has been looked up in the whole stretch already."""
    spread: dict[str, dict[int, list[Hit]]] = field(default_factory=dict)
    """The same clause by clause."""
    kept: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What was asked of it and is asked again for every thing in it."""
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [c.start for c in self.clauses]

    def hits(self, name: str, words: Words) -> list[Hit]:
        """Every word of a list in the whole stretch, looked up once."""
        if name not in self.found:
            self.found[name] = words.find(self.low, self.start, self.end)
        return self.found[name]

    def hits_at(self, name: str, words: Words, clause: Clause) -> list[Hit]:
        """Those of them that touch a clause."""
        if name not in self.spread:
            self.spread[name] = self.by_clause(self.hits(name, words))
        return self.spread[name].get(clause.start, [])

    def says(self, words: Words) -> bool:
        """Whether any of these words stands in the whole stretch, before its clauses are asked one by one."""
        return self.once((words,), lambda: words.says(self.low, self.start, self.end))

    def cues(self, phrases: Phrases, start: int, end: int, gap: int = GAP) -> list[tuple[Hit, str]]:
        """The cues between two places of the stretch; where they may begin is looked up once for all its clauses."""
        here = self._beginning_in(phrases, start, end)
        return self.once((phrases, start, end, gap), lambda: phrases.find_from(here, self.low, end, gap)) if here else []

    def all_cues(self, phrases: Phrases, start: int, end: int, gap: int = GAP) -> list[tuple[Hit, str]]:
        """Also those that share words with another."""
        here = self._beginning_in(phrases, start, end)
        return list(phrases.all_from(here, self.low, end, gap)) if here else []

    def may_have(self, phrases: Phrases, gap: int = GAP) -> bool:
        """Whether the stretch could have any of these cues: where one begins, its second part may begin near."""
        return phrases.any_near(self.beginnings(phrases), self.low, gap)

    def _beginning_in(self, phrases: Phrases, start: int, end: int) -> list[Beginning]:
        places = self.beginnings(phrases)
        return places[bisect_left(places, (start,)) : bisect_left(places, (end,))] if places else places

    def beginnings(self, phrases: Phrases) -> list[Beginning]:
        """The places in the stretch where a cue may begin."""
        return self.once((phrases,), lambda: phrases.beginnings(self.low, self.start, self.end))

    def once(self, key: tuple[object, ...], work: Callable[[], _Kept]) -> _Kept:
        """What `work` gives, worked out the first time only; nothing that may change while the stretch is read."""
        if key not in self.kept:
            self.kept[key] = work()
        known: _Kept = self.kept[key]
        return known

    @property
    def rooms(self) -> list[RoomHit]:
        """Every room in the whole stretch."""
        return self.once(("rooms",), self.rooms_but)

    def rooms_but(self, barred: Sequence[Hit] = ()) -> list[RoomHit]:
        """The rooms of the whole stretch that are no part of something else."""
        return self.once(("numbers",), lambda: Numbers(self.low, self.start, self.end)).rooms(barred)

    @property
    def text(self) -> str:
        """The words, in lower case."""
        return self.low[self.start : self.end]

    @property
    def staff(self) -> bool:
        """Whether a member of staff speaks."""
        return self.said.sender.role not in ("resident", "unknown")

    def clause_at(self, index: int) -> Clause:
        """The clause a place belongs to."""
        return self.clauses[max(0, bisect_right(self._starts, index) - 1)]

    def around(self, clause: Clause, before: int, after: int) -> list[Clause]:
        """The clause with so many before and behind it."""
        at = bisect_right(self._starts, clause.start) - 1
        return self.clauses[max(0, at - before) : at + after + 1]

    def between(self, start: int, end: int) -> list[Clause]:
        """The clauses that have a part between two places."""
        first, last = max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)
        return [c for c in self.clauses[first:last] if c.start < end and start < c.end]

    def by_clause(self, hits: Iterable[Hit]) -> dict[int, list[Hit]]:
        """Under the start of each clause the hits that touch it, in their order."""
        out: dict[int, list[Hit]] = {}
        for hit in hits:
            for clause in self.between(hit.start, hit.end):
                out.setdefault(clause.start, []).append(hit)
        return out

    def take(self, clauses: Iterable[Clause]) -> None:
        """Mark clauses as understood."""
        self.taken.update(c.start for c in clauses)

    def free(self) -> list[Clause]:
        """The clauses nobody has understood yet."""
        return [c for c in self.clauses if c.start not in self.taken]

    def before(self, index: int, width: int) -> str:
        """Up to `width` characters of the same clause before a place."""
        return self.low[max(self.clause_at(index).start, index - width) : index]

    def original(self, clauses: Iterable[Clause]) -> str:
        """What these clauses say, as it was written."""
        return " ".join(self.clean.original(c.start, c.end) for c in clauses)


def passage_of(clean: Clean, said: Said, start: int = 0, end: int | None = None) -> Passage:
    """Divide a stretch into clauses."""
    end = len(clean.text) if end is None else end
    clauses = list(_clauses(clean.low, start, end))
    if clean.low.find("就是", start, end) >= 0:
        clauses = [part for c in clauses for part in _at_a_but(c)]
    return Passage(clean, clean.low, start, end, said, clauses)


def _at_a_but(clause: Clause) -> list[Clause]:
    """三十六度五都好就是马桶漏水: in dictation a temperature is told first, and then in one breath what is not well."""
    at = clause.text.find("就是")
    if (
        at <= 0
        or len(clause.text) - at < _SHORTEST_BUT
        or clause.text.startswith(("有点", "有些", "有一点", "稍"), at + 2)
        or patterns.MAY_BE_DEGREES.search(clause.text, 0, at) is None
    ):
        return [clause]  # 三十六度四就是有点想家
    cut = clause.start + at
    first = replace(clause, end=cut, text=clause.text[:at], hard=False, asked=False)
    return [first, replace(clause, start=cut, text=clause.text[at:])]


_SHORTEST_BUT = 6


LONGEST_CLAUSE = 200
"""Characters. Not even dictation goes on longer without a separator; what does is cut, so that no clause costs more."""
LONGEST_PIECE = 800
"""Characters. People do not say more at once; pasted lists are read piece by piece, so that the time grows with the length only."""


def pieces_of(clean: Clean, said: Said, start: int, end: int) -> list[Passage]:
    """A stretch as one passage, or as several when it is very long: cut at lines, or at separators, or anywhere."""
    out = []
    while end - start > LONGEST_PIECE + 400:
        cut = clean.low.rfind("\n", start + 1, start + LONGEST_PIECE)
        if cut < 0:
            cut = max(clean.low.rfind(mark, start + 1, start + LONGEST_PIECE) for mark in " ,，。;；、")
        cut = start + LONGEST_PIECE if cut < 0 else cut + 1
        out.append(passage_of(clean, said, start, cut))
        start = cut
    return [*out, passage_of(clean, said, start, end)]


def _clauses(low: str, start: int, end: int) -> Iterable[Clause]:
    line, at = 0, start
    while at < end:
        marks = patterns.SEPARATORS.search(low, at, end)
        while marks and marks.start() + 1 < end and _is_no_border(low, marks.start()):
            marks = patterns.SEPARATORS.search(low, marks.start() + 1, end)
        stop, after = marks.span() if marks else (end, end)
        rest = low[stop:after]
        while stop - at > LONGEST_CLAUSE:
            yield Clause(at, at + LONGEST_CLAUSE, low[at : at + LONGEST_CLAUSE], False, False, line)
            at += LONGEST_CLAUSE
        if stop > at:
            yield Clause(at, stop, low[at:stop], not _HARD.isdisjoint(rest), "?" in rest, line)
        line += rest.count("\n")
        at = after


def _is_no_border(low: str, index: int) -> bool:
    """36,5 and 36。8 are numbers, not two clauses; so are 3 片 and 50 mg; Maria Lopez is one name."""
    if low[index] == " ":
        before, after = low[index - 1 : index], low[index + 1 : index + 2]
        if before.isdigit() and low.startswith(("mg", "ml", "mcg"), index + 1):
            return True
        if after.isalpha() and low[index - 2 : index + 2].isascii() and low[index - 2 : index].isalpha():
            return True
        if after == "码" and before in ("l", "m", "s"):
            return True
        if before in _WORN and low[index + 1 : index + 3].isdigit():
            return True  # 棉拖鞋 41 一双
        if after in _TIMES or before in _TIMES:
            return request_patterns.TIMES_APART.match(low, max(0, index - 3), index + 7) is not None
        return after in _UNITS and request_patterns.SMALL_NUMBER_BEHIND.search(low, max(0, index - 4), index) is not None
    if low[index] == "~":
        return low[index - 1 : index].isdigit() and low[index + 1 : index + 2].isalnum()  # 701~705
    return (
        low[index] in ",，。"
        and low[index - 1 : index].isdigit()
        and low[index + 1 : index + 2].isdigit()
        and not (low[index + 2 : index + 3].isdigit() and low[index + 3 : index + 4].isdigit())  # 男 36，903 盛夏
        and low[index - 2 : index] in _DEGREES
    )


_HARD = frozenset("\n。;；!！?？")
"""A line or a sentence ends there."""
_TIMES = frozenset("x*×")
_WORN = frozenset("鞋裤袜")
_UNITS = frozenset("盒瓶片包罐箱支条提卷双袋粒颗板斤桶个套块张根本把件份床台副对节只排贴枚丸听杯串捆")
_DEGREES = frozenset(str(n) for n in range(34, 43))
