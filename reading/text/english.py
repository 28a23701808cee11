"""English put into the words the reader knows: no hot water is 没有热水. The record keeps what was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from reading.expressions import patterns
from reading.text.words import Words

_SHORT = 2
"""Letters: a word so short means nothing when it is glued to something."""


@dataclass(slots=True)
class Rewritten:
    """A text whose characters know where each began and ended in the one it was made from."""

    out: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, words: str, start: int, end: int) -> None:
        """What stands for the characters from `start` to `end`: those themselves, or other words for all of them."""
        alike = len(words) == end - start
        self.out.append(words)
        self.begins.extend(range(start, end) if alike else [start] * len(words))
        self.ends.extend(range(start + 1, end + 1) if alike else [end] * len(words))


class English:
    """The words and phrases that are known, each with what stands for it."""

    def __init__(self, words: Words) -> None:
        self._meant = {tuple(said.split("_")): meant for said, meant in words.values.items()}
        self._lengths: dict[str, list[int]] = {}
        """How many words the phrases have that begin with a word, the longest first."""
        for first, length in sorted({(phrase[0], len(phrase)) for phrase in self._meant}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    def rewrite(self, text: str) -> Rewritten | None:
        """The text with what is known put otherwise, and no blanks between such words; None when nothing is."""
        found = list(self._found(lower_case(text).replace("’", "'")))
        if not found:
            return None
        new, after, counted = Rewritten(), 0, True
        for start, end, meant in found:
            if counted or text[after:start] != " " or meant[:1].isdigit():  # behind a number the blank stays: 1 pillow
                new.add(text[after:start], after, start)
            new.add(meant, start, end)
            after, counted = end, meant[-1:].isdigit()
        new.add(text[after:], after, len(text))
        return new

    def _found(self, low: str) -> Iterator[tuple[int, int, str]]:
        spans = [match.span() for match in patterns.ENGLISH_WORD.finditer(low)]
        words = [low[start:end] for start, end in spans]
        index = 0
        while index < len(words):
            step = 1
            for length in self._lengths.get(words[index], ()):
                phrase = tuple(words[index : index + length])
                meant = self._meant.get(phrase)
                if meant is not None and len(phrase) == length and _stands_together(low, spans[index : index + length]):
                    step = length
                    yield spans[index][0], spans[index + length - 1][1], "" if meant == "_".join(phrase) else meant
                    break
            index += step


def lower_case(text: str) -> str:
    """The text in lower case and as long as it was: İ, which would be two characters, stays."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _stands_together(low: str, spans: list[tuple[int, int]]) -> bool:
    """The words of a phrase with one blank between them, and nothing glued to a short one (A座, 8am, No.3)."""
    if any(low[a[1] : b[0]] != " " for a, b in pairwise(spans)):
        return False
    start, end = spans[0][0], spans[-1][1]
    before, behind = low[start - 1 : start], low[end : end + 2].lstrip(".-")[:1]
    return end - start > _SHORT or not (before.isalnum() or behind.isalnum())
