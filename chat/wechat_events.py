"""What a gateway's events are about: the numbers on the wire, and those of them that are a Happening."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.transport import Happening
from chat.wechat_link import Link
from chat.wechat_names import Names
from chat.wechat_payload import moment

MESSAGE, FRIENDSHIP, ROOM_INVITE, ROOM_JOIN, ROOM_LEAVE, ROOM_TOPIC = 2, 17, 18, 19, 20, 21
SCAN, LOGIN, LOGOUT, DIRTY = 22, 25, 26, 27
HAPPENINGS = (FRIENDSHIP, ROOM_INVITE, ROOM_JOIN, ROOM_LEAVE)

_WANTS_TO_BE_FRIEND = 2  # 1 says that we have become friends, 3 that somebody wants to be asked first


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its number on the wire and what its JSON says (nothing, if it is none)."""

    number: int
    says: dict[str, Any]

    def text(self, key: str) -> str:
        """A string of it, or an empty one."""
        value = self.says.get(key)
        return value if isinstance(value, str) else ""

    def people(self, key: str) -> list[str]:
        """Contact ids of it."""
        value = self.says.get(key)
        return [one for one in value if isinstance(one, str) and one] if isinstance(value, list) else []

    def stamp(self) -> float:
        """Its time, 0 if it has none."""
        value = self.says.get("timestamp")
        return float(value) if isinstance(value, int | float) else 0.0


def read_event(number: int, payload: str) -> Event:
    """Never raises: an odd payload is an event that says nothing."""
    try:
        says = json.loads(payload) if payload else {}
    except (ValueError, RecursionError):
        says = {}
    return Event(number, says if isinstance(says, dict) else {})


async def happening(event: Event, link: Link, names: Names, now: datetime) -> Happening | None:
    """What happened, with the names of those concerned as far as they can be had."""
    if event.number == ROOM_JOIN:
        return await _moved("joined", event, event.people("inviteeIdList"), event.text("inviterId"), link, names, now)
    if event.number == ROOM_LEAVE:
        return await _moved("left", event, event.people("removeeIdList"), event.text("removerId"), link, names, now)
    if event.number == ROOM_INVITE:
        return await _invited(event.text("roomInvitationId"), link, names, now)
    return await _befriended(event.text("friendshipId"), link, names, now)


async def _moved(kind: str, event: Event, people: list[str], by: str, link: Link, names: Names, now: datetime) -> Happening | None:
    group = event.text("roomId")
    if not group:
        return None
    names.forget(group)
    at = moment(event.stamp(), now)
    return Happening(
        kind=kind,
        id=f"{kind}:{_fingerprint(group, str(at.timestamp()), *sorted(people))}",
        at=at,
        group=group,
        group_name=await names.of_group(link, group),
        contact=by or None,
        nick=await names.of_member(link, group, by),
        people=tuple([(one, await names.of_member(link, group, one)) for one in people]),
    )


async def _invited(invitation_id: str, link: Link, names: Names, now: datetime) -> Happening | None:
    if not invitation_id:
        return None
    said = await link.invitation(invitation_id)
    return Happening(
        kind="invited",
        id=invitation_id,
        at=moment(said.stamp, now),
        group_name=said.topic,
        contact=said.contact or None,
        nick=await names.of_member(link, None, said.contact),
    )


async def _befriended(friendship_id: str, link: Link, names: Names, now: datetime) -> Happening | None:
    said = await link.friendship(friendship_id) if friendship_id else None
    if said is None or said.kind != _WANTS_TO_BE_FRIEND:
        return None
    nick = await names.of_member(link, None, said.contact)
    return Happening(kind="befriended", id=friendship_id, at=now, contact=said.contact or None, nick=nick, text=said.hello)


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
