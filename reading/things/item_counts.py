"""Which quantity belongs to which thing."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.expressions.patterns import Match
from reading.message.passage import Passage
from reading.text.numbers import number_of, plain
from reading.things.item import Item
from reading.things.item_tokens import Token
from reading.things.refused import has_enough
from reading.things.second_counts import SMALL, competes, told_what_one_holds, was_a_slip, was_used_up
from reading.things.unknown_names import NameHit

ASKED_FOR = tuple("要买带拿来送换求配开")
"""At the front of a count."""


def give_quantity(token: Token, tokens: Sequence[Token], index: int, items: Sequence[Item], passage: Passage) -> Token | None:
    """To the thing before it, or, returned, to the one that follows."""
    match = token.value
    assert isinstance(match, Match)
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    last = items[-1] if items else None
    if "each" in match.re.groupindex and match.group("each"):
        return _give_to_each(token, following, items, passage)
    if _counts_no_wish(token, tokens[index - 1] if index else None, match, last, passage):
        return None
    if _is_before_a_size(token, following, after, passage):
        return token  # 两个大号垃圾袋, 一桶5升的水
    precedes = _stands_before(token, following, passage)
    foreign = following is not None and passage.low[following.start : following.end].isascii()  # 2 towels
    glued = precedes and following is not None and (following.clause is token.clause or foreign)
    next_alone = glued and not (after is not None and after.sort == "quantity" and after.clause is token.clause)
    if last is not None and (_was_the_packing(last, token, next_alone, passage) or _is_counted_again(last, token, glued, passage)):
        return None
    if last is not None and not glued and _counts_anew(last, token, passage):
        return None
    if glued and following is not None and last is not None and _is_of_the_next(last, token, tokens[index + 2 : index + 4], passage):
        return token
    elsewhere = last is not None and last.clause is not token.clause
    if last is not None and elsewhere and match.re is patterns.QUANTITY_ONE and _counts_another(last, token, passage):
        return token if precedes else None
    enough = last is not None and elsewhere and has_enough(passage, last.end, last.clause)  # A4纸还够用 胶卷两卷
    if last is not None and not last.counted and reaches(last, token) and not (glued and elsewhere) and not enough:
        count_it(last, token, passage)
        return None
    if precedes and _has_its_own(following, token, after):
        return None
    if last is not None and not glued and competes(last, token, passage):
        last.quantity = None  # 2盒 3盒: nobody knows which
    return token if precedes or (following is not None and following.sort == "strength") else None


def _give_to_each(token: Token, following: Token | None, items: Sequence[Item], passage: Passage) -> Token | None:
    """各一盒: to every thing before it that has no count of its own; 701、702各要一箱水: to the thing behind."""
    if following is not None and following.sort == "name" and following.start == token.end and all(i.counted for i in items):
        return token
    for item in items:
        if not item.counted:
            count_it(item, token, passage)
    return None


def _counts_no_wish(token: Token, before: Token | None, match: Match[str], last: Item | None, passage: Passage) -> bool:
    """拖鞋断了一只, 感冒灵吃了两包: so many are broken or used, not asked for; 开个证明, 来个人 count no thing."""
    low = passage.low
    told_of = last is not None and last.clause is token.clause and not low.startswith(ASKED_FOR, token.start)  # but 断了要两盒
    between = low[last.end : token.start] if told_of and last is not None else ""
    if between and (patterns.GONE_BAD.search(between) or patterns.DONE_WITH.search(between)):
        return True
    if match.re is patterns.QUANTITY_ONE and request_patterns.COUNTS_NO_THING.match(low, token.end):
        return True
    return match.re is patterns.QUANTITY_BARE and before is not None and _tells_between(before.end, token.start, low)


def _stands_before(token: Token, following: Token | None, passage: Passage) -> bool:
    """两盒板蓝根: the thing follows its count."""
    if following is None or following.sort != "name":
        return False
    return passage.low[token.end : following.start] in ("", " ", "的", "那个", "这个", "《") or _is_described(token, following, passage)


def _is_before_a_size(token: Token, following: Token | None, after: Token | None, passage: Passage) -> bool:
    """两个大号垃圾袋: its size stands between the count and the thing."""
    if following is None or following.sort != "strength" or following.start != token.end or after is None:
        return False
    return passage.low[following.end : after.start] in ("", "的") and after.sort == "name" and after.clause is token.clause


def _counts_anew(last: Item, token: Token, passage: Passage) -> bool:
    """两盒吃完了 再要三盒, 2盒 哦不对 3盒: this count takes the place of the one before."""
    used_up = was_used_up(last, token, passage)
    if not used_up and not was_a_slip(last, token, passage) and not told_what_one_holds(last, token, passage):
        return False
    spans = [] if used_up else list(last.spans)
    count_it(last, token, passage)
    last.spans = spans or last.spans[-1:]
    return True


def _has_its_own(following: Token | None, token: Token, after: Token | None) -> bool:
    """84一瓶 抹布两条: the thing in the next clause has a count of its own."""
    apart = following is not None and following.clause is not token.clause
    return apart and following is not None and after is not None and after.sort == "quantity" and after.clause is following.clause


def _tells_between(start: int, end: int, low: str) -> bool:
    """双十一买的羽绒服 今天又降了80: a number without a unit counts what stands right before it, and nothing else."""
    return sum("\u4e00" <= c <= "\u9fff" and c not in "要各共来买拿带送数量份个" for c in low[start:end]) > 1


def _counts_another(last: Item, token: Token, passage: Passage) -> bool:
    """车上的橘子要烂了 给我开个隔离证明: what follows 个 is a thing of its own, and not the one before: 拖把坏了 送个新的拖把."""
    behind = passage.low[token.end : token.clause.end]
    return passage.low[last.start : last.end] not in behind and request_patterns.ANOTHER.match(behind) is not None


def _is_described(token: Token, following: Token, passage: Passage) -> bool:
    """一把带靠背的椅子, 一瓶止咳的 急支糖浆, 两盒降压药 氨氯地平: what it is like stands between the count and the thing."""
    between = passage.low[token.end : following.start]
    if len(between) <= 6 and between.endswith(("药 ", "药，", "药,", "药:", "药：")):
        return True
    named = "就" in following.clause.text or (following.end == following.clause.end and _is_medicine(following))
    apart = following.clause is not token.clause and following.start == following.clause.start and named
    return (following.clause is token.clause or apart) and 2 <= len(between) <= 8 and between.rstrip().endswith("的")


def _is_medicine(token: Token) -> bool:
    return isinstance(token.value, NameHit) and token.value.sort == "medicine"


_HOLDS = {
    **dict.fromkeys("盒", frozenset("支枝袋瓶") | SMALL),
    **dict.fromkeys("箱提件", frozenset("盒瓶罐听杯袋包支枝卷") | SMALL),
    **dict.fromkeys("瓶包罐袋板", frozenset("支") | SMALL),
}
"""What a box, a crate, a bottle holds so many of."""


_A_FULL_BOX = 6
"""So many of the small ones at least are what a big one holds, whatever is said between the two counts."""


def _was_the_packing(last: Item, token: Token, glued: bool, passage: Passage) -> bool:
    """洗衣凝珠 30颗 1盒, 24粒的阿莫西林 1盒: what was counted in small pieces right before is what a box holds."""
    match, unit = token.value, last.unit
    assert isinstance(match, Match)
    whole = match.groupdict().get("unit") or ""
    if not last.spans or unit not in _HOLDS.get(whole, ()):
        return False
    start, end = last.spans[-1]
    if glued:
        return False  # 一支喷雾剂 一盒西替利嗪, 老干妈两瓶 1盒面膜
    between = passage.low[max(end, last.end) : token.start] + (passage.low[end : last.start] if end <= last.start else "")
    apart = passage.clause_at(start) is not token.clause and (last.quantity or 0) >= _A_FULL_BOX  # 500ml*24瓶 急用 两件
    if (between.strip(" *x×的") and not apart) or token.clause.line != last.clause.line:
        return False
    words = passage.clean.original(start, end).strip()
    if last.strength is not None and words[0] not in "*x×X":
        return False
    count_it(last, token, passage)
    last.strength = (last.strength or "") + words
    return True


def _is_counted_again(last: Item, token: Token, glued: bool, passage: Passage) -> bool:
    """带桶泡面 老坛酸菜的 两桶, 带个充电线 1米的 一根: one was only a way of speaking."""
    match = token.value
    assert isinstance(match, Match)
    spoken = len(last.spans) == 1 and passage.low[last.spans[0][0] : last.spans[0][1]].isalpha() and last.quantity == 1
    unit = match.groupdict().get("unit")
    if token.clause.text.startswith(_MY_OWN) and request_patterns.FOR_ANOTHER_ROOM.search(last.clause.text):
        return False  # 帮306带盒泰诺 我自己要两盒
    if glued or not spoken or not unit or (last.unit != unit and last.unit != "个") or match.re is patterns.QUANTITY_ONE:
        return False
    if any(c in passage.low[last.spans[0][0] : last.spans[0][1]] for c in "一1") or last.clause.line != token.clause.line:
        return False
    count_it(last, token, passage)
    return True


_MY_OWN = ("我", "俺", "咱", "自己")


def _is_of_the_next(last: Item, token: Token, behind: Sequence[Token], passage: Passage) -> bool:
    """手电筒坏了给换两节五号电池: words between the thing and the count, and the count is glued to the next thing, which has no other.

    衣架和一个脸盆: so does a word that joins them.
    Nor is what follows that thing its own when it is glued to yet another: 阿卡波糖没了给我开一盒阿卡波糖两盒二甲双胍.
    """
    between = passage.low[last.end : token.start]
    joined = between.strip() in _JOINING
    words = sum("\u4e00" <= c <= "\u9fff" for c in between)
    counted = bool(behind) and behind[0].sort == "quantity" and behind[0].clause is token.clause
    first = counted and len(behind) > 1 and behind[1].sort == "name" and behind[1].start == behind[0].end
    return (words >= 2 or joined) and (not counted or first)


_JOINING = ("和", "跟", "与", "及", "加", "再加", "外加")


def reaches(item: Item, token: Token) -> bool:
    """Whether what follows may still be about this thing: the same clause, the next line, or lines below it 麻烦开2瓶."""
    apart = token.clause.line - max(item.line, item.clause.line)
    return item.clause is token.clause or apart <= 1 or (apart <= _FEW_LINES and token.clause.text.startswith(_ASKING_FOR_IT))


_FEW_LINES = 4
_ASKING_FOR_IT = (*ASKED_FOR, "麻烦", "帮", "请", "先", "给", "想", "需")


_IN_PIECES = tuple("皮皂巾糕力糖肉腐姜饼布包瓜板垫干绵片贴蜡砖毯表池茶")
"""What comes in pieces (块) ends so."""


def count_it(item: Item, token: Token, passage: Passage) -> None:
    """The thing comes in this quantity."""
    match = token.value
    assert isinstance(match, Match)
    groups = match.groupdict()
    said = groups.get("number") or groups.get("spoken")
    if item.sort == "medicine" and groups.get("unit") in ("公斤", "千克", "斤"):
        return  # 孩子18公斤: how heavy somebody is
    if groups.get("unit") == "块" and said and (number_of(said) or 0) >= 10:
        return  # that is money
    if groups.get("unit") == "块" and groups.get("number") and not item.name.endswith(_IN_PIECES):
        return  # 水2块: so is that
    if groups.get("unit") == "块" and item.name.endswith(("浆", "奶", "粥", "汤", "水", "酒")):
        return  # 豆浆两块
    if match.re is patterns.QUANTITY_BARE and item.sort == "medicine" and (number_of(said or "") or 0) >= 20:
        return  # 盒子上写的80: how strong it is
    number = 1.0 if match.re is patterns.QUANTITY_ONE else number_of(said) if said else None
    if number is not None and groups.get("half"):
        number += 0.5
    item.line = token.clause.line
    item.quantity = plain(number) if number is not None else None
    unit = groups.get("unit")
    item.unit = passage.clean.unit(match.start("unit"), match.end("unit")) if unit else None
    item.counted = True
    item.spans.append((token.start, token.end))
