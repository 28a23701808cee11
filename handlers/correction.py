"""更正: something was written wrongly; the record is changed, and who changed what when is kept."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.people import responsible_for
from chat.whose import Whose
from chat.wording import Count, Plain, Raw, Sentence, Told, Who
from dialogue.changes import LABELS, remember_change
from handlers import checkin
from handlers._corrections import Wanted, last_records, record_named, wanted_change
from handlers._holding import settle
from handlers._notices import correct_a_notice
from handlers._requests import remember
from models import CheckIn, Request, RequestStep, Stay
from reading.fields import Field, Room
from reading.kind import Kind
from reading.said import Reading
from reading.text.numbers import number_of
from reports.figures import FEVER

KIND = Kind(
    name="correction",
    rank=80,
    label="更正",
    titles=("更正", "改"),
    fields=(
        Room(needed=True),
        Field("field", "项目", needed=True, ask="请问要改哪一项？", sample="体温"),
        Field("value", "内容", needed=True, ask="请问改成多少？", sample="36.8"),
    ),
    example="#更正 305 体温 36.8",
    help="改错：写房间或单号、项目、正确的内容，例如：更正 Y12 数量 3",
    plain="correction",
)

NOT_FOUND = "没有找到 {who} 可以更正的{label}记录，请重新发一条。"
_COUNTED = re.compile(r"第\s*([\d一二三四五六七八九十两]{1,2})\s*[样种个件项]")
OF_CHECKINS = ("temperature", "symptoms")
OF_ITEMS = ("quantity", "item", "unit", "strength")
AT = "at"
"""Beside what was before: which of the items, counted from 0."""


def handle(reading: Reading, context: Context) -> None:
    """Change the record that is meant, if the writer may."""
    if correct_a_notice(context):
        return
    wanted = wanted_change(reading, context)
    ticket, record = record_named(context)
    if wanted.field is None:
        context.answer("请问要改哪一项、改成什么？例如：{line}；或：更正 Y12 数量 3", line=Plain(KIND.example))
    elif ticket is not None and (record is None or not _may(record, context)):
        context.answer("没有找到您可以更正的 {ticket}，请核对单号。", ticket=Plain(ticket.upper()))
    elif not _change(record if record is not None and _may(record, context) else None, wanted, context):
        context.answer(NOT_FOUND, who=Who(wanted.room or context.person.room), label=Plain(LABELS[wanted.field]))


def _may(record: Request | CheckIn, context: Context) -> bool:
    """The one who reported, and staff."""
    by = record.asked_by if isinstance(record, Request) else record.reported_by
    return context.is_staff or by == context.person.id


def _change(record: Request | CheckIn | None, wanted: Wanted, context: Context) -> bool:
    """Whether a record was found; what is said about it is said here."""
    field = str(wanted.field)
    if record is None:
        requests, checkins = last_records(wanted.room, context)
        of_items = [r for r in requests if r.details.get("items")]
        candidates: list[Request | CheckIn] = [
            *(of_items if field in OF_ITEMS else [] if field in OF_CHECKINS else requests),
            *([] if field in OF_ITEMS or field in ("description", "days_left") else checkins),
        ]
        record = max(candidates, key=_when, default=None) if field in ("room", "name") else next(iter(candidates), None)
    if record is None:
        return field == "name" and _name_of_stay(wanted, context)
    if isinstance(record, CheckIn):
        return field in (*OF_CHECKINS, "room", "name") and _checkin(record, field, wanted.value, context)
    return field not in OF_CHECKINS and _request(record, field, wanted.value, context)


def _when(record: Request | CheckIn) -> Any:
    return record.opened_at if isinstance(record, Request) else record.sent_at


def _checkin(last: CheckIn, field: str, value: Any, context: Context) -> bool:
    """A new row takes the place of the old one, which stays; whoever reported it may still correct it."""
    value = float(value) if field == "temperature" else list(value) if field == "symptoms" else str(value)
    columns = ("day", "half", "room", "name", "temperature", "symptoms")
    values = {name: getattr(last, name) for name in columns} | {field: value}
    by = {"reported_by": last.reported_by, "message_id": context.message.id, "sent_at": context.sent}
    record = CheckIn(site_id=context.site.id, missing=[m for m in last.missing if m != field], **by, **values)
    context.session.add(record)
    context.session.flush()
    last.replaced_by = record.id
    for one in (record, last):
        settle(one, context)
    remember_change(context, "checkin", record.id, field, getattr(last, field), value, room=record.room)
    context.answer("{who} 已更正。", who=Who(record.room, record.name))
    if field == "temperature" and float(value) >= FEVER:
        checkin.tell_of_fever(record, context)
    return True


def _request(request: Request, field: str, value: Any, context: Context) -> bool:
    if not request.is_open:
        context.answer("{ticket} 已经结束，不能再改。有新的需要请重新发一条。", ticket=Plain(request.ticket))
        return True
    if field in OF_ITEMS:
        before = _change_item(request, "name" if field == "item" else field, value, context)
        if before is None:
            return True
    elif field in ("room", "name"):
        before = {field: getattr(request, field)}
        setattr(request, field, str(value))
    else:
        before = {field: request.details.get(field)}
        request.details = {**request.details, field: value}
    request.missing = [m for m in request.missing if m != field]
    remember(request, request.status, context, note=field, before=before)
    old = next(iter(before.values()))
    remember_change(context, request.kind, request.id, field, old, value, room=request.room, ticket=request.ticket)
    context.answer("{ticket} 已更正{label}，请核对。", ticket=Plain(request.ticket), label=Plain(LABELS[field]))
    new = Sentence("{ticket} {who} 更正了{label}，请按新的办理。原话：{raw}", **_whose(request, field), raw=Raw(context.words))
    _tell_staff(request, new, context)
    return True


def _change_item(request: Request, key: str, value: Any, context: Context) -> dict[str, Any] | None:
    """Change the item that is named, or the only one; several: ask which. The value as it was."""
    items = [dict(i) for i in request.details.get("items") or []]
    meant = _items_meant(items, context.words)
    if len(meant) != 1:
        _ask_which_item(request, items, key, value, context)
        return None
    before = {key: meant[0].get(key), AT: items.index(meant[0])}
    meant[0][key] = value
    request.details = {**request.details, "items": items}
    return before


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled correction of a request is taken back, unless that was corrected again since; of a check-in its own file sees to it."""
    mine = (RequestStep.site_id == context.site.id, RequestStep.before.is_not(None), RequestStep.note.in_(LABELS))
    steps = list(context.session.scalars(select(RequestStep).where(*mine, RequestStep.message_id == message_id).order_by(RequestStep.id)))
    for step in steps:
        field, request = str(step.note), context.session.get_one(Request, (step.site_id, step.request_id))
        since = (RequestStep.request_id == request.id, RequestStep.id > step.id, RequestStep.note == field)
        again = select(RequestStep.id).where(*mine, *since)
        if not request.is_open or request.withdrawn_at is not None or context.session.scalar(again.limit(1)) is not None:
            context.answer("{ticket} 之后又有变化，没有改动。", ticket=Plain(request.ticket))
            continue
        remember(request, request.status, context, note=field, before=_put_back(request, dict(step.before or {})))
        context.answer("{ticket} 的{label}更正已撤回，请核对。", ticket=Plain(request.ticket), label=Plain(LABELS[field]))
        _tell_staff(request, Sentence("{ticket} {who} 撤回了{label}更正，请按原来的办理。", **_whose(request, field)), context)
    return bool(steps)


def _put_back(request: Request, before: dict[str, Any]) -> dict[str, Any]:
    """The value as it was; what stood in its place until now."""
    at = before.pop(AT, None)
    ((key, value),) = before.items()
    if at is not None:
        items = [dict(i) for i in request.details.get("items") or []]
        now = {key: items[at].get(key), AT: at}
        items[at][key] = value
        request.details = {**request.details, "items": items}
        return now
    now = {key: getattr(request, key) if key in ("room", "name") else request.details.get(key)}
    if key in ("room", "name"):
        setattr(request, key, value)
    else:
        request.details = {**request.details, key: value}
    return now


def _items_meant(items: Sequence[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """Those that are named, or counted (第2样); the only one needs no name."""
    counted = _COUNTED.search(words)
    number = number_of(counted.group(1)) if counted else None
    if number is not None and 1 <= number <= len(items):
        return [items[int(number) - 1]]
    named = [i for i in items if str(i.get("name")) in words]
    return named or (list(items) if len(items) == 1 else [])


def _ask_which_item(request: Request, items: Sequence[dict[str, Any]], key: str, value: Any, context: Context) -> None:
    """By their names for those who may read them; a residents' group counts them as they were said."""
    label = next(word for name, word in LABELS.items() if name == ("item" if key == "name" else key))
    new = Raw(str(value)) if isinstance(value, str) else Plain(str(value))
    open_to_all = context.place in ("staff", "private")
    which = [Raw(str(i.get("name"))) if open_to_all else Plain(f"第{n}样") for n, i in enumerate(items, 1)]
    words = "「更正 {ticket} {which} {label} {value}」"
    lines = [Sentence(words, ticket=Plain(request.ticket), which=w, label=Plain(label), value=new) for w in which]
    context.answer("{ticket} 有 {n} 样，请回复其中一行：{lines}", ticket=Plain(request.ticket), n=Count(len(items)), lines=Told(lines, " "))


def _whose(request: Request, field: str) -> dict[str, Any]:
    return {"ticket": Plain(request.ticket), "who": Whose(request), "label": Plain(LABELS[field])}


def _tell_staff(request: Request, said: Sentence, context: Context) -> None:
    """Those who act on it must not go by the old value."""
    if context.place != "staff":
        mention = responsible_for(context.session, context.site, context.kinds[request.kind])
        context.speaker.to_groups("staff", said, mention=mention)


def _name_of_stay(wanted: Wanted, context: Context) -> bool:
    """Staff put right the only name on the list of a room."""
    mine = select(Stay).where(Stay.site_id == context.site.id, Stay.room == wanted.room, Stay.ended_at.is_(None))
    stays = list(context.session.scalars(mine)) if wanted.room and context.is_staff else []
    if len(stays) != 1:
        return False
    remember_change(context, "stay", stays[0].id, "name", stays[0].name, str(wanted.value), room=wanted.room)
    stays[0].name = str(wanted.value)
    context.answer("{who} 名单已更正。", who=Who(wanted.room, stays[0].name))
    return True
