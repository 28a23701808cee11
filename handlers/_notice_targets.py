"""Which groups a notice is for: what its first words say, else the place it was written in, else nobody knows and we ask."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from chat.context import Context
from chat.people import work_groups
from chat.rights import role_of
from models import UNKNOWN_SITE, Group, Site

_HEAD = 24
"""Characters in which an addressee stands; later in the text the same words are only talk."""
_WHO = {
    "branch": re.compile(r"(?:临时)?党?支部|党员"),
    "resident": re.compile(r"居民|隔离人员|隔离群众|住户|房间|住客"),
    "staff": re.compile(r"工作群|工作人员|志愿者|(?:工作)?组|医护|点长|值班人员"),
    "hq": re.compile(r"指挥部群|五个小组"),
}
"""Whom the first words address; the same words further on are only talk (请各点通知居民 …)."""
_GROUPS = re.compile(r"(防控消毒|健康观察|信息联络|安全保卫|后勤保障|病例转运|人文关怀)组")
_BEFORE = re.compile(r"^(?:各(?:隔离)?点(?!长)位?|全体|各位|所有|全部|全县|尊敬的|亲爱的|请|致|给|发|的|各|[、，,：:\s])+")
_ALL_SITES = re.compile(r"各(?:隔离)?点|全部隔离点|所有隔离点|全县")
_OTHER_SITE = re.compile(r"[一二三四五六七八九十\d]{1,3}号(?:隔离)?点")
_BETWEEN = re.compile(r"^(?:[、，,和及与\s]|请|致|给|发|通知|：|:)+")


@dataclass(frozen=True, slots=True)
class Meant:
    """The groups, the work group if only one is meant, and why there are none (ask: unclear, foreign: not the writer's site)."""

    groups: tuple[Group, ...] = ()
    work_group: str | None = None
    problem: str = ""


def groups_meant(text: str, context: Context) -> Meant:
    """Decide from the text's beginning and the place."""
    sites, head = _sites_named(text, context)
    addressed = _BEFORE.sub("", head)
    work_group = _GROUPS.match(addressed)
    office = _office_group(addressed, context) if work_group is None else None
    kind = "staff" if work_group else "hq" if office else next((k for k, words in _WHO.items() if words.match(addressed)), None)
    whole = _ALL_SITES.search(head) is not None
    if not sites and not whole and _OTHER_SITE.search(head):
        return Meant(problem="ask")
    above = role_of(context) in ("hq", "operator")
    if not above and ((sites and any(s.id != context.site.id for s in sites)) or (whole and kind is None)):
        return Meant(problem="foreign")
    if kind is None and not sites and not whole:
        here = context.group if context.group is not None and context.place != "hq" else None
        return Meant((here,)) if here is not None else Meant(problem="ask")
    ids = [s.id for s in sites] if sites else None if above and (whole or context.site.kind == "hq") else [context.site.id]
    found = _groups(kind or "staff", ids, context)
    return Meant(found, work_group.group(1) if work_group else office) if found else Meant(problem="ask")


def _office_group(addressed: str, context: Context) -> str | None:
    """One of the command office's five groups, which only somebody of the office addresses."""
    if context.site.kind != "hq":
        return None
    return next((g for g in work_groups(context.site) if addressed.startswith((f"{g}组", f"{g}小组"))), None)


def _sites_named(text: str, context: Context) -> tuple[list[Site], str]:
    """Sites named one after the other at the very beginning, and the head of the text."""
    every = list(context.session.scalars(select(Site).where(Site.id != UNKNOWN_SITE, Site.kind == "site").order_by(Site.id)))
    names = sorted(((n, s) for s in every for n in (s.name, s.short, *s.aliases) if n), key=lambda pair: -len(pair[0]))
    found: list[Site] = []
    rest = text
    while True:
        rest = _BETWEEN.sub("", rest)
        site = next(((n, s) for n, s in names if rest.startswith(n)), None)
        if site is None:
            break
        rest = rest[len(site[0]) :]
        if site[1] not in found:
            found.append(site[1])
    return found, _first_words(rest if found else text)


def _first_words(text: str) -> str:
    """Up to the first full stop, at most some words."""
    return re.split(r"[。！!\n]", text)[0][:_HEAD]


def _groups(kind: str, site_ids: list[int] | None, context: Context) -> tuple[Group, ...]:
    wanted = select(Group).join(Site, Site.id == Group.site_id).where(Group.kind == kind)
    if kind == "branch" and site_ids == [context.site.id]:
        wanted = wanted.where(Group.site_id == context.site.id)
    elif site_ids is not None:
        wanted = wanted.where(Group.site_id.in_(site_ids))
    return tuple(context.session.scalars(wanted.order_by(Group.site_id, Group.id)))
