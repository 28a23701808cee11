"""What a correction wants changed, and which record it is about: by ticket, by quoting, by room, else the writer's last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from chat.context import Context
from dialogue.tickets import find_ticket
from models import OPEN_STATES, CheckIn, Message, Request
from reading.places.rooms import rooms_in
from reading.said import Reading
from reading.text.numbers import number_of, plain

_LABELS = {
    "姓名": "name", "名字": "name", "药名": "item", "药品": "item", "品名": "item", "物品": "item", "单位": "unit", "规格": "strength",
    "情况": "description", "描述": "description", "说明": "description", "剩余天数": "days_left", "剩余": "days_left",
}  # fmt: skip
_SAID = re.compile(
    rf"(?P<label>{'|'.join(_LABELS)})\s*(?:写错了?|错了)?[，,]?\s*(?:应该是|应为|改成|改为|更正为|是|为|：|:)?\s*(?P<value>[^，,。;；\n]{{1,100}})"
)
_TICKET = re.compile(r"(?<![A-Za-zＡ-Ｚａ-ｚ\d])([A-Za-zＡ-Ｚａ-ｚ]\s?[\d０-９]{1,5})(?![\d.\-])")
_BARE = re.compile(r"(?:\s|成|为)([\d.]{1,5}|[一二两三四五六七八九十半]{1,2})\s*([\u4e00-\u9fff]{1,2})?\s*$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The field and its new value; the room whose record it is, if one was said."""

    field: str | None
    value: Any
    room: str | None


def wanted_change(reading: Reading, context: Context) -> Wanted:
    """What the words say; the reader's own finding first, then a labelled value, then a room or a bare number."""
    fields, words = reading.fields, context.words
    field, value = fields.get("field"), fields.get("value")
    rooms = [r.room for r in rooms_in(_TICKET.sub(" ", words), 0, len(_TICKET.sub(" ", words)))]
    room = fields.get("room")
    if room == context.person.room and not context.person.is_staff:
        room = None  # nobody but staff corrects what others reported, and one's own may be from a room one had before
    if field in ("temperature", "symptoms", "quantity") and value is not None:
        return Wanted(field, value, room)
    said = _SAID.search(words)
    if said is not None and said.group("value").strip():
        name = _LABELS[said.group("label")]
        found = said.group("value").strip()
        number = number_of(re.sub(r"\D*$", "", found)) if name == "days_left" else None
        return Wanted(name, plain(number) if number is not None else found, room or next(iter(rooms), None))
    if rooms and re.search(r"房间|房号|换到|不是\s*\S+\s*房", words):
        return Wanted("room", rooms[-1], rooms[0] if len(rooms) > 1 else None)
    bare = _BARE.search(words) if _TICKET.search(words) or context.payload.get("quote_text") else None
    number = number_of(bare.group(1)) if bare else None
    return Wanted("quantity", plain(number), room) if number is not None else Wanted(None, None, room)


def record_named(context: Context) -> tuple[str | None, Request | CheckIn | None]:
    """The ticket that is named or quoted, and its request; or the record that the quoted message made."""
    quoted = str(context.payload.get("quote_text") or "")
    ticket = _TICKET.search(context.words) or _TICKET.search(quoted)
    if ticket is not None and (request := find_ticket(context, ticket.group(1))) is not None:
        return request.ticket, request
    if ticket is not None and _TICKET.search(context.words):
        return ticket.group(1), None
    return None, _made_by_quoted(quoted, context) if quoted else None


def last_records(room: str | None, context: Context) -> tuple[Sequence[Request], Sequence[CheckIn]]:
    """Open requests and counting check-ins that the writer may change, newest first: of the room, else the writer's own."""
    person, site = context.person, context.site.id
    requests = select(Request).where(Request.site_id == site, Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None))
    checkins = select(CheckIn).where(CheckIn.site_id == site, CheckIn.replaced_by.is_(None), CheckIn.withdrawn_at.is_(None))
    checkins = checkins.where(CheckIn.sent_at <= context.sent)  # a correction that is heard late is about what was said before it
    requests = requests.where(Request.room == room if room else Request.asked_by == person.id)
    checkins = checkins.where(CheckIn.room == room if room else CheckIn.reported_by == person.id)
    if not context.is_staff:
        requests, checkins = requests.where(Request.asked_by == person.id), checkins.where(CheckIn.reported_by == person.id)
    found = context.session.scalars(requests.order_by(Request.opened_at.desc(), Request.id.desc()))
    reported = list(context.session.scalars(checkins.order_by(CheckIn.sent_at.desc(), CheckIn.id.desc())))
    return list(found), sorted(reported, key=lambda c: c.name != person.name)


def _made_by_quoted(quoted: str, context: Context) -> Request | CheckIn | None:
    here = Message.group_id == (context.group.id if context.group else None)
    wanted = select(Message.id).where(Message.site_id == context.site.id, here, Message.text == quoted)
    for message_id in context.session.scalars(wanted.order_by(Message.sent_at.desc()).limit(5)):
        request = context.session.scalar(select(Request).where(Request.site_id == context.site.id, Request.message_id == message_id))
        made = select(CheckIn).where(CheckIn.site_id == context.site.id, CheckIn.message_id == message_id, CheckIn.replaced_by.is_(None))
        found = request or context.session.scalar(made)
        if found is not None:
            return found
    return None
