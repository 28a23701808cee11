"""The bubbles of earlier lives, put together from the database so that a restart keeps the history."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.sandbox import BOT, BOT_NICK, Bubble
from chat.sandbox_files import SandboxFiles
from models import Message, Post

MOST = 2000
"""Messages and posts that are brought back, each; whoever looks further back looks into the export."""
LIFE = re.compile(r"(?:^|:)s(\d+)-\d+$")


def bubbles_from(session: Session, files: SandboxFiles) -> list[Bubble]:
    """What people and the bot said, oldest first, under the ids it was said with."""
    found = sorted([*_heard(session), *_said(session)], key=lambda bubble: bubble.at)
    for bubble in found:
        bubble.file = files.of(bubble.id)
    return found


def fresh_prefix(session: Session) -> str:
    """A prefix for the sandbox's ids that no earlier life has used: ids are what tells a repeated message from a new one."""
    ids: Iterable[str | None] = (*session.scalars(select(Message.external_id)), *session.scalars(select(Post.said_as)))
    lives = [int(found[1]) for one in ids if one and (found := LIFE.search(one))]
    return f"s{max(lives, default=0) + 1}-"


def _heard(session: Session) -> list[Bubble]:
    recalls = session.scalars(select(Message.payload).where(Message.type == "recall"))
    recalled = {str(payload.get("recalls")) for payload in recalls}
    # Ready ones are there too: they were heard, and are handled as soon as the bot runs again.
    wanted = select(Message).where(Message.state.in_(("ready", "done", "aside")), Message.text.is_not(None), Message.type != "recall")
    newest = session.scalars(wanted.order_by(Message.id.desc()).limit(MOST))
    return [_bubble(message, message.external_id in recalled) for message in reversed(list(newest))]


def _bubble(message: Message, recalled: bool) -> Bubble:
    payload: dict[str, Any] = message.payload or {}
    quoted = payload.get("quote_text")
    return Bubble(
        message.external_id,
        message.group_id,
        message.talker or "",
        message.nick,
        message.text or "",
        message.sent_at or message.noted_at,
        quote=(str(payload.get("quote_nick") or ""), str(quoted)) if quoted else None,
        type=message.type,
        recalled=recalled,
        mentions=tuple(payload.get("mentions") or ()),
    )


def _said(session: Session) -> list[Bubble]:
    leads = select(Post).where(Post.state == "sent", Post.lead, Post.act.is_(None), Post.said_text.is_not(None))
    newest = list(session.scalars(leads.order_by(Post.sent_at.desc(), Post.id.desc()).limit(MOST)))
    mentioned = _mentioned(session, [post.id for post in newest])
    return [_bot_bubble(post, tuple(mentioned[post.site_id, post.id])) for post in reversed(newest)]


def _mentioned(session: Session, leads: list[int]) -> dict[tuple[int, int], list[str]]:
    """Whom each saying mentions: all posts that were said as one."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    bundled = select(Post.site_id, Post.lead_id, Post.mentions).where(Post.lead_id.in_(leads)).order_by(Post.due_at, Post.id)
    for site_id, lead_id, mentions in session.execute(bundled):
        people = found[site_id, lead_id]
        people += [contact for contact, _ in mentions if contact not in people]
    return found


def _bot_bubble(post: Post, mentions: tuple[str, ...]) -> Bubble:
    name, said_at = post.said_as or f"post-{post.id}", post.sent_at or post.created_at
    bubble = Bubble(name, post.group_id, post.contact or BOT, BOT_NICK, post.said_text or "", said_at, True, mentions=mentions)
    if post.attachment and post.attachment["form"] != "picture":
        bubble.type, bubble.text = "file", str(post.attachment["name"])
    return bubble
