"""One connection to a Wechaty gateway: the event stream, the watch over it, and the calls we make."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from grpclib.client import Channel
from grpclib.const import Status
from grpclib.exceptions import GRPCError
from grpclib.protocol import H2Protocol

from chat.wechat_patches import Sdk
from chat.wechat_payload import Payload, from_wire

T = TypeVar("T")

DONG = 3  # the number of the event that answers a ding
_HD = 2  # the middle of an image's three sizes: readable, and not the camera's own


@dataclass(slots=True)
class Pulse:
    """Signs of life, kept across connections."""

    last: datetime | None = None
    """The last event that is safely ours."""
    dongs: bool = False
    """This gateway answers a ding with an event; one that does not is believed when it takes the ding."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take, in seconds."""

    call: float = 10
    """One call to the gateway."""
    start: float = 20
    """The gateway's start: it gives itself 15."""
    say: float = 30
    """One thing said: given up earlier it would be uncertain more often."""
    silence: float = 60
    """No event and no dong for so long: the link is dead, whatever TCP thinks."""
    name: float = 2
    """Asking for a name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation into a group, or a friend request."""

    contact: str
    """Who asks."""
    topic: str = ""
    hello: str = ""
    stamp: int = 0
    kind: int = 0


class Silent(Exception):
    """Nothing was heard for too long."""


class _Channel(Channel):
    """A channel that connects once. grpclib's connects again behind our back, and then nobody knows what was missed in between."""

    _connected_once = False
    _over = False

    async def __connect__(self) -> H2Protocol:
        if self._over or (self._connected_once and not self._connected):
            raise ConnectionRefusedError("this link is over")
        protocol = await super().__connect__()
        self._connected_once = True
        if self._over:
            super().close()
            raise ConnectionRefusedError("this link is over")
        return protocol

    def close(self) -> None:
        self._over = True
        super().close()


class Link:
    """The SDK's PuppetService over a channel of ours.

    Its own start() looks for the gateway with a call that blocks the loop, asks a public host when the endpoint is missing, restarts the
    account at each connection, and its event loop ends at the first odd payload. So it gets its channel from us and we read the events.
    """

    def __init__(self, sdk: Sdk, endpoint: tuple[str, int], token: str, patience: Patience, pulse: Pulse) -> None:
        host, port = endpoint
        self._patience, self._pulse, self._sdk = patience, pulse, sdk
        self._channel = _Channel(host, port)
        self._channel._authority = token  # how a gateway without TLS learns who calls
        self.puppet = sdk.puppet_service(sdk.puppet_options(token=token, end_point=f"{host}:{port}"))
        self.puppet.channel = self._channel
        self.puppet._puppet_stub = self._stub = sdk.puppet_stub(self._channel)
        self._heard_at = asyncio.get_running_loop().time()
        self._taking = False
        self.opened = False

    async def listen(self, take: Callable[[int, str], Awaitable[None]], opened: Callable[[], None], *, take_over: bool) -> None:
        """Hand on every event until the stream ends. Returns at an orderly end; raises whatever else ended it."""
        if take_over:
            with suppress(GRPCError):
                await self._within(self._patience.start, self._stub.stop())
        tasks = [asyncio.create_task(self._read(take, opened)), asyncio.create_task(self._watch(opened))]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            if task in done:
                task.result()

    def close(self) -> None:
        """Drop the connection. The account stays logged in at the gateway."""
        self.opened = False
        self._channel.close()

    async def message(self, message_id: str) -> Payload:
        """The payload of a message, with its type as it came over the wire."""
        return from_wire(message_id, await self._within(self._patience.call, self._stub.message_payload(id=message_id)))

    async def member_name(self, group: str, contact: str) -> str:
        """The alias in the group, else the name the gateway gives with it."""
        member = await self.puppet.room_member_payload(group, contact)
        return str(member.room_alias.strip() or member.name)

    async def contact_name(self, contact: str) -> str:
        """The contact's own name."""
        return str((await self.puppet.contact_payload(contact)).name)

    async def topic(self, group: str) -> str:
        """What the group is called."""
        return str((await self.puppet.room_payload(group)).topic)

    async def invitation(self, invitation_id: str) -> Asked:
        """Who invites us where. The SDK's own method chokes on the answer, hence its stub."""
        said = await self._within(self._patience.call, self._stub.room_invitation_payload(id=invitation_id))
        return Asked(said.inviter_id, topic=said.topic, stamp=int(said.timestamp))

    async def friendship(self, friendship_id: str) -> Asked:
        """Who wants to be a friend, with which words."""
        said = await self._within(self._patience.call, self._stub.friendship_payload(id=friendship_id))
        return Asked(said.contact_id, hello=said.hello, kind=int(said.type))

    async def accept_invitation(self, invitation_id: str) -> None:
        """Go into the group."""
        await self._within(self._patience.call, self.puppet.room_invitation_accept(invitation_id))

    async def accept_friend(self, friendship_id: str) -> None:
        """Become a friend."""
        await self._within(self._patience.call, self.puppet.friendship_accept(friendship_id))

    async def leave(self, group: str) -> None:
        """Go out of the group."""
        await self._within(self._patience.call, self.puppet.room_quit(group))

    async def send_text(self, conversation: str, text: str, mentions: list[str]) -> str | None:
        """One call and no second one: Room.say fetches what it just sent and fails although it went out."""
        sent: str | None = await self._within(self._patience.say, self.puppet.message_send_text(conversation, text, mentions))
        return sent or None

    async def pack(self, file: Path) -> object:
        """Read a file of this machine for sending."""
        return await asyncio.to_thread(self._sdk.file_box.from_file, str(file))

    async def send_file(self, conversation: str, box: object) -> str | None:
        """Send what was packed."""
        sent: str | None = await self._within(self._patience.say, self.puppet.message_send_file(conversation, box))
        return sent or None

    async def file_pieces(self, message_id: str, image: bool) -> AsyncIterator[bytes]:
        """The bytes of a picture or file, piece by piece, so that whoever takes them can stop. Links are never followed."""
        stream = self._stub.message_image_stream(id=message_id, type=_HD) if image else self._stub.message_file_stream(id=message_id)
        async with aclosing(stream) as answers:
            async for answer in answers:
                yield bytes(answer.file_box_chunk.data)

    async def _read(self, take: Callable[[int, str], Awaitable[None]], opened: Callable[[], None]) -> None:
        async with aclosing(self._stub.event()) as events:
            async for event in events:
                self._open(opened)
                self._pulse.dongs |= int(event.type) == DONG
                self._alive()
                self._taking = True  # while we are the slow ones, the gateway is not silent
                await take(int(event.type), event.payload)
                self._taking = False

    async def _watch(self, opened: Callable[[], None]) -> None:
        await self._within(self._patience.start, self._stub.start())
        # A refused stream ends at once; one that is open without a word (not every gateway begins with a heartbeat) counts a little later.
        await asyncio.sleep(min(1, self._patience.silence / 20))
        self._open(opened)
        clock, silence = asyncio.get_running_loop().time, self._patience.silence
        step = silence / 4
        while (quiet := clock() - self._heard_at) < silence:
            if self._taking:
                self._alive()
            elif quiet >= step:
                await self._ding(min(step, silence - quiet))
            await asyncio.sleep(min(step, max(silence - quiet, step / 4)))
        raise Silent

    async def _ding(self, patience: float) -> None:
        try:
            await self._within(patience, self.puppet.ding("gelibot"))
        except (TimeoutError, GRPCError):
            return
        if not self._pulse.dongs:
            self._alive()

    def _open(self, opened: Callable[[], None]) -> None:
        if not self.opened:
            self.opened = True
            opened()

    def _alive(self) -> None:
        self._heard_at = asyncio.get_running_loop().time()

    @staticmethod
    async def _within(seconds: float, call: Awaitable[T]) -> T:
        async with asyncio.timeout(seconds):
            return await call


def is_taken(error: BaseException | None) -> bool:
    """Another event stream is open at the gateway: somebody else's, or one of ours that it believes alive."""
    return isinstance(error, GRPCError) and error.status is Status.ALREADY_EXISTS
