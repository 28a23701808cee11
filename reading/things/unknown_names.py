"""The name of a thing that no list has: what is left between words of asking, if it may be a thing at all."""

from dataclasses import dataclass

from reading.expressions import patterns, request_patterns
from reading.lexicon import Lexicon
from reading.message.suggestions import sounds_like_medicine

_LONGEST = 14
OF_THINGS = frozenset("膏刷巾纸刀盆杯袋梳鞋袜裤衣被枕垫帽伞笔灯壶锅碗筷勺皂粉露水夹架针线")
"""What things end in; names of makers seldom do."""


@dataclass(slots=True)
class NameHit:
    """The name of a thing. `known`: a list has it; `sort`: medicine or goods."""

    start: int
    end: int
    sort: str | None
    known: bool


def unknown_name(low: str, start: int, end: int, lexicon: Lexicon) -> NameHit | None:
    """What remains between words of asking: the last piece of it, if it may be a thing at all."""
    if patterns.HE_IN_A_DRUG.search(low, start, end):
        left, right = _trim(low, start, end, lexicon)
        if 2 < right - left <= 8 and not request_patterns.NO_NAME.search(low, left, right):
            return NameHit(left, right, None, False)  # 倍特他司汀: here 他 is nobody
    pieces: list[tuple[int, int]] = []
    at = start
    for hit in lexicon.words("fillers").find(low, start, end):
        if len(hit.word) == 1 and _describes(low, hit.start, end, lexicon):
            continue  # 发热眼罩, 换鞋凳
        if hit.word in lexicon.words("modifiers") and low[hit.end : hit.end + 1] in OF_THINGS | {"勺", "杯", "碗"} and hit.end + 1 == end:
            continue  # 老人杯, 婴儿勺
        if len(hit.word) > 1 or hit.start == at or hit.end == end:
            pieces.append((at, hit.start))
            at = hit.end
    pieces.append((at, end))
    for left, right in reversed(pieces):
        left, right = _trim(low, left, right, lexicon)
        if right + 1 == end and low[right] in "了过着":
            continue  # 一亩打了1200斤
        if low.startswith(("点的", "一点的", "些的", "一些的"), right):
            continue  # 换个安静点的房间
        if (
            low[left : left + 1] in ("支", "盒", "瓶", "个", "条")
            and _sort_by_ending(low, left + 1, right, lexicon)
            and (left == start or not "\u4e00" <= low[left - 1] <= "\u9fff")
        ):
            left += 1
        if (1 < right - left <= _LONGEST or low[left:right] in lexicon.words("goods")) and _may_be_a_thing(low, left, right, lexicon):
            return NameHit(left, right, _sort_by_ending(low, left, right, lexicon), False)
    return None


def _trim(low: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    start = skip_edges(low, start, end)
    while end > start and (low[end - 1] in patterns.EDGES or low[end - 1] in "的了吗么吧呢啊要个看"):
        end -= 1
    while start < end and low[start] in "的了要买带送拿开给有点个再和跟也还就把我你他她" and not _describes(low, start, end, lexicon):
        start = skip_edges(low, start + 1, end)
    return start, end


def _describes(low: str, index: int, end: int, lexicon: Lexicon) -> bool:
    """开胃菜, 点痣笔: no verb stands there, but a word of several characters that says what the thing is like."""
    return len(lexicon.words("modifiers").at(low, index, end) or "") > 1


def skip_edges(low: str, start: int, end: int) -> int:
    """Behind the blanks and signs a name does not begin with."""
    while start < end and low[start] in patterns.EDGES:
        start += 1
    return start


def _may_be_a_thing(low: str, start: int, end: int, lexicon: Lexicon) -> bool:
    words = low[start:end]
    if len(words) == 1:
        return words in lexicon.words("goods")
    if request_patterns.ONLY_WHAT_IT_DOES.fullmatch(words):
        return False
    if request_patterns.NO_NAME.search(words) or words.replace(".", "").isdigit() or words[0] in "人天次":
        return False
    if not words.strip("零一二两三四五六七八九十百千几多") or words[-1] in "十百千万块元":
        return False
    whose = lexicon.words("modifiers").at(words, 0) or ""  # 老人杯: a cup, not an old man
    if words[0] in "写考会别勿莫每哭卖梦" or "输" in words[1:] or words.endswith("的药"):
        return False
    if lexicon.no_things.says(low, start + len(whose), end) and not sounds_like_medicine(words):
        return False
    if any(words in lexicon.words(name) for name in ("not_names", "not_items", "areas", "past", "kin")):
        return False
    if words.endswith(_AIMS) or request_patterns.A_LOAD.match(words) or words.endswith("的人") or "比1" in words or "一遍" in words:
        return False
    return _IN_NO_THING.isdisjoint(words)


_IN_NO_THING = frozenset("啥我你您他她咱这那哪谁么吗呢很太没不得住说讲听被把让因为但却在要想就还都也戴拧")


_AIMS = (
    "下肚", "入口", "长", "肿", "掉", "坏", "破", "断", "裂", "塌", "碎", "漏", "下去", "上去", "出来", "起来", "过去", "回来", "回去",
    "进去", "进来", "出去", "过来", "上来", "下来", "作业",
    "里", "里头", "里面", "宾馆", "酒店", "隔离点", "驿站", "旅馆", "公寓", "度假村", "宾馆点", "酒店点",
    "刚好", "正好", "完毕", "睡", "躺", "试试", "看看",
    "成", "时", "前", "后", "效", "秃", "出", "到", "第", "疗程", "着", "顶一顶", "顶一下", "应急", "救急",
)  # fmt: skip
"""按下去, 拿出来, 先买一盒顶着, 厂里, 萧关宾馆: what ends so is done or a place, not asked for."""


def _sort_by_ending(low: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """苯扎氯铵栓, 苯扎溴铵酊 are medicine; 门栓, 消防栓 are short."""
    told = low.endswith(lexicon.endings, start, end) or (end - start > _LONGEST_BOLT and low[end - 1] in "栓酊")
    return "medicine" if told else None


_LONGEST_BOLT = 3
