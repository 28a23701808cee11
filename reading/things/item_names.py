"""The names of things in a stretch of text: known words with what belongs to them, or what is left between words of asking."""

import itertools
from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.lexicon import Lexicon
from reading.text.words import Hit
from reading.things.unknown_names import OF_THINGS, NameHit, skip_edges, unknown_name


def names_in(low: str, start: int, end: int, known: Sequence[Hit], lexicon: Lexicon) -> list[NameHit]:
    """Every thing named in a stretch that holds no number, strength or room."""
    out: list[NameHit] = []
    for left, right in _parts(low, start, end, known):
        inside = [k for k in known if left <= k.start and k.end <= right]
        if low[left - 1 : left] == "《" and low[right : right + 1] == "》":
            out.append(NameHit(left, right, "goods", False))
        elif inside:
            out.extend(_known_names(low, left, right, inside, lexicon))
        else:
            unknown = unknown_name(low, left, right, lexicon)
            if unknown is not None:
                out.append(unknown)
    return out


def _parts(low: str, start: int, end: int, known: Sequence[Hit]) -> list[tuple[int, int]]:
    """Divide at 、 + / and brackets, but not inside a known name."""
    cuts = [
        i
        for i in (m.start() for m in request_patterns.NAME_CUT.finditer(low, start, end))
        if not (low[i] in "()（）" and _holds_a_numeral(low, i))
        and not any(k.start < i < k.end for k in known)
        and not _joins_latin(low, i)
    ]
    cuts += [m.start() for m in request_patterns.AND_A_MEDICINE.finditer(low, start, end) if any(k.end == m.start() for k in known)]
    cuts += [k.start - 1 for k in known if k.start - 1 > start and request_patterns.MEDICINE_AND.match(low, start, k.start)]
    edges = [start - 1, *sorted(set(cuts)), end]
    return [(a + 1, b) for a, b in itertools.pairwise(edges) if b > a + 1]


def _holds_a_numeral(low: str, index: int) -> bool:
    """硝苯地平缓释片(Ⅱ): the bracket is part of the name."""
    left = index if low[index] in "(（" else max(low.rfind("(", index - 4, index), low.rfind("（", index - 4, index))
    inside = low[left + 1 : left + 4].rstrip(")）") if left >= 0 else ""
    return inside != "" and all(c in "ⅰⅱⅲⅳⅴⅠⅡⅢⅣⅤiv" for c in inside.split(")")[0].split("）")[0])


def _joins_latin(low: str, index: int) -> bool:
    """type-c, co-q10: the dash is part of the word."""
    before, after = low[index - 1 : index], low[index + 1 : index + 2]
    return low[index] == "-" and before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def _known_names(low: str, start: int, end: int, known: Sequence[Hit], lexicon: Lexicon) -> list[NameHit]:
    out: list[NameHit] = []
    at = start
    for index, hit in enumerate(known):
        if hit.start < at:
            continue
        last, sort = hit.end, lexicon.items.values[hit.word]
        following = known[index + 1] if index + 1 < len(known) else None
        if following is not None and low[hit.end : following.start] in ("", " ") and _is_only_its_class(hit, following, lexicon):
            continue
        if index and (_is_its_maker(known[index - 1], hit) or _is_its_box(known[index - 1], hit, lexicon)):
            continue
        if following is not None and following.start <= hit.end + 2 and _is_one_name(hit, following, lexicon):
            last, sort = following.end, sort if following.word in lexicon.words("forms") else lexicon.items.values[following.word]
        left = _reach_left(low, at, hit.start, lexicon)
        limit = following.start if following and following.start >= last else end
        if limit - last == 1 and low[last] in OF_THINGS and limit == end:
            last, sort = limit, sort if low[last] == "膏" else "goods"  # 毛线袜, 活血止痛膏
        elif low[last : last + 1] in tuple("烟酒茶") and limit > last and (limit == last + 1 or low[last + 1] in _AFTER_A_BRAND):
            last += 1  # 真龙烟, 茅台酒行不行
        right = _reach_right(low, last, limit, lexicon) if sort == "medicine" else last  # in 闹钟定了五个 定 is no form
        last = _with_more(low, right, limit, lexicon)
        out.append(NameHit(left, last, sort, True))
        at = last
    return out


def _with_more(low: str, index: int, limit: int, lexicon: Lexicon) -> int:
    """尿布台1个, 好奇金装 XXL: up to three characters between a known word and its count are the end of its name."""
    extra, behind = low[index:limit], low[limit : limit + 2].strip()
    if not 1 <= len(extra) <= 3 or not all("\u4e00" <= c <= "\u9fff" for c in extra) or not behind or behind[0] not in _COUNTING:
        return index
    if extra[0] in "上里下边旁太" or extra[-1] in "了过着" or low[index + len(extra) : index + len(extra) + 1] in ("了", "过", "着"):
        return index  # 闹钟定了五个
    if extra[-1] in "吃喝穿戴画搬扛数睡坐炖煮借抽铺秃":
        return index  # 袜子穿三天
    if extra in ("同", "连", "配", "兼", "共", "外加"):
        return index  # 保济丸同一支…: it joins the next thing
    return index if extra != "擦" and lexicon.no_ends.says(extra) else limit


def _is_only_its_class(first: Hit, second: Hit, lexicon: Lexicon) -> bool:
    """退烧药泰诺林, insulin Lantus: the first word says what the second is for; it is no part of its name."""
    values = lexicon.items.values
    of_a_class = first.word[-1] == "药" or first.word in lexicon.words("generics")
    return of_a_class and values[first.word] == values[second.word] == "medicine" and second.word not in lexicon.words("forms")


_AFTER_A_BRAND = " 行可能好谢吧呗啊哈吗的不"
_COUNTING = "0123456789一二两三四五六七八九十半几xlms"


def _is_one_name(first: Hit, second: Hit, lexicon: Lexicon) -> bool:
    """花王纸尿裤, 云南白药牙膏: two known words side by side are one thing; the last says what it is. 牙膏牙刷 are two."""
    values = lexicon.items.values
    two = values[first.word] == values[second.word] == "goods" and first.word[-1] in OF_THINGS and second.word[-1] in OF_THINGS | {"子"}
    return (
        first.end == second.start
        and not _is_its_maker(first, second)
        and not _is_its_box(first, second, lexicon)
        and not (two and 1 < len(first.word) < 5 and len(second.word) > 1)
    )


def _is_its_maker(first: Hit, second: Hit) -> bool:
    """充电器苹果的: of what works by electricity that is no fruit."""
    return second.word in ("苹果", "小米") and first.word.endswith(("线", "器", "头", "宝", "耳机", "壳"))


def _is_its_box(first: Hit, second: Hit, lexicon: Lexicon) -> bool:
    """缬沙坦药盒空了: nobody asks for the box."""
    return (
        first.end == second.start and second.word in ("药盒", "药瓶", "药盒子", "药瓶子") and lexicon.items.values[first.word] == "medicine"
    )


def _reach_left(low: str, start: int, index: int, lexicon: Lexicon) -> int:
    """Words glued to the front belong to the name, from the last word of asking on; a long tale does not."""
    at, index = start, _with_modifiers(low, start, index, lexicon)
    if at == index:
        return index
    for hit in lexicon.words("fillers").find(low, start, index):
        at = hit.end if not _is_of_a_cloth(low, hit, index) else at
    for hit in lexicon.words("conditions").find(low, at, index) if lexicon.words("forms").at(low, index) is None else ():
        if hit.end < index and low[hit.end : index] in lexicon.words("forms"):
            return index  # 鼻炎喷剂内舒拿
        at = hit.end if hit.end == index or lexicon.words("fillers").at(low, hit.end) or low[hit.end] in patterns.EDGES else at
    for other in ("requests", "not_names", "kin", "ran_out", "symptoms"):
        for hit in lexicon.words(other).find(low, at, index):
            at = hit.end if len(hit.word) > 1 else at
    for name in ("lacking", "mistakes"):
        for hit in lexicon.words(name).find(low, at, index):
            at = hit.end  # 客人说没拖鞋, 更正氨氯地平
    slip = request_patterns.SAID_OTHERWISE.match(low, at, index)
    at = slip.end() if slip is not None else at
    at = max(at, *(low.rfind(mark, at, index) + 1 for mark in _BEFORE_A_NAME))
    if low[at : at + 1] in ("下", "些", "针") and at > start and low[at - 1] in _VERBS_BEFORE:
        at += 1  # 买下丙戊酸镁, 打的那个针诺和灵
    at = skip_edges(low, at, index)
    if index - at == 1 and low[at] in "件个条双张本支瓶盒包床把套副台只块根" and (at == 0 or low[at - 1] in "那这一几某每哪了 ,，。\n"):
        return index  # 我那件雨衣; 张床单湿晒
    if index - at <= 2 and low[at : at + 1] in tuple("去到在教织涂约看改"):
        return index  # 去橘子洲, 改氯吡格雷
    if index - at == 1 and low[at] in "盒瓶支袋箱":
        return index  # 撩盒必理痛: whatever the verb before it
    return at if index - at <= 6 and low[at : at + 1] != "人" and not request_patterns.NO_NAME.search(low, at, index) else index


_BEFORE_A_NAME = ("把", "个", "药", "啥", "叫", "像", "改", "从")
"""宝宝把奶瓶摔了, 贴个创可贴, 过敏药开瑞坦, 叫啥诺欣妥, 像吞刀片, 现改比索洛尔: the name begins behind the last of them."""
_VERBS_BEFORE = frozenset("买带拿开配捎送领要搞弄给个种的")


def _is_of_a_cloth(low: str, hit: Hit, index: int) -> bool:
    """擦手巾, 擦脸毛巾: what is wiped with it is part of its name."""
    return hit.word in ("擦", "抹") and low[hit.end] in "手脸脚身头桌地碗鞋嘴汗" and "的" not in low[hit.end : index]


def _with_modifiers(low: str, start: int, index: int, lexicon: Lexicon) -> int:
    """日用卫生巾, 老人坐便椅: words that describe the thing are part of its name even where they could mean something else."""
    words = lexicon.words("modifiers")
    moved = True
    while moved:
        moved = False
        for length in (4, 3, 2):
            if index - length >= start and low[index - length : index] in words:
                index, moved = index - length, True
                break
    return index


_USED_UP = ("完", "没了", "光了", "没有了", "得没", "得差不多", "着", "了", "上", "不住", "过")
_SALTS = "钠钾钙锌酯酸盐那纳呐甲盖脂"


def _reach_right(low: str, index: int, end: int, lexicon: Lexicon) -> int:
    """缓释片, 混悬液 after a known name belong to it."""
    form = lexicon.form_at(low, index, end)
    if form == "贴" and low.startswith(_USED_UP, index + 1):
        return index  # 膏药贴完了
    if form is None and low[index : index + 1] in _SALTS and index < end and (form := lexicon.form_at(low, index + 1, end)):
        index += 1  # 孟鲁司特那颗粒: 钠 misspelt is still part of the name
    if form is None and index + 1 == end and low[index] in _SALTS and low[index - 1] in "酸化":
        return end  # 阿莫西林克拉维酸甲
    while form is not None:
        index += len(form)
        form = lexicon.form_at(low, index, end)
    if index < end and low[index] in "(（" and _holds_a_numeral(low, index):
        index = min(i for i in (low.find(")", index), low.find("）", index)) if i > 0) + 1
    return index
