"""Everything that is about one person: found, shown, deleted. What others said of somebody else is not theirs."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from models import Base, ListVersion, Message, Person, Post, Request, Stay

T: Mapping[str, Any] = Base.metadata.tables


class NobodyThere(Exception):
    """Nobody is meant by that, or more than one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who it is: ids of persons and stays, contacts, and what they are called in which rooms."""

    site_id: int
    people: tuple[int, ...]
    stays: tuple[int, ...]
    contacts: tuple[str, ...]
    name: str
    rooms: tuple[str, ...]


def find(session: Session, site_id: int, name: str, room: str | None) -> Subject:
    """The one person of that name (in that room). Raises NobodyThere."""
    people = [p for p in session.scalars(select(Person).where(Person.site_id == site_id, Person.name == name)) if room in (None, p.room)]
    stays = [s for s in session.scalars(select(Stay).where(Stay.site_id == site_id, Stay.name == name)) if room in (None, s.room)]
    rooms = {r for r in [*(p.room for p in people), *(s.room for s in stays)] if r}
    if not people and not stays:
        raise NobodyThere(f"nobody called {name} is known there")
    if len(rooms) > 1 and room is None:
        raise NobodyThere(f"{name} is or was in {', '.join(sorted(rooms))}: say which with --room")
    ids = {p.id for p in people} | {s.person_id for s in stays if s.person_id}
    contacts = session.scalars(select(Person.contact).where(Person.id.in_(ids))).all()
    return Subject(
        site_id, tuple(sorted(ids)), tuple(s.id for s in stays), tuple(c for c in contacts if c), name, tuple(sorted(rooms or {room or ""}))
    )


def conditions(session: Session, who: Subject) -> dict[str, ColumnElement[bool]]:
    """Which rows of which tables are about this person."""

    def here(table: str, *ways: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(T[table].c.site_id == who.site_id, or_(*ways))

    def named(table: str) -> ColumnElement[bool]:
        return and_(or_(T[table].c.room.in_(who.rooms), T[table].c.room.is_(None)), T[table].c.name == who.name)

    def said(table: str, by: str) -> ColumnElement[bool]:
        # Reported by this person, and about nobody else that has a name.
        return and_(T[table].c[by].in_(who.people), or_(T[table].c.name.is_(None), T[table].c.name == who.name))

    found = {
        "request": here("request", named("request"), said("request", "asked_by")),
        "checkin": here("checkin", named("checkin"), said("checkin", "reported_by")),
        "entry": here("entry", named("entry"), said("entry", "said_by")),
        "person": T["person"].c.id.in_(who.people),
        "stay": here("stay", T["stay"].c.id.in_(who.stays)),
        "message": T["message"].c.talker.in_(who.contacts),
        "question": T["question"].c.contact.in_(who.contacts),
    }
    found |= {t: here(t, T[t].c.stay_id.in_(who.stays)) for t in ("stay_step", "need", "sample")}
    found |= {t: T[t].c.person_id.in_(who.people) for t in ("acknowledgement", "shift", "loan", "account", "sign_in")}
    requests, messages = _ids(session, "request", found), _ids(session, "message", found)
    records = [*requests, *_ids(session, "checkin", found), *_ids(session, "entry", found)]
    found["request_step"] = here("request_step", T["request_step"].c.request_id.in_(requests))
    found["call"] = here("call", T["call"].c.request_id.in_(requests), T["call"].c.person_id.in_(who.people))
    found["attachment"] = here("attachment", T["attachment"].c.request_id.in_(requests), T["attachment"].c.message_id.in_(messages))
    found["change"] = here("change", T["change"].c.record_id.in_(records))
    return found


def _ids(session: Session, table: str, found: Mapping[str, ColumnElement[bool]]) -> list[int]:
    return list(session.scalars(select(T[table].c.id).where(found[table])))


def everything(session: Session, who: Subject) -> dict[str, list[dict[str, Any]]]:
    """All of it by table, as plain data; also who looked it up before."""
    found = conditions(session, who) | {"audit": T["audit"].c.person_id.in_(who.people)}
    shown = {name: [dict(row) for row in session.execute(select(T[name]).where(which)).mappings()] for name, which in found.items()}
    shown["post"] = [{"at": p.created_at, "to": p.audience, "text": p.text} for p in _posts(session, who, found)]
    shown["list_version"] = [e for v in _lists(session, who) for e in v.entries if _theirs(e, who)]
    return {name: rows for name, rows in shown.items() if rows}


def forget(session: Session, who: Subject) -> dict[str, int]:
    """Delete it. Ids of messages stay, so that they are not taken in once more; the audit trail stays, it holds no words."""
    found, counted = conditions(session, who), {}
    counted["post"] = _empty(_posts(session, who, found), text="", said_text=None, fallback=None, mentions=[], attachment=None)
    for version in _lists(session, who):
        version.entries = [e for e in version.entries if not _theirs(e, who)]
    messages = session.scalars(select(Message).where(found["message"]))
    counted["message"] = _empty(messages, text=None, nick="", payload={}, talker=None)
    named = Message.text.contains(who.name, autoescape=True)  # what others wrote of them
    counted["message"] += _empty(session.scalars(select(Message).where(Message.site_id == who.site_id, named)), text=None, payload={})
    session.flush()
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in found and table.name != "message":
            gone = session.execute(delete(table).where(found[table.name]))
            counted[table.name] = int(getattr(gone, "rowcount", 0))
    return {name: count for name, count in counted.items() if count}


def _empty(rows: Iterable[Any], **values: Any) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  the count itself is wanted
        for name, value in values.items():
            setattr(row, name, value)
    return count


def _posts(session: Session, who: Subject, found: Mapping[str, ColumnElement[bool]]) -> list[Post]:
    """What the bot said to this person, in answer to them, or of them by name or ticket, also in a file."""
    tickets = list(session.scalars(select(Request.ticket).where(found["request"])))
    speaks_of = _speaks_of([who.name, *tickets])
    messages = set(_ids(session, "message", found))
    posts = session.scalars(select(Post).where(Post.site_id == who.site_id, Post.state.not_in(("queued", "claimed"))))
    return [p for p in posts if p.contact in who.contacts or p.message_id in messages or speaks_of(_words_of(p))]


def _words_of(post: Post) -> str:
    return f"{post.text} {post.said_text} {post.fallback} {post.attachment}"


def _speaks_of(words: Sequence[str]) -> Callable[[str], Any]:
    return re.compile("|".join(rf"(?<![A-Za-z0-9]){re.escape(w)}(?![0-9])" for w in words)).search


def _lists(session: Session, who: Subject) -> list[ListVersion]:
    versions = session.scalars(select(ListVersion).where(ListVersion.site_id == who.site_id))
    return [v for v in versions if any(_theirs(e, who) for e in v.entries)]


def _theirs(entry: Mapping[str, Any], who: Subject) -> bool:
    return entry.get("name") == who.name or who.name in str(entry.get("text") or "")
