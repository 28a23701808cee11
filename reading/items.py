"""Things that are asked for: name, strength, quantity, unit. A small walk over names, strengths and quantities."""

from collections.abc import Sequence

from reading import patterns
from reading.item import Item
from reading.item_counts import count_it, give_quantity, give_strength
from reading.item_names import NameHit
from reading.item_tokens import Token, in_a_row, tokens_of
from reading.lexicon import Lexicon
from reading.numbers import plain
from reading.passage import Clause, Passage
from reading.suggestions import suggestion_for
from reading.words import Hit


def items_in(passage: Passage, clauses: Sequence[Clause], barred: Sequence[Hit], lexicon: Lexicon, titled: bool) -> list[Item]:
    """Every thing named in these clauses. `titled`: a title says that things are listed, so unknown names count alone."""
    tokens: list[Token] = []
    closed = passage.by_clause(barred) if barred else {}
    for clause in clauses:
        tokens.extend(tokens_of(passage, clause, closed.get(clause.start, ()), lexicon))
    items = _assemble(tokens, passage, titled, lexicon)
    for item in items:
        item.beside = tokens
        _measure(item)
        if item.sort is None and item.strength is not None and patterns.DOSED.search(item.strength):
            item.sort = "medicine"  # 脉优5mg
    return items


def _measure(item: Item) -> None:
    """网线 5米: of what is cut from a roll the length is how much of it is wanted."""
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
            item = _item(token, tokens, index, passage, titled, count, lexicon)
            if item is None:
                continue
            if count is None and items and _is_another_name(item, items[-1], passage):
                items[-1].end, items[-1].line = item.end, item.clause.line
                continue
            uncounted = not any(t.sort == "quantity" and t.clause is token.clause for t in tokens[index + 1 : index + 2])
            if count is None and items and _tells_which(item, items[-1], uncounted, lexicon):
                continue
            if count is None and items and _only_describes(item, items[-1], passage):
                continue
            if count is None and items and _is_its_sort(item, items[-1], token, tokens, index):
                continue
            if count is None and items and _is_only_a_form(item, items[-1], passage):
                items[-1].name, items[-1].end = passage.clean.original(items[-1].start, item.end), item.end
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
                item.strength = strength
            items.append(item)
            strength = count = None
        elif token.sort == "dose":
            strength = strength if _is_bare_dose(token, items, passage) else None
        elif token.sort == "strength":
            strength = give_strength(token, items, passage, tokens[index + 1] if index + 1 < len(tokens) else None)
        else:
            count = give_quantity(token, tokens, index, items, passage)
    return items


def _is_bare_dose(token: Token, items: Sequence[Item], passage: Passage) -> bool:
    """优甲乐50的 一盒: a number glued to a medicine says how strong it is."""
    last = items[-1] if items else None
    if last is not None and last.sort == "medicine" and token.start - last.end <= 1 and last.strength is None:
        last.strength = passage.clean.original(token.start, token.end).strip()
    return False


_ALSO = ("就是", "也叫", "又叫", "又名", "商品名", "俗称", "别名")


def _is_another_name(item: Item, before: Item, passage: Passage) -> bool:
    """对乙酰氨基酚 就是那个泰诺林: the same thing said twice; the first name stays."""
    between = passage.low[before.end : item.start]
    if between in ("(", "（") and before.sort == item.sort == "medicine" and not before.counted:
        return True  # 苯磺酸氨氯地平片(络活喜)
    return not before.counted and len(between) <= 8 and any(w in between for w in _ALSO)


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
    counted = index + 1 < len(tokens) and tokens[index + 1].sort == "quantity" and _fills(token, tokens[index + 1])
    waits = before.known and not before.counted and before.clause.line == item.clause.line
    return counted and waits and not item.known and item.sort is None


def _is_only_a_form(item: Item, before: Item, passage: Passage) -> bool:
    """诺和锐30 笔芯 2支: the second word only says in which form the first comes."""
    return before.sort == "medicine" and not before.counted and item.name.lower() in FORMS and item.start - before.end <= 3


def _item(
    token: Token, tokens: Sequence[Token], index: int, passage: Passage, titled: bool, count: Token | None, lexicon: Lexicon
) -> Item | None:
    """A name becomes a thing when a list knows it, or when it is counted or titled."""
    name = token.value
    assert isinstance(name, NameHit)
    if not name.known:
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        before = tokens[index - 1] if index else token
        nearest = before.start if before.sort == "strength" and before.end >= token.start - 1 else token.start
        counted = count is not None and count.clause is token.clause and count.end >= nearest - 2
        followed = (
            following is not None
            and following.sort != "name"
            and (following.clause is token.clause or titled or _fills(token, following))
            and following.start - token.end <= 3
            and _belongs(following, tokens, index)
        )
        whole = (
            titled
            and token.end - token.start >= token.clause.end - token.clause.start - 1
            and passage.low[token.start - 1 : token.start] != "("
        )
        if not (
            counted
            or followed
            or whole
            or name.sort == "medicine"
            or in_a_row(tokens, index, passage.low)
            or _is_to_replace(token, tokens[index + 1 : index + 3], passage, lexicon)
            or _is_misspelt(token, following, lexicon)
        ):
            return None
        if name.sort is None and _is_of_a_form(passage.low[token.start : token.end]):
            return Item(token.start, token.end, passage.clean.original(token.start, token.end), "medicine", token.clause, known=False)
    return Item(token.start, token.end, passage.clean.original(token.start, token.end), name.sort, token.clause, known=name.known)


def _is_misspelt(token: Token, following: Token | None, lexicon: Lexicon) -> bool:
    """倍特他司汀 晕得很 一盒: it is like a medicine, and how much of it comes after what it is for."""
    name = token.clause.text
    whole = token.end - token.start >= token.clause.end - token.clause.start and len(name) > 3
    counted = following is not None and following.sort == "quantity" and following.start - token.end <= 12
    return (
        whole
        and counted
        and following is not None
        and following.clause.line == token.clause.line
        and suggestion_for(name, lexicon) is not None
    )


def _is_of_a_form(name: str) -> bool:
    """安必丁维丸: nobody knows the brand, but its form is that of a medicine; 薯片 and 鱼丸 are none."""
    return len(name) > 3 and name[-1] in "片丸散膏" and not name.endswith(_OTHER_FORMS)


_OTHER_FORMS = tuple(
    f"{first}{last}"
    for last, those in {
        "片": "薯麦笋肉鱼豆果楂苔刀名照图尿唱镜瓦卡影胶贴虾脆棉洗洁毒菇藕",
        "丸": "肉鱼虾牛菜贡弹",
        "散": "扩松",
        "膏": "牙唇苓梨花手衣污厕皂油",
    }.items()
    for first in those
)


_ENOUGH = ("就够", "就行", "就好", "即可", "就可以", "够", "就成", "就中", "就得", "足够", "先", "谢谢", "多谢", "唔该")


def _fills(token: Token, following: Token) -> bool:
    """安必丁维丸 两盒: the name is one clause, how much of it the next, and neither holds anything else."""
    asked = token.end == token.clause.end and patterns.ASKING_VERB.search(token.clause.text, 0, token.start - token.clause.start)
    whole = token.end - token.start >= token.clause.end - token.clause.start or asked is not None
    rest = following.clause.text[following.end - following.clause.start :].strip("的了哈啊吧 ")
    return whole and following.start - following.clause.start <= 1 and (len(rest) <= 1 or rest in _ENOUGH)


def _is_to_replace(token: Token, behind: Sequence[Token], passage: Passage, lexicon: Lexicon) -> bool:
    """清洁片没了 帮我买一盒: it has run out, and the next clause only says how much of it."""
    following = behind[0] if behind else token
    if following.sort != "quantity" or following.clause is token.clause or following.clause.line != token.clause.line:
        return False
    if len(behind) > 1 and behind[1].sort == "name" and behind[1].clause is following.clause:
        return False  # 饮水机的水没了 换一桶水
    gone = lexicon.says("ran_out", passage.low[token.end : token.clause.end])
    return gone and patterns.ASKING.search(following.clause.text) is not None


def _belongs(following: Token, tokens: Sequence[Token], index: int) -> bool:
    """A count that is directly followed by another name counts that one: 要 两包 板蓝根."""
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    return (
        following.sort != "quantity"
        or after is None
        or after.sort != "name"
        or after.start != following.end
        or after.clause is not following.clause
    )
