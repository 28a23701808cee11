"""Somebody left a group: a resident's binding ends there, that of staff rests when it was their own site's staff group."""

from sqlalchemy import select

from chat.context import Context
from chat.suspending import suspend
from models import Person

EVENT = "left"


def handle(context: Context) -> None:
    """Unbind; what they asked for or have in hand stays as it is."""
    for contact, _ in context.payload.get("people") or []:
        person = context.session.scalar(select(Person).where(Person.contact == str(contact)))
        if person is None or person.site_id != context.site.id:
            continue
        if not person.is_staff:
            person.left_at, person.binding = context.now, "none"
            context.note("left and unbound")
        elif context.place in ("staff", "hq") and person.binding == "confirmed":
            suspend(person, context.speaker, f"left/{context.message.id}/{person.id}")
            context.note("left and suspended")
