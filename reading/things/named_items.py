"""What makes the name of a token a thing: a list knows it, or how it is counted and what stands around it."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.expressions.patterns import Match
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.message.suggestions import sounds_like_medicine, suggestion_for
from reading.things.item import Item
from reading.things.item_tokens import Token, in_a_row
from reading.things.unknown_names import NameHit


def thing_of(
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
            and (following.clause is token.clause or titled or fills(token, following))
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
            or _is_counted_later(token, tokens[index + 1 : index + _ROW], passage, lexicon)
            or _is_asked_for(token, passage)
        ):
            return None
        if name.sort is None and _is_of_a_form(passage.low[token.start : token.end]):
            return Item(token.start, token.end, passage.clean.original(token.start, token.end), "medicine", token.clause, known=False)
    return Item(token.start, token.end, passage.clean.original(token.start, token.end), name.sort, token.clause, known=name.known)


def _is_counted_later(token: Token, behind: Sequence[Token], passage: Passage, lexicon: Lexicon) -> bool:
    """倍特他司汀 晕得很 一盒: it is like a medicine or has the form of one, and how much of it comes after what it is for.

    络维清片 阿司匹林各一盒: or it comes behind other names.
    """
    name, before = passage.low[token.start : token.end], passage.low[token.clause.start : token.start]
    begins = before in _ALSO or request_patterns.ONLY_WANTS.fullmatch(before) is not None
    whole = len(name) > 3 and begins and (token.end == token.clause.end or passage.low[token.end] in "和跟与")
    count = behind[0] if whole and behind and behind[0].sort != "name" else None
    count = count or (_each_of(behind) if whole else None)
    if count is None or count.clause.line - token.clause.line > 1:
        return False
    if _is_of_a_form(name):
        return True
    near = count.sort == "quantity" and count.start - token.end <= _NEAR and count.clause.line == token.clause.line
    return near and not before and suggestion_for(name, lexicon) is not None


def _each_of(behind: Sequence[Token]) -> Token | None:
    """The count that is given to each of several names, some of them with a strength."""
    last = next((t for t in behind if t.sort == "quantity"), None)
    return last if last is not None and isinstance(last.value, Match) and last.value.groupdict().get("each") else None


_NEAR, _ROW = 12, 9
_ALSO = frozenset(("", "还有", "另外", "再加", "再来", "外加", "加上", "以及", "和", "跟", "还要", "顺便带", "再带"))


def _is_asked_for(token: Token, passage: Passage) -> bool:
    """想要点健胃消石片: it has the form of a medicine, and the clause asks for it and says nothing more; so does 我要水."""
    if token.end - token.start == 1:
        only = request_patterns.ONLY_WANTS.fullmatch(passage.low, token.clause.start, token.start)
        return token.end == token.clause.end and only is not None
    words = passage.low[token.start : token.end]
    asked = token.end == token.clause.end and patterns.ASKING_VERB.search(passage.low, token.clause.start, token.start) is not None
    return asked and (_is_of_a_form(words) or sounds_like_medicine(words))


def _is_of_a_form(name: str) -> bool:
    """安必丁维丸: nobody knows the brand, but its form is that of a medicine; 薯片 and 鱼丸 are none."""
    return len(name) > 3 and name[-1] in "片丸散膏" and not name.endswith(_OTHER_FORMS)


_OTHER_FORMS = tuple(
    f"{first}{last}"
    for last, those in {
        "片": "画短薯麦笋肉鱼豆果楂苔刀名照图尿唱镜瓦卡影胶贴虾脆棉洗洁毒菇藕",
        "丸": "肉鱼虾牛菜贡弹",
        "散": "扩松",
        "膏": "牙唇苓梨花手衣污厕皂油",
    }.items()
    for first in those
)


_ENOUGH = ("就够", "就行", "就好", "即可", "就可以", "够", "就成", "就中", "就得", "足够", "先", "谢谢", "多谢", "唔该")


def fills(token: Token, following: Token) -> bool:
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
