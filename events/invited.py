"""The bot is invited into a group: accepted from bound staff, ignored from others."""

from chat.context import Context

EVENT = "invited"


def handle(context: Context) -> None:
    """Queue the acceptance; the transport carries it out after the commit."""
    if context.is_staff and context.person.binding == "confirmed":
        context.accept("invitation", str(context.payload.get("id") or ""))
        context.note("invitation accepted")
    else:
        context.note("invitation ignored")
