"""Finding many words in a text at once, longest first, in one walk: linear whatever the words are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reading.expressions.patterns import Pattern
from reading.expressions.word_patterns import beginning_of, longest_of
from reading.text.alike import by_ear

_FEW = 600
"""So many words one expression finds fastest; of more it would try too many at every place, and a table is faster."""


@dataclass(slots=True)
class Hit:
    """A word that was found: where, and which."""

    start: int
    end: int
    word: str


class Words:
    """An immutable set of words, each with a value."""

    def __init__(self, values: Mapping[str, str] | Iterable[str]) -> None:
        pairs = values.items() if isinstance(values, Mapping) else ((w, w) for w in values)
        self.values: dict[str, str] = {w.lower(): v for w, v in pairs if w}
        self._are_few = len(self.values) <= _FEW

    def __contains__(self, word: object) -> bool:
        return word in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def _by_two(self) -> dict[str, tuple[str, ...]]:
        """The words by their first two characters, longest first; a word of one stands at all of its kind, last."""
        by_two: dict[str, list[str]] = {}
        for word in self.values:
            by_two.setdefault(word[:2], []).append(word)
        singles = {two: word for two, (word, *_) in by_two.items() if len(two) == 1}
        for two, words in by_two.items():
            words.sort(key=len, reverse=True)
            if len(two) == 2 and two[0] in singles:
                words.append(two[0])
        return {two: tuple(words) for two, words in by_two.items()}

    @cached_property
    def _expression(self) -> Pattern[str]:
        return longest_of(self.values)

    @cached_property
    def _beginning(self) -> Pattern[str]:
        return beginning_of(self.values)

    def at(self, text: str, index: int, end: int | None = None) -> str | None:
        """The longest word that begins exactly here. `text` must be in lower case."""
        end = len(text) if end is None else end
        two = text[index : index + 2]
        for word in self._by_two.get(two) or self._by_two.get(two[:1], ()):
            if text.startswith(word, index, end):
                return word
        return None

    def starting(self, text: str, start: int, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Every place where a word may begin, overlapping or not, left to right; and the words to be compared, longest first."""
        by_two = self._by_two
        for match in self._beginning.finditer(text, start, end):
            index = match.start()
            two = text[index : index + 2]
            if words := by_two.get(two) or by_two.get(two[0]):
                yield index, words

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Every word between two places, left to right, without overlaps."""
        end = len(text) if end is None else end
        if self._are_few:
            return [Hit(m.start(), m.end(), m.group()) for m in self._expression.finditer(text, start, end)]
        found: list[Hit] = []
        after = start
        for index, words in self.starting(text, start, end):
            if index < after:
                continue
            for word in words:
                if text.startswith(word, index, end):
                    after = index + len(word)
                    found.append(Hit(index, after, word))
                    break
        return found

    def first(self, text: str, start: int = 0, end: int | None = None) -> Hit | None:
        """The first word between two places; of several that begin there the longest."""
        end = len(text) if end is None else end
        if self._are_few:
            match = self._expression.search(text, start, end)
            return Hit(match.start(), match.end(), match.group()) if match is not None else None
        for index, words in self.starting(text, start, end):
            for word in words:
                if text.startswith(word, index, end):
                    return Hit(index, index + len(word), word)
        return None

    def says(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether there is any word between two places."""
        if self._are_few:
            return self._expression.search(text, start, len(text) if end is None else end) is not None
        return self.first(text, start, end) is not None


_SHORTEST_BY_EAR = 4
"""Characters; shorter names sound like too much else."""


class WordsByEar(Words):
    """Words of which some are found as well when they are written by ear: the hit has the right word, the text keeps its own."""

    def __init__(self, values: Mapping[str, str], heard: Iterable[str]) -> None:
        super().__init__(values)
        self._heard = {by_ear(w): w for w in heard if len(w) >= _SHORTEST_BY_EAR and w[-1] != "药" and w in self.values}

    @cached_property
    def _by_ear(self) -> Words:
        return Words(self._heard)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Every word between two places, and where there is none, what sounds like one."""
        end = len(text) if end is None else end
        found = super().find(text, start, end)
        heard = [h for h in self._by_ear.find(by_ear(text[start:end])) if not _is_taken(h.start + start, h.end + start, found)]
        if not heard:
            return found
        return sorted([*found, *(Hit(h.start + start, h.end + start, self._heard[h.word]) for h in heard)], key=lambda h: h.start)


def _is_taken(start: int, end: int, found: Iterable[Hit]) -> bool:
    return any(h.start < end and start < h.end for h in found)
