"""Whether a complaint is meant: now, for the one who writes or theirs, and not only why something else is wanted."""

from collections.abc import Sequence

from reading.expressions import request_patterns, talk_patterns, work_patterns
from reading.kind import Kind
from reading.matters.matters import place_in
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import mentioned
from reading.talk.general import asks_the_neighbours, is_cooking, is_far_away, is_harmless, is_lesson, is_supposed
from reading.talk.told import is_in_fun, is_liked_or_asked, is_of_then, is_only_told
from reading.talk.tone import Tone, asks_for_a_doctor
from reading.values.categories import category_of, choice_of


def is_meant(kind: Kind, clauses: Sequence[Clause], passage: Passage, tone: Tone, grammar: Grammar, drafts: Sequence[Draft]) -> bool:
    """Whether a person means this now, for themselves or theirs."""
    helps = any(_asks_for_help(c, passage, grammar) for c in clauses)
    placed = bool(passage.rooms) or place_in(kind, clauses, passage, grammar) is not None
    if passage.staff and (not placed or any(work_patterns.AMONG_STAFF.search(c.text) for c in passage.clauses)):
        return False  # 305早餐没送到 谁漏了; 解除证明 401-403 已打印
    cued = [c for c in clauses if passage.cues(grammar.cues(kind), c.start, c.end)]
    if (
        talk_patterns.TO_YOU.search(passage.text)
        or is_lesson(cued, passage)
        or is_harmless(passage, grammar.lexicon)
        or is_cooking(cued)
        or is_supposed(cued, passage)
    ):
        return False
    if not helps and ((tone.jokes and is_in_fun(kind, cued, passage, grammar)) or tone.advises or is_only_told(cued, passage, grammar)):
        return False
    grave = [c for c in cued if not _is_mild(c, kind, passage, grammar)]
    if choice_of(kind) is not None and cued and all(is_liked_or_asked(c, grammar, helps) for c in grave or cued):
        return False
    if not helps and _is_put_up_with(kind, clauses, passage, grammar):
        return False
    seen_to = asks_the_neighbours(passage) or (passage.staff and any(work_patterns.ADMONISHED.search(c.text) for c in clauses))
    if seen_to and category_of(kind, clauses, passage, grammar) == "other":
        return False
    if not helps and cued and not grave:
        return False  # 今天网课讲到第36页
    said = [h.word for c in cued for h, _ in passage.cues(grammar.cues(kind), c.start, c.end)]
    if said and all("没电" in word and "插" not in word for word in said) and _asks_for_batteries(drafts, cued):
        return False  # 遥控器没电了 要两节电池
    if choice_of(kind) is None and not helps and _is_replaced(cued, passage, grammar, drafts):
        return False
    return choice_of(kind) is None or _is_its_own_matter(kind, clauses, passage, grammar, drafts, helps)


def _is_put_up_with(kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    """米饭有点硬 我牙好 没事: said of meals and things; of the body or the mood somebody asks all the same."""
    last = passage.clauses[-1]
    liked = grammar.lexicon.says("praise", last.text) and not passage.cues(grammar.cues(kind), last.start, last.end)
    content = liked or talk_patterns.CONTENT.fullmatch(last.text) is not None
    return content and category_of(kind, clauses, passage, grammar) in (None, "dietary", "other")


def _asks_for_help(clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """麻烦饭里莫放花生; 前年送医院割了 is of long ago, and 麻烦了 alone is courtesy."""
    if (
        talk_patterns.COURTESY.match(clause.text)
        or clause.text in _ONLY_ASKS
        or clause.text.endswith(_MADE_TROUBLE)
        or talk_patterns.HAS_BEEN.search(clause.text)
    ):
        return False
    if request_patterns.KEPT_SECRET.search(clause.text):
        return False
    if not passage.cues(grammar.lexicon.phrases("help"), clause.start, clause.end):
        return False
    return talk_patterns.PLEADS.search(clause.text) is not None or not is_of_then(passage, clause, grammar.lexicon)


_ONLY_ASKS = frozenset(f"{please}{ask}" for please in ("麻烦", "想", "请", "麻烦请") for ask in ("问", "问下", "问一下", "问一声", "问问"))
"""麻烦问一下: how somebody begins, and no plea."""
_MADE_TROUBLE = ("添麻烦了", "跑一趟", "跑一趟了", "有劳了", "有劳", "费心了", "受累了")
"""给你们添麻烦了, 辛苦跑一趟: courtesy, and no plea."""


def _is_replaced(cued: Sequence[Clause], passage: Passage, grammar: Grammar, drafts: Sequence[Draft]) -> bool:
    """轮椅坐垫破了 想要一个气垫: somebody's own things are broken, and others are asked for."""
    aids = grammar.lexicon.words("aids")
    own = bool(cued) and all(aids.first(passage.low, c.start, c.end) is not None for c in cued)
    return own and any(d.kind.plain == "items" for d in drafts)


_SLIGHT = (
    "没底",
    "慌",
    "慌慌",
    "意义",
    "意思",
    "没人理我",
    "想撞墙",
    "撞墙",
    "紧张",
    "丢人",
    "受不了了",
    "担心",
    "不踏实",
    "抑郁症",
    "焦虑症",
)
"""Moods that are only why somebody wants a thing."""


def _is_mild(clause: Clause, kind: Kind, passage: Passage, grammar: Grammar) -> bool:
    """网课, 机票: what nobody need see to unless they are asked; 快递被人拿错, 工资还没结 are matters, 网课没得网 is no fault of ours."""
    mild = grammar.lexicon.words("mild_matters")
    said = [h.word for h, _ in passage.cues(grammar.cues(kind), clause.start, clause.end)]
    return all(word in mild if choice_of(kind) is not None else mild.at(word, 0) is not None for word in said)


def _asks_for_a_doctor(clauses: Sequence[Clause], passage: Passage, grammar: Grammar) -> bool:
    return any(request_patterns.FOR_A_DOCTOR.search(c.text) is not None and asks_for_a_doctor(passage, c, grammar.lexicon) for c in clauses)


def _asks_for_batteries(drafts: Sequence[Draft], cued: Sequence[Clause]) -> bool:
    """Whether what has no power runs on what is asked for: no socket, no whole room."""
    return not any(c in clause.text for clause in cued for c in "屋房") and any(
        "电池" in str(item.get("name")) for d in drafts for item in d.fields.get("items") or ()
    )


def _is_its_own_matter(
    kind: Kind, clauses: Sequence[Clause], passage: Passage, grammar: Grammar, drafts: Sequence[Draft], helps: bool
) -> bool:
    """A complaint beside a temperature or a medicine belongs to it, unless help is asked for as well."""
    category = category_of(kind, clauses, passage, grammar)
    bodily = category in (None, "physical")
    if bodily and talk_patterns.ANIMAL.search(passage.text) and not any(m.kin or m.me for m in mentioned(passage, grammar.lexicon)):
        return False  # 那只橘猫胖得都走不动了
    cued = [c for c in clauses if passage.cues(grammar.cues(kind), c.start, c.end)]
    if (bodily or category == "dietary") and not helps and all(is_far_away(c.end, passage) for c in cued):
        return False
    if bodily and any("temperature" in d.fields or d.kind.plain == "temperature" for d in drafts):
        return helps
    if any(d.kind.plain == "items" for d in drafts) and category == "emotional" and not helps:
        moods = [h.word for c in clauses for h, _ in passage.cues(grammar.lexicon.phrases("emotional"), c.start, c.end)]
        return any(not word.endswith(_SLIGHT) for word in moods)  # 吹风机有没有 头发湿睡不着; 泡面吃完了 人生没有意义了
    if any(d.kind.plain == "items" for d in drafts) and category == "dietary" and not helps:
        return _is_a_diet(clauses, grammar, drafts)
    if any(d.kind.plain == "items" for d in drafts) and category not in ("emotional", "dietary"):
        noisy = any(grammar.lexicon.says("nuisance", c.text) for c in clauses)
        doctor = bodily and (
            grammar.lexicon.says("seen_to", work_patterns.HAS_SEEN.sub("", passage.text)) or _asks_for_a_doctor(clauses, passage, grammar)
        )
        asks = any(request_patterns.ASKS_FOR_A_CHANGE.search(c.text) for c in clauses if passage.cues(grammar.cues(kind), c.start, c.end))
        return doctor if bodily else helps or noisy or asks
    return True


def _is_a_diet(clauses: Sequence[Clause], grammar: Grammar, drafts: Sequence[Draft]) -> bool:
    """我不吃猪肉 另外要两包纸: two matters; 我不吃辣 来两桶泡面 and 软毛牙刷2支 我牙口不好 are one."""
    if any(talk_patterns.MEALS.search(c.text) for c in clauses):
        return True
    foods = any(grammar.lexicon.says("food", item["name"].lower()) for d in drafts for item in d.fields.get("items", ()))
    return not foods and any(talk_patterns.DIET.search(c.text) for c in clauses)
