"""A friend request: accepted with a valid code or from a known member of a bound group."""

from sqlalchemy import select

from chat.context import Context
from models import Code
from models.code import hash_of

EVENT = "befriended"


def handle(context: Context) -> None:
    """Known people and holders of a code may write in private; everybody else is left unanswered."""
    known = context.person.binding != "none" or context.person.site_id != 0
    if known or _carries_a_code(context):
        context.accept("friend", str(context.payload.get("id") or ""))
        context.note("friend accepted")
    else:
        context.note("friend ignored")


def _carries_a_code(context: Context) -> bool:
    hashes = [hash_of(word) for word in str(context.payload.get("text") or "").split()[:5]]
    wanted = select(Code).where(Code.hash.in_(hashes), Code.used_at.is_(None), Code.expires_at >= context.now)
    return context.session.scalars(wanted).first() is not None
