"""What was said by a slip and put right in the same breath: 辛伐他汀一盒，打错，是阿托伐他汀."""

from collections.abc import Sequence
from itertools import pairwise

from reading.expressions import request_patterns
from reading.message.passage import Passage
from reading.things.item import Item


def put_right(items: Sequence[Item], wanted: Sequence[Item], passage: Passage) -> list[Item]:
    """Those that are wanted: what stands behind the slip instead of what stands before it, with its count when only the name was wrong."""
    kept = list(wanted)
    for slip, item in pairwise(items):
        if slip in kept and (slip.sort == item.sort or None in (slip.sort, item.sort)) and _says_a_slip(slip, item, passage):
            if slip.counted and not item.counted:
                item.quantity, item.unit, item.counted, item.spans = slip.quantity, slip.unit, True, [(item.end, item.end)]
            kept = [k for k in kept if k is not slip and k is not item]
            kept.append(item)
    return kept


def _says_a_slip(slip: Item, item: Item, passage: Passage) -> bool:
    """Nothing but the words of taking back stands between the two with their counts."""
    end, start = max([slip.end, *(e for _, e in slip.spans)]), min([item.start, *(s for s, _ in item.spans)])
    if not end < start <= end + 30 or request_patterns.SLIP_BETWEEN.fullmatch(passage.low, end, start) is None:
        return False
    return "还是" not in passage.low[end:start] or item.clause.text.endswith(("吧", "好了", "算了"))  # 可乐两瓶 还是雪碧吧
