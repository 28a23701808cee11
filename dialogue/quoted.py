"""What was quoted: people quote the request itself as often as the bot's line about it."""

from sqlalchemy import select

from chat.context import Context
from models import Message, Request

LOOKED_AT = 20


def ticket_behind(context: Context, nick: str, text: str) -> str | None:
    """The ticket of the request that the quoted message made; None where that is not sure."""
    if not text.strip() or context.group is None:
        return None
    wanted = select(Message).where(Message.account == context.message.account, Message.group_id == context.group.id, Message.text == text)
    messages = list(context.session.scalars(wanted.order_by(Message.id.desc()).limit(LOOKED_AT)))
    ids = [m.id for m in messages if not nick or m.nick == nick] or [m.id for m in messages]
    made = select(Request).where(Request.site_id == context.site.id, Request.message_id.in_(ids))
    found = list(context.session.scalars(made))
    if not context.is_staff:
        found = [r for r in found if r.asked_by == context.person.id]
    still_open = [r for r in found if r.is_open]
    chosen = still_open if len(still_open) == 1 else found
    return chosen[0].ticket if len(chosen) == 1 else None
