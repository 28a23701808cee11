"""摸排 in words: what one line says of body, mood, diet and medicine, and whether it is fine. Needs are kept from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chat.context import Context
from handlers._needs import CHRONIC, allergy_in, diets_in, keep_need, learnt, run_out_after
from models import SURVEY_PARTS, Stay, needs_of
from reading.expressions import patterns
from reading.text.numbers import number_of

_WORDS: Mapping[str, tuple[str, ...]] = {
    "medicine": ("药", "胰岛素", "慢病", "基础病", "基础疾病", *CHRONIC),
    "mood": ("情绪", "心情", "心理", "心态", "焦虑", "低落", "睡不着", "失眠", "烦躁", "抑郁", "想家", "哭"),
    "diet": ("饮食", "餐", "吃", "食", "清真", "无糖", "低糖", "低盐", "忌", "辅食", "过敏"),
    "physical": ("身体", "不适", "症状", "体温", "咳", "烧", "痛", "疼", "晕", "拉肚子", "腹泻", "健康", "舒服"),
}
"""In the order in which they decide: 高血压药 is medicine before it is a complaint."""
_FINE = ("好", "正常", "稳定", "平稳", "无", "没有", "没", "普通", "可以", "健康", "良好", "不挑", "都行", "没事", "不忌口", "乐观")
_NOT_FINE = ("不好", "不太好", "不正常", "不稳定", "不可以", "没胃口", "没精神", "无力", "没力气", "好转", "好差", "不健康", "没睡好")
_ALL_FINE = ("一切正常", "都正常", "都好", "全部正常", "四项正常", "均正常", "一切都好")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a 摸排: which, the words, and whether there is nothing to do about it."""

    part: str
    words: str
    fine: bool


def parts_in(text: str) -> list[Part]:
    """The parts a line speaks of; 一切正常 is all four."""
    if any(w in text for w in _ALL_FINE):
        return [Part(part, "正常", True) for part in SURVEY_PARTS]
    clauses = [c for c in patterns.SEPARATOR.split(text) if c]
    found = [Part(part, clause, _is_fine(clause)) for clause in clauses if (part := _part_of(clause)) is not None]
    return found


def is_survey(text: str) -> bool:
    """Whether a 摸排 line is the answer to a sweep and not one special situation: several parts, or all is fine."""
    found = parts_in(text)
    supplies = any(p.part == "medicine" and patterns.COUNT_OF_DAYS.search(p.words) for p in found)
    return bool(found) and (len({p.part for p in found}) > 1 or all(p.fine for p in found) or supplies)


def take_in(stay: Stay, text: str, context: Context) -> list[Part]:
    """Mark what is known now and keep what must be remembered; the parts somebody has to see to."""
    matters = []
    for part in parts_in(text):
        learnt(stay, part.part, part.words, context)
        if allergen := allergy_in(part.words):
            keep_need(stay, "allergy", allergen, context)
        if part.part == "diet":
            for diet in diets_in(part.words):
                keep_need(stay, "diet", diet, context)
        if part.part == "medicine" and not part.fine:
            _keep_medicine(stay, part.words, context)
        if part.part == "mood":
            _keep_mood(stay, part, context)
        if part.part in ("physical", "mood") and not part.fine:
            matters.append(part)
    return matters


def _part_of(clause: str) -> str | None:
    if any(m.group(2) for m in patterns.COUNT_OF_DAYS.finditer(clause)) and any(w in clause for w in ("够", "剩")):
        return "medicine"  # 硝苯地平够7天
    return next((part for part, words in _WORDS.items() if any(w in clause for w in words)), None)


def _is_fine(clause: str) -> bool:
    if diets_in(clause) or allergy_in(clause):
        return False
    return any(w in clause for w in _FINE) and not any(w in clause for w in _NOT_FINE)


def _keep_medicine(stay: Stay, words: str, context: Context) -> None:
    """高血压药够7天: the name up to the number, and the first day without."""
    days = next((m for m in patterns.COUNT_OF_DAYS.finditer(words) if m.group(2)), None)
    name = words[: days.start()] if days else words
    for ending in ("只够", "还够", "够吃", "能吃", "还剩", "剩", "够", "吃", "用", "在服", "服用", "有"):
        name = name.strip().removesuffix(ending).removeprefix(ending)
    count = number_of(days.group(1)) if days else None
    known = needs_of(context.session, stay.site_id, stay.id, "chronic")
    if len(known) == 1 and (not name or name.rstrip("药") in known[0].words):
        name = known[0].medicine or name  # 高血压药够30天 speaks of the one medicine that is known
    words = known[0].words if len(known) == 1 and known[0].medicine == name else words
    run_out = run_out_after(context.day, int(count)) if count is not None else None
    keep_need(stay, "chronic", words, context, medicine=name[:80] or None, run_out=run_out)


def _keep_mood(stay: Stay, part: Part, context: Context) -> None:
    if not part.fine:
        keep_need(stay, "mood", part.words, context, follow_up=context.day + timedelta(days=1))
