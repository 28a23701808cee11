"""清理: every night what is older than the retention time is purged: raw words are emptied, rows that lost their use go."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from dialogue.recalls import forget_older
from jobs.base import Due, Job, JobContext, daily
from models import (
    UNKNOWN_SITE,
    Alert,
    Attachment,
    Code,
    ListVersion,
    Material,
    Message,
    Post,
    Question,
    Request,
    SignIn,
    WrongCode,
    WrongSignIn,
)

JOB = Job("retention", "清理原话", grace=timedelta(hours=20), sites=frozenset({"site", "hq", "unknown"}), speaks=False)

CURRENT = select(Material.attachment_id).where(
    Material.attachment_id.is_not(None), Material.replaced_by.is_(None), Material.withdrawn_at.is_(None)
)
"""The files of what staff keep for everybody: they stay for as long as it does."""
EMPTIED: tuple[tuple[Any, InstrumentedAttribute[datetime], ColumnElement[bool], dict[str, Any]], ...] = (
    (Message, Message.noted_at, Message.state.in_(("done", "aside", "ignored")), {"text": None, "nick": "", "payload": {}}),
    (
        Post,
        Post.created_at,
        Post.state.in_(("sent", "failed", "uncertain")),
        {"text": "", "said_text": None, "fallback": None, "mentions": [], "attachment": None},
    ),
    (ListVersion, ListVersion.sent_at, ListVersion.id > 0, {"title": "", "entries": []}),
    (Attachment, Attachment.at, Attachment.id.not_in(CURRENT), {"label": "", "hash": None, "size": None, "fate": "purged"}),
)
"""Table, the moment that counts, which rows, and what of them is emptied."""

DELETED: tuple[tuple[Any, InstrumentedAttribute[datetime]], ...] = (
    (Question, Question.expires_at),
    (Code, Code.expires_at),
    (WrongCode, WrongCode.at),
    (WrongSignIn, WrongSignIn.at),
    (Alert, Alert.created_at),
)
"""Table and the moment after which a row has lost its use."""


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Once a night."""
    return daily(context, ["03:30"], since, until)


def run(context: JobContext, due: Due) -> None:
    """Forget what is old enough, of this site; of no site: who was signed in, and recalls whose message never came."""
    before = context.now - timedelta(days=int(context.setting("retention_days", "7")))
    session, site_id = context.session, context.site.id
    for table, moment, which, values in EMPTIED:
        session.execute(update(table).where(table.site_id == site_id, moment < before, which).values(values))
    for table, moment in DELETED:
        session.execute(delete(table).where(table.site_id == site_id, moment < before))
    if site_id == UNKNOWN_SITE:
        session.execute(delete(SignIn).where(SignIn.seen_at < before))
        forget_older(session, before)
    closed = select(Request).where(Request.site_id == site_id, or_(Request.closed_at < before, Request.withdrawn_at < before))
    for request in session.scalars(closed):
        if "words" in request.details:
            request.details = {k: v for k, v in request.details.items() if k != "words"}
