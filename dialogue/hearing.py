"""A message as the reader is given it: the words, who says them as what, and what is quoted."""

from chat.context import Context
from chat.rights import role_of
from dialogue.notices import unglued
from dialogue.quoted import ticket_behind
from reading.said import Quote, Said, Sender


def said_in(context: Context) -> Said:
    """What was said, where, by whom, and about what."""
    person, payload = context.person, context.payload
    bound = person.binding in ("confirmed", "provisional") and context.at_home
    # Rights are checked by who it is; to the reader an unbound writer is a resident whose room nobody knows.
    role = role_of(context)
    role = "resident" if role == "unknown" else role
    sender = Sender(role=role, nick=person.nick, room=person.room if bound else None, name=person.name if bound else None)
    quote = _quote(context) if payload.get("quote_text") else None
    return Said(text=unglued(context.words), place=context.place, sender=sender, sent=context.sent, quote=quote)


def _quote(context: Context) -> Quote:
    """What was quoted; in front of the words of a request stands its ticket, as if the bot's line had been quoted."""
    nick, text = str(context.payload.get("quote_nick") or ""), str(context.payload["quote_text"])
    ticket = ticket_behind(context, nick, text)
    return Quote(nick, f"{ticket} {text}" if ticket else text)
