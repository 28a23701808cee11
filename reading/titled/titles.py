"""Titles: '#用药', 【用药需求】, '用药：', a bare title that opens a message. Divides a message into titled and plain stretches."""

from reading.expressions import patterns, talk_patterns, work_patterns
from reading.fields import Items, Temperature
from reading.kind import STAFF, Kind
from reading.message.grammar import Grammar
from reading.message.labels import labelled, opens_with_a_label, own
from reading.message.passage import passage_of
from reading.message.section import Section
from reading.said import Said
from reading.text.clean import Clean
from reading.text.english import lower_case
from reading.titled.each_line import each_line_has_a_title
from reading.titled.late_titles import title_last
from reading.titled.title_words import lines_of, title_at


def sections_of(clean: Clean, said: Said, grammar: Grammar, start: int = 0) -> tuple[list[Section], str | None]:
    """The stretches of a message, and a hash title nobody knows."""
    low, out, unknown = lower_case(clean.text), [], None
    each = each_line_has_a_title(low, start, grammar)
    open_kind: Section | None = None
    plain_from = start
    first_word = next((i for i in range(start, min(len(low), start + _SIGNS)) if low[i].isalnum()), start)
    for line_start, line_end in lines_of(low, start):
        first = line_start == start or line_start <= first_word or (open_kind is None and _says_nothing(low, start, line_start))
        at = _after_address(low, line_start, line_end)
        found = title_at(low, at, line_end, first or each or _goes_on(low, at, line_end, open_kind, said, grammar), said, grammar)
        if found is None and said.sender.role in STAFF and (when := work_patterns.TIME_OF_DAY.match(low, at, line_end)) is not None:
            found = title_at(low, when.end(), line_end, first, said, grammar)  # 23:30 巡查 …, 今天上午 消杀 …
        if found is None and first and (day := patterns.DAY_IN_FRONT.match(low, at, line_end)) is not None:
            dated = title_at(low, day.end(), line_end, first, said, grammar)  # 8月9日日记：…
            found = dated if dated is not None and _stands_apart(low, dated, line_end) else None
        if found is None:
            unknown = unknown or _unknown_hash(low, at, line_end)
            continue
        if open_kind is not None and not each and not low.startswith("#", at) and _is_label_of(open_kind, found, grammar, low):
            continue
        if _says_again(found, low, start, line_start):
            continue
        began = _began_above(found, low, plain_from, line_start, grammar) if open_kind is None else None
        if began is not None:
            found.start = began
        elif open_kind is None and not each and _is_told_line_by_line(found, low[plain_from:line_start], grammar):
            continue
        out += _closed(open_kind, plain_from, line_start if began is None else began, low)
        open_kind, plain_from = found, found.start
    out += _closed(open_kind, plain_from, len(low), low)
    if not any(s.kind for s in out) and (last := title_last(low, start, said, grammar)) is not None:
        out = [last]
    if not any(s.kind for s in out) and (form := _labelled_form(clean, said, grammar, start)) is not None:
        out = [form]
    if _is_a_form(low, start, said) or _announces(low, start, out):
        out = []
    return out, unknown if not any(s.kind for s in out) else None


def _says_nothing(low: str, start: int, end: int) -> bool:
    """各位辛苦了⏎签到 夜班, 8月9日⏎存资料 …: whether the lines above are only courtesy, or a day."""
    above = low[start:end].strip()
    return len(above) <= _SHORT and all(talk_patterns.SAYS_NOTHING.fullmatch(line.strip()) for line in above.split("\n") if line.strip())


_SHORT = 24
"""Characters."""


def _stands_apart(low: str, title: Section, end: int) -> bool:
    """With brackets, a colon or the end of the line behind it."""
    return title.start >= end or low[title.start - 1] in ":】]" or low[title.start - 2 : title.start] == ": "


_SIGNS = 12
"""Characters before the first word: 👍👍⏎体温接龙."""


def _goes_on(low: str, at: int, end: int, section: Section | None, said: Said, grammar: Grammar) -> bool:
    """消杀 3楼走廊⏎医废 12kg: among the day's works each line has its own title."""
    title = grammar.titles.at(low, at, end) if said.sender.role in STAFF else None
    kind = grammar.kinds[grammar.titles.values[title]] if title else None
    return kind is not None and kind.plain == "task" and (section is None or section.kind is kind)


def _says_again(found: Section, low: str, start: int, at: int) -> bool:
    """W17不用了⏎取消: the ticket it is about stands above."""
    if found.kind is None or found.kind.plain != "update" or at <= start or low.startswith("#", found.start):
        return False
    return work_patterns.TICKET.search(low, start, at) is not None and work_patterns.TICKET.search(low, at) is None


def _labelled_form(clean: Clean, said: Said, grammar: Grammar, start: int) -> Section | None:
    """房间：717 药名：… 数量：…: three labels of one kind, its particular one among them, are as good as a title."""
    if clean.low.count(":", start) + clean.low.count("】", start) + clean.low.count("]", start) < 2:
        return None
    passage, forms = passage_of(clean, said, start), list[Kind]()
    for kind in grammar.kinds.values():
        particular = {f.name for f in kind.fields if isinstance(f, Items | Temperature)}
        found = own(labelled(passage, grammar.labels(kind))) if particular else set()
        forms += [kind] if len(found) >= 2 and particular & found else []
    sorts = [grammar.lexicon.items.values[h.word] for h in passage.hits("items", grammar.lexicon.items)] if len(forms) > 1 else []
    forms.sort(key=lambda kind: -max((sorts.count(f.of) for f in kind.fields if isinstance(f, Items)), default=0))
    return Section(forms[0], "", start, start, len(clean.low)) if forms else None


def _is_a_form(low: str, start: int, said: Said) -> bool:
    """房间___ 姓名___, 大家照这个样子写就行 物资：601 …: somebody shows how to write, nobody reports."""
    if said.sender.role in STAFF and patterns.EMPTY_FORM.fullmatch(low, start) is not None:
        return True
    if "___" in low[start:] or (said.sender.role in STAFF and "格式" in low[start:]):
        return True
    shown = work_patterns.SHOWS_HOW.search(low, start, start + _IN_FRONT)
    return shown is not None and (said.sender.role in STAFF or shown.group("others") is not None)


_IN_FRONT = 40
"""Characters in which it is said that what follows is an example."""


def _announces(low: str, start: int, sections: list[Section]) -> bool:
    """【核酸采样】时间：明天8点 地点：大厅: when and where it will be, and nothing reported or wanted."""
    kinds = [s.kind.plain for s in sections if s.kind is not None]
    return (
        bool(kinds)
        and all(k in ("items", "sampling", "temperature") for k in kinds)
        and patterns.WHEN_AND_WHERE.search(low, start) is not None
    )


def _closed(section: Section | None, plain_from: int, end: int, low: str) -> list[Section]:
    if section is not None:
        return [Section(section.kind, section.title, section.title_start, section.start, end, section.remark)]
    return [Section(None, "", plain_from, plain_from, end)] if low[plain_from:end].strip() else []


def _after_address(low: str, at: int, end: int) -> int:
    """Behind blanks and mentions: @小助手 未报."""
    while at < end:
        mention = patterns.MENTION.match(low, at, end)
        if mention is not None:
            at = mention.end()
            at += low[at : at + 1] in (",", ":")
        elif low[at] in " \t·•*-—":
            at += 1
        elif (sign := patterns.SIGN.match(low, at, end)) is not None:
            at = sign.end()
        else:
            break
    return at


def _is_label_of(section: Section, found: Section, grammar: Grammar, low: str = "") -> bool:
    """用药：… inside a medication form is the label of its items, not a new message; nor is 消毒人员：…."""
    if low.startswith(("人员:", "时间:", "地点:", "原因:"), found.title_start + len(found.title)) and found.kind is section.kind:
        return True
    owner = grammar.labels(section.kind).owner.get(found.title) if section.kind is not None else None
    return owner is not None and bool(own([owner]))


def _began_above(found: Section, low: str, start: int, end: int, grammar: Grammar) -> int | None:
    """姓名：张三⏎房间：305⏎药品：…: lines before are labelled too, so this is a form without a title; or with one nobody knows."""
    if found.kind is None or not (_is_label_of(found, found, grammar) or any(isinstance(f, Items) for f in found.kind.fields)):
        return None
    labels = grammar.labels(found.kind)
    lines = [(a, b) for a, b in lines_of(low[:end], start) if low[a:b].strip()]
    known = [(a, opens_with_a_label(low, a, labels)) for a, _ in lines]
    first = next((i for i, (_, opens) in enumerate(known) if opens), None)
    if first is None:
        return None
    goes_on = all(
        opens or patterns.HEADS_A_FORM.fullmatch(low, a, b) for (a, b), (_, opens) in zip(lines[first:], known[first:], strict=True)
    )
    return lines[first][0] if goes_on else None


def _is_told_line_by_line(found: Section, above: str, grammar: Grammar) -> bool:
    """512房⏎那日苏⏎体温：36.8: the label of one line, and whose it is stands in short lines above."""
    lines = above.strip().split("\n")
    of_heat = found.kind is not None and found.kind.plain == "temperature" and _is_label_of(found, found, grammar)
    return of_heat and all(len(line.strip()) <= _SHORT_LINE for line in lines) and patterns.ROOM.search(above) is not None


_SHORT_LINE = 12


def _unknown_hash(low: str, at: int, end: int) -> str | None:
    match = patterns.HASH_TITLE.match(low, at, end)
    return match.group(1) if match else None
