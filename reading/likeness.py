"""How much a message sounds like ordinary talk, or like danger: its fragments, weighed as labelled messages had them.

The finders say what a message could mean; this says whether people who mean it talk so. The weights are learned from
tests/reading by `python -m bench.teach_sounds` and stand in fragments.txt, one fragment a line, those of danger in its second half;
none of them is written by hand.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Self

from reading.expressions import talk_patterns

_FILE = Path(__file__).parent / "fragments.txt"
_TENTHS = 10.0
OF_DANGER = "# Of danger\n"
"""Between the two halves of the file."""


class Likeness:
    """Weights of fragments in log-odds: above zero they speak for what was learned (talk and no record, or danger). Immutable."""

    def __init__(self, weights: Mapping[str, float], leaning: float) -> None:
        self._weights, self._leaning = weights, leaning

    @classmethod
    def load(cls, file: Path = _FILE, of: str = "talk") -> Self:
        """The learned weights of talk or of danger: `fragment tenths`; the line of the empty fragment is where everything begins."""
        weights = {}
        talk, _, danger = file.read_text(encoding="utf-8").partition(OF_DANGER)
        for line in (talk.partition("\n")[2] if of == "talk" else danger).splitlines():
            fragment, _, weight = line.rpartition(" ")
            weights[fragment] = int(weight) / _TENTHS
        return cls(weights, weights.pop("", 0.0))

    def odds(self, low: str) -> float:
        """Log-odds that a clean text in lower case is what was learned: 0 is even, 2 is seven to one, 3 is twenty to one."""
        known = [self._weights[f] for f in fragments_of(low) if f in self._weights]
        return self._leaning + sum(known) / sqrt(len(known) + 1)

    def strongest(self, low: str, most: int = 5) -> tuple[str, ...]:
        """The fragments that speak most for it, for whoever asks why a message was left alone, or why somebody was called."""
        known = sorted((f for f in fragments_of(low) if self._weights.get(f, 0) > 0 and f.strip("_0")), key=lambda f: -self._weights[f])
        return tuple(known[:most])


def fragments_of(low: str) -> list[str]:
    """Every character and every two that stand together, each once; all numbers are alike, and so are all blanks."""
    text = talk_patterns.BLANKS.sub("_", talk_patterns.NUMBERS.sub("0", low.strip()))
    return list(dict.fromkeys((*text.replace("_", ""), *map("".join, pairwise(f"_{text}_")))))


def told(weights: Iterable[tuple[str, float]]) -> Iterable[str]:
    """Lines of the file for these weights."""
    return (f"{fragment} {round(weight * _TENTHS)}" for fragment, weight in weights)
