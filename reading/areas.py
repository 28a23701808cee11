"""Places that are no guest room: 3楼走廊, 电梯和大堂, 公共卫生间、3楼走廊, 1-8楼."""

from reading import patterns
from reading.lexicon import Lexicon

_JOINS = "+和、及与,，到至-~—跟 的及东西南北侧头端边"


def area_in(low: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The stretch of places and floors that hang together, the first in the text."""
    spans = [(h.start, h.end) for h in lexicon.words("areas").find(low, start, end)]
    spans += [(m.start(), m.end()) for m in patterns.FLOORS.finditer(low, start, end)]
    spans.sort()
    if not spans:
        return None
    left, right = spans[0]
    for a, b in spans[1:]:
        if a < right or all(c in _JOINS for c in low[right:a]):
            right = max(right, b)
        else:
            break
    return left, right
