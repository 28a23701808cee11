"""Whom a thank-you thanks: 感谢刘护士, 谢谢夏子杰大太阳底下…, 给夜班兄弟点个赞."""

from reading.expressions import patterns, talk_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.people.given_names import is_given_name
from reading.people.names import name_at

_FORMULA = ("给", "表扬", "感谢", "谢谢", "点赞", "致敬", "夸夸", "多谢", "感恩")
_AMONG_US = ("姐", "哥", "叔", "姨", "婶", "嫂")
_TALE = frozenset("大半深凌每天清连冒顶一为给帮替陪教送来把在从今昨上下早晚中夜冬雨热背扛提搬跑爬又还老常总特随的这那对让耐细主不")
"""What the tale behind a name begins with."""
_DOUBLED_WORDS = frozenset("谢天常刚人家每处时样个层多真好辛")


_ALL_OF_YOU = ("你们", "大家", "各位", "所有人")


def thanked_in(passage: Passage, lexicon: Lexicon) -> tuple[int, int] | None:
    """The person or group that is thanked: with name or nickname where there is one."""
    low, start, end = passage.low, passage.start, passage.end
    helpers = lexicon.words("helpers")
    hits = [h for h in helpers.find(low, start, end) if h.word not in ("你们", "大家", "各位", "小伙子", "小伙")]
    for clause in passage.clauses:
        word = next((w for w in _FORMULA if clause.text.startswith(w)), None)
        found = _behind(low, clause.start + len(word), clause.end, lexicon) if word is not None else None
        found = found or (match.span("who") if (match := talk_patterns.CLAPPED_FOR.search(low, clause.start, clause.end)) else None)
        if found is not None:
            return found
    first = passage.clauses[0] if passage.clauses else None
    if first is not None and _is_somebody(low, first.start, first.end, lexicon):
        return first.start, first.end  # #点赞 何孃 …
    if hits:
        return _with_name(low, hits[0].start, hits[0].end, start, end, lexicon)
    if first is not None and (told := _before_a_tale(low, first.start, first.end, lexicon)) is not None:
        return first.start, told  # #感谢 柯林顶着大雨送药
    for clause in passage.clauses:
        stop = _nickname(low, clause.start, clause.end, lexicon)
        if stop is not None and low[clause.start : stop] not in lexicon.words("kin"):
            return clause.start, stop
    return None


def _is_somebody(low: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """何孃, 冷峰, 送饭的小胡: the whole of the words."""
    place = low.rfind("的", start, end) + 1 if end - start <= 8 else 0
    start = max(start, place)
    return end in (_nickname(low, start, end, lexicon), name_at(low, start, end, lexicon), _doubled(low, start, end))


def _behind(low: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """感谢刘护士…, 给彭辉 …, 感谢三号点全体工作人员."""
    while start < end and low[start] in " ：:":
        start += 1
    if (room := patterns.ROOM.match(low, start, end)) is not None:
        start = room.end()  # 感谢405李先生…
    while low.startswith(("楼下", "楼上", "门口", "我们", "咱们"), start) and start + 2 < end:
        start += 2 + (low[start + 2 : start + 3] == "的")  # 楼下保安李叔, 我们的后勤组
    work = lexicon.words("helpers").at(low, start, end)
    if work is not None and low[start + len(work) : start + len(work) + 1] in ("老", "小", "阿"):
        return _with_name(low, start, start + len(work), start, end, lexicon)  # 保洁老周
    if work is not None and work not in _ALL_OF_YOU and low.startswith("的", start + len(work)):
        at = start + len(work) + 1
        if (stop := _nickname(low, at, end, lexicon)) is not None:
            return at, stop  # 后勤的阿斌; but 护士的温柔, 后勤的周到
    stop = name_at(low, start, end, lexicon) or _nickname(low, start, end, lexicon)
    stop = stop or _before_a_tale(low, start, end, lexicon)
    doubled = _doubled(low, start, end)
    stop = stop or (doubled if doubled is not None and doubled < end else None)
    if stop is not None:
        return start, stop
    if (many := talk_patterns.ORGANISATION.match(low, start, end)) is not None:
        return many.span()
    if low.startswith(_ALL_WHO, start) and low.endswith("人", start, end) and end - start <= _NO_NAME:
        return start, end
    helpers = lexicon.words("helpers").find(low, start, end)
    if not helpers or helpers[0].start - start > 8:
        return None
    if "的" in low[start : helpers[0].start]:
        return (start, end) if helpers[0].end == end and helpers[0].start - start <= 8 else None  # 谢谢送药的小伙子
    left, right = _with_name(low, helpers[0].start, helpers[0].end, start, end, lexicon)
    many = talk_patterns.MANY_OF.match(low, right, end)
    right = many.end() if many is not None else right
    return (start, right) if helpers[0].start - start <= 6 else (left, right)


_ALL_WHO, _NO_NAME = ("所有", "每一位", "每位", "每一个", "每个", "那些", "全体"), 16
"""感谢每一位送餐的人: whoever they are, up to so many characters."""


def _before_a_tale(low: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """谢谢夏子杰大太阳底下…: the shortest name behind which the tale may begin."""
    surname = lexicon.words("surnames").at(low, start, end)
    if surname is None or lexicon.vocabulary.at(low, start, end):
        return None
    after = start + len(surname)
    stops = (after + 1, after + 2)
    return next((stop for stop in stops if stop < end and low[stop] in _TALE and is_given_name(low[after:stop])), None)


def _doubled(low: str, start: int, end: int) -> int | None:
    """佳佳, 毛毛姐."""
    if start + 2 > end or low[start] != low[start + 1] or not "\u4e00" <= low[start] <= "\u9fff" or low[start] in _DOUBLED_WORDS:
        return None
    return start + 2 + (low[start + 2 : start + 3] in _AMONG_US)


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
    if start - 1 > left and low[start - 2] in "小老阿" and low[start - 1] in lexicon.words("surnames"):
        return start - 2, end  # 小陈护士
    if (
        start > left
        and low[start - 1] in lexicon.words("surnames")
        and (start - 1 == left or not "\u4e00" <= low[start - 2] <= "\u9fff" or low[start - 2] in "谢的给")
    ):
        return start - 1, end
    title = lexicon.words("honorifics").at(low, end, right)
    stop = name_at(low, end, right, lexicon) or _nickname(low, end, right, lexicon) or (end + len(title) if title else None)
    return start, stop if stop is not None else end
