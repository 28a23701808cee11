"""Which record that was read stands for which that was expected, and the same for the things in them."""

import difflib
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.values import absent, fields_of, same, squeezed

Record = Mapping[str, Any]
Pair = tuple[Record | None, Record | None]
"""What was expected and what was read in its place; None where there is nothing."""

_TELLING = {"room": 2, "rooms": 2, "name": 2, "ticket": 2, "items": 2, "temperature": 1.5}


def pair_records(expected: Sequence[Record], read: Sequence[Record], alt: Mapping[str, Any]) -> list[Pair]:
    """Every record with its counterpart: kind by kind, so that as much as can be agrees, else in the order of the text."""
    out: list[Pair] = []
    for kind in dict.fromkeys(r["kind"] for r in (*expected, *read)):
        left, right = ([r for r in side if r["kind"] == kind] for side in (expected, read))
        gain = [[_agreement(a, b, alt) - 0.001 * abs(i - j) for j, b in enumerate(right)] for i, a in enumerate(left)]
        partner = best_partners(gain) if left and right else {}
        out += [(a, right[partner[i]] if i in partner else None) for i, a in enumerate(left)]
        out += [(None, b) for j, b in enumerate(right) if j not in partner.values()]
    return out


def best_partners(gain: Sequence[Sequence[float]]) -> dict[int, int]:
    """Row to column, each used once: the greatest sum for a handful of records, the best pair first for a long list."""
    rows, columns = len(gain), len(gain[0])
    if rows > columns:
        return {row: column for column, row in best_partners(list(zip(*gain, strict=True))).items()}
    if math.perm(columns, rows) <= 5040:
        every_way = itertools.permutations(range(columns), rows)
        return dict(enumerate(max(every_way, key=lambda way: (sum(gain[i][j] for i, j in enumerate(way)), way))))
    out: dict[int, int] = {}
    taken: set[int] = set()
    for _, row, column in sorted((-gain[i][j], i, j) for i in range(rows) for j in range(columns)):
        if row not in out and column not in taken:
            out[row] = column
            taken.add(column)
    return out


def pair_items(expected: Iterable[Record], read: Iterable[Record], alt: Mapping[str, Any]) -> list[Pair]:
    """Things of the same name, of those the ones that agree most; what is left over by likeness of the names."""
    left, right, out = list(expected), list(read), list[Pair]()

    def likeness(pair: tuple[int, int]) -> tuple[bool, float]:
        a, b = left[pair[0]], right[pair[1]]
        if same("name", a.get("name"), b.get("name"), alt):
            return True, sum(same(f, a.get(f), b.get(f), alt) for f in ("quantity", "strength"))
        return False, difflib.SequenceMatcher(None, squeezed(a.get("name")), squeezed(b.get("name"))).ratio()

    while left and right:
        i, j = max(itertools.product(range(len(left)), range(len(right))), key=likeness)
        out.append((left.pop(i), right.pop(j)))
    return [*out, *((a, None) for a in left), *((None, b) for b in right)]


def _agreement(wanted: Record, got: Record, alt: Mapping[str, Any]) -> float:
    """How much two records have in common: whose it is and what is wanted count double, a contradiction a little against."""
    total = 0.0
    for name in fields_of(wanted["kind"]):
        a, b, weight = wanted.get(name), got.get(name), _TELLING.get(name, 1)
        if a is None or b is None or absent(a) or absent(b):
            continue
        if name == "items":
            named = sum(same("name", x.get("name"), y.get("name"), alt) for x, y in pair_items(a, b, alt) if x and y)
            total += weight * named / max(len(a), len(b))
        else:
            total += weight if same(name, a, b, alt) else -0.25
    return total
