"""派送单 3楼: what is to be carried up, floor by floor, room by room; closed with one line and its exceptions."""

from chat.context import Context
from chat.rights import refuse
from chat.wording import Plain
from dialogue.rounds import floors_waiting, round_of
from reading.places.rooms import floor_in


def delivery_round(argument: str, context: Context) -> None:
    """One floor's round, or every floor's; for staff only, because it names things."""
    if not context.is_staff or context.place not in ("staff", "private"):
        refuse(context)
        return
    floor = floor_in(argument.lower(), 0, len(argument))
    waiting = floors_waiting(context.session, context.site)
    wanted = [str(floor[2])] if floor else list(waiting)
    for name in wanted:
        if waiting.get(name):
            context.lines.append(round_of(name, waiting[name]))
    if not any(waiting.get(name) for name in wanted):
        context.answer("{floor}没有要送的东西。", floor=Plain(f"{wanted[0]}楼" if floor else "现在"))
