"""Somebody left a group: a resident's binding ends there. Staff keep theirs, they sit in several groups; so does who lives elsewhere."""

from sqlalchemy import select

from chat.context import Context
from models import Person

EVENT = "left"


def handle(context: Context) -> None:
    """Unbind residents; what they asked for stays open."""
    for contact, _ in context.payload.get("people") or []:
        person = context.session.scalar(select(Person).where(Person.contact == str(contact)))
        if person is not None and not person.is_staff and person.site_id == context.site.id:
            person.left_at, person.binding = context.now, "none"
            context.note("left and unbound")
