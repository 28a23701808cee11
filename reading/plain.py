"""Plain sentences: each way of recognising takes its clauses, the surest first; what is left over is ordinary talk."""

from collections.abc import Sequence

from reading.danger.alarming import alarming_in
from reading.danger.dangers import Danger, dangers_in
from reading.expressions import patterns, report_patterns
from reading.kind import Kind
from reading.matters.emergencies import emergency
from reading.matters.needs import needs_in, weathered
from reading.matters.vitals import out_of_range
from reading.message.draft import Draft, in_order
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.reports.checkins import checkins_in
from reading.reports.correction_chains import corrections_in
from reading.staff.acks import ack_in
from reading.staff.gratitude import is_polite, is_thankful, thanks_in
from reading.staff.sampling import sampling_in, tells_result
from reading.staff.tasks import tasks_in
from reading.staff.transfers import transfers_in
from reading.staff.updates import updates_in
from reading.talk.tone import Tone, tone_of
from reading.things.requests import requests_in

_WHOLE = ("transfer", "sampling", "danger")
"""Kinds beside which complaints are no record of their own: the whole tale belongs to them."""


def read_plain(passage: Passage, grammar: Grammar, told: Kind | None = None) -> list[Draft]:
    """Every record in a stretch without a title of its own. `told`: the kind its title or list says, which is still read plainly."""
    if not passage.clauses:
        return []
    tone = tone_of(passage, grammar.lexicon)
    polite = is_polite(passage)
    for kind in grammar.plain("thanks") if told is None and not polite else ():
        if is_thankful(passage) and all(d.past for d in _dangers(passage, tone, grammar)) and (thanks := thanks_in(passage, grammar, kind)):
            return thanks  # but 谢谢刘护士 我不想活了
    if tone.forwards and told is None:
        return []
    drafts = _staff(passage, tone, grammar, told)
    dangers = _dangers(passage, tone, grammar) or ([] if drafts or told else alarming_in(passage, tone, grammar))
    drafts += _emergencies(passage, [d for d in dangers if not d.past], grammar, drafts)
    for kind in grammar.plain("correction"):
        drafts += corrections_in(passage, grammar, kind, False) if told is None and _may_put_right(passage, drafts) else []
    for kind in grammar.plain("temperature"):
        instructs = tone.teaches and not _gives_degrees(passage)
        said = kind is told or not (instructs or tone.sells or _is_why_somebody_moves(passage, drafts))
        drafts += checkins_in(passage, grammar, kind, kind is told) if said and not _taken_whole(passage, drafts) else []
    drafts += requests_in(passage, tone, grammar, None, drafts)
    drafts += needs_in(passage, tone, grammar, drafts) if not any(d.kind.plain in _WHOLE for d in drafts) else []
    drafts += weathered(passage, dangers, grammar) if dangers and not drafts else []
    drafts += out_of_range(passage, grammar) if not drafts and not tone.teaches else []
    for kind in grammar.plain("ack"):
        drafts += ack_in(passage, grammar, kind) if not drafts else []
    for kind in grammar.plain("thanks") if polite and told is None and not drafts else ():
        drafts += thanks_in(passage, grammar, kind)
    return in_order(drafts)


def _dangers(passage: Passage, tone: Tone, grammar: Grammar) -> list[Danger]:
    return passage.once(("dangers",), lambda: dangers_in(passage, tone, grammar.lexicon))


def _staff(passage: Passage, tone: Tone, grammar: Grammar, told: Kind | None) -> list[Draft]:
    """Tickets, sampling, tasks and transfers stand in words of their own and are looked for first."""
    drafts: list[Draft] = []
    for kind in grammar.plain("update"):
        drafts += updates_in(passage, grammar, kind)
    for kind in grammar.plain("transfer"):
        drafts += transfers_in(passage, tone, grammar, kind, kind is told)
    moved = any(d.kind.plain == "transfer" for d in drafts) and not (tells_result(passage) and told is None)
    for kind in grammar.plain("sampling"):
        drafts += sampling_in(passage, tone, grammar, kind, kind is told) if not moved or kind is told else []  # 阳性 is then the reason
    for kind in grammar.plain("task"):
        drafts += tasks_in(passage, tone, grammar, kind)
    return drafts


def _may_put_right(passage: Passage, drafts: Sequence[Draft]) -> bool:
    """Nothing else has been read, or only what a resident says of a ticket: W3取消 体温报错了 是36.4."""
    return not drafts or (not passage.staff and all(d.kind.plain == "update" for d in drafts))


def _emergencies(passage: Passage, now: list[Danger], grammar: Grammar, drafts: list[Draft]) -> list[Draft]:
    if not now or any(d.kind.plain == "transfer" for d in drafts):
        return []
    return [emergency(kind, now, passage, grammar) for kind in grammar.plain("danger")]


def _gives_degrees(passage: Passage) -> bool:
    """2-404 37.8 头痛 收到请回复, 401 36.5，402 36.8: measured, whatever is asked of the others; 例：401 36.5 only shows how to write."""
    if any(w in passage.text for w in ("例", "格式", "照这", "比如", "模板", "这样报", "这么报")):
        return False
    low, start, end = passage.low, passage.start, passage.end
    if len(passage.text) <= _SHORT and passage.rooms and not any(w in passage.text for w in _OF_MANY):
        return patterns.TEMPERATURE.search(low, start, end) is not None  # 老规矩 305 36.8
    first = report_patterns.ROOM_WITH_DEGREES_FIRST.match(low, start, end)
    return first is not None or report_patterns.ROOMS_WITH_DEGREES.search(low, start, end) is not None


_SHORT = 30
"""Characters."""
_OF_MANY = ("请", "大家", "各", "每", "必须", "超", "以上", "高于", "达", "如果", "要是", "凡", "所有", "先")


def _is_why_somebody_moves(passage: Passage, drafts: list[Draft]) -> bool:
    """406高烧39.8 转人民医院: the only one who is spoken of, and the fever is the reason."""
    moved = any(d.kind.plain == "transfer" for d in drafts)
    return moved and len({room.room for room in passage.rooms}) == 1


def _taken_whole(passage: Passage, drafts: list[Draft]) -> bool:
    return bool(drafts) and not passage.free()
