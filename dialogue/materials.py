"""Material by title: the nearest is found, and when it is not clear which, the choices are shown."""

from collections.abc import Sequence
from datetime import timedelta

from rapidfuzz import fuzz
from sqlalchemy import select

from chat.context import Context
from models import Material, Site

SURE, NEAR, LEAD = 75, 50, 12
"""Points of likeness (0–100): good enough alone, worth showing, and how far the best must be ahead of the next."""
FILE_WITHIN = timedelta(minutes=10)


def current(context: Context) -> list[Material]:
    """What the site and the command office have stored, newest first."""
    above = select(Site.id).where(Site.kind == "hq")
    wanted = select(Material).where((Material.site_id == context.site.id) | Material.site_id.in_(above))
    wanted = wanted.where(Material.replaced_by.is_(None), Material.withdrawn_at.is_(None))
    return [m for m in context.session.scalars(wanted.order_by(Material.id.desc())) if not m.is_empty]


def nearest(title: str, among: Sequence[Material]) -> list[Material]:
    """One: this is meant. Several: one of these may be. None: nothing like it."""
    scored = sorted(((_likeness(title, m.title), m) for m in among), key=lambda pair: -pair[0])
    if scored and scored[0][0] >= SURE and (len(scored) == 1 or scored[0][0] - scored[1][0] >= LEAD):
        return [scored[0][1]]
    return [m for points, m in scored if points >= NEAR][:5]


def attach_file(context: Context, label: str) -> Material | None:
    """A file that follows its title within ten minutes, from the same person."""
    wanted = select(Material).where(
        Material.site_id == context.site.id,
        Material.stored_by == context.person.id,
        Material.at >= context.sent - FILE_WITHIN,
        Material.replaced_by.is_(None),
        Material.withdrawn_at.is_(None),
    )
    found = next((m for m in context.session.scalars(wanted.order_by(Material.id.desc())) if m.is_empty), None)
    if found is not None:
        found.file = label[:120] or "文件"
        replace_earlier(found, context)
    return found


def replace_earlier(new: Material, context: Context) -> bool:
    """An older version of the same title in the same site steps back; whether there was one."""
    same = select(Material).where(
        Material.site_id == new.site_id, Material.title == new.title, Material.id != new.id, Material.replaced_by.is_(None)
    )
    earlier = [m for m in context.session.scalars(same) if m.withdrawn_at is None]
    for old in earlier:
        old.replaced_by = new.id
    return any(not old.is_empty for old in earlier)


def _likeness(asked: str, title: str) -> float:
    asked, title = "".join(asked.split()).lower(), "".join(title.split()).lower()
    if asked == title:
        return 200
    return 90 + fuzz.ratio(asked, title) / 10 if asked in title else max(fuzz.ratio(asked, title), fuzz.partial_ratio(asked, title) * 0.8)
