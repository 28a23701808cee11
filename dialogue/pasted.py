"""Our own words in somebody else's message: copied, forwarded, or said back by a bot. A quotation, never a command of the writer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from models import Post

ALWAYS = timedelta(minutes=2)
"""So long after we said something in a group every message is compared with it: a bot that answers us is fast."""
LONGER = timedelta(days=2)
"""So long one that looks like ours: people copy the line they are to act on."""
_LOOKS_OURS = re.compile(r"原话：|回复「|请核对数量|组会处理|请马上处理|□ ")
_LONG_ENOUGH = 12
"""Characters, without blanks, of a line of ours that is recognised; with it the shorter ones of the same post."""
_MOST = 400
_BLANK = re.compile(r"[\s\u2005@]+")
_CALLED = re.compile(r"^@\S+[\s\u2005]+")
_NOTHING_SAID = re.compile(r"(?:[\W_]|复读|转发|@\S+)*")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What of a message is ours, and what the writer says besides."""

    ours: str
    rest: str


def pasted(context: Context) -> Pasted | None:
    """The message taken apart, if a whole line of ours is in it."""
    text = context.words
    if len(_BLANK.sub("", text)) < _LONG_ENOUGH:
        return None
    found: list[str] = []
    for post in _said_lately(context, LONGER if _LOOKS_OURS.search(text) else ALWAYS):
        lines = [_CALLED.sub("", line).strip() for line in post.splitlines()]
        if not any(len(_BLANK.sub("", line)) >= _LONG_ENOUGH and _BLANK.sub("", line) in _BLANK.sub("", text) for line in lines):
            continue
        found += lines
    return Pasted("\n".join(line for line in found if line and line in text), _without(text, found)) if found else None


def take_apart(context: Context) -> bool:
    """Treat what is ours as quoted; whether something is left that the writer says."""
    found = pasted(context)
    if found is None:
        return True
    context.note("echo")
    if not context.payload.get("quote_text") and found.ours:
        context.message.payload = {**context.payload, "quote_nick": "小助手", "quote_text": found.ours}
    context.own_words = found.rest
    return bool(found.rest)


def _without(text: str, lines: Iterable[str]) -> str:
    """The longest lines go first: a short one may be part of them."""
    for line in sorted((line for line in lines if line), key=len, reverse=True):
        text = text.replace(line, "\n")
    left = [line.strip() for line in text.splitlines()]
    rest = "\n".join(line for line in left if _NOTHING_SAID.fullmatch(line) is None)
    return _CALLED.sub("", rest).strip()


def _said_lately(context: Context, within: timedelta) -> list[str]:
    """What we said here, or, looking further back, anywhere in this site; the newest first."""
    wanted = select(Post.said_text).where(
        Post.account == context.message.account, Post.claimed_at > context.now - within, Post.lead, Post.said_text.is_not(None)
    )
    if within == LONGER:
        wanted = wanted.where(Post.site_id == context.site.id)
    elif context.group is not None:
        wanted = wanted.where(Post.group_id == context.group.id)
    else:
        return []
    return [text for text in context.session.scalars(wanted.order_by(Post.id.desc()).limit(_MOST)) if text]
