"""Several numbers of one person: the last one counts, or the one that is said to."""

from collections.abc import Sequence

from reading.expressions import patterns, report_patterns
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.places.rooms import rooms_in
from reading.values.degrees import DegreeHit

_BEFORE = 8
"""Characters before a number in which it is said how it was measured."""


def the_one_that_counts(passage: Passage, degrees: Sequence[DegreeHit], grammar: Grammar) -> DegreeHit | None:
    """左耳36.1右耳36.5 我就报右耳; 早36.4 刚刚37.5; 36.9 37.4 以最后一次为准. None when they are of several people."""
    first, last = degrees[0], degrees[-1]
    kin = any(first.end <= h.start < last.start for h in passage.hits("kin", grammar.lexicon.words("kin")))
    if kin or rooms_in(passage.low, first.end, last.start):
        return None
    if (told := report_patterns.WHICH_COUNTS.search(passage.low, passage.start, passage.end)) is not None:
        return _told(told.group("which"), passage, degrees)
    if all(_by_one_way(passage, d) is not None for d in degrees) or _is_measured_again(passage, degrees, grammar):
        return last
    return None


def _told(which: str, passage: Passage, degrees: Sequence[DegreeHit]) -> DegreeHit | None:
    """取高的, 算后面那个, 报右耳: by its value, its place, or how it was measured."""
    if which in ("高", "大", "低", "小"):
        return sorted(degrees, key=lambda d: d.value or 0.0)[-1 if which in ("高", "大") else 0]
    if which in ("前", "第一", "后", "第二"):
        return degrees[0 if which in ("前", "第一") else -1]
    return next((d for d in degrees if (_by_one_way(passage, d) or "").startswith(which[:2])), None)


def _by_one_way(passage: Passage, degree: DegreeHit) -> str | None:
    """右耳 of 右耳36.5."""
    found = report_patterns.BY_ONE_WAY.search(passage.low, max(passage.start, degree.start - _BEFORE), degree.start)
    return found.group(0) if found is not None else None


def _is_measured_again(passage: Passage, degrees: Sequence[DegreeHit], grammar: Grammar) -> bool:
    """早36.4 刚刚37.5, 量了两次 37.3 37.2, 第一遍37.4 第二遍36.9."""
    low, start, end = passage.low, passage.start, passage.end
    return (
        report_patterns.MEASURED_TWICE.search(low, start, degrees[0].start) is not None
        or len(patterns.ONE_TIME.findall(low, start, end)) > 1
        or low.startswith(("现在", "刚才", "刚刚"), degrees[-1].end)
        or grammar.lexicon.says("measured_again", low[degrees[0].end : end])
    )
