"""The illness as said; 降压药 gives 高血压. Never inferred from the name of a drug."""

from collections.abc import Sequence

from reading.expressions import request_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage
from reading.talk.tone import is_past
from reading.text.words import Hit, Words
from reading.things.refused import declines, name_end
from reading.values.symptoms import is_denied


def condition_in(
    passage: Passage, clauses: Sequence[Clause], barred: Sequence[Hit], lexicon: Lexicon, but: Words | None = None
) -> tuple[int, int, str] | None:
    """(start, end, condition) of the first illness that is no part of a medicine's name. `but`: words that are told elsewhere already."""
    words, vague = lexicon.words("conditions"), None
    for clause in clauses if passage.says(words) else ():
        for hit in words.find(passage.low, clause.start, clause.end):
            if any(b.start < hit.end and hit.start < b.end for b in barred) or is_denied(passage.low, hit.start, clause.start, lexicon):
                continue
            if _names_a_class(hit, passage.low) or _is_not_meant(hit, clause, passage, lexicon):
                continue
            value = words.values[hit.word]
            if but is not None and value in but and not passage.low.startswith("药", hit.end):
                continue  # but 便秘药
            if hit.word in lexicon.words("vague_conditions"):
                vague = vague or (hit.start, hit.end, passage.clean.original(hit.start, hit.end))
                continue
            return hit.start, hit.end, value if value != hit.word else passage.clean.original(hit.start, hit.end)
    return vague


def _names_a_class(hit: Hit, low: str) -> bool:
    """感冒药白加黑, 避孕药毓婷: it says which medicine is meant, and nothing of an illness."""
    return hit.word.endswith(("感冒", "避孕")) and low.startswith("药", hit.end)


def _is_not_meant(hit: Hit, clause: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """Of a medicine that is not wanted: 上次吃了起疹子 不要, 降压药还有 别买; or said by a slip: 痛经 呸 痛风."""
    low = passage.low
    if request_patterns.WHAT_ELSE_IS_NOT_WANTED.match(clause.text):
        return True  # 氨氯地平一盒 降糖的暂时不要
    if "睡" in hit.word and not _KEEPS_AWAKE.isdisjoint(clause.text):
        return True  # 蚊子多得睡不着
    if hit.word == "过敏" and _is_of_a_medicine(hit, clause, passage, lexicon):
        return True
    if hit.word == "过敏" and "对" in low[clause.start : hit.start] and lexicon.says("food", low[clause.start : hit.start]):
        return not lexicon.says("suffering", passage.text)  # 我对海鲜过敏 另外要…: for whoever cooks
    if _came_of_a_medicine(hit, clause, passage, lexicon):
        return True
    if request_patterns.TOOK.search(low, clause.start, hit.start):
        return any(request_patterns.NO_MORE_OF_IT.search(c.text) for c in passage.around(clause, 1, 1))
    at = hit.end + low.startswith("药", hit.end)
    if low[at - 1] == "药":
        if request_patterns.DECLINES.fullmatch(passage.low, at, clause.end):
            return True
        return any(declines(c, lexicon) for c in passage.around(clause, 0, 1)[1:])
    slip = request_patterns.SLIP.match(low, hit.end + 1) if low[hit.end : hit.end + 1] in (" ", ",", "，") else None
    return slip is not None and lexicon.words("conditions").first(low, slip.end(), min(slip.end() + 6, passage.end)) is not None


_KEEPS_AWAKE = frozenset("蚊虫吵闹噪热冷亮响光床枕")
"""Why somebody does not sleep, and nobody takes medicine for it."""


def _came_of_a_medicine(hit: Hit, clause: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """阿司匹林吃了胃出血过, 吃头孢起疹子: what a medicine did, which is named before it."""
    low = passage.low
    took = request_patterns.TOOK.search(low, clause.start, hit.start)
    for thing in passage.hits_at("items", lexicon.items, clause):
        if thing.end > hit.start or lexicon.items.values[thing.word] != "medicine":
            continue
        if took is not None and thing.end <= took.start() + 1 and low[took.start() + 1] != "完":
            return True
        taken = thing.start > clause.start and low[thing.start - 1] in "吃用打喝服"
        comes = request_patterns.COMES_OF_IT.match(low, name_end(thing, clause, lexicon)) if taken else None
        if comes is not None and not low[comes.end() : hit.start].strip("起长出发"):
            return True
    return False


def _is_of_a_medicine(hit: Hit, clause: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """头孢我过敏不要 阿奇霉素一盒, 别给阿莫西林 我过敏: what somebody cannot take is no illness; 氯雷他定 过敏用的 is."""
    if passage.low.startswith(("用", "吃", "药"), hit.end):
        return False
    before, values = passage.around(clause, 1, 0)[0], lexicon.items.values
    declined = before is not clause and request_patterns.NO_MORE_OF_IT.search(before.text) is not None
    start = before.start if declined else clause.start
    return any(start <= h.start and h.end <= hit.start and values[h.word] == "medicine" for h in passage.hits("items", lexicon.items))


_AILING = "哑痛疼痒肿炎泻咳便失眠敏疹晕吐感冒烧筋火溃疡胀酸拉崴扭伤磕破疱裂烫赤咬劲干坏泡脓闪"


def complaint_in(passage: Passage, clauses: Sequence[Clause], barred: Sequence[Hit], lexicon: Lexicon) -> tuple[int, int, str] | None:
    """A bodily complaint that is the reason for a medicine: 牙疼, 胃痛."""
    clauses = [c for c in clauses if not is_past(passage, c, lexicon)]  # 上次吃了起疹子
    for name, clause in [("complaints", c) for c in clauses] + [("symptoms", c) for c in clauses]:
        for hit, _ in passage.cues(lexicon.phrases(name), clause.start, clause.end, gap=2):
            if (
                any(c in hit.word for c in _AILING)
                and not _names_a_class(hit, passage.low)
                and not any(b.start < hit.end and hit.start < b.end for b in barred)
                and not is_denied(passage.low, hit.start, clause.start, lexicon)
                and not _is_not_meant(hit, clause, passage, lexicon)
            ):
                return hit.start, hit.end, passage.clean.original(hit.start, hit.end)
    return None


def illness_alone(passage: Passage, clauses: Sequence[Clause], barred: Sequence[Hit]) -> tuple[int, int, str] | None:
    """胃食道逆流: no list has it, but it stands in a clause of its own and ends as illnesses do."""
    for clause in clauses:
        if sounds_like_illness(clause.text) and not any(b.start < clause.end and clause.start < b.end for b in barred):
            return clause.start, clause.end, passage.clean.original(clause.start, clause.end)
    return None


def sounds_like_illness(words: str) -> bool:
    """Nobody knows the word, but it ends as illnesses do."""
    return 3 <= len(words) <= 8 and words.endswith(_ENDS_OF_ILLNESS) and words[0] not in "没无冇不" and "毛病" not in words


_ENDS_OF_ILLNESS = (
    "炎", "症", "病", "癌", "瘤", "衰竭", "梗塞", "逆流", "反流", "增生", "突出", "失常", "紊乱", "亢进", "减退", "不全", "硬化",
    "结石", "感染", "综合征", "溃疡", "息肉", "狭窄", "肥大", "疱疹", "积液", "偏高", "偏低",
    "淤积", "郁积", "积水", "出血", "骨折", "早搏", "阻滞", "缺血", "贫血", "血栓", "肿大", "不良", "低下",
)  # fmt: skip
