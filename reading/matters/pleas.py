"""Pleas in no words of ours: a doctor is asked for, or somebody shall help, and what is the matter is only told."""

from collections.abc import Sequence

from reading.expressions import patterns, request_patterns
from reading.fields import Choice
from reading.matters.matters import draft_of
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.talk.general import asks_the_neighbours, is_supposed
from reading.talk.tone import Tone, asks_for_a_doctor, asks_only
from reading.values.categories import choice_of


def for_a_doctor(passage: Passage, tone: Tone, grammar: Grammar, drafts: Sequence[Draft]) -> list[Draft]:
    """38.6 浑身没劲 麻烦医生上来看看: a doctor is asked for, whatever was said before and wherever it went."""
    kind = next((k for k in grammar.plain("words") if choice_of(k) is not None), None)
    if kind is None or passage.staff or tone.advises:
        return []
    sick = next((d for d in drafts if d.fields.get("symptoms")), None)
    asking = [c for c in passage.free() if asks_for_a_doctor(passage, c, grammar.lexicon) and not c.text.startswith("你")]
    if sick is not None and not asking:  # 我三十八度二喉咙痛得很请医生来看看, all in one breath
        asking = [c for c in passage.clauses if request_patterns.FOR_A_DOCTOR.search(c.text)]
    if not asking or is_supposed(asking, passage):
        return []
    telling = [c for c in passage.clauses if (c.start >= sick.at if sick is not None else c.start not in passage.taken) or c in asking]
    if sick is None and not (_is_enough_for_a_doctor(telling) and any(request_patterns.FOR_A_DOCTOR.search(c.text) for c in asking)):
        return []
    draft = draft_of(kind, telling, passage, grammar, asking[0].text)
    choice = choice_of(kind)
    if choice is not None and choice.name not in draft.fields:
        draft.put(choice.name, next(iter(choice.options)))
    draft.for_another = sick.for_another if sick is not None else draft.for_another
    if sick is not None and kind.need("name"):
        if sick.for_another:
            draft.fields.pop("name", None)  # 迟晓燕36.4 老二38.1一直咳 请医生来: the name is the writer's
        draft.fields.update({name: sick.fields[name] for name in ("room", "name") if name in sick.fields})  # 阮康38.0喉咙痛 想请护士来
    passage.take(asking if sick is not None else telling)
    return [draft]


def _is_enough_for_a_doctor(telling: Sequence[Clause]) -> bool:
    return sum(c.end - c.start for c in telling) >= _A_COMPLAINT


_A_COMPLAINT = 12
"""Characters; in fewer nobody says what is the matter and asks for a doctor, or pleads for anything."""


def for_help(passage: Passage, grammar: Grammar, drafts: Sequence[Draft]) -> list[Draft]:
    """孩子要交材料 都锁在家里 能不能找人帮忙: what is wanted is no word of ours, but somebody does want help.

    36.5 心慌害怕 老说要出事 怎么办: what is the matter may already stand in a report.
    """
    kind = next((k for k in grammar.plain("words") if choice_of(k) is not None), None)
    choice = choice_of(kind) if kind else None
    wanted = passage.free()
    asking = [c for c in wanted if grammar.lexicon.says("helpless", c.text) or _pleads(c, passage, grammar)]
    if kind is None or choice is None or passage.staff or not asking or is_supposed(asking, passage) or asks_the_neighbours(passage):
        return []
    sick = next((d for d in drafts if d.fields.get("symptoms")), None)
    if sick is not None:
        wanted = [c for c in passage.clauses if c.start >= sick.at or c in wanted]
    elif sum(c.end - c.start for c in wanted) < _A_COMPLAINT:
        return []
    draft = draft_of(kind, wanted, passage, grammar, asking[0].text)
    draft.for_another = draft.for_another or (sick is not None and sick.for_another)
    if choice.name not in draft.fields:
        draft.put(choice.name, _sort_of(choice, asking[0], wanted, grammar))
    passage.take(wanted)
    return [draft]


def _sort_of(choice: Choice, asking: Clause, wanted: Sequence[Clause], grammar: Grammar) -> str:
    """Of the meals, of the body where a part of it is named, else of what is left over."""
    options = list(choice.options)
    if "dietary" in options and any(w in asking.text for w in ("餐", "饭", "菜", "粥", "汤")):
        return "dietary"
    bodily = any(len(h.word) > 1 and h.word != "腿脚" for c in wanted for h in grammar.lexicon.words("body").find(c.text))
    return options[0] if bodily else options[-1]


def _pleads(clause: Clause, passage: Passage, grammar: Grammar) -> bool:
    """我没带换洗衣服 能让家里人送来吗: a plea, and beside it why."""
    pleads = patterns.PLEA.search(clause.text) or request_patterns.PLEA_TO_US.search(clause.text)
    if not pleads or grammar.lexicon.says("questions_hard", clause.text):
        return False
    why = [c for c in passage.clauses if c is not clause and c.end - c.start >= 5 and not asks_only(passage, c, grammar.lexicon)]
    return any(any(w in c.text for w in _OWN) for c in (*why, clause)) and bool(why)


_OWN = ("房间", "屋里", "整晚", "晚上", "隔壁", "楼上", "我", "孩子", "宝宝", "老人", "家里", "娃", "崽", "俺", "老婆", "老公", "爸", "妈")
