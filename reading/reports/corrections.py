"""Taking back: 更正 305 体温 36.8; 打错了 是36.5不是38.5; 手滑 是36.4."""

from collections.abc import Sequence

from reading.expressions import patterns, report_patterns, request_patterns
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.message.draft import Draft
from reading.message.grammar import Grammar
from reading.message.passage import Clause, Passage
from reading.people.mentions import mentions_in
from reading.places.rooms import rooms_in
from reading.reports.correction_scope import CAME_OUT, own_part, scope_of
from reading.text.numbers import number_of, plain
from reading.text.words import Words
from reading.values.degrees import DegreeHit, degrees_in
from reading.values.symptoms import says_none, symptoms_in

_LABELS = {
    "体温": "temperature",
    "温度": "temperature",
    "症状": "symptoms",
    "数量": "quantity",
    "姓名": "name",
    "名字": "name",
    "房号": "room",
    "房间": "room",
    "药名": "items",
    "单位": "unit",
}


def correction_in(passage: Passage, grammar: Grammar, kind: Kind, told: bool) -> list[Draft]:
    """One record of what is corrected to what; the clauses after it stay free for other things."""
    lexicon = grammar.lexicon
    cue = _cue(passage, lexicon)
    if not told and (cue is None or cue.asked or cue.start - passage.start > 40):
        return []
    if cue is not None and not told and report_patterns.OTHERS_SLIP.search(cue.text):
        return []
    if cue is not None and not told and _takes_another(cue, passage, lexicon):
        return []
    if cue is not None and not told and request_patterns.WRONG_ROOM.search(cue.text) and passage.hits("items", lexicon.items):
        return []  # 我是1203 刚才打成1204了 要抽纸一提
    scope = [c for c in (passage.clauses if told or cue is None else scope_of(passage, cue)) if c.start not in passage.taken]
    draft = Draft(kind, passage.start)
    if not _value(draft, passage, scope, grammar, told) and not told:
        return []
    if cue is not None and not told and _is_a_guess(cue, draft, lexicon.words("mistakes")):
        return []
    if cue is not None:
        draft.mark(cue.start, cue.end, cue.text)
    barred = [(s[1], s[2]) for s in draft.spans if s[0] == "value"]
    rooms = [r for c in scope for r in rooms_in(passage.low, c.start, c.end) if not any(a < r.end and r.start < b for a, b in barred)]
    if draft.fields.get("field") == "temperature":
        rooms = [r for r in rooms if not passage.low.endswith(CAME_OUT, passage.start, r.start)]  # 36.5写成365了
    rooms = [r for r in rooms if not passage.low.endswith(("不是", "不在"), passage.start, r.start)] or rooms  # 不是305 是307 36.5
    placed = next((m for m in mentions_in(passage, rooms, lexicon) if m.room), None)
    if placed is not None and draft.fields.get("field") != "room":
        draft.put("room", placed.room, placed.start, placed.end, "房间")
    own = own_part(draft, scope, passage, lexicon)
    draft.at = draft.at if told else own[0].start
    passage.take(own)
    passage.closed.update(c.start for c in own)
    return [draft]


def _cue(passage: Passage, lexicon: Lexicon) -> Clause | None:
    """The clause that says that something was wrong, in the order in which they tell it most surely."""
    mistakes = lexicon.words("mistakes")
    told = passage.free() if passage.says(mistakes) else ()
    cue = next((c for c in told if mistakes.says(c.text) and not report_patterns.MISSED_A_DOSE.search(c.text)), None)
    cue = cue or _says_not(passage, lexicon)
    cue = cue or next((c for c in passage.clauses[:2] if report_patterns.NOT_COUNTED.search(c.text)), None)
    return cue or next((c for c in passage.clauses[:1] if not passage.staff and request_patterns.ASKED_BEFORE.match(c.text)), None)


def _takes_another(cue: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """硝苯地平吃了脚肿 改成氨氯地平一盒, 医生改成150mg了: no record is put right, another medicine is asked for."""
    if any(f"{who}{how}" in cue.text for who in ("医生", "大夫", "主任", "药师") for how in ("改成", "改为", "给改")):
        return True
    if not cue.text.startswith(("改成", "改为")):
        return False
    hits = passage.hits("items", lexicon.items)
    before = [h for h in hits if h.end <= cue.start and lexicon.items.values[h.word] == "medicine"]
    told = [passage.clause_at(h.start) for h in before]
    return bool(told) and any(h.start >= cue.start for h in hits) and not any(patterns.QUANTITY.search(c.text) for c in told)


def _is_a_guess(cue: Clause, draft: Draft, mistakes: Words) -> bool:
    """5公斤左右 应该是水果: what is put right stands behind 应该是, and not before it."""
    value = next((end for name, _, end, _ in draft.spans if name == "value"), cue.end)
    return value <= cue.start and all(h.word == "应该是" for h in mistakes.find(cue.text))


def _says_not(passage: Passage, lexicon: Lexicon) -> Clause | None:
    """36.4不是34.6: two numbers, one of them denied, need no other cue."""
    if "不是" not in passage.text:
        return None
    degrees = degrees_in(passage.low, passage.start, passage.end, lexicon, True)
    if len(degrees) == 2 and "不是" in passage.low[max(passage.start, degrees[0].start - 3) : degrees[1].start]:
        return passage.clause_at(degrees[0].start)
    return None


def _value(draft: Draft, passage: Passage, scope: Sequence[Clause], grammar: Grammar, told: bool) -> bool:
    if not scope:
        return False
    start, end = scope[0].start, scope[-1].end
    low = passage.low
    said = next((name for label, name in _LABELS.items() if low.find(label, start, end) >= 0), None)
    degrees = [d for d in degrees_in(low, start, end, grammar.lexicon, said == "temperature") if d.value is not None]
    if said == "room" and degrees and not rooms_in(low, start, end):
        said = None  # 是36.6 对面房间太吵
    chosen = _not_denied(degrees, low) if degrees and said in (None, "temperature") else None
    if chosen is not None:
        return _put(draft, "temperature", chosen.value, chosen.start, chosen.end)
    if said in (None, "symptoms") and _put_symptoms(draft, passage, scope, said, grammar):
        return True
    changes = told or said == "quantity" or _says_another_number(low, start, end, grammar.lexicon)
    wrong = not changes and _was_said_wrong(low, start, end)
    changes = (changes or wrong) and (told or not _names_another(passage, start, end, grammar.lexicon))
    for match in patterns.QUANTITY.finditer(low, start, end) if changes else ():
        number = number_of(match.group("number") or match.group("spoken") or "")
        if wrong and not (low.startswith("要", match.start()) or low.endswith(_IT_SHOULD_BE, 0, match.start())):
            continue  # 打错字了 感冒灵一盒
        if number is not None and not patterns.NOT_A_WAS_B.search(low[max(start, match.start() - 4) : match.start()]):
            return _put(draft, "quantity", plain(number), match.start(), match.end())
    if said == "quantity" and (bare := patterns.NUMBER.search(low, start, end)) and told:
        bare = list(patterns.NUMBER.finditer(low, start, end))[-1]
        return _put(draft, "quantity", plain(float(bare.group(0))), bare.start(), bare.end())
    if told and said is not None and "field" not in draft.fields:
        draft.put("field", said)
    if said == "room" and (rooms := rooms_in(low, start, end)):
        chosen_room = next((r for r in rooms if not low[: r.start].endswith(("不是", "不在"))), rooms[-1])
        return _put(draft, "room", chosen_room.room, chosen_room.start, chosen_room.end)
    return False


def _put_symptoms(draft: Draft, passage: Passage, scope: Sequence[Clause], said: str | None, grammar: Grammar) -> bool:
    """Those that are told instead, without what is denied; none only where the word symptoms stands."""
    low, start, end = passage.low, scope[0].start, scope[-1].end
    found = [s for c in scope for s in symptoms_in(low, c.start, c.end, grammar.lexicon)]
    if found and request_patterns.LEAVES_OUT.match(low, found[0][1], end):
        return _put(draft, "symptoms", _others(found[0][2], passage, start, end, grammar.lexicon), found[0][0], found[0][1])
    if found and (none := _none_instead(found[-1][1], low, end, grammar.lexicon)) is not None:
        return _put(draft, "symptoms", [], *none)
    if found:
        found = _put_right(found, low)
        return _put(draft, "symptoms", [s[2] for s in found], found[0][0], found[-1][1])
    none = says_none(low, start, end, grammar.lexicon)
    if said and none:
        return _put(draft, "symptoms", [], *none)
    return False


def _put_right(found: list[tuple[int, int, str]], low: str) -> list[tuple[int, int, str]]:
    """刚才报的鼻塞 应该是干咳: only what stands behind the words that put it right."""
    for at in range(len(found) - 1, 0, -1):
        if report_patterns.PUT_RIGHT.search(low, found[at - 1][1], found[at][0]):
            return found[at:]
    return found


def _none_instead(index: int, low: str, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """报的恶心 应该是没有症状."""
    right = report_patterns.PUT_RIGHT.search(low, index, end)
    return says_none(low, right.end(), end, lexicon) if right is not None else None


def _says_another_number(low: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """改成3盒, 刚才要的改一下 …: words that change a number."""
    return (
        patterns.CHANGED_TO.search(low, start, end) is not None
        or request_patterns.ASKED_BEFORE.match(low, start, end) is not None
        or any(low.find(word, start, end) >= 0 for word in ("改一下", "改下", "更改"))
        or lexicon.says("changes", low[start:end])
    )


def _was_said_wrong(low: str, start: int, end: int) -> bool:
    """刚报错了 奥司他韦要2盒: of what was asked for before. But 两盒牛奶 说错了 是两箱; 说错了 306要一箱水; 要甲 不是乙."""
    wrong = request_patterns.SAID_WRONG.search(low, start, end)
    if wrong is None or low.find("不是", start, end) >= 0:
        return False
    return patterns.QUANTITY.search(low, start, wrong.start()) is None and not rooms_in(low, start, end)


_IT_SHOULD_BE = ("是", "应该", "总共", "一共")


def _others(dropped: str, passage: Passage, start: int, end: int, lexicon: Lexicon) -> list[str] | None:
    """鼻塞那个去掉 选错了: what else the report that is quoted had; without one it must be asked for, unless there is nothing else."""
    if says_none(passage.low, start, end, lexicon):
        return []
    if passage.said.quote is None:
        return None
    said = passage.said.quote.text.lower()
    return [s for _, _, s in symptoms_in(said, 0, len(said), lexicon) if s != dropped]


def _names_another(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """改成苯溴马隆 2盒, 顺尔宁 写错了 是舒利迭一个: another thing is wanted, not another number."""
    hits = passage.hits("items", lexicon.items)
    wrong = request_patterns.SAID_WRONG.search(passage.low, start, end) if hits else None
    if wrong is not None and hits[0].start < wrong.start() and hits[-1].start > wrong.start():
        return True
    return any(start <= h.start < end and passage.low.endswith(("改成", "改为", "改作", "换成"), 0, h.start) for h in hits)


def _put(draft: Draft, name: str, value: object, start: int, end: int) -> bool:
    draft.put("field", name)
    draft.put("value", value, start, end, "更正")
    return True


def _not_denied(degrees: Sequence[DegreeHit], low: str) -> DegreeHit | None:
    """是36.5不是38.5: the one that is not denied; 38.5改成36.5: the one after 改成."""
    for degree in degrees:
        before, after = low[max(0, degree.start - 4) : degree.start].rstrip(), low[degree.end : degree.end + 4].lstrip()
        if before.endswith(("改成", "改为", "应该是", "应为", "是正确的")) or after.startswith(("才是", "才对", "是对的")):
            return degree
    kept = [d for d in degrees if not _is_denied(low, d)]
    if not kept and all(_is_denied_behind(low, d) for d in degrees):
        return None  # 昨天报的38.5是看错了, and what it was is not said
    return kept[-1] if kept else degrees[0]


def _is_denied(low: str, degree: DegreeHit) -> bool:
    """误报为36.7, 打成39.6, 37.9作废: this is what was wrong."""
    before = low[max(0, degree.start - 4) : degree.start].rstrip()
    return "误" in before or before.endswith(_WRONGLY) or _is_denied_behind(low, degree)


def _is_denied_behind(low: str, degree: DegreeHit) -> bool:
    return report_patterns.TAKEN_BACK.match(low, degree.end) is not None


_WRONGLY = ("不是", "不 是", "不", "非", "不系", "唔系", "唔係", *CAME_OUT)
