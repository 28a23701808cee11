"""Things that are asked for: name, strength, quantity, unit. A small walk over names, strengths and quantities."""

from collections.abc import Sequence
from dataclasses import replace

from reading.expressions import patterns
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage
from reading.text.numbers import plain
from reading.text.words import Hit
from reading.things.item import Item
from reading.things.item_counts import count_it, give_quantity
from reading.things.item_strengths import give_strength
from reading.things.item_tokens import Token, tokens_of
from reading.things.named_items import fills, thing_of


def items_in(passage: Passage, clauses: Sequence[Clause], barred: Sequence[Hit], lexicon: Lexicon, titled: bool) -> list[Item]:
    """Every thing named in these clauses. `titled`: a title says that things are listed, so unknown names count alone."""
    closed = passage.by_clause(barred) if barred else {}
    by_clause = {clause.start: tokens_of(passage, clause, closed.get(clause.start, ()), lexicon) for clause in clauses}
    items = _assemble([token for tokens in by_clause.values() for token in tokens], passage, titled, lexicon)
    for item in items:
        item.beside = by_clause
        _measure(item)
        if item.sort is None and item.strength is not None and patterns.DOSED.search(item.strength):
            item.sort = "medicine"  # 脉优5mg
    return items


def _measure(item: Item) -> None:
    """网线 5米: of what is cut from a roll the length is how much of it is wanted; 近视500度 眼药水: that is no strength."""
    if item.sort == "medicine" and item.strength is not None and item.strength.endswith("度") and len(item.strength) > 3:
        item.strength = None
    pieces = patterns.PIECES.fullmatch(item.strength) if item.strength and not item.counted else None
    if pieces is not None:  # 牙膏*6支, 一次性杯子*4袋: nothing else is counted
        item.quantity, item.unit, item.strength, item.counted = int(pieces.group(1)), pieces.group(2), None, True
        item.spans.append((item.end, item.end))
    length = patterns.NUMBER.match(item.strength) if item.strength and item.strength.endswith("米") and not item.counted else None
    if length is not None and item.sort == "goods" and item.name.endswith(("线", "绳", "布", "带", "膜", "管", "链", "条", "纱")):
        item.quantity, item.unit, item.strength, item.counted = plain(float(length.group(0))), "米", None, True
        item.spans.append((item.end, item.end))


FORMS = frozenset((
    "泡腾片", "含片", "咀嚼片", "分散片", "肠溶片", "控释片", "缓释胶囊", "软胶囊", "混悬液", "滴剂", "糖浆", "乳膏",
    "凝胶", "眼膏", "笔芯", "针剂", "胶囊", "颗粒", "片剂", "软膏", "喷雾", "滴眼液", "缓释片", "针", "预充笔", "特充",
    "片", "膏", "冲剂", "口服液",
))  # fmt: skip


def _assemble(tokens: Sequence[Token], passage: Passage, titled: bool, lexicon: Lexicon) -> list[Item]:
    items: list[Item] = []
    strength: str | None = None
    count: Token | None = None
    for index, token in enumerate(tokens):
        if token.sort == "name":
            item = thing_of(token, tokens, index, passage, titled, count, lexicon)
            if item is None:
                continue
            if count is None and items and _names_what_is_counted(item, items[-1], tokens[index + 1 : index + 4], passage, lexicon):
                items[-1] = replace(items[-1], name=item.name, end=item.end, known=item.known, clause=item.clause)
                continue
            if count is None and items and _belongs_to_the_last(item, items, token, tokens, index, passage, lexicon):
                continue
            if count is None and items and _is_its_owner(items[-1], item, passage):
                items.pop()
            if count is not None and _only_tells_which(item, items, passage):
                count_it(items[-1], count, passage)
                count = None
                continue
            if count is not None:
                count_it(item, count, passage)
            if strength and item.strength is None:
                item.strength, item.sized_in = strength, item.clause
            items.append(item)
            strength = count = None
        elif token.sort == "dose":
            strength = strength if _is_bare_dose(token, items, passage) else None
        elif token.sort == "strength":
            strength = give_strength(token, items, passage, tokens[index + 1] if index + 1 < len(tokens) else None)
        elif strength and (other := _in_another_size(token, strength, tokens, index, items)) is not None:
            count_it(other, token, passage)
            items.append(other)
            strength = None
        else:
            count = give_quantity(token, tokens, index, items, passage)
    return items


def _in_another_size(token: Token, strength: str, tokens: Sequence[Token], index: int, items: Sequence[Item]) -> Item | None:
    """尿不湿L码两包 XL码一包: behind a thing with size and count a second size with a count, and no other name."""
    last, following = items[-1] if items else None, tokens[index + 1] if index + 1 < len(tokens) else None
    if last is None or not last.counted or last.strength is None or token.clause.line != last.clause.line:
        return None
    if tokens[index - 1].sort != "strength" or tokens[index - 1].clause is not token.clause or tokens[index - 1].start < last.spans[-1][1]:
        return None
    if following is not None and following.sort == "name" and following.clause is token.clause:
        return None
    if strength[-1] != last.strength[-1] and "\u4e00" <= strength[-1] <= "\u9fff":
        return None  # 秋裤XXL码一条 我1米76
    return replace(last, strength=strength, spans=[], counted=False, quantity=None, unit=None)


def _belongs_to_the_last(
    item: Item, items: Sequence[Item], token: Token, tokens: Sequence[Token], index: int, passage: Passage, lexicon: Lexicon
) -> bool:
    """The name tells more of the thing before it, and is none of its own."""
    last = items[-1]
    if item.name in _MAKERS and last.name.endswith(_DEVICES) and item.clause.line == last.clause.line:
        also_counted = last.counted and any(t.sort == "quantity" and t.clause is token.clause for t in tokens[index + 1 : index + 2])
        return not also_counted  # 充电线 苹果 一根; but 数据线4根，苹果3斤
    if _is_its_maker_in_brackets(item, last, passage):
        return True
    if _is_in_both_tongues(item, last, passage, lexicon):
        if last.name.isascii():
            last.name = item.name  # Losartan 氯沙坦钾
        last.end = item.end
        return True
    if _is_another_name(item, last, passage):
        last.end, last.line = item.end, item.clause.line
        return True
    uncounted = not any(t.sort == "quantity" and t.clause is token.clause for t in tokens[index + 1 : index + 2])
    if _tells_which(item, last, uncounted, lexicon) or _only_describes(item, last, passage):
        return True
    if _is_its_sort(item, last, token, tokens, index) or _is_a_part(item, last, tokens[index + 1 : index + 2], passage):
        return True
    if _is_only_a_form(item, last, passage):
        last.name, last.end = passage.clean.original(last.start, item.end), item.end
        return True
    return False


def _is_its_maker_in_brackets(item: Item, last: Item, passage: Passage) -> bool:
    """氨氯地平（拜耳）5盒: a word nobody knows, alone in brackets behind a thing that has no count yet."""
    inside = item.start == last.end + 1 and passage.low[last.end] == "(" and passage.low.startswith(")", item.end)
    return inside and not item.known and last.known and not last.counted


def _names_what_is_counted(item: Item, last: Item, following: Sequence[Token], passage: Passage, lexicon: Lexicon) -> bool:
    """一盒避孕药 优思明: the class is counted first, then the name stands alone; with 和 or a count before it it is a second thing."""
    if last.name.lower() in lexicon.words("modifiers") and item.known and passage.low[last.end : item.start] == "的":
        return True  # 一包日用的卫生巾
    of_a_class = last.name.endswith("药") or last.name in lexicon.words("generics")
    end = following[0].end if following and following[0].sort == "strength" and following[0].clause is item.clause else item.end
    alone = item.clause is not last.clause and item.start == item.clause.start and passage.low[end : item.clause.end] in ("", "的")
    behind = [t.sort for t in following if t.clause.line == item.clause.line and t.start >= end][:2]
    counted = behind in (["quantity"], ["quantity", "quantity"])
    same = last.sort == item.sort == "medicine" and last.strength is None and item.clause.line == last.clause.line
    return same and of_a_class and last.counted and alone and not counted


def _is_bare_dose(token: Token, items: Sequence[Item], passage: Passage) -> bool:
    """优甲乐50的 一盒: a number glued to a medicine says how strong it is."""
    last = items[-1] if items else None
    if last is not None and last.sort == "medicine" and token.start - last.end <= 1 and last.strength is None:
        last.strength = passage.clean.original(token.start, token.end).strip(" 的")
    return False


_MAKERS, _DEVICES = frozenset(("苹果", "华为", "小米", "荣耀", "安卓")), ("线", "器", "头", "充电宝", "耳机", "壳", "手机")
_ALSO = ("就是", "也叫", "又叫", "又名", "商品名", "俗称", "别名")


def _is_another_name(item: Item, before: Item, passage: Passage) -> bool:
    """对乙酰氨基酚 就是那个泰诺林: the same thing said twice; the first name stays."""
    between = passage.low[before.end : item.start]
    if between in ("(", "（") and before.sort == item.sort == "medicine" and not before.counted:
        return True  # 苯磺酸氨氯地平片(络活喜)
    return not before.counted and len(between) <= 8 and "有" not in between and any(w in between for w in _ALSO)


def _is_in_both_tongues(item: Item, before: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """氯雷他定一盒 (Claritin): the same medicine in English beside it."""
    if item.name.isascii() == before.name.isascii() or item.line - before.line > 0:
        return False
    listed = lexicon.words("medicines").values
    name, other = (listed.get(i.name.lower()) for i in (item, before))
    return name is not None and name == other


def _only_describes(item: Item, before: Item, passage: Passage) -> bool:
    """充电线坏了 苹果的 麻烦买一根; 眼药水 珍视明的: a clause that ends in 的 tells what the thing before is like."""
    return (
        item.clause is not before.clause
        and item.start - item.clause.start <= 1
        and passage.low[item.end : item.clause.end].strip() in ("的", "牌的", "那种", "款的", "家的")
        and item.clause.line - before.clause.line <= 1
    )


def _only_tells_which(item: Item, items: Sequence[Item], passage: Passage) -> bool:
    """牙刷断了一把 带把软毛的: of the thing before another is wanted, and this says which."""
    waits = bool(items) and not items[-1].counted and items[-1].clause is not item.clause
    return waits and not item.known and passage.low[item.end : item.clause.end].strip() in ("的", "的那种", "的就行")


def _tells_which(item: Item, before: Item, uncounted: bool, lexicon: Lexicon) -> bool:
    """泡面 桶装的两桶; behind the count as well: 卫生巾2包(夜用), 香烟2包 白沙."""
    if item.name.lower() in lexicon.words("modifiers"):
        return uncounted or not before.counted
    return (
        uncounted and before.counted and before.name in ("烟", "香烟") and item.sort == "goods" and item.clause.line == before.clause.line
    )


def _is_its_owner(before: Item, item: Item, passage: Passage) -> bool:
    """血糖仪的试纸: the first thing only says what the second belongs to."""
    return not before.counted and before.strength is None and passage.low[before.end : item.start] == "的"


def _is_its_sort(item: Item, before: Item, token: Token, tokens: Sequence[Token], index: int) -> bool:
    """卫生棉条 普通流量 一盒: an unknown clause between a known thing and its count tells which sort of it."""
    counted = index + 1 < len(tokens) and tokens[index + 1].sort == "quantity" and fills(token, tokens[index + 1])
    waits = before.known and not before.counted and before.clause.line == item.clause.line
    if patterns.ASKING_VERB.search(token.clause.text, 0, token.start - token.clause.start):
        return False  # 不要云南白药牙膏 要冷酸灵 一支
    return counted and waits and not item.known and item.sort is None


def _is_a_part(item: Item, before: Item, following: Sequence[Token], passage: Passage) -> bool:
    """方便面5桶 香菇鸡块的3桶 红烧的2桶: how many of the five are of which sort."""
    if not following or following[0].sort != "quantity" or not before.counted or before.unit is None or not before.known:
        return False
    between = passage.low[item.end : following[0].start]
    parts = between.endswith("的") and len(between) < 5 and passage.low[following[0].end - 1] == before.unit
    return parts and passage.low[before.end : before.spans[0][0]].strip() == "" and item.sort in (before.sort, None)


def _is_only_a_form(item: Item, before: Item, passage: Passage) -> bool:
    """诺和锐30 笔芯 2支: the second word only says in which form the first comes."""
    near = item.start - before.end <= 3 and "要" not in passage.low[before.end : item.start]
    return before.sort == "medicine" and not before.counted and item.name.lower() in FORMS and near
