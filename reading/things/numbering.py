"""Numbers that only count the lines of a list written in one line: 1、比索洛尔5mg 2、呋塞米20mg."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.message.passage import Passage
from reading.text.words import Hit


def list_numbers_in(passage: Passage, things: Sequence[Hit]) -> list[Hit]:
    """One, two and so on, each in front of something: no counts. But 抽纸1、牙膏2、毛巾3 are counts."""
    low, run = passage.low, list[Hit]()
    starts, ends = {t.start for t in things}, {t.end for t in things}
    for match in request_patterns.LIST_NUMBER.finditer(low, passage.start, passage.end):
        number = match.group("marked") or match.group("glued") or match.group("bare")
        counts = match.group("bare") is not None and (match.start() in starts or patterns.QUANTITY.match(low, match.start(), passage.end))
        behind_a_thing = not run and low[match.start() - 1 : match.start()] == " " and match.start() - 1 in ends
        if int(number) == len(run) + 1 and not counts and not behind_a_thing:
            run.append(Hit(match.start(), match.end(), ""))
    return run if len(run) > 1 else []
