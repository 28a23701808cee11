"""Saying something through a link, and what an error means: surely not sent, or nobody knows."""

from collections.abc import Awaitable
from pathlib import Path

from grpclib.const import Status
from grpclib.exceptions import GRPCError

from chat.transport import NotSent, Uncertain, Utterance
from chat.wechat_link import Link

_LARGEST_FILE = 20 * 1024 * 1024

# The gateway turned it down before trying; False: a later try may succeed.
_REFUSED = {
    Status.NOT_FOUND: True,
    Status.PERMISSION_DENIED: True,
    Status.INVALID_ARGUMENT: True,
    Status.FAILED_PRECONDITION: False,
    Status.UNAUTHENTICATED: False,
    Status.UNIMPLEMENTED: False,
}

# Most puppets report everything as UNKNOWN, so their words have to do. Only what surely was not sent stands here.
_WORDS = (
    ("not logged in", False),
    ("logout", False),
    ("not a friend", True),
    ("not friend", True),
    ("不是好友", True),
    ("非好友", True),
    ("不是你的好友", True),
    ("朋友验证", True),
    ("好友验证", True),
)
_TOO_OFTEN = ("频繁", "too frequent")
_NOBODY = (("contact", "room", "user"), ("not exist", "not found"))


async def say(link: Link, what: Utterance) -> str | None:
    """Say it; NotSent or Uncertain otherwise. A file goes first and its words after it."""
    conversation = what.group or what.contact
    if not conversation:
        raise NotSent("nobody to say it to", permanent=True)
    said = None
    if what.file is not None:
        said = await _judged(link.send_file(conversation, await _packed(link, what.file)))
        if not what.text:
            return said
    try:
        return await _judged(link.send_text(conversation, what.text, list(what.mentions))) or said
    except NotSent as error:
        if what.file is None:
            raise
        raise Uncertain("the file went out, its words did not") from error


def meaning(error: Exception) -> NotSent | Uncertain:
    """What an error on the way out tells us. The gateway's words are looked at and not passed on: they may quote a message."""
    if isinstance(error, ConnectionRefusedError):
        return NotSent("no connection")
    if not isinstance(error, GRPCError):
        return Uncertain(type(error).__name__)
    words = (error.message or "").partition("\n")[0].lower()  # below it stands a stack trace, full of the word "message"
    if error.status is Status.RESOURCE_EXHAUSTED or any(part in words for part in _TOO_OFTEN):
        return NotSent(f"{error.status.name}: too often", throttled=True)
    if error.status in _REFUSED:
        return NotSent(error.status.name, permanent=_REFUSED[error.status])
    for part, permanent in _WORDS:
        if part in words:
            return NotSent(f"{error.status.name}: {part}", permanent=permanent)
    # A puppet that looks for the message it has just sent complains in nearly the same words.
    if "message" not in words and all(any(word in words for word in several) for several in _NOBODY):
        return NotSent(f"{error.status.name}: nobody there", permanent=True)
    return Uncertain(error.status.name)


async def _packed(link: Link, file: Path) -> object:
    if not file.is_file() or file.stat().st_size > _LARGEST_FILE:
        raise NotSent("file missing or too large", permanent=True)
    try:
        return await link.pack(file)
    except Exception as error:
        raise NotSent(f"file could not be read: {type(error).__name__}", permanent=True) from error


async def _judged(call: Awaitable[str | None]) -> str | None:
    try:
        return await call
    except Exception as error:
        raise meaning(error) from error
