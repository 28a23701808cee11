"""Groups that nobody bound and people who belong to no site: only a good code is heard, nothing else is kept."""

from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from chat.wording import Plain, Sentence
from handlers.base import Handle
from models import UNKNOWN_SITE, Group, Post
from reading.said import Said, Understanding

LEAVE_AFTER = timedelta(hours=24)
UNBOUND_GROUP = "我还没有绑定到隔离点，这里的消息我不记录。请工作人员发「#绑定 绑定码」；24小时内不绑定我就退群。"
STRANGER = "我还不认识您。请在隔离点的群里说，或者发「#绑定 绑定码」。"
IN_DANGER = "生命危险请立即拨120，并联系您所在隔离点的工作人员。"


def in_an_unbound_group(context: Context, group: Group, said: Said, bind: Handle) -> None:
    """Keep only the group's id, say one line, once; a code may bind the group."""
    code = next((r for r in _understood(context, said).readings if r.kind == "bind"), None)
    if code is not None:
        bind(code, context)
    if group.kind is not None:
        return
    _forget(context)
    context.lines = []
    if context.person.binding == "none" and context.person.site_id == UNKNOWN_SITE:
        context.session.delete(context.person)
    if group.leave_after is None:
        group.leave_after = context.now + LEAVE_AFTER
        context.speaker.to_group(group, Sentence("{words}", words=Plain(UNBOUND_GROUP)))


def from_a_stranger(context: Context, said: Said, bind: Handle) -> None:
    """A private message of somebody who belongs to no site: told where to speak, once a day."""
    found = {r.kind: r for r in _understood(context, said).readings}
    _forget(context)
    if "bind" in found:
        bind(found["bind"], context)
        return
    if "emergency" in found:
        context.answer("{words}", words=Plain(IN_DANGER))
    key = f"stranger/{context.person.contact}/{context.now:%Y%m%d}"[:160]
    if not already_queued(context, key):
        context.answer("{words}", words=Plain(STRANGER))
        context.key = key


def already_queued(context: Context, key: str) -> bool:
    """Whether what may be said only once has been."""
    return context.session.scalar(select(Post.id).where(Post.site_id == context.site.id, Post.key == key)) is not None


def _understood(context: Context, said: Said) -> Understanding:
    return context.reader.read(said) if said.text else Understanding()


def _forget(context: Context) -> None:
    message = context.message
    message.text, message.nick, message.payload, message.state = None, "", {}, "ignored"
