"""Symptoms in standard words, with what is denied left out."""

from reading.expressions import patterns
from reading.lexicon import Lexicon

_STOPS = " ,，。;；!！\n、“”"


def symptoms_in(low: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Every symptom somebody has between two places: (start, end, standard word), each once."""
    found: list[tuple[int, int, str]] = []
    fine = patterns.NOTHING_WRONG.search(low, start, end)
    for hit, standard in lexicon.phrases("symptoms").find(low, start, end, gap=4):
        if standard not in lexicon.words("reported"):
            continue
        if _is_ticked_off(low, hit.end, end) or (fine is not None and fine.start() <= hit.start < fine.end()):
            continue
        if not is_denied(low, hit.start, start, lexicon) and not _denied_inside(hit.word) and standard not in (s for _, _, s in found):
            found.append((hit.start, hit.end, standard))
    if any(s == "干咳" for _, _, s in found):
        found = [f for f in found if f[2] != "咳嗽"]
    return found


_GONE = ("没有了", "没了", "好了", "不了", "没得了", "冇得了", "莫得了", "消了", "消失了", "不见了")


def _is_ticked_off(low: str, index: int, end: int) -> bool:
    """咳(无), 头晕：无, 昨天说的头晕今天没有了: denied behind."""
    after = low[index : min(end, index + 6)]
    if after.startswith("无") and low[index:end].rstrip(" 。.!！").endswith("无"):
        return True  # 咳嗽无发热无
    return after.startswith(("(无", "（无", ":无", "：无", "(-", "(没")) or after.strip().endswith(_GONE)


def says_none(low: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where somebody says that nothing is wrong."""
    for hit in lexicon.words("none").find(low, start, end):
        if hit.word != "无" or not low.startswith(_LACKED, hit.end):
            return hit.start, hit.end
    match = patterns.NOTHING_WRONG.search(low, start, end)
    return match.span() if match else None


_LACKED = (*"线糖聊法助力人水电网信奶盐油辣论意所须需比花纸味胃精食语奈缘", "热水", "空调", "窗")
"""Behind 无 what is no complaint: 无线网断了, 无糖餐, 浑身无力."""


def is_denied(low: str, index: int, start: int, lexicon: Lexicon) -> bool:
    """Whether a negation stands close before, in the same clause: 没咳嗽也没流鼻涕, 无发热."""
    before = low[max(start, index - 10) : index]
    if not lexicon.says("negations", before):
        return False
    for asked in ("有没有", "能不能", "可不可以", "可不可", "是不是", "要不要"):
        before = before.replace(asked, " " * len(asked))
    before = before[-7:]
    for stop in _STOPS:
        before = before.rsplit(stop, 1)[-1]
    hits = lexicon.words("negations").find(before)
    return bool(hits) and not _only_a_part(before, hits[-1].end)


def _only_a_part(before: str, after: int) -> bool:
    """没睡好头痛: the negation belongs to other words."""
    rest = before[after:]
    return len(rest) > 4 or any(
        word in rest
        for word in (
            "睡",
            "吃",
            "了",
            "停",
            "力",
            "劲",
            "精神",
            "就",
            "但",
            "药",
            "得",
            "到",
            "好",
            "人",
            "知道",
            "住",
            "想",
            "去",
            "过",
            "消",
        )
    )


def _denied_inside(word: str) -> bool:
    """喉咙不痛, 头也不晕."""
    return any(w in word for w in ("不痛", "不疼", "不晕", "不酸", "不痒", "没痛", "也不", "不怎么", "不干")) and "不舒服" not in word
