"""Who is who on a site: the person behind a contact, the people to call."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Person, Shift, Site
from reading.kind import Kind

WORK_GROUPS = ("防控消毒", "健康观察", "信息联络", "安全保卫", "后勤保障", "病例转运", "人文关怀")
"""The seven work groups of a site."""
OFFICE_GROUPS = ("综合协调", "医疗防疫", "物资保障", "转运安置", "宣传信息")
"""The five groups of a command office, unless its own setting `work_groups` says otherwise."""


def work_groups(site: Site) -> tuple[str, ...]:
    """The work groups that exist there."""
    own = (site.settings or {}).get("work_groups")
    return tuple(str(g) for g in own) if own else OFFICE_GROUPS if site.kind == "hq" else WORK_GROUPS


def post_of(person: Person) -> str:
    """后勤保障组 采购员: somebody's post, as it is written."""
    group = f"{person.work_group}组" if person.work_group else ""
    return " ".join(p for p in (group, person.position) if p)


def holder_of(session: Session, person: Person, site_id: int, work_group: str, position: str) -> Person | None:
    """Who else is bound to that post: one named person for each position."""
    same = select(Person).where(
        Person.site_id == site_id, Person.work_group == work_group, Person.position == position, Person.contact.is_not(None),
        Person.binding == "confirmed", Person.left_at.is_(None), Person.id != person.id,
    )  # fmt: skip
    return session.scalars(same.order_by(Person.id)).first() if position else None


def person_behind(session: Session, contact: str, site_id: int, nick: str) -> Person:
    """The person of that contact id; made as unknown on first sight. The nickname is refreshed, and only a hint."""
    person = session.scalar(select(Person).where(Person.contact == contact))
    if person is None:
        person = Person(contact=contact, site_id=site_id, nick=nick)
        session.add(person)
        session.flush()
    elif nick and person.nick != nick:
        person.nick = nick
    return person


def group_for(site: Site, kind: Kind | None, category: str | None = None) -> str:
    """The work group that takes care of a kind there: as the site set it, else by category, else as the kind's file says."""
    if kind is None:
        return ""
    own = (site.settings or {}).get("responsible") or {}
    return str(own.get(f"{kind.name}/{category}") or own.get(kind.name) or kind.groups.get(category or "") or kind.group)


def responsible_for(session: Session, site: Site, kind: Kind | None, category: str | None = None) -> list[Person]:
    """Who is mentioned for a matter of that kind."""
    return in_charge_of(session, site.id, group_for(site, kind, category))


def in_charge_of(session: Session, site_id: int, work_group: str) -> list[Person]:
    """Who is mentioned for a work group's matters: of its members who is on duty first; else medics, else leaders."""
    staff = list(
        session.scalars(
            select(Person).where(Person.site_id == site_id, Person.contact.is_not(None), Person.left_at.is_(None)).order_by(Person.id)
        )
    )
    on_duty = set(
        session.scalars(select(Shift.person_id).where(Shift.site_id == site_id, Shift.ended_at.is_(None), Shift.withdrawn_at.is_(None)))
    )
    staff.sort(key=lambda p: p.id not in on_duty)
    members = [p for p in staff if p.work_group == work_group and p.is_staff] if work_group else []
    if members:
        return members[:1]
    medics = [p for p in staff if p.role == "medic"] if work_group == "健康观察" else []
    return medics[:1] or [p for p in staff if p.role == "leader"][:1]


def medics_and_leader(session: Session, site_id: int) -> list[Person]:
    """Who is called at once in an emergency or for a fever: the medics and the first-level leader."""
    called = select(Person).where(Person.site_id == site_id, Person.contact.is_not(None), Person.left_at.is_(None))
    people = session.scalars(called.where(Person.role.in_(("medic", "leader"))).order_by(Person.role.desc(), Person.id))
    return [p for p in people if p.role == "medic" or (p.level or 1) == 1]
