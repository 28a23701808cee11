"""名单: who stays where, for staff: rooms and masked names by floor; the command office reads counts."""

from sqlalchemy import select

from chat.context import Context
from chat.rights import refuse
from chat.wording import Count, Plain, Sentence, Told, Who
from handlers._ask_stay import tell_of_room
from models import Stay, floor_of


def roster(argument: str, context: Context) -> None:
    """All floors, or the one that was asked for (名单 3楼); one room in full (名单 305)."""
    if not context.is_staff or context.place not in ("staff", "hq", "private"):
        refuse(context)
        return
    wanted = select(Stay).where(Stay.site_id == context.site.id, Stay.ended_at.is_(None)).order_by(Stay.room, Stay.id)
    asked = argument.removesuffix("楼").removesuffix("层").strip()
    if asked and context.place != "hq" and tell_of_room(asked.upper(), context):
        return
    stays = [s for s in context.session.scalars(wanted) if not asked or asked in (floor_of(s.room), s.room)]
    context.answer("在住 {n} 人，{rooms} 间。", n=Count(len(stays)), rooms=Count(len({s.room for s in stays})))
    if context.place == "hq":
        return
    floors: dict[str, list[Stay]] = {}
    for stay in stays:
        floors.setdefault(floor_of(stay.room), []).append(stay)
    for floor, here in floors.items():
        who = Told([Sentence("{who}", who=Who(s.room, s.name)) for s in here], "、")
        context.answer("{floor}楼 {n} 人：{who}", floor=Plain(floor), n=Count(len(here)), who=who)
