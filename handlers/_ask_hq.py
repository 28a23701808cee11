"""What the command office is answered: sites and counts, one line a site, never a room or a name."""

from collections.abc import Callable

from sqlalchemy import func, select

from chat.context import Context
from chat.wording import Plain, age
from dialogue.shifts import open_shifts
from models import Site, Stay
from reports.digest import HALF_NAMES
from reports.figures import half_day, open_requests


def by_site(what: str, argument: str, context: Context) -> bool:
    """Answer for every site, or the one that is named; whether this question has such an answer."""
    line = LINES.get(what)
    if line is None or context.site.kind != "hq" or not context.is_staff:
        return False
    sites = list(context.session.scalars(select(Site).where(Site.kind == "site").order_by(Site.id)))
    named = [s for s in sites if argument and s.called(argument)]
    if argument and not named:
        names = "、".join(s.short for s in sites)
        line_to_send = f"{what} {sites[0].short}" if sites else what
        context.answer("没有这个隔离点。现有：{names}，例如：「{line}」", names=Plain(names), line=Plain(line_to_send))
        return True
    for site in named or sites:
        context.answer("{site}：{said}", site=Plain(site.short), said=Plain(line(site, context)))
    return True


def _to_do(site: Site, context: Context) -> str:
    waiting = open_requests(context.session, site)
    if not waiting:
        return "未完成 0"
    urgent = sum(1 for r in waiting if r.kind == "emergency")
    oldest = age(context.now - min(r.opened_at for r in waiting))
    return f"未完成 {len(waiting)}，最久 {oldest}" + (f"，紧急 {urgent}" if urgent else "")


def _missing(site: Site, context: Context) -> str:
    half = "am" if context.sent.hour < 12 else "pm"
    figures = half_day(context.session, site, context.day, half)
    return f"{HALF_NAMES[half]}应报 {figures.due}，已报 {figures.done}，未报 {len(figures.missing)}，发热 {len(figures.fever)}"


def _duty(site: Site, context: Context) -> str:
    return f"在岗 {len(open_shifts(context.session, site.id))} 人"


def _stays(site: Site, context: Context) -> str:
    count = select(func.count(), func.count(Stay.room.distinct())).where(Stay.site_id == site.id, Stay.ended_at.is_(None))
    people, rooms = context.session.execute(count).one()
    return f"在住 {people} 人，{rooms} 间"


LINES: dict[str, Callable[[Site, Context], str]] = {"待办": _to_do, "未报": _missing, "值班表": _duty, "名单": _stays}
