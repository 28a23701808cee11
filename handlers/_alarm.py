"""How an emergency is answered and ended: by somebody who was called, by a person, or as a false alarm by staff."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sqlalchemy import select

from chat.calling import calls_of
from chat.context import Context
from chat.speaking import EMERGENCY
from chat.whose import Whose, room_of
from chat.wording import Plain, Sentence
from dialogue.notices import NUMBER, newest_in
from dialogue.quoted import ticket_behind
from dialogue.tickets import called, full_ticket
from handlers._requests import remember, said_at
from models import Acknowledgement, Call, Group, Person, Request, Site


def open_to(person: Person, context: Context) -> list[Request]:
    """The emergencies this person was called for, in any site, that are not over."""
    wanted = (
        select(Request)
        .join(Call, (Call.site_id == Request.site_id) & (Call.request_id == Request.id))
        .where(Call.person_id == person.id, Request.status.in_(("open", "accepted")), Request.withdrawn_at.is_(None))
    )
    return list(context.session.scalars(wanted.order_by(Request.id)))


def meant_by_ack(waiting: Sequence[Request], context: Context) -> Request | None:
    """Named, or quoted, or the only one where nothing else is quoted."""
    quote = str(context.payload.get("quote_text") or "")
    behind = ticket_behind(context, str(context.payload.get("quote_nick") or ""), quote)
    said = "".join(f"{context.words} {behind or ''} {quote}".upper().split())
    for request in waiting:
        site = context.session.get_one(Site, request.site_id)
        forms = [request.ticket] if site.id == context.site.id else [full_ticket(request, site).upper()]
        if any(_stands_in(form, said) for form in forms):
            return request
    unanswered = [r for r in waiting if r.status == "open"]
    alone = len(unanswered) == 1 and not quote and not _names_another(said) and not _notice_waits(context)
    return unanswered[0] if alone else None


def _notice_waits(context: Context) -> bool:
    """Whether a bare 收到 could as well be meant for a notice: named, or not confirmed yet by this person here."""
    if NUMBER.search(context.words):
        return True
    for notice in newest_in(context.session, context.group.id, context.now) if context.group else ():
        confirmed = select(Acknowledgement.id).where(
            Acknowledgement.notice_id == notice.id,
            Acknowledgement.person_id == context.person.id,
            Acknowledgement.version == notice.version,
            Acknowledgement.withdrawn_at.is_(None),
        )
        if context.session.scalars(confirmed).first() is None:
            return True
    return False


def _stands_in(ticket: str, said: str) -> bool:
    """J1 in 收到J1。 but not in 收到J12."""
    at = said.find(ticket)
    return at >= 0 and not said[at + len(ticket) : at + len(ticket) + 1].isdigit()


def _names_another(said: str) -> bool:
    return any(a == "J" and b.isdigit() for a, b in pairwise(said))


def accept(request: Request, context: Context) -> bool:
    """Somebody takes it. Whoever was called stops the ladder; for others it goes on, with a word in its history."""
    ticket, who = Plain(called(request, context)), Whose(request)
    call = next((c for c in calls_of(context.session, request) if c.person_id == context.person.id), None)
    if not request.is_open:
        context.answer("{ticket} 已经结束，没有改动。", ticket=ticket)
        return False
    if call is None and "called_from" in request.details and request.status == "open":
        remember(request, "noted", context)
        context.answer("{ticket} 已记您在处理。还要等被叫到的值班人员回复「收到 {ticket}」，呼叫不停。", ticket=ticket)
        return False
    if call is not None:
        call.answered_at = call.answered_at or context.now
    if request.status != "open":
        context.answer("{ticket} 已有人接手，您也记下了。处理完请回复「已处理 {ticket}」。", ticket=ticket)
        return False
    request.status, request.accepted_at, request.in_charge = "accepted", context.now, context.person.id
    remember(request, "accepted", context)
    for_whom = "" if context.place == "hq" else " {who}"
    context.answer("{ticket}" + for_whom + " 已由您接手。处理完请回复「已处理 {ticket}」。", ticket=ticket, who=who)
    _tell_others(request, context)
    return True


def _tell_others(request: Request, context: Context) -> None:
    """The staff group and the one who called hear that somebody is on the way."""
    site = context.session.get_one(Site, request.site_id)
    speaker, ticket = replace(context.speaker, site=site), Plain(request.ticket)
    if context.place != "staff" or site.id != context.site.id:
        speaker.to_groups("staff", Sentence("{ticket} 已有人应答，不再呼叫。", ticket=ticket), priority=EMERGENCY)
    asked_by = context.session.get(Person, request.asked_by) if request.asked_by else None
    group = context.session.get(Group, request.group_id) if request.group_id else None
    if asked_by is None or asked_by.id == context.person.id:
        return
    said = Sentence("{ticket} 已有人接手，正在处理。", ticket=ticket)
    if group is None:
        speaker.to_person(asked_by, said, priority=EMERGENCY)
    elif group.kind != "staff" and group.id != (context.group.id if context.group else None):
        speaker.to_group(group, said, priority=EMERGENCY, mention=(asked_by,))


def false(request: Request, context: Context) -> bool:
    """取消 by the writer never closes it; staff end it as 误报, and only with that word."""
    ticket = Plain(called(request, context))
    if not request.is_open:
        context.answer("{ticket} 已经结束，没有改动。", ticket=ticket)
        return False
    if not context.is_staff:
        remember(request, "recalled", context)
        context.answer("{ticket} 已记您说没事了。值班人员仍会来确认。", ticket=ticket)
        words = "{ticket} {who} 说没事了，请当面核实后回复「误报 {ticket}」或「已处理 {ticket}」"
        said = Sentence(words, ticket=ticket, who=room_of(request))
        context.speaker.to_groups("staff", said, priority=EMERGENCY)
        return False
    if "误报" not in context.words:
        context.answer("紧急情况不能取消。处理完请回复「已处理 {ticket}」，核实是误报请回复「误报 {ticket}」。", ticket=ticket)
        return False
    request.status, request.closed_at = "cancelled", said_at(request, context)
    request.details = {**request.details, "false_alarm": True}
    remember(request, "cancelled", context, note="误报")
    context.answer("{ticket} 已按误报结束。", ticket=ticket)
    _tell_it_is_over(request, context)
    return True


def _tell_it_is_over(request: Request, context: Context) -> None:
    """Everybody who was called may lie down again."""
    ids = [c.person_id for c in calls_of(context.session, request) if c.person_id != context.person.id]
    site = context.session.get_one(Site, request.site_id)
    for person in context.session.scalars(select(Person).where(Person.id.in_(ids))):
        ticket = request.ticket if person.site_id == site.id else full_ticket(request, site)
        replace(context.speaker, site=site).to_person(person, Sentence("{ticket} 已核实是误报，不用再去。", ticket=Plain(ticket)))
