"""Cues of more than one part: '空调/灯 坏/不亮' is a thing and, close behind it, what is wrong with it."""

from collections.abc import Iterable, Mapping

from reading.words import Hit, Words

GAP = 6
"""How many characters may stand between two parts."""


class Phrases:
    """Lines of the lexicon or of a kind, each a cue with a value.

    Parts are divided by spaces, alternatives by '/'; '_' is a blank in a word.
    """

    def __init__(self, lines: Iterable[tuple[str, str]], lists: Mapping[str, Iterable[str]] | None = None) -> None:
        heads: dict[str, str] = {}
        self._rest: dict[str, list[tuple[tuple[Words, ...], str]]] = {}
        for line, value in lines:
            first, *rest = (_alternatives(part, lists or {}) for part in line.split())
            followers = tuple(Words(part) for part in rest)
            for word in first:
                heads[word.lower()] = word
                self._rest.setdefault(word.lower(), []).append((followers, value))
        self._heads = Words(heads)
        for options in self._rest.values():
            options.reverse()  # of two that say the same the later is the more particular
            options.sort(key=lambda option: -len(option[0]))

    def __len__(self) -> int:
        return len(self._heads)

    def find(self, text: str, start: int = 0, end: int | None = None, gap: int = GAP) -> list[tuple[Hit, str]]:
        """Every cue between two places with its value, left to right. `text` must be in lower case."""
        end = len(text) if end is None else end
        found: list[tuple[Hit, str]] = []
        after = start
        for index in self._heads.places(text, start, min(end, len(text))):
            if index < after:
                continue
            best = self._at(text, index, end, gap)
            if best is not None:
                found.append(best)
                after = best[0].end
        return found

    def may_be(self, text: str, start: int, end: int) -> bool:
        """Whether a cue could begin between two places."""
        return self._heads.says(text, start, end)

    def values(self, text: str, start: int = 0, end: int | None = None) -> set[str]:
        """Only the values of the cues that are there."""
        return {value for _, value in self.find(text, start, end)}

    def _at(self, text: str, index: int, end: int, gap: int) -> tuple[Hit, str] | None:
        for word in self._heads.starting(text, index, end):
            for followers, value in self._rest[word]:
                stop = _follow(text, index + len(word), end, followers, gap)
                if stop is not None:
                    return Hit(index, stop, text[index:stop]), value
        return None


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
