"""Notices of some days that ask for 收到: who confirmed in a site's groups, and how many have not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Acknowledgement, Group, Notice, NoticeTarget, Person, Stay
from reports.records import Told

STAFF = ("staff", "medic", "leader")


def told_notices(session: Session, site_ids: Sequence[int], start: datetime, end: datetime) -> dict[int, list[Told]]:
    """Of each site. A notice in two groups of a site is one; whoever is missing is asked for in each."""
    n, t = Notice, NoticeTarget
    sent = select(n.id, n.version, n.sent_at, n.written_by, n.work_group).where(n.needs_ack, n.withdrawn_at.is_(None))
    found = {row.id: row for row in session.execute(sent.where(n.sent_at >= start, n.sent_at < end).order_by(n.id))}
    told: dict[int, list[Told]] = defaultdict(list)
    if not found:
        return told
    # The days' notices first, then where they went: read the other way round, every notice of the site's past is looked at.
    went = select(t.site_id, t.notice_id, t.group_id, Group.kind).join(Group, Group.id == t.group_id)
    targets = session.execute(went.where(t.notice_id.in_(found), t.site_id.in_(site_ids)).order_by(t.notice_id)).all()
    acks = _confirmed(session, site_ids, found)
    kinds = {kind for _, _, _, kind in targets}
    staff = _staff(session, site_ids) if "staff" in kinds else {}
    rooms = _rooms(session, site_ids) if "resident" in kinds else {}
    groups: dict[tuple[int, int], list[tuple[str, str | None]]] = defaultdict(list)
    for site_id, notice, group, kind in targets:
        groups[site_id, notice].append((group, kind))
    for (site_id, notice), places in groups.items():
        one, missing = found[notice], 0
        for group, kind in places:
            here = acks.get((notice, group), set())
            if kind == "staff":
                missing += sum(1 for p in staff.get(site_id, ()) if _is_meant(p, one) and (p.id, None) not in here)
            elif kind == "resident":
                missing += sum(1 for room in rooms.get(site_id, ()) if (None, room) not in here)
        whole = {ack for group, _ in places for ack in acks.get((notice, group), set())}
        told[site_id].append(Told(one.sent_at, frozenset(_who(whole)), missing))
    return told


def _confirmed(session: Session, site_ids: Sequence[int], found: Mapping[int, Any]) -> dict[tuple[int, str], set[Any]]:
    """Of each notice and group: (person, None) and (None, room), and both together, as (person, room)."""
    a = Acknowledgement
    heard = select(a.notice_id, a.version, a.group_id, a.person_id, a.room).where(a.notice_id.in_(found), a.withdrawn_at.is_(None))
    acks: dict[tuple[int, str], set[Any]] = defaultdict(set)
    for notice, version, group, person, room in session.execute(heard.where(a.site_id.in_(site_ids))):
        if version == found[notice].version:
            acks[notice, group] |= {(person, None), (None, room), (person, room, "said")}
    return acks


def _who(acks: Iterable[Any]) -> set[Any]:
    """Each person once, and the rooms that are all that is known of somebody."""
    return {ack[0] or ack[1] for ack in acks if len(ack) == 3}


def _is_meant(person: Any, notice: Any) -> bool:
    return person.id != notice.written_by and notice.work_group in (None, person.work_group)


def _staff(session: Session, site_ids: Sequence[int]) -> dict[int, list[Any]]:
    wanted = select(Person.site_id, Person.id, Person.work_group).where(Person.site_id.in_(site_ids), Person.role.in_(STAFF))
    wanted = wanted.where(Person.binding == "confirmed", Person.left_at.is_(None), Person.contact.is_not(None))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(wanted):
        found[row.site_id].append(row)
    return found


def _rooms(session: Session, site_ids: Sequence[int]) -> dict[int, list[str]]:
    """One for each who lives there."""
    found: dict[int, list[str]] = defaultdict(list)
    for site_id, room in session.execute(select(Stay.site_id, Stay.room).where(Stay.site_id.in_(site_ids), Stay.ended_at.is_(None))):
        found[site_id].append(room)
    return found
