"""A clause as names, strengths and quantities, before it is decided which belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reading.expressions import count_patterns, patterns, request_patterns, talk_patterns
from reading.expressions.patterns import Match, Pattern
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage
from reading.text.words import Hit
from reading.things.item_names import names_in
from reading.things.unknown_names import NameHit


@dataclass(slots=True)
class Token:
    """A piece of a clause: what it is, and what was found in it (a NameHit, or the match of its pattern)."""

    start: int
    end: int
    sort: str  # name, strength, quantity
    clause: Clause
    value: object


def may_hold_a_thing(passage: Passage, clause: Clause, lexicon: Lexicon) -> bool:
    """A clause without a known thing, a number or the ending of a medicine's name cannot ask for anything."""
    known = passage.hits("items", lexicon.items)
    if known and any(clause.start <= h.start for h in passage.hits_at("items", lexicon.items, clause)):
        return True
    if clause.text[-1] in lexicon.words("goods") and (
        len(clause.text) == 1 or request_patterns.ONLY_WANTS.fullmatch(clause.text, 0, len(clause.text) - 1)
    ):
        return True  # 水 6瓶; 我要水
    return (
        "、" in (passage.low[clause.start - 1 : clause.start], passage.low[clause.end : clause.end + 1])
        or (patterns.HAS_COUNT if known else patterns.HAS_MEASURE).search(clause.text) is not None
        or lexicon.words("forms").first(clause.text) is not None
        or (not _UNITS.isdisjoint(clause.text) and patterns.QUANTITY_ONE.search(clause.text) is not None)
        or (not _SIZES.isdisjoint(clause.text) and patterns.SIZE.search(clause.text) is not None)
        or (not _VERBS.isdisjoint(clause.text) and passage.low[clause.end + 1 : clause.end + 2] in _NUMERALS)
        or lexicon.says("ran_out", clause.text)
    )


_OTHER_ENDS = tuple("疹炎癌疮癣铺店摊馆厂角")
"""尿布疹 is an illness, 凉茶铺 and 咖啡馆 are places."""
_VERBS, _NUMERALS = frozenset("买带拿开配求要捎弄"), tuple("0123456789一两二三四五六七八九半")
"""帮我买斯达汀 20mg 两盒: behind a verb of asking, and how much of it in the next clause."""


def in_a_row(tokens: Sequence[Token], index: int, low: str) -> bool:
    """卸妆水、化妆棉、止汗露: what stands in one row with a known thing is one."""
    for step in (-1, 1):
        at = index
        for _ in range(_ROW):
            left, right = sorted((at, at + step))
            if left < 0 or right >= len(tokens) or low[tokens[left].end : tokens[right].start] != "、":
                break
            at += step
            if tokens[at].sort != "name":
                break
            if isinstance(hit := tokens[at].value, NameHit) and hit.known:
                return True
    return False


_ROW = 6


def tokens_of(passage: Passage, clause: Clause, barred: Sequence[Hit], lexicon: Lexicon) -> list[Token]:
    """The pieces of one clause, left to right. `barred`: what touches it and is no thing."""
    low, closed = passage.low, [(b.start, b.end) for b in barred]
    known = [k for k in passage.hits_at("items", lexicon.items, clause) if clause.start <= k.start and k.end <= clause.end]
    known = [
        k
        for k in known
        if not _overlaps(k.start, k.end, closed) and _stands_alone(low, k) and not _is_a_size(low, k) and not _is_inside(low, k, lexicon)
    ]
    known = [_without_a_count(low, _behind_a_unit(low, k, lexicon), lexicon) for k in known]
    taken = closed + [(k.start, k.end) for k in known]
    out: list[Token] = []
    characters = set(clause.text)
    for pattern, sort, needed in LOOKED_FOR if not _LOOKED_FOR_BY.isdisjoint(characters) else ():
        if needed.isdisjoint(characters):
            continue
        for match in pattern.finditer(low, clause.start, clause.end):
            start, end = _trim(match)
            if sort == "quantity" and _overlaps(start, end, taken):
                start = _where_it_counts(match, start)
            # 一天一粒 is a dose although 一天 alone could be the days that are left
            if end > start and not _overlaps(start, end, taken[len(closed) :] if sort == "skip" else taken):
                taken.append((start, end))
                if sort != "skip":
                    out.append(Token(start, end, sort, clause, match))
    breaks = sorted([*closed, *((t[0], t[1]) for t in taken[len(closed) + len(known) :])])
    for start, end in _gaps(clause, breaks):
        out.extend(Token(n.start, n.end, "name", clause, n) for n in names_in(low, start, end, known, lexicon))
    return sorted(out, key=lambda t: t.start)


_Look = tuple[Pattern[str], str, frozenset[str]]
_UNITS = patterns.UNITS | frozenset("斤克梳合两饼付剂帖")
_SIZES = frozenset("码号段寸色口头smln用05款ar鞋裤袜")
LOOKED_FOR: tuple[_Look, ...] = (
    (patterns.DOSE, "skip", frozenset("每一天日早晚睡饭餐间中空")),
    (count_patterns.SCHEDULE, "skip", frozenset("周期拜月天日晚夜早顿中午前后减加增降改调分掰半")),
    (count_patterns.SOME_OF_US, "skip", frozenset("几我")),
    (count_patterns.ONE_MORE_MATTER, "skip", frozenset("再")),
    (count_patterns.DONE_TO_A_BODY, "skip", frozenset("了过")),
    (patterns.LEFT_OVER, "skip", frozenset("剩有后不就才仅只没里上身走")),
    (patterns.CLOCK, "skip", frozenset(":：点第")),
    (count_patterns.EACH_TIME, "skip", frozenset("一")),
    (count_patterns.ORDINAL, "skip", frozenset("第")),
    (patterns.BLOOD_PRESSURE, "skip", frozenset("重高压斤g胖瘦轻一")),
    (talk_patterns.DOSE_FIRST, "skip", frozenset("片粒颗丸滴位")),
    (talk_patterns.MONEY, "skip", frozenset("块元毛")),
    (talk_patterns.MONEY_FOR_ONE, "skip", frozenset("一")),
    (patterns.ITEM_NUMBER, "skip", frozenset(".、)）:：①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")),
    (patterns.NONE_LEFT, "skip", frozenset("没不冇莫")),
    (patterns.RATE, "skip", frozenset("分小秒晚")),
    (request_patterns.SOLD_BY, "strength", frozenset("装斤克g")),
    (patterns.STRENGTH, "strength", frozenset("glum克升位%米安")),
    (patterns.PACKING, "strength", frozenset("片粒丸袋支贴枚包抽张只条个颗装每/")),
    (patterns.SIZE, "strength", _SIZES),
    (patterns.PAD_SIZE, "strength", frozenset("0123456789")),
    (patterns.RATIO, "strength", frozenset("/度抽*×x")),
    (patterns.BARE_DOSE, "dose", frozenset("0123456789")),
    (patterns.QUANTITY_EACH, "quantity", frozenset("各每都样")),
    (patterns.QUANTITY, "quantity", _UNITS),
    (patterns.QUANTITY_ONE, "quantity", _UNITS),
    (patterns.QUANTITY_TIMES, "quantity", frozenset("*×x")),
    (patterns.QUANTITY_BARE, "quantity", frozenset("0123456789")),
    (patterns.QUANTITY_PAIR, "quantity", frozenset("俩仨")),
    (patterns.VAGUE_AMOUNT, "skip", frozenset("点些若多")),
)
"""What is looked for, in this order, and the characters of which each has at least one."""
_LOOKED_FOR_BY = frozenset().union(*(needed for *_, needed in LOOKED_FOR))


def _stands_alone(low: str, known: Hit) -> bool:
    """A one-character thing (水, 盐) is only a thing when nothing else is glued to it but a count."""
    return (
        len(known.word) > 1
        or not ("\u4e00" <= low[known.end : known.end + 1] <= "\u9fff")
        or low[known.end] in "一两二三四五六七八九十几半各"
    )


def _behind_a_unit(low: str, known: Hit, lexicon: Lexicon) -> Hit:
    """一贴膏药: there 贴 counts, and is not the beginning of 贴膏."""
    if known.word == "贴膏药" or (known.word == "贴膏" and low[known.end : known.end + 1] == "药"):
        return Hit(known.start + 1, known.start + 3, "膏药")  # 贴膏药就好
    if known.word[0] in patterns.UNITS and known.start > 0 and low[known.start - 1] in "一两二三四五六七八九十几半0123456789":
        if known.word == "卷纸":
            return Hit(known.start + 1, known.end, known.word)  # 两卷纸
        word = lexicon.items.at(low, known.start + 1)
        return Hit(known.start + 1, known.start + 1 + len(word), word) if word else known
    return known


def _without_a_count(low: str, known: Hit, lexicon: Lexicon) -> Hit:
    """口服补液盐三袋: there the last character of 补液盐三 counts the bags."""
    if known.word[-1].isdigit() and (bare := known.word.rstrip("0123456789")) in lexicon.items:
        dose = patterns.STRENGTH.match(low, known.start + len(bare))
        if dose is not None and dose.end() > known.end:
            return Hit(known.start, known.start + len(bare), bare)  # 门冬胰岛素300单位
    shorter = known.word[:-1]
    if known.word[-1] in "一二三两" and low[known.end : known.end + 1] in patterns.UNITS and shorter in lexicon.items:
        return Hit(known.start, known.end - 1, shorter)
    if known.word[-1] == "贴" and shorter in lexicon.items and low.startswith(("完", "没了", "光了"), known.end):
        return Hit(known.start, known.end - 1, shorter)  # 暖宝宝贴完了
    return known


def _is_inside(low: str, known: Hit, lexicon: Lexicon) -> bool:
    """脑瓜子嗡嗡的: the end of another word; 尿布疹: the beginning of an illness; 脚肿成馒头: only what something is like."""
    if low.endswith(_LIKE, 0, known.start) or low[known.start - 1 : known.start] in _KICKED:
        return True
    if request_patterns.WRITTEN_ON_IT.match(low, known.end):
        return True  # 药盒上的字看不清
    if low[known.end : known.end + 1] in _OTHER_ENDS or _is_a_load(low, known.start):
        return True
    if known.word in _PAPERS and low.startswith(("在", "放", "拍", "可以", "能", "也"), known.end):
        return True  # 医保卡在我这
    for back in (0, 1, 2):
        word = lexicon.words("not_items").at(low, known.start - back) if known.start >= back else None
        if word is not None and known.start - back + len(word) >= known.end:
            return True
    return False


_KICKED = tuple("踢蹬掀")
"""娃夜里老踢被子."""
_PAPERS = frozenset(("身份证", "医保卡", "社保卡", "病历", "病历本", "户口本", "银行卡", "处方"))


def _is_a_load(low: str, index: int) -> bool:
    """一车白菜, 一冰柜肉."""
    if low[index - 1 : index] not in _HOLDING_A_LOAD:
        return False
    return any(
        (load := request_patterns.A_LOAD.match(low, at)) is not None and load.end() == index for at in range(max(0, index - 6), index)
    )


_HOLDING_A_LOAD = tuple("车船圈棚亩塘地仓窝库子柜摊")
_AS = ("像", "像个", "像只", "像块", "像条", "像根", "跟个", "成个", "成了")
_LIKE = (*(f"{how}成" for how in "肿胀疼痛烂腿累酸"), *(f"{how}{like}" for how in "肿胀红鼓大硬得" for like in _AS))


def _is_a_size(low: str, known: Hit) -> bool:
    """卫生巾420夜用: there it says what the pads are like."""
    return known.word in ("夜用", "日用") and low[known.start - 1 : known.start].isdigit()


def _trim(match: Match[str]) -> tuple[int, int]:
    """Without the blanks and the words of asking that a pattern lets in at its front."""
    start, end = match.span()
    text = match.group(0)
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def _where_it_counts(match: Match[str], start: int) -> int:
    """胶带1卷: the verb in front of the number is the end of the thing's name."""
    return min((match.start(name) for name, said in match.groupdict().items() if said and name != "half"), default=start)


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)


def _gaps(clause: Clause, breaks: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    at = clause.start
    for start, end in breaks:
        if start > at:
            yield at, min(start, clause.end)
        at = max(at, end)
    if at < clause.end:
        yield at, clause.end
