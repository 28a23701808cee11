"""Reports without a number: 体温正常 is no temperature, so it is asked for."""

from collections.abc import Sequence

from reading.expressions import patterns, report_patterns, talk_patterns
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import mentions_in
from reading.values.symptoms import says_none, symptoms_in

_MEASURED = ("体温表看了", "看了体温", "温度看了", "量过了", "量了", "测了", "测过了", "已量", "已测", "量过", "刚量")

_LABELS = ("体温", "temp", "温度")

_NOT_HEAT = ("血", "糖", "心率", "心跳", "脉", "体重", "身高", "胎心", "腰围", "尺", "脚", "长度", "视力", "眼压", "网速")
"""刚量的血糖9.4, 量了下窗户尺寸: what else is measured."""


def without_degrees(passage: Passage, grammar: Grammar, kind: Kind, told: bool) -> list[Draft]:
    """体温正常 is no temperature: asked. Under a title, everything that is no other thing is."""
    unreported = grammar.lexicon.words("unreported")
    clauses = [c for c in passage.clauses if not unreported.says(c.text)] if passage.says(unreported) else passage.clauses
    if told and len(clauses) < len(passage.clauses):
        return []
    said = _reporting(clauses, passage, grammar.lexicon)
    if not said and not told and any(says_none(passage.low, c.start, c.end, grammar.lexicon) for c in clauses):
        said = [
            c
            for c in clauses
            if c.text.startswith(_REPORTS) or (c.text.endswith(_REPORTS) and not report_patterns.SAFE_AT_HOME.search(c.text))
        ]
    if not (told or said) or (passage.said.sender.role not in ("resident", "unknown") and not told):
        return []
    if not told and any(c.asked or c.text.endswith(("吗", "么")) or c.text.startswith(("有没有", "谁", "有人")) for c in said):
        return []
    if not told and talk_patterns.IN_THOSE_DAYS.search(passage.text):
        return []  # 打疫苗第二针那哈烧到38度多
    if not told and any(w in passage.text for w in ("上个月", "去年", "前年")):
        return []  # 我嫂子上个月阳过 烧了两天38度多
    passage.take(said)
    return [_draft(passage, clauses, (said or clauses or passage.clauses)[0], grammar.lexicon, kind)]


_REPORTS = ("打卡", "报平安", "报个平安")


def _reporting(clauses: Sequence[Clause], passage: Passage, lexicon: Lexicon) -> list[Clause]:
    """The clauses that tell of a temperature without giving one."""
    said = []
    clauses = [c for c in clauses if "体温" not in c.text or not report_patterns.OF_EVERYBODY.search(c.text)]
    if passage.says(lexicon.words("says_normal")):
        usual = ("体温计", "平时", "一直")
        of_it = [c for c in clauses if any(w in c.text for w in ("体温", "temp")) and not any(w in c.text for w in usual)]
        said += [c for c in of_it if lexicon.says("says_normal", c.text)]
        said += [
            a
            for index, a in enumerate(clauses)
            if a.text.rstrip(":：").endswith(_LABELS) and any(lexicon.says("says_normal", b.text) for b in clauses[index + 1 : index + 3])
        ]
    said += [c for c in clauses if patterns.VAGUE_DEGREES.search(c.text) and _is_felt(passage, clauses, lexicon)]
    measured = [c for c in clauses if _is_measured(c.text) and not report_patterns.MEASURED_TWICE.match(c.text)]
    return said + [c for c in measured if not any(w in c.text for w in _NOT_HEAT)]


def _is_measured(text: str) -> bool:
    """量过了, 体温我量了; 体温没量 is none."""
    first = next((w for w in _MEASURED if text.startswith(w)), None)
    if first is not None and (thing := report_patterns.WHAT_IS_MEASURED.match(text, len(first))) is not None:
        return not thing.group("thing")
    return first is not None or ("体温" in text and text.endswith(_MEASURED) and not any(w in text for w in "没未表计枪"))


def _is_felt(passage: Passage, clauses: Sequence[Clause], lexicon: Lexicon) -> bool:
    """36度多一点 没什么不舒服: a report although the number is vague; 体温计显示lo says it by itself."""
    return any("体温" in c.text or says_none(passage.low, c.start, c.end, lexicon) for c in clauses) or bool(
        symptoms_in(passage.low, passage.start, passage.end, lexicon)
    )


def _draft(passage: Passage, clauses: Sequence[Clause], first: Clause, lexicon: Lexicon, kind: Kind) -> Draft:
    """The report, with whom it is about and what they feel."""
    draft = Draft(kind, passage.start)
    draft.mark(first.start, first.end, "体温")
    found = [s for c in clauses for _, _, s in symptoms_in(passage.low, c.start, c.end, lexicon)]
    draft.put("symptoms", list(dict.fromkeys(found)))
    for mention in mentions_in(passage, passage.rooms, lexicon):
        if mention.room and "room" not in draft.fields:
            draft.put("room", mention.room, mention.start, mention.end, "房间")
            if mention.name:
                draft.put("name", mention.name, mention.name_start, mention.name_end, "姓名")
        draft.for_another = draft.for_another or mention.kin
    return draft
