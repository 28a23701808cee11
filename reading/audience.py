"""Whom a notice is for, whether it wants an answer, and whom a thank-you thanks."""

from reading import patterns, work_patterns
from reading.lexicon import Lexicon
from reading.passage import Passage
from reading.people import name_at

_FORMULA = ("给", "表扬", "感谢", "谢谢", "点赞", "致敬", "夸夸", "表扬", "多谢", "感恩")
_AMONG_US = ("姐", "哥", "叔", "姨", "婶", "嫂")
_PLURAL = ("全体", "所有", "每一位", "各位")


def audience_in(low: str, start: int, end: int) -> list[str]:
    """Sites and work groups that are named."""
    named = [m.group(0) for m in work_patterns.AUDIENCE.finditer(low, start, end)]
    for match in work_patterns.SITES_IN_A_ROW.finditer(low, start, end):
        named += match.group(0).replace("和", "、").replace(",", "、").replace("，", "、").split("、")  # 学府点、锦江点
    return list(dict.fromkeys(named))


def wants_answer(text: str) -> bool:
    """收到请回复, 请回复收到."""
    return work_patterns.WANTS_ANSWER.search(text) is not None


def thanked_in(passage: Passage, lexicon: Lexicon) -> tuple[int, int] | None:
    """The person or group that is thanked: with name or nickname where there is one."""
    low, start, end = passage.low, passage.start, passage.end
    helpers = lexicon.words("helpers")
    hits = [h for h in helpers.find(low, start, end) if h.word not in ("你们", "大家", "各位")]
    for clause in passage.clauses:
        for word in _FORMULA:
            if clause.text.startswith(word):
                found = _behind(low, clause.start + len(word), clause.end, lexicon)
                if found is not None:
                    return found
    first = passage.clauses[0] if passage.clauses else None
    if first is not None and _nickname(low, first.start, first.end, lexicon) == first.end:
        return first.start, first.end  # #点赞 何孃 …
    if hits:
        return _with_name(low, hits[0].start, hits[0].end, start, end, lexicon)
    for clause in passage.clauses:
        stop = _nickname(low, clause.start, clause.end, lexicon)
        if stop is not None:
            return clause.start, stop
    return None


def _behind(low: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """感谢刘护士…, 给彭辉 …, 感谢三号点全体工作人员."""
    while start < end and low[start] in " ：:":
        start += 1
    if (room := patterns.ROOM.match(low, start, end)) is not None:
        start = room.end()  # 感谢405李先生…
    while low.startswith(("楼下", "楼上", "门口", "我们", "咱们"), start) and start + 2 < end:
        start += 2  # 楼下保安李叔
    stop = name_at(low, start, end, lexicon) or _nickname(low, start, end, lexicon)
    if stop is not None:
        return start, stop
    helpers = lexicon.words("helpers").find(low, start, end)
    if not helpers or helpers[0].start - start > 8 or "的" in low[start : helpers[0].start]:
        return None
    left, right = _with_name(low, helpers[0].start, helpers[0].end, start, end, lexicon)
    return (start, right) if helpers[0].start - start <= 6 else (left, right)


def _nickname(low: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """石姐, 刘护士, 小龙哥: a family name with what people put behind it."""
    surname = lexicon.words("surnames").at(low, start, end) or ("小" if low[start : start + 1] in ("小", "老", "阿") else None)
    if surname is None and low[start + 1 : start + 2] in _AMONG_US and "\u4e00" <= low[start] <= "\u9fff" and low[start] not in "大小各个":
        return start + 2  # 莲姐
    if surname is None:
        return None
    after = start + len(surname)
    if surname == "小" and (low[start] == "阿" or low[after : after + 1] in lexicon.words("surnames")):
        at = after + 1 + (lexicon.words("honorifics").at(low, after + 1, end) is None)
        title = lexicon.words("honorifics").at(low, at, end) if at < end else None
        return at + len(title) if title else after + 1  # 小邱, 老刘, 阿美, 小龙女护士
    title = lexicon.words("honorifics").at(low, after, end)
    if title is not None:
        return after + len(title)
    title = lexicon.words("honorifics").at(low, after + 1, end) if after + 1 < end else None
    return after + 1 + len(title) if title is not None else None


def _with_name(low: str, start: int, end: int, left: int, right: int, lexicon: Lexicon) -> tuple[int, int]:
    """志愿者小龙: the name that follows belongs to it; 刘护士: the family name before does."""
    if low[end : end + 1] in ("小", "老", "阿") and "\u4e00" <= low[end + 1 : end + 2] <= "\u9fff":
        return start, end + 2
    if (
        start > left
        and low[start - 1] in lexicon.words("surnames")
        and (start - 1 == left or not "\u4e00" <= low[start - 2] <= "\u9fff" or low[start - 2] in "谢的给")
    ):
        return start - 1, end
    stop = name_at(low, end, right, lexicon) or _nickname(low, end, right, lexicon)
    return start, stop if stop is not None else end
