"""Moving one request one step: who may, which step may follow, who hears of it."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from chat.people import responsible_for
from chat.rights import refuse
from chat.speaking import CARE, EMERGENCY, Speaker
from chat.whose import Whose, room_of
from chat.wording import Plain, Sentence
from dialogue.questions import drop_about
from dialogue.states import CLOSING, LINES, possible, told
from dialogue.tickets import called, full_ticket
from handlers import _alarm, transfer
from handlers._needs import ask_how_long
from handlers._requests import remember, said_at
from models import Group, Person, Request, Site

REOPENS = timedelta(days=2)
"""How long after it was handed over 没收到 opens a request again."""


def move(request: Request, status: str, note: str | None, context: Context) -> bool:
    """Take the step and tell those concerned; a wrong or impossible one is answered. Whether it was taken."""
    if not _may(request, status, context):
        refuse(context)
        return False
    if request.kind == "emergency" and status in ("accepted", "cancelled"):
        return _alarm.accept(request, context) if status == "accepted" else _alarm.false(request, context)
    if status == "reopened":
        return reopen(request, context)
    if status not in possible(request, context.kinds.get(request.kind)):
        _impossible(request, context)
        return False
    _take(request, status, note, context)
    return True


def _take(request: Request, status: str, note: str | None, context: Context) -> None:
    request.status = status
    if request.accepted_at is None and status != "cancelled":
        request.accepted_at, request.in_charge = said_at(request, context), context.person.id
    if status in CLOSING:
        request.closed_at = said_at(request, context)
        asked_by = context.session.get(Person, request.asked_by) if request.asked_by else None
        drop_about(request.id, asked_by.contact if asked_by else None, context)
    remember(request, status, context, note=note)
    context.answer("{ticket} {label}。", ticket=Plain(called(request, context)), label=Plain(told(request)))
    tell_those_concerned(request, context)
    if status == "cancelled" and not context.is_staff:
        _tell_it_is_not_wanted(request, context)
    if request.kind == transfer.KIND.name:
        transfer.done(request, context)
    ask_how_long(request, context)


def _may(request: Request, status: str, context: Context) -> bool:
    """Staff move requests of their site, the command office any; the one who asked may cancel, they or their room say 没收到."""
    person = context.person
    if context.is_staff:
        return request.site_id in (context.site.id, person.site_id) or person.role == "hq"
    if status == "reopened" and context.own_room and context.own_room == request.room:
        return True
    return status in ("cancelled", "reopened") and request.asked_by == person.id


def _impossible(request: Request, context: Context) -> None:
    ticket, kind = called(request, context), context.kinds.get(request.kind)
    lines = {**LINES, "cancelled": "误报"} if request.kind == "emergency" else LINES
    can = [f"「{lines[s]} {ticket}」" for s in possible(request, kind) if s != "reopened"]
    label = Plain(kind.label if kind else "")
    if can and context.is_staff:
        template = "{ticket} 是{label}，目前“{now}”，没有改动。可以回复{can}"
    else:
        template = "{ticket} 目前是“{now}”，没有改动。"
    context.answer(template, ticket=Plain(ticket), label=label, now=Plain(told(request)), can=Plain("".join(can)))


def reopen(request: Request, context: Context) -> bool:
    """没收到: what was said to be handed over did not arrive. Open again, its history kept, staff told."""
    ticket = Plain(called(request, context))
    late = request.closed_at is not None and context.now - request.closed_at > REOPENS
    if request.is_open or request.status == "cancelled" or request.withdrawn_at is not None or late:
        context.answer("{ticket} 目前是“{now}”，没有改动。", ticket=ticket, now=Plain(told(request)))
        return False
    before = {"status": request.status, "closed_at": request.closed_at.isoformat() if request.closed_at else None}
    request.status, request.closed_at = ("accepted" if request.in_charge else "open"), None
    request.details = {**request.details, "reopened_at": context.now.isoformat()}
    remember(request, "reopened", context, before=before)
    context.answer("{ticket} 已重新打开，马上请人核实。", ticket=ticket)
    speaker, site = speaker_for(request, context)
    if request.room is None and request.kind == "supplies":
        full = Plain(full_ticket(request, site))
        for group in context.session.scalars(select(Group).where(Group.kind == "hq")):
            speaker.to_group(group, Sentence("{full} 该点说没收到，已重新打开，请核实。", full=full))
        return True
    in_charge = context.session.get(Person, request.in_charge) if request.in_charge else None
    kind = context.kinds.get(request.kind)
    mention = [in_charge] if in_charge else responsible_for(context.session, site, kind, request.category)
    said = Sentence(
        "{ticket} {who} 说没收到，已重新打开，请核实。送到后回复「已送达 {ticket}」", ticket=Plain(request.ticket), who=room_of(request)
    )
    speaker.to_groups("staff", said, mention=mention)
    return True


def _tell_it_is_not_wanted(request: Request, context: Context) -> None:
    """Whoever is on the way with it may turn back."""
    in_charge = context.session.get(Person, request.in_charge) if request.in_charge else None
    kind = context.kinds.get(request.kind)
    mention = [in_charge] if in_charge else responsible_for(context.session, context.site, kind, request.category)
    words = "{ticket} {label} {who} 本人已取消，不用再办。"
    said = Sentence(words, ticket=Plain(request.ticket), label=Plain(kind.label if kind else ""), who=Whose(request))
    context.speaker.to_groups("staff", said, mention=mention)


def tell_those_concerned(request: Request, context: Context) -> None:
    """The one who asked hears of every step; a site hears what the command office did for it."""
    asked_by = context.session.get(Person, request.asked_by) if request.asked_by else None
    if asked_by is None or asked_by.id == context.person.id:
        return
    speaker, site = speaker_for(request, context)
    if asked_by.is_staff:
        if context.site.id != site.id:
            said = Sentence("{ticket} 指挥部{label}。", ticket=Plain(request.ticket), label=Plain(told(request)))
            speaker.to_groups("staff", said, mention=[asked_by])
        return
    words = "{who} {ticket} {label}。" if request.room else "{ticket} {label}。"
    said = Sentence(words, who=room_of(request), ticket=Plain(request.ticket), label=Plain(told(request)))
    group = context.session.get(Group, request.group_id) if request.group_id else None
    priority = EMERGENCY if request.kind == "emergency" else CARE
    if group is None:
        speaker.to_person(asked_by, said, message_id=context.message.id, priority=priority)
    elif group.id != (context.group.id if context.group else None):
        speaker.to_group(group, said, mention=(asked_by,), message_id=context.message.id, priority=priority)


def speaker_for(request: Request, context: Context) -> tuple[Speaker, Site]:
    """Speaks for the request's own site, also when somebody of the command office wrote."""
    site = context.session.get_one(Site, request.site_id)
    return replace(context.speaker, site=site), site
