"""Who can be spoken as, and in which groups: what the page's lists are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import UNKNOWN_SITE, Group, Person, Site

STRANGER = "路人"
WORKERS = frozenset({"staff", "medic", "leader", "operator"})
KINDS = ("resident", "staff", "branch", "hq")
ROLES = ("resident", "unknown", "staff", "medic", "leader", "hq", "operator")


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody one can speak as."""

    contact: str
    nick: str
    role: str
    site_id: int
    site: str
    room: str


@dataclass(frozen=True, slots=True)
class Place:
    """A group and the contacts of those who may be in it."""

    id: str
    name: str
    kind: str | None
    site: str
    members: tuple[str, ...]


def faces_and_places(session: Session) -> tuple[list[Face], list[Place]]:
    """Everybody who has a contact and every group, in the order the page shows them."""
    sites = {site.id: site for site in session.scalars(select(Site))}
    here = session.scalars(select(Person).where(Person.contact.is_not(None), Person.left_at.is_(None)))
    faces = sorted((_face(person, sites) for person in here), key=_order)
    places = []
    for group in sorted(session.scalars(select(Group)), key=_group_order):
        stranger = _stranger(group, faces)
        faces += [stranger] if stranger else []
        places.append(_place(group, sites[group.site_id], faces))
    return faces, places


def may_be_in(group: Group, face: Face) -> bool:
    """Whether such a person would be a member of such a group."""
    same_site = face.site_id == group.site_id
    if group.kind == "staff":
        return (same_site and face.role in WORKERS) or face.role == "hq"
    if group.kind == "hq":
        return face.role in ("hq", "leader", "operator")
    # A group nobody bound yet has no site that could say who is in it.
    return same_site or group.kind is None


def _face(person: Person, sites: dict[int, Site]) -> Face:
    nick = person.nick or person.name or str(person.contact)
    known = person.site_id != UNKNOWN_SITE
    return Face(str(person.contact), nick, person.role, person.site_id, sites[person.site_id].short if known else "", person.room or "")


def _stranger(group: Group, faces: Sequence[Face]) -> Face | None:
    """Somebody the bot does not know yet. One who got to be known stays who they are, and the next stranger comes."""
    if group.kind not in ("resident", None):
        return None
    known = {face.contact: face.role for face in faces}
    number = 1
    while known.get(_stranger_contact(group, number), "unknown") != "unknown":
        number += 1
    contact = _stranger_contact(group, number)
    return None if contact in known else Face(contact, STRANGER if number == 1 else f"{STRANGER}{number}", "unknown", group.site_id, "", "")


def _stranger_contact(group: Group, number: int) -> str:
    return f"stranger-{number}-{group.id}"[:120]


def _place(group: Group, site: Site, faces: Sequence[Face]) -> Place:
    site_name = "还没绑定的群" if group.kind is None or site.kind == "unknown" else site.name
    members = tuple(face.contact for face in faces if may_be_in(group, face))
    return Place(group.id, group.name or group.id, group.kind, site_name, members)


def _order(face: Face) -> tuple[int, int, int, str, str]:
    rank = ROLES.index(face.role) if face.role in ROLES else len(ROLES)
    return face.site_id, rank, len(face.room), face.room, face.nick


def _group_order(group: Group) -> tuple[bool, int, int, str]:
    rank = KINDS.index(group.kind) if group.kind in KINDS else len(KINDS)
    return group.kind is None, group.site_id, rank, group.name
