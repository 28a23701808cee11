"""Places that are no guest room: 3楼走廊, 电梯和大堂, 公共卫生间、3楼走廊, 1-8楼."""

from reading.expressions import patterns
from reading.lexicon import Lexicon

_ENDS = frozenset("间房室厅堂口门道廊梯台库院墙栏场棚区亭点处车楼层栋座柜舍池")
_GOES_ON = frozenset("都也已刚均又全正")
_TOLD = frozenset("了没已在有被把请说去来到放送关锁坏开堵换修走拖拉也都完")
_KEPT = ("存放", "堆放", "停放", "摆放")
"""样本存放间: in the name of a place 放 tells of nothing."""
_NOWHERE = ("夜间", "晚间", "早间", "午间", "期间", "时间", "房间")
_COUNTING = frozenset("0123456789一两二三四五六七八九十")
_SPLITS = str.maketrans("和及与跟+/", "、、、、、、")
_PUT = (
    *("送到", "送至", "放到", "放在", "搁", "挂", "堆在", "堆到", "运到", "拉到", "装上", "上了"),
    *("交给", "交到", "交了", "移交", "转交", "已交", "交由"),
)
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
    side = patterns.SIDE_OF_A_PLACE.match(low, right, end)
    return left, side.end() if side is not None else right  # 9楼西头


def are_all_places(text: str) -> bool:
    """后厨和锅炉房, A栋楼梯、布草间: words that end as places do, and nothing told of them."""
    return all(_is_a_place(piece) for piece in text.translate(_SPLITS).split("、"))


def _is_a_place(words: str) -> bool:
    if not 2 <= len(words) <= 8 or words[-1] not in _ENDS or not words.isalnum() or words.endswith(_NOWHERE):
        return False
    told = words[:-3] if words[-3:-1] in _KEPT else words
    return _TOLD.isdisjoint(told) and not (words[-1] in "车点" and words[-2] in _COUNTING)


def places_at(low: str, start: int, end: int) -> int | None:
    """Where the places end that open a clause, up to the word of doing: 前门后门停车棚都走了一遍."""
    stop = next((i for i in range(start, end) if low[i] in _GOES_ON), end)
    return stop if are_all_places(low[start:stop]) else None


def area_worked_in(low: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The first area that is no place where something was put or handed over: 73份都送到门口了, 交给转运车了."""
    area = area_in(low, start, end, lexicon)
    while area is not None and _is_put_there(low, *area):
        area = area_in(low, area[1], end, lexicon)
    return area


def _is_put_there(low: str, start: int, end: int) -> bool:
    before = low[max(0, start - 5) : start].rstrip("各房间他她的门大")
    return before.endswith(_PUT) or (low.endswith("车", start, end) and low.startswith(_DROVE, end))


_DROVE = ("已到", "来", "到了", "拉走", "运走", "已拉", "已运", "都拉", "刚拉")
"""Behind 车: it came, or took something away."""


def is_told_of(low: str, start: int, end: int) -> bool:
    """各楼层门窗关好: more is said of every place, and no place that was gone to."""
    return low.startswith("各", start) and "\u4e00" <= low[end : end + 1] <= "\u9fff"
