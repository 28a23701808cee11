"""Cues of more than one part: '空调/灯 坏/不亮' is a thing and, close behind it, what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reading.text.words import Hit, Words

GAP = 6
"""How many characters may stand between two parts."""
Beginning = tuple[int, tuple[str, ...]]


class Phrases:
    """Lines of the lexicon or of a kind, each a cue with a value.

    Parts are divided by spaces, alternatives by '/'; '_' is a blank in a word.
    """

    def __init__(self, lines: Iterable[tuple[str, str]], lists: Mapping[str, Iterable[str]] | None = None) -> None:
        cues: dict[str, list[tuple[tuple[Words, ...], str]]] = {}
        for line, value in lines:
            first, *rest = (_alternatives(part, lists or {}) for part in line.split())
            followers = tuple(Words(part) for part in rest)
            for word in first:
                cues.setdefault(word.lower(), []).append((followers, value))
        self._heads = Words(cues)
        self._cues = {word: _cue(ways) for word, ways in cues.items()}

    def __len__(self) -> int:
        return len(self._heads)

    def find(self, text: str, start: int = 0, end: int | None = None, gap: int = GAP) -> list[tuple[Hit, str]]:
        """Every cue between two places with its value, left to right. `text` must be in lower case."""
        end = len(text) if end is None else min(end, len(text))
        return self.find_from(self._heads.starting(text, start, end), text, end, gap)

    def beginnings(self, text: str, start: int, end: int) -> list[Beginning]:
        """The places between two others where a cue may begin, each with the words it may begin with; for `find_from`."""
        return list(self._heads.starting(text, start, end))

    def find_from(self, places: Iterable[Beginning], text: str, end: int, gap: int = GAP) -> list[tuple[Hit, str]]:
        """The cues that begin at these places and end before `end`."""
        found: list[tuple[Hit, str]] = []
        after = 0
        for index, words in places:
            if index >= after and (best := next(self._at(text, index, end, gap, words), None)) is not None:
                found.append(best)
                after = best[0].end
        return found

    def all_from(self, places: Iterable[Beginning], text: str, end: int, gap: int) -> Iterator[tuple[Hit, str]]:
        """The same, also those that share words with another."""
        for index, words in places:
            yield from self._at(text, index, end, gap, words)

    def any_near(self, places: Iterable[Beginning], text: str, gap: int) -> bool:
        """Whether at any of these places a cue begins that is whole, or a character of its second part is near."""
        for index, words in places:
            for word in words:
                if text.startswith(word, index):
                    cue, after = self._cues[word], index + len(word)
                    if cue.alone is not None or not cue.seconds.isdisjoint(text[after : after + gap + 4]):
                        return True
        return False

    def may_be(self, text: str, start: int, end: int) -> bool:
        """Whether a cue could begin between two places."""
        return self._heads.says(text, start, end)

    def _at(self, text: str, index: int, end: int, gap: int, words: Iterable[str]) -> Iterator[tuple[Hit, str]]:
        """Every cue that begins here, the more particular first."""
        for word in words:
            if not text.startswith(word, index, end):
                continue
            cue, after = self._cues[word], index + len(word)
            if not cue.seconds.isdisjoint(text[after : min(end, after + gap + 4)]):
                for followers, value in cue.longer:
                    if (stop := _follow(text, after, end, followers, gap)) is not None:
                        yield Hit(index, stop, text[index:stop]), value
            if cue.alone is not None:
                yield Hit(index, after, word), cue.alone


@dataclass(slots=True)
class _Cue:
    """What a word begins: cues of more parts with their values, the most parts first, and the value it has alone."""

    longer: list[tuple[tuple[Words, ...], str]]
    alone: str | None
    seconds: frozenset[str]
    """The characters that second parts begin with: where none of them is near, none of the parts is."""


def _cue(ways: Sequence[tuple[tuple[Words, ...], str]]) -> _Cue:
    later_first = ways[::-1]  # of two that say the same the later is the more particular
    longer = sorted((way for way in later_first if way[0]), key=lambda way: -len(way[0]))
    alone = next((value for followers, value in later_first if not followers), None)
    return _Cue(longer, alone, frozenset(word[0] for followers, _ in longer for word in followers[0]))


def _alternatives(part: str, lists: Mapping[str, Iterable[str]]) -> list[str]:
    out: list[str] = []
    for word in part.split("/"):
        if word.startswith("{") and word.endswith("}"):
            out.extend(lists.get(word[1:-1], ()))
        elif word:
            out.append(word.replace("_", " "))
    return out


def _follow(text: str, index: int, end: int, followers: tuple[Words, ...], gap: int) -> int | None:
    """Where the last part ends when all of them come, each within the gap."""
    for part in followers:
        hit = part.first(text, index, min(end, index + gap + 4))
        if hit is None or hit.start - index > gap:
            return None
        index = hit.end
    return index
