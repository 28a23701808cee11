"""Who an unbound writer is: '305 张三' that matches the list binds provisionally; staff confirm later."""

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import select

from chat.context import Context
from chat.rights import role_of
from chat.suspending import SUSPENDED
from models import Person, Stay
from reading.said import Reading

_FILLERS = re.compile(r"大家好|你好|您好|我是|我叫|我住|姓名|房间号?|房号|叫|住|的|在|房|室|号|是|[\s\W_]")


def recognise(context: Context, readings: Sequence[Reading]) -> None:
    """Bind an unknown writer in a residents' group who reports one check-in of exactly one person on the list.

    Only provisional: they may report and ask, but not read or cancel for others.
    """
    if not _is_nobody(context) or context.place != "resident" or len(readings) != 1:
        return
    said = readings[0]
    room, name = said.fields.get("room"), said.fields.get("name")
    if said.kind != "checkin" or not room or not name:
        return
    wanted = select(Stay).where(Stay.site_id == context.site.id, Stay.room == room, Stay.name == name, Stay.ended_at.is_(None))
    _bind(list(context.session.scalars(wanted)), context)


def introduces(context: Context) -> bool:
    """'305 张三', '我是305的张三' and no more: bind provisionally if the list has exactly one such; whether it did."""
    if not _is_nobody(context) or context.place != "resident" or len(context.words) > 30:
        return False
    words = unicodedata.normalize("NFKC", context.words).upper()
    here = context.session.scalars(select(Stay).where(Stay.site_id == context.site.id, Stay.ended_at.is_(None)))
    return _bind([s for s in here if s.name in words and _says_only(words, s)], context)


def _is_nobody(context: Context) -> bool:
    """Whether nothing is known of the writer anywhere: who is bound to another site is not bound to a room here by chance."""
    return role_of(context) == "unknown" and (context.at_home or context.person.binding in ("none", SUSPENDED))


def _says_only(words: str, stay: Stay) -> bool:
    rest = words.replace(stay.name, " ", 1)
    found = re.search(rf"(?<![\dA-Z-]){re.escape(stay.room)}(?![\dA-Z-])", rest)
    return found is not None and not _FILLERS.sub("", rest[: found.start()] + rest[found.end() :])


def _bind(stays: Sequence[Stay], context: Context) -> bool:
    """A stay is taken while somebody is bound to it. Who comes back is the same person in a new stay."""
    person = context.person
    if len(stays) != 1 or _is_taken(stays[0], context):
        return False
    room, name = stays[0].room, stays[0].name
    person.role, person.binding, person.room, person.name, person.site_id = "resident", "provisional", room, name, context.site.id
    stays[0].person_id, person.left_at = person.id, None
    context.note("bound provisionally")
    return True


def _is_taken(stay: Stay, context: Context) -> bool:
    holder = context.session.get(Person, stay.person_id) if stay.person_id and stay.person_id != context.person.id else None
    return holder is not None and holder.binding not in ("none", SUSPENDED)
