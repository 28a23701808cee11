"""Who talks too much: one person's flood, a bot that answers us. All is stored, what is urgent is read."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from chat.context import Context
from chat.suspending import SUSPENDED
from chat.wording import Sentence
from handlers._strangers import already_queued
from models import Message, Post
from reading.said import Reading, Understanding

MOST = 30
"""Messages of one person within a minute that are read; the rest is kept for a human."""
WITHIN = timedelta(minutes=1)
SAME = 3
"""So often the same within a minute, and the sender is not listened to for a while."""
MUTED = timedelta(minutes=10)
REACTION = timedelta(seconds=3)
"""Nobody reads our answer and writes the next line faster than this, several times in a row; a bot does."""
URGENT = frozenset({"emergency", "medication"})
"""Always read, whoever floods."""
_WORTH_A_LOOK = 6
"""A shorter line (收到) is said often, by everybody."""
_NUMBERS = re.compile(r"\d+")
_LOOSE = re.compile(r"[\s\u2005@]+")


RESTS = "您的工作人员身份已暂停，这条我没有办理，已留给人看。请向点长要新的绑定码，例如：#绑定 ABCD2345"
WHO_ARE_YOU = "助手换了微信号，我要重新认识您，这条我没有办理，已留给人看。请先在居民群发「房号 姓名」，例如：305 张三"


def too_much(context: Context) -> str:
    """Why this message is not to be read as usual (flood, loop, muted), or ''."""
    if context.person.muted_until is not None and context.now < context.person.muted_until:
        return "muted"
    lately = _lately(context)
    if len(lately) >= MOST:
        _say_once(context, "flood", "您一分钟内发了太多条，我先不逐条回复；已发的都留着，工作人员会看。急事请直接说“紧急”。")
        return "flood"
    if not context.is_staff and _goes_round(context, lately):
        context.person.muted_until = context.now + MUTED
        context.note("muted: goes round")
        words = "有人（或别的机器人）在群里反复发同样的话，我先不回应 10 分钟；用药和紧急照常。"
        context.speaker.to_groups("staff", Sentence(words), key=f"muted/{context.message.id}")
        return "loop"
    return ""


def rests(context: Context) -> bool:
    """Whether the writer's role rests: in private also a resident's, who would read there what is theirs alone."""
    return context.person.binding == SUSPENDED and (context.person.is_staff or context.group is None)


def of_the_suspended(understanding: Understanding, context: Context) -> list[Reading]:
    """What is left of it for somebody whose role rests; of anything else they are told, and a human sees it."""
    left = [r for r in understanding.readings if r.kind in URGENT | {"ack", "bind"}]
    if len(left) < len(understanding.readings) or understanding.jielong is not None:
        context.message.human = "suspended"
        context.note("suspended")
        words = RESTS if context.person.is_staff else WHO_ARE_YOU
        if context.group is None:
            context.answer(words)
        _say_once(context, "suspended", words)
    return left


def by_nobody(context: Context) -> str:
    """Our words and something more, from somebody we do not know: perhaps a bot."""
    return "echo" if context.own_words is not None and context.person.binding == "none" else ""


def only_urgent(understanding: Understanding) -> Understanding:
    """What is left of it for somebody who talks too much."""
    if understanding.jielong is not None:
        return Understanding(())
    return Understanding(tuple(r for r in understanding.readings if r.kind in URGENT))


def _lately(context: Context) -> list[tuple[str, datetime]]:
    """The same person's messages of the minute before this one was sent, the newest first: a replayed backlog is no flood."""
    message = context.message
    wanted = select(Message.text, Message.sent_at).where(
        Message.account == message.account, Message.talker == message.talker, Message.id < message.id, Message.type.in_(("text", "jielong"))
    )
    rows = context.session.execute(wanted.order_by(Message.id.desc()).limit(MOST)).all()
    since = context.sent - WITHIN
    return [(text or "", sent) for text, sent in rows if sent is not None and since < sent <= context.sent]


def _goes_round(context: Context, lately: Sequence[tuple[str, datetime]]) -> bool:
    """The same words again and again; or, but for the numbers, the same and each time right after something we said."""
    mine = _plain(context.words)
    if len(mine) < _WORTH_A_LOOK:
        return False
    same = [sent for text, sent in lately if _plain(text) == mine]
    if len(same) >= SAME:
        return True
    alike = [sent for text, sent in lately if _NUMBERS.sub("0", _plain(text)) == _NUMBERS.sub("0", mine)]
    if len(alike) < SAME:
        return False
    said = _said_lately(context)
    return all(any(at <= sent <= at + REACTION for _, at in said) for sent in (*alike[:SAME], context.sent))


def _said_lately(context: Context) -> list[tuple[str, datetime]]:
    """What we said in this group lately."""
    if context.group is None:
        return []
    wanted = select(Post.said_text, Post.claimed_at).where(
        Post.account == context.message.account,
        Post.claimed_at > context.now - 2 * WITHIN,
        Post.group_id == context.group.id,
        Post.lead,
    )
    return [(text or "", at) for text, at in context.session.execute(wanted).all() if at is not None]


def _say_once(context: Context, what: str, words: str) -> None:
    """Tell the person, once in ten minutes."""
    key = f"{what}/{context.person.id}/{int(context.now.timestamp() // 600)}"
    if context.group is not None and not already_queued(context, key):
        context.speaker.to_group(context.group, Sentence(words), mention=(context.person,), key=key)


def _plain(text: str) -> str:
    return _LOOSE.sub("", text)
