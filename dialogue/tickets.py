"""Ticket numbers: the request behind one, also of another site for the command office, and what to say when there is none."""

from sqlalchemy import select

from chat.context import Context
from chat.rights import refuse
from chat.wording import Plain
from models import OPEN_STATES, Request, Site
from reading.expressions import work_patterns
from reading.kind import Kind
from reading.places.rooms import rooms_in

NEAREST = 5
"""So many open tickets are offered for a number that does not exist."""


def find_ticket(context: Context, ticket: str) -> Request | None:
    """The request of that ticket in the site that was meant, if the writer may speak of that site."""
    site = site_meant(context, ticket)
    if site is None:
        return None
    return context.session.scalar(select(Request).where(Request.site_id == site.id, Request.ticket == ticket.upper()))


def site_meant(context: Context, ticket: str) -> Site | None:
    """The site named right before the ticket (慈宾Y12), else the own one. Another's is for the command office only."""
    said = "".join(f"{context.words} {context.payload.get('quote_text') or ''}".upper().split())
    sites = context.session.scalars(select(Site).where(Site.kind == "site").order_by(Site.id))
    named = [s for s in sites if any(f"{name}{ticket}".upper() in said for name in (s.short, s.name, *s.aliases))]
    if not named or named[0].id == context.site.id:
        return context.site
    return named[0] if context.person.role == "hq" or context.site.kind == "hq" else None


def called(request: Request, context: Context) -> str:
    """The ticket as it is written here: outside the site's own groups with the site's short name."""
    if request.site_id == context.site.id and context.place not in ("hq", "branch"):
        return request.ticket
    return full_ticket(request, context.session.get_one(Site, request.site_id))


def full_ticket(request: Request, site: Site) -> str:
    """慈宾Y12."""
    return f"{site.short}{request.ticket}"


def how_to_close(request: Request, kind: Kind | None) -> str:
    """「已送达 Y1」或「已处理 Y1」; what is not handed over (a repair, a mood) is only 已处理."""
    handed = kind is not None and (kind.need("items") is not None or kind.plain == "transfer")
    return (f"「已送达 {request.ticket}」或" if handed else "") + f"「已处理 {request.ticket}」"


def not_found(ticket: str, context: Context) -> None:
    """A wrong number: the open ones of that room, else the nearest numbers; never guessed."""
    if site_meant(context, ticket) is None:
        refuse(context)
        return
    if context.site.kind == "hq":
        context.answer("没有找到 {ticket}。请带上隔离点简称，例如：进度 慈宾Y12", ticket=Plain(_shown(ticket)))
        return
    near = _nearest(ticket, context)
    if near:
        context.answer("没有找到 {ticket}。未完成的有：{near}", ticket=Plain(_shown(ticket)), near=Plain(" ".join(near)))
    else:
        context.answer("没有找到这个单号，请核对后再发，例如：{line}", line=Plain("已送达 Y12" if context.is_staff else "进度 Y12"))


def _nearest(ticket: str, context: Context) -> list[str]:
    """Of the room that was named (for residents: their own), else by number."""
    wanted = select(Request).where(Request.site_id == context.site.id, Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None))
    person = context.person
    if not context.is_staff:
        mine = Request.asked_by == person.id
        if context.own_room:
            mine = mine | (Request.room == context.own_room)
        wanted = wanted.where(mine)
    found = list(context.session.scalars(wanted))
    words = context.words
    rooms = {r.room for r in rooms_in(words.lower(), 0, len(words))}
    of_room = [r for r in found if r.room in rooms]
    number = _number(ticket)
    ranked = sorted(of_room or found, key=lambda r: (r.ticket[:1] != ticket[:1].upper(), abs(_number(r.ticket) - number), r.id))
    return [r.ticket for r in ranked[:NEAREST]]


def ticket_in(text: str) -> str:
    """慈宾y12 → Y12; the text itself where there is no ticket in it."""
    found = work_patterns.TICKET.search(text)
    return f"{found.group(1).upper()}{int(found.group(2))}" if found else text


def _number(ticket: str) -> int:
    digits = "".join(c for c in ticket if c.isascii() and c.isdigit())
    return int(digits[:9]) if digits else 0


def _shown(ticket: str) -> str:
    """A ticket that was typed: letters and digits only, so that nobody's words are repeated."""
    return "".join(c for c in ticket if c.isascii() and c.isalnum())[:8]
