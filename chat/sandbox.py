"""A chat network made of lists: the sandbox page and the tests speak through it."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from chat.clock import Clock
from chat.message import Heard
from chat.sandbox_files import KeptFile, SandboxFiles
from chat.transport import Happening, Hearing, Utterance


@dataclass(slots=True)
class Bubble:
    """One message as a phone shows it."""

    id: str
    group: str | None
    contact: str
    """Who wrote it; for what the bot says in private, whom it is for."""
    nick: str
    text: str
    at: datetime
    from_bot: bool = False
    quote: tuple[str, str] | None = None
    type: str = "text"
    recalled: bool = False
    mentions: tuple[str, ...] = field(default=())
    file: KeptFile | None = None


BOT = "bot"
BOT_NICK = "小助手"


class Sandbox:
    """Implements Transport. People are contact ids; `speak` is what a phone does."""

    def __init__(self, hearing: Hearing, clock: Clock, prefix: str = "s", files: SandboxFiles | None = None) -> None:
        self._hearing = hearing
        self._clock = clock
        self._numbers = itertools.count(1)
        self._prefix = prefix
        self.bubbles: list[Bubble] = []
        self.watchers: list[Callable[[Bubble], None]] = []
        self.files = files or SandboxFiles(None)
        self._open, self._idle = asyncio.Event(), asyncio.Event()
        self._open.set()

    async def ready(self) -> None:
        """The page always listens, but for the moment in which the world is made anew."""
        while not self._open.is_set():
            self._idle.set()
            await self._open.wait()
        self._idle.clear()

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nothing is being said while this lasts: a saying that was begun has ended."""
        self._open.clear()
        try:
            await self._idle.wait()
            yield
        finally:
            self._open.set()

    async def say(self, what: Utterance) -> str | None:
        """The bot's bubble."""
        if what.act is not None:
            return None
        bubble = Bubble(
            self._next_id(), what.group, what.contact or BOT, BOT_NICK, what.text, self._clock.now(), True, mentions=tuple(what.mentions)
        )
        if what.file is not None:
            await self._keep(bubble, await asyncio.to_thread(what.file.read_bytes))
            if not what.text and what.file.suffix != ".png":
                bubble.type, bubble.text = "file", what.file.name
        self._show(bubble)
        return bubble.id

    async def accept_invitation(self, invitation_id: str) -> None:
        """Nobody invites here."""

    async def accept_friend(self, friendship_id: str) -> None:
        """Everybody is a friend here."""

    async def leave(self, group: str) -> None:
        """Nobody is left here."""

    async def close(self) -> None:
        """Nothing to close."""

    async def speak(
        self,
        contact: str,
        nick: str,
        group: str | None,
        text: str,
        *,
        quote: tuple[str, str] | None = None,
        type: str = "text",
        mentions: tuple[str, ...] = (),
        data: bytes | None = None,
    ) -> Bubble:
        """Somebody says something or sends a file; it has reached the inbox when this returns."""
        bubble = Bubble(self._next_id(), group, contact, nick, text, self._clock.now(), quote=quote, type=type, mentions=mentions)
        if data is not None:
            await self._keep(bubble, data)
        self._show(bubble)
        await self._hearing.heard(heard_from(bubble))
        return bubble

    async def recall(self, bubble: Bubble) -> None:
        """Somebody takes a message back."""
        bubble.recalled = True
        self._show(bubble)
        event = Heard(self._next_id(), bubble.group, bubble.contact, bubble.nick, "", self._clock.now(), type="recall", recalls=bubble.id)
        await self._hearing.heard(event)

    async def join(self, group: str, people: tuple[tuple[str, str], ...]) -> None:
        """People join a group."""
        await self._hearing.happened(Happening("joined", self._next_id(), self._clock.now(), group=group, people=people))

    async def _keep(self, bubble: Bubble, data: bytes) -> None:
        await asyncio.to_thread(self.files.keep, bubble.id, data)
        bubble.file = self.files.of(bubble.id)

    def _show(self, bubble: Bubble) -> None:
        if bubble not in self.bubbles:
            self.bubbles.append(bubble)
        for watcher in list(self.watchers):
            watcher(bubble)

    def _next_id(self) -> str:
        return f"{self._prefix}{next(self._numbers)}"


def heard_from(bubble: Bubble) -> Heard:
    """The message a bubble is."""
    nick, text = bubble.quote or (None, None)
    return Heard(
        bubble.id,
        bubble.group,
        bubble.contact,
        bubble.nick,
        bubble.text,
        bubble.at,
        type=bubble.type,
        quote_nick=nick,
        quote_text=text,
        mentions=bubble.mentions,
    )
