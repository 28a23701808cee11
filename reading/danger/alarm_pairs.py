"""Two signs that are a danger together, in whatever order and clause: a fall and a mind that wanders, a chest that hurts and cold sweat."""

from reading.expressions import danger_patterns, patterns
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.talk.tone import is_past
from reading.text.words import Hit
from reading.values.symptoms import is_denied

_WITHIN = 40
"""Characters between the two signs."""

_TAKING_LEAVE = ("farewell", "affairs", "unfilial")
"""What those say as well who go home tomorrow."""


def pairs_in(passage: Passage, lexicon: Lexicon) -> list[Hit]:
    """From the one sign to the other, for every two that belong together."""
    together = lexicon.words("alarm_pairs")
    found = _signs(passage, lexicon)
    if len(found) < 2 or lexicon.says("weathered", passage.text):
        return []
    leaves = lexicon.says("released", passage.text)
    signs = [(h, sort) for h, sort in found if _is_there(h, sort, passage, lexicon) and not (leaves and sort in _TAKING_LEAVE)]
    out = []
    for index, (first, one) in enumerate(signs):
        for second, other in signs[index + 1 :]:
            if second.start - first.end > _WITHIN:
                break
            belong = first.word != second.word and (f"{one}+{other}" in together or f"{other}+{one}" in together)
            if second.start >= first.end and belong and not ({one, other} <= _AMONG_THE_MILD and _has_a_fair_value(passage)):
                out.append(Hit(first.start, second.end, passage.low[first.start : second.end]))
                break
    return out


_AMONG_THE_MILD = {"sugar", "limp"}
"""血糖14.6 人有点发飘: what a physician is asked about, as long as the value is none to die of."""


def _has_a_fair_value(passage: Passage) -> bool:
    return danger_patterns.COMMON_SUGAR.search(passage.low, passage.start, passage.end) is not None


def _signs(passage: Passage, lexicon: Lexicon) -> list[tuple[Hit, str]]:
    """Every sign with its sort, in the order of the text: words, and a part of the body with what fails."""
    words = lexicon.words("alarm_signs")
    found = [(h, words.values[h.word]) for h in words.find(passage.low, passage.start, passage.end)]
    parts = lexicon.phrases("alarm_phrases")
    found += [sign for c in passage.clauses if passage.beginnings(parts) for sign in passage.all_cues(parts, c.start, c.end)]
    if len(found) > 1:
        found = [sign for sign in found if not _belongs_to_a_word(sign[0], passage, lexicon)]
    return sorted(found, key=lambda sign: (sign[0].start, sign[0].end))


def _belongs_to_a_word(sign: Hit, passage: Passage, lexicon: Lexicon) -> bool:
    """打电话骂我, 眼泪止不住, 活血止痛膏: part of a harmless word, or of the name of a thing."""
    if any(w.start <= sign.start < w.end for w in passage.hits("not_signs", lexicon.words("not_signs"))):
        return True
    if sign.word in _SOUNDS and _is_of_a_fixture(sign, passage, lexicon):
        return True
    return any(i.start < sign.start and sign.end <= i.end for i in passage.hits("items", lexicon.items))


_SOUNDS = ("呼呼响", "哨音", "哨声")
"""Of a chest, or of what stands in the room."""


def _is_of_a_fixture(sign: Hit, passage: Passage, lexicon: Lexicon) -> bool:
    """水箱一直呼呼响 停不下来; 空调开着娃呼呼响 is of somebody."""
    fixtures = lexicon.words("fixtures").find(passage.low, passage.clause_at(sign.start).start, sign.start)
    return bool(fixtures) and danger_patterns.NOT_THE_ANIMAL.search(passage.low, fixtures[-1].end, sign.start) is None


_NOT_SO = ("没有", "不了", "好了", "过", "正常", "退", "东西", "手机", "杯", "碗", "坏", "碎", "码")
"""Behind a sign: it is gone, it was a thing that fell, or a size: 孕妇裤 170码."""


_SLIGHTLY = ("有点", "有些", "有点儿", "有一点", "稍微", "稍微有点", "一点点")


_MADE_READY = ("means", "affairs", "sealed")
"""药数好了, 门缝塞好了: nothing has got better."""


def _is_there(sign: Hit, sort: str, passage: Passage, lexicon: Lexicon) -> bool:
    """Not denied, not of long ago, not done away with behind it: 胸闷没有, 不晕了."""
    clause = passage.clause_at(sign.start)
    after = passage.low[sign.end : min(sign.end + 3, clause.end)]
    again = any(w in passage.low[sign.end : sign.end + 14] for w in ("又", "现在"))  # 心梗过 现在又是那种感觉
    if sign.word == "喘" and passage.low.endswith(_SLIGHTLY, clause.start, sign.start):
        return False  # 哮喘又犯了有点喘
    feared = lexicon.says("fears", passage.low[max(clause.start, sign.start - 3) : sign.start])  # 怕她走丢: she has not yet
    if sign.word.startswith("血糖") and patterns.FAIR_SUGAR.match(passage.low, sign.start, passage.end):
        return False  # 血糖14.6 脚发麻
    done_with = after.startswith(_NOT_SO) and not again and not (sort in _MADE_READY and after.startswith("好了"))
    gone = feared or done_with or patterns.DENIED_INSIDE.search(sign.word) is not None
    return not gone and not is_denied(passage.low, sign.start, clause.start, lexicon) and not is_past(passage, clause, lexicon)
