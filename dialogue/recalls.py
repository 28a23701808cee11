"""Messages that were recalled: usually long heard, sometimes not yet, because a gateway tells things in any order."""

import hashlib
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chat.context import Context
from models import Message, Meta

_MARK = "recall/"
"""Before the key of a recall that waits for its message; its value is the moment it came."""


def recall(context: Context, external_id: str) -> None:
    """Let each kind withdraw what it made of the message; only its own writer can. One not handled yet is remembered."""
    wanted = select(Message).where(Message.account == context.message.account, Message.external_id == external_id)
    message = context.session.scalar(wanted)
    if message is None or message.state in ("noted", "ready"):
        context.session.merge(Meta(key=_key(context.message, external_id), value=context.now.isoformat()))
    elif message.talker == context.message.talker:
        context.note("recalled")
        context.withdraw(message.id)


def recalled_already(context: Context) -> None:
    """The same for the message being handled, if its recall came first."""
    message = context.message
    mark = context.session.get(Meta, _key(message, message.external_id))
    if mark is not None:
        context.session.delete(mark)
        context.session.flush()
        context.note("recalled")
        context.withdraw(message.id)


def forget_older(session: Session, before: datetime) -> None:
    """Recalls of messages that never came."""
    session.execute(delete(Meta).where(Meta.key.startswith(_MARK), Meta.value < before.isoformat()))


def _key(by: Message, external_id: str) -> str:
    """For whoever says `by` and nobody else: another's recall is not found."""
    return _MARK + hashlib.sha256(f"{by.account}/{by.talker}/{external_id}".encode()).hexdigest()[:20]
