"""What all kinds that change stays share: which stays are meant, closing one, its history."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Plain, Who
from models import OPEN_STATES, Person, Request, Room, Stay, floor_of, step


def stays_in(context: Context, room: str, name: str | None = None) -> list[Stay]:
    """The open stays of a room, or of one person in it."""
    here = select(Stay).where(Stay.site_id == context.site.id, Stay.room == room, Stay.ended_at.is_(None))
    return [s for s in context.session.scalars(here.order_by(Stay.id)) if name is None or s.name == name]


def open_stays(context: Context) -> list[Stay]:
    """Everybody who is in the site now, by room."""
    here = select(Stay).where(Stay.site_id == context.site.id, Stay.ended_at.is_(None))
    return list(context.session.scalars(here.order_by(Stay.room, Stay.id)))


def rooms_meant(values: Mapping[str, Any], context: Context) -> list[str]:
    """The rooms that are named, and those in use on the floors that are named, without the exceptions."""
    excepted = {str(r) for r in values.get("except") or []}
    floors = {str(f) for f in values.get("floors") or []}
    named = [str(r) for r in values.get("rooms") or []]
    on_floors = [s.room for s in open_stays(context) if floor_of(s.room) in floors]
    return [r for r in dict.fromkeys((*named, *on_floors)) if r not in excepted]


def keep_room(context: Context, number: str, site_id: int | None = None) -> None:
    """A room that somebody lives in exists."""
    site = site_id or context.site.id
    if context.session.get(Room, (site, number)) is None:
        context.session.add(Room(site_id=site, number=number, floor=floor_of(number)))


def close_stay(stay: Stay, what: str, reason: str, context: Context) -> None:
    """End a stay and the binding that goes with it; both can be taken back."""
    before = {"ended_at": None, "end_reason": None, "binding": let_go(stay, context)}
    stay.ended_at, stay.end_reason = max(context.sent, stay.started_at), reason
    remember(stay, what, context, note=reason, before=before)


def let_go(stay: Stay, context: Context) -> str | None:
    """Whoever lived there is nobody again until they say who they are; what their binding was."""
    person = context.session.get(Person, stay.person_id) if stay.person_id else None
    if person is None:
        return None
    was, person.binding = person.binding, "none"
    return was


def tell_what_is_left(stay: Stay, context: Context) -> None:
    """Whoever leaves may still wait for something: somebody must decide about it."""
    theirs = select(Request).where(
        Request.site_id == stay.site_id, Request.room == stay.room, Request.status.in_(OPEN_STATES), Request.withdrawn_at.is_(None),
        Request.kind != "transfer",
    )  # fmt: skip
    found = list(context.session.scalars(theirs.order_by(Request.id)))
    shared = bool(stays_in(context, stay.room))
    left = [r.ticket for r in found if r.name == stay.name or (r.name is None and not shared)]
    if left:
        words = "{who} 还有 {tickets} 没办完，不用再办的请回复「取消 {first}」。"
        context.answer(words, who=Who(stay.room, stay.name), tickets=Plain(" ".join(left)), first=Plain(left[0]))


def remember(stay: Stay, what: str, context: Context, *, note: str | None = None, before: dict[str, Any] | None = None) -> None:
    """Write a step of the stay's history."""
    step(context.session, stay, what, context.now, context.person.id, message_id=context.message.id, note=note, before=before)
