"""紧急: somebody is in danger now. A request that is called out at once."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from chat.calling import call_out
from chat.context import Context
from chat.people import medics_and_leader
from chat.speaking import EMERGENCY
from chat.whose import Whose, room_of
from chat.wording import Plain, Raw, Sentence
from handlers._requests import complete_request, keep_request, remember
from models import Request
from reading.fields import Name, Room, Text
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="emergency",
    rank=10,
    label="紧急",
    letter="J",
    list_titles=("求救", "紧急", "急救"),
    titles=("紧急", "求救", "急救"),
    fields=(Room(), Name(), Text(needed=True, sample="老人晕倒了")),
    example="#紧急 305 老人晕倒了",
    help="危险情况：直接说，生命危险请先拨120",
    plain="danger",
    digest="紧急",
    group="健康观察",
    columns=("room", "name", "description"),
)

TOO_LATE = timedelta(hours=1)
"""An emergency heard so long after it was said wakes nobody."""


def wanted(request: Request) -> Sentence:
    """The words themselves: in an emergency the reading is not the point."""
    return Sentence("{words}", words=Raw(request.details.get("description") or ""))


def handle(reading: Reading, context: Context) -> None:
    """Call the medics and the site leader at once, by mention and in private; tell the writer about 120."""
    request = keep_request(KIND, reading, context)
    context.priority = EMERGENCY
    if context.now - request.opened_at > TOO_LATE:
        _came_late(request, context)
        return
    request.details = {**request.details, "called_from": context.now.isoformat()}
    context.answer("{ticket} 已通知值班医生。生命危险请立即拨120", ticket=Plain(request.ticket))
    call_out(request, context.speaker, context.now)


def _came_late(request: Request, context: Context) -> None:
    """Heard only long after it was said (we were deaf, or it was replayed): kept and told, but nobody is woken for what is long over."""
    at = Plain(f"{request.opened_at.astimezone(context.zone):%m-%d %H:%M}")
    ticket, who, raw = Plain(request.ticket), Whose(request), Raw(context.words)
    context.answer("{ticket} 已记。这条是 {at} 发的，我刚收到，已请工作人员核实。生命危险请立即拨120", ticket=ticket, at=at)
    words = "【补收紧急】{ticket} {who}，{at} 发出，刚收到：{raw}。请核实现在的情况，并回复「接单 {ticket}」"
    said = Sentence(words, ticket=ticket, who=who, at=at, raw=raw)
    context.speaker.to_groups("staff", said, mention=medics_and_leader(context.session, context.site.id))


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Put an answer into it; those who were called read it at once."""
    complete_request(KIND, wanted, record_id, field, value, context)


def withdraw(message_id: int, context: Context) -> bool:
    """Recalling an emergency never closes it (product.md, rule 7): staff are told, the request stays open."""
    wanted = select(Request).where(Request.site_id == context.site.id, Request.message_id == message_id, Request.kind == KIND.name)
    found = [r for r in context.session.scalars(wanted) if r.is_open]
    for request in found:
        remember(request, "recalled", context)
        said = Sentence("{ticket} {who} 撤回了原消息，但紧急情况仍要有人处理。", ticket=Plain(request.ticket), who=room_of(request))
        context.speaker.to_groups("staff", said, priority=EMERGENCY)
    return bool(found)
