"""Everything of one site, deleted for good: rows, free pages, log of the database, backups. What was there is counted and hashed first."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Table, delete, or_, select
from sqlalchemy.orm import Session

from chat.shelf import Shelf
from models import UNKNOWN_SITE, Audit, Base, Meta, Notice, Person, Post, Site, Store
from models.attachment import kept_hashes
from models.audit import tip_key
from models.file_copies import FileCopies


class NotEmptied(Exception):
    """The file could not be emptied of what deleted rows held: somebody still reads the database."""


@dataclass(slots=True)
class Deleted:
    """What was deleted."""

    rows: dict[str, int] = field(default_factory=dict)
    hash: str = ""
    """SHA-256 over every deleted row: proves afterwards what was there, without keeping it."""


def delete_site(session: Session, site: Site, by: Sequence[int], now: datetime) -> Deleted:
    """Delete every row of a site, in one transaction, and leave one line in the trail that says so."""
    deleted, digest = Deleted(), hashlib.sha256()
    wanted = _conditions(session, site.id)
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in wanted:
            _take_out(session, table, wanted[table.name], deleted, digest)
    session.execute(delete(Meta).where(Meta.key == tip_key(site.id)))
    deleted.hash = digest.hexdigest()
    for person_id in by:
        session.add(Audit(site_id=UNKNOWN_SITE, at=now, person_id=person_id, what="site_purged"))
    session.merge(Meta(key=f"purged:{site.id}", value=deleted.hash))
    return deleted


def _conditions(session: Session, site_id: int) -> dict[str, ColumnElement[bool]]:
    """Which rows of which tables belong to a site."""
    tables = Base.metadata.tables
    wanted: dict[str, ColumnElement[bool]] = {t.name: t.c.site_id == site_id for t in tables.values() if "site_id" in t.c}
    people = list(session.scalars(select(Person.id).where(Person.site_id == site_id)))
    contacts = [c for c in session.scalars(select(Person.contact).where(Person.site_id == site_id)) if c]
    notices = list(session.scalars(select(Notice.id).where(Notice.site_id == site_id)))
    for name in ("notice_target", "acknowledgement"):  # of its notices, in the groups of others
        wanted[name] = or_(wanted[name], tables[name].c.notice_id.in_(notices))
    wanted["post"] = or_(wanted["post"], Post.contact.in_(contacts))
    wanted["message"] = or_(wanted["message"], tables["message"].c.talker.in_(contacts))
    for name in ("account", "sign_in"):
        wanted[name] = tables[name].c.person_id.in_(people)
    return wanted | {"site": tables["site"].c.id == site_id}


def _take_out(session: Session, table: Table, which: ColumnElement[bool], deleted: Deleted, digest: "hashlib._Hash") -> None:
    rows = session.execute(select(table).where(which).order_by(*table.primary_key.columns)).mappings()
    for row in rows:
        deleted.rows[table.name] = deleted.rows.get(table.name, 0) + 1
        digest.update(json.dumps([table.name, dict(row)], default=str, sort_keys=True).encode())
    session.execute(delete(table).where(which))


def empty_the_file(store: Store, tries: int = 10) -> None:
    """Rewrite the SQLite file without its free pages, and empty its log. Raises NotEmptied while somebody reads it."""
    if not store.is_sqlite:
        return
    store.close()
    with closing(sqlite3.connect(str(store.url.database), timeout=10, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        for _ in range(tries):
            try:
                connection.execute("VACUUM")
                busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:
                busy = 1
            if not busy:
                return
            time.sleep(1)
    raise NotEmptied("the database is in use")


def drop_files(store: Store, folder: Path, before: datetime) -> int:
    """The bytes that no row names any more; the sandbox keeps none, and must not take those of the real database for nobody's."""
    if store.used_by() != "wechat":
        return 0
    with store.read() as session:
        return Shelf(folder).sweep(kept_hashes(session), before)


def drop_copies(store: Store, copies: FileCopies | None) -> int:
    """The copies of such bytes beside the backups."""
    if copies is None or store.used_by() != "wechat":
        return 0
    with store.read() as session:
        return copies.keep_only(kept_hashes(session))


def left_of(session: Session, site_id: int) -> int:
    """How many rows of a site there still are: 0."""
    tables = [t for t in Base.metadata.tables.values() if "site_id" in t.c]
    return sum(len(session.execute(select(t.c.site_id).where(t.c.site_id == site_id)).all()) for t in tables)
