"""How many days the medicine lasts: 只够3天, 还能吃两天, 剩一个星期; 0 when it is gone."""

from reading.expressions import patterns, request_patterns
from reading.expressions.patterns import Match
from reading.lexicon import Lexicon
from reading.text.numbers import number_of
from reading.text.words import Hit

_FACTOR = {"天": 1, "日": 1, "星期": 7, "周": 7, "礼拜": 7, "月": 30}


def days_left_in(low: str, start: int, end: int, lexicon: Lexicon, labelled: bool = False) -> tuple[int, int, int] | None:
    """(start, end, days), or None when nothing is said about it."""
    number = request_patterns.DAYS_ALONE.fullmatch(low, start, end) if labelled and "天" in low[max(0, start - 5) : start] else None
    if number is not None:
        return number.start(1), number.end(1), int(number_of(number.group(1)) or 0)  # 剩余天数：3; 剩余：3 may be tablets
    if request_patterns.MAY_BE_DAYS.search(low, start, end) is not None and (told := _told(low, start, end, labelled)) is not None:
        return told
    if (stopped := request_patterns.STOPPED.search(low, start, end)) is not None:
        return stopped.start(), stopped.end(), 0
    for hit in lexicon.words("ran_out").find(low, start, end):
        nothing_else = low.endswith(_NOTHING_ELSE, start, hit.end)
        if not nothing_else and not _not_yet(low, hit.start, hit.end, start, lexicon) and not _is_broken(low, start, hit, lexicon):
            return hit.start, hit.end, 0
    return None


def _is_broken(low: str, start: int, hit: Hit, lexicon: Lexicon) -> bool:
    """花洒断了, 眼镜腿断了, 热水没了: a thing of the room, and no medicine before it."""
    begin = max(start, hit.start - _NEAR)
    for mark in " ,，。;；!！\n":
        begin = max(begin, low.rfind(mark, begin, hit.start) + 1)
    things = lexicon.items.find(low, begin, hit.start) if begin < hit.start else []
    if any(lexicon.items.values[h.word] == "medicine" for h in things):
        return False
    fixtures = lexicon.words("fixtures").find(low, begin, hit.start)
    return any(hit.start - h.end <= _A_PART for h in (*fixtures, *(things if hit.word[0] == "断" else ())))


_NEAR, _A_PART = 10, 2
"""Characters: before the word in which the thing stands, and between them for a part of it."""


def _told(low: str, start: int, end: int, labelled: bool) -> tuple[int, int, int] | None:
    """The days as a number."""
    ahead = patterns.DAYS_AHEAD.search(low, start, end)
    if ahead is not None:
        return ahead.start(), ahead.end(), _ahead(ahead)
    match = patterns.DAYS.search(low, start, end) or (patterns.DAYS_LABELLED.search(low, start, end) if labelled else None)
    if match is not None and low[match.start(1) - 1] == "第":
        match = None  # 导尿管第28天了
    if match is not None and low[match.start() - 1] in _TO_GET and low[match.start()] == "够":
        match = None  # 给我拿够半个月的
    if match is not None and request_patterns.WHAT_ONE_LASTS.search(low, max(start, match.start() - 3), match.start()) is None:
        days = _days(match)
        if days is not None:
            return match.start(), match.end(), days
    return None


_TO_GET = frozenset("拿买开带要配备")


def _ahead(match: Match[str]) -> int:
    """明天就断了, 只够吃到后天, 三天后见底, 明后两天还有药: it lasts until then."""
    if match.group("count"):
        return int(number_of(match.group("count")) or 0)
    return {"今": 0, "明": 1, "后": 2}[(match.group("day") or match.group("until"))[0]]


def _days(match: Match[str]) -> int | None:
    if len(match.group(1)) == 2 and match.group(1) in "一二三四五六七八九两三五":
        return None  # 只剩两三天
    number = number_of(match.group(1))
    unit = match.group(2).removeprefix("个")
    return int(number * _FACTOR[unit]) if number is not None else None


def _not_yet(low: str, index: int, after: int, start: int, lexicon: Lexicon) -> bool:
    before = low[max(start, index - 4) : index]
    for stop in " ,，。;；!！\n":
        before = before.rsplit(stop, 1)[-1]
    if lexicon.words("not_yet_out").first(before) or before.endswith(("刚", "刚刚", "刚才")):
        return True  # 刚吃完头孢: taken just now, not run out
    return low[after : after + 3].startswith(_GOES_ON)


_NOTHING_ELSE = tuple(
    f"{told}{end}"
    for told, ends in (
        ("其他", ("没有了", "没了")), ("其它", ("没有了", "没了")), ("别的", ("没有了", "没了")), ("问题", ("没有了", "没了")),
        ("填", ("完了",)), ("写", ("完了",)), ("报", ("完了",)), ("发", ("完了",)), ("说", ("完了",)), ("接龙", ("完了",)),
    )
    for end in ends
)  # fmt: skip
"""其他没有了, 填完了: the form is done, and no medicine gone."""
_GOES_ON = (
    "饭", "早饭", "午饭", "中饭", "晚饭", "早餐", "午餐", "晚餐", "正好", "刚好", "后", "再", "就能", "之后", "以后", "不得", "不了",
    "怎么", "咋", "会", "几", "多少", "要漱", "要等", "要隔", "得等", "记得",
)  # fmt: skip
"""Behind 吃完: it is told what comes next, and nothing has run out."""
