"""Which clauses a correction is told in: the words of taking back with their neighbours, and of these those that speak of it."""

from collections.abc import Sequence

from reading.expressions import patterns
from reading.lexicon import Lexicon
from reading.message.draft import Draft
from reading.message.passage import Clause, Passage
from reading.values.degrees import degrees_in
from reading.values.symptoms import symptoms_in

CAME_OUT = tuple(f"{did}成" for did in "错写打报输发填抄记看量读")


def scope_of(passage: Passage, cue: Clause) -> list[Clause]:
    """The clause with the cue and its neighbours, up to a word that begins something else."""
    at = passage.clauses.index(cue)
    before = passage.clauses[at - 1]
    out = list(passage.clauses[max(0, at - 1) : at + 1]) if at < 2 or _is_a_number(before) or _is_put_right(before, cue) else [cue]
    if at > 1 and out[0] is not cue and _is_a_number(passage.clauses[at - 2]) and "不是" in passage.clauses[at - 2].text + before.text:
        out.insert(0, passage.clauses[at - 2])  # 不是2盒 是1盒 打快了
    for index, clause in enumerate(passage.clauses[at + 1 : at + 8]):
        if clause.opens_another or clause.text.startswith(("再", "麻烦", "帮", "和")):
            break
        if index >= _FEW and clause.text not in _SMALL_WORDS and not _is_a_number(clause):
            break
        out.append(clause)
    return out


_FEW, _SMALL_WORDS = 3, ("不", "是", "应该是")
"""I wrote wrong, not 38.6, real is 36.8: in English a blank stands before each number."""


def own_part(draft: Draft, scope: Sequence[Clause], passage: Passage, lexicon: Lexicon) -> Sequence[Clause]:
    """要两提抽纸 体温打错了 是36.4 马桶堵了: from the first to the last clause that speaks of what is put right; the rest stays free."""
    low, name = passage.low, draft.fields.get("field")
    placed = [(start, end) for field, start, end, _ in draft.spans if field in ("value", "kind")]

    def speaks_of_it(clause: Clause) -> bool:
        if any(clause.start < end and start < clause.end for start, end in placed) or lexicon.says("mistakes", clause.text):
            return True
        if name == "temperature":
            measured = "体温" in clause.text or "测" in clause.text
            return measured or bool(degrees_in(low, clause.start, clause.end, lexicon, True))
        if name == "symptoms":
            return bool(symptoms_in(low, clause.start, clause.end, lexicon))
        return name == "quantity" and patterns.QUANTITY.search(low, clause.start, clause.end) is not None

    own = [index for index, clause in enumerate(scope) if speaks_of_it(clause)] if placed else []
    return scope[own[0] : own[-1] + 1] if own else scope


def _is_put_right(before: Clause, cue: Clause) -> bool:
    """拉拉裤要三包 刚写成两包了: how much it should be, and then how much was written."""
    return (
        any(w in cue.text for w in CAME_OUT)
        and patterns.QUANTITY.search(before.text) is not None
        and patterns.QUANTITY.search(cue.text) is not None
    )


def _is_a_number(clause: Clause) -> bool:
    """不好意思 36.9 打成39.6了: the number before the words of taking back belongs to them."""
    return clause.end - clause.start <= 8 and patterns.HAS_DIGIT.search(clause.text) is not None
