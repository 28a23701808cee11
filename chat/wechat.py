"""The WeChat transport: a Wechaty gateway is listened to for ever, and every message id is safe before anything else happens to it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chat.message import Heard
from chat.transport import Hearing, NotSent, Utterance
from chat.wechat_events import DIRTY, HAPPENINGS, LOGIN, LOGOUT, MESSAGE, ROOM_TOPIC, SCAN, Event, happening, read_event
from chat.wechat_fetch import Fetcher, Tries, insist
from chat.wechat_link import Link, Patience, Pulse
from chat.wechat_listener import BackOff, Health, Listener
from chat.wechat_names import Names
from chat.wechat_patches import load_sdk
from chat.wechat_payload import to_heard
from chat.wechat_say import meaning, say

log = logging.getLogger("gelibot.wechat")

_BATCH = 64
_WAITING_FOR_A_SCAN = (2, 5)


class NothingThere(Exception):
    """The gateway answered with an empty payload."""


class WeChat:
    """One WeChat account behind one gateway. `start` it, and it listens until `close`."""

    def __init__(
        self,
        endpoint: str,
        token: str,
        hearing: Hearing,
        *,
        now: Callable[[], datetime],
        cache: Path,
        heard_until: datetime | None = None,
        changed: Callable[[str], None] | None = None,
        patience: Patience | None = None,
        back_off: BackOff | None = None,
        tries: Tries | None = None,
        names_for: float = 300,
    ) -> None:
        self._sdk = load_sdk(cache)
        self._endpoint, self._token = _host_and_port(endpoint), token
        self._hearing, self._now, self._changed = hearing, now, changed
        self._patience, self._pulse = patience or Patience(), Pulse()
        self._names = Names(keep=names_for, patience=self._patience.name)
        self._fetcher = Fetcher(self._fetch, hearing, tries or Tries())
        self._events: asyncio.Queue[tuple[int, str]] = asyncio.Queue(maxsize=1000)
        self._logged_out: datetime | None = None
        self._listening: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.health = Health(last_event=heard_until)
        self._listener = Listener(
            self._new_link, self._put, self._tell_gap, self._tell, now=now, back_off=back_off or BackOff(), health=self.health
        )

    async def start(self) -> None:
        """Fetch again what an earlier life left unfetched, and listen from now on."""
        for message_id in await insist(self._hearing.unfilled):
            self._fetcher.begin(message_id)
        self._taking = self._spawn(self._for_ever(self._take_events))
        self._listening = self._spawn(self._for_ever(self._listener.run))

    async def close(self) -> None:
        """Stop hearing and speaking; what was read is noted first. The account stays logged in at the gateway."""
        if self._listening is not None:  # stopped while it was still starting
            self._listening.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                await self._events.join()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._fetcher.close()

    @property
    def deaf_since(self) -> datetime | None:
        """The last moment at which all was heard; None while all is."""
        moments = [m for m in (self._logged_out, self._listener.deaf_since) if m is not None]
        return min(moments, default=None)

    @property
    def is_logged_out(self) -> bool:
        """Whether somebody must scan."""
        return self._logged_out is not None

    async def connected_within(self, seconds: float) -> bool:
        """Wait for the link to stand; False if it does not in that time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await self._listener.up.wait()
        return False

    async def ready(self) -> None:
        """Wait until the link stands and the account is not logged out."""
        while self._logged_out or not self._listener.up.is_set():
            await asyncio.sleep(0.25)

    async def say(self, what: Utterance) -> str | None:
        """Say it; the gateway's id of what was said if it gives one. Raises NotSent or Uncertain."""
        return await say(self.open_link(), what)

    async def leave(self, group: str) -> None:
        """Leave a group. Raises NotSent or Uncertain."""
        await self._do(lambda link: link.leave(group))

    async def accept_invitation(self, invitation_id: str) -> None:
        """Follow an invitation into a group. Raises NotSent or Uncertain."""
        await self._do(lambda link: link.accept_invitation(invitation_id))

    async def accept_friend(self, friendship_id: str) -> None:
        """Accept a friend request. Raises NotSent or Uncertain."""
        await self._do(lambda link: link.accept_friend(friendship_id))

    async def _do(self, call: Callable[[Link], Awaitable[None]]) -> None:
        link = self.open_link()
        try:
            await call(link)
        except Exception as error:
            raise meaning(error) from error

    def open_link(self) -> Link:
        """The link that stands now. Raises NotSent if none does."""
        link = self._listener.link
        if link is None or not link.opened:
            raise NotSent("no connection")
        if self._logged_out:
            raise NotSent("logged out")
        return link

    def _new_link(self) -> Link:
        return Link(self._sdk, self._endpoint, self._token, self._patience, self._pulse)

    async def _put(self, number: int, payload: str) -> None:
        await self._events.put((number, payload))

    async def _take_events(self) -> None:
        """Note the ids of what came, many in one commit; the rest has time until they are safe."""
        while True:
            came = [await self._events.get()]
            while not self._events.empty() and len(came) < _BATCH:
                came.append(self._events.get_nowait())
            events = [read_event(*one) for one in came]
            for event in events:  # before anything that takes long: until we know who we are, our own words look like somebody's
                self._look_at_account(event)
            ids = dict.fromkeys(event.text("messageId") for event in events if event.number == MESSAGE)
            await asyncio.gather(*(self._note(one) for one in ids if one))
            for event in events:
                self._look_at(event)
            self.health.last_event = self._now()
            for _ in came:
                self._events.task_done()

    async def _note(self, message_id: str) -> None:
        if await insist(lambda: self._hearing.noted(message_id)):
            self._fetcher.begin(message_id)

    async def _fetch(self, message_id: str) -> Heard:
        await self._listener.up.wait()
        link = self._listener.link
        assert link is not None
        payload = await link.message(message_id)
        if not (payload.talker or payload.text or payload.stamp):
            raise NothingThere
        nick = await self._names.of_member(link, payload.group or None, payload.talker)
        return to_heard(payload, nick=nick, bot=self.health.bot, now=self._now())

    def _look_at_account(self, event: Event) -> None:
        if event.number == LOGIN:
            self._login(event.text("contactId"))
        elif event.number == LOGOUT or (event.number == SCAN and event.says.get("status") in _WAITING_FOR_A_SCAN):
            self._logout(event.text("qrcode"))

    def _look_at(self, event: Event) -> None:
        if event.number in HAPPENINGS:
            self._spawn(self._tell_happening(event))
        elif event.number in (DIRTY, ROOM_TOPIC):
            self._names.forget(event.text("payloadId") or event.text("roomId"))

    def _login(self, bot: str) -> None:
        self.health.logged_in, self.health.bot, self.health.qrcode = True, bot or self.health.bot, ""
        if self._logged_out:
            self._tell_gap(self._logged_out, self._now(), "logged out")
            self._logged_out = None
        self._tell("login")

    def _logout(self, qrcode: str) -> None:
        """Logged out, or asked to scan, which means the same: some gateways forget to say the first."""
        if self.health.logged_in:
            self._logged_out = self._now()
        self.health.logged_in, self.health.qrcode = False, qrcode
        self._tell("scan" if qrcode else "logout")

    def _tell_gap(self, start: datetime, end: datetime, why: str) -> None:
        self._spawn(insist(lambda: self._hearing.gap(start, end, why)))

    async def _tell_happening(self, event: Event) -> None:
        for gap in (0.5, 2.0, 0.0):
            await self._listener.up.wait()
            link = self._listener.link
            assert link is not None
            try:
                told = await happening(event, link, self._names, self._now())
            except Exception as error:
                log.warning("event %d could not be read: %s", event.number, type(error).__name__)
                await asyncio.sleep(gap)
            else:
                if told:
                    await insist(partial(self._hearing.happened, told))
                return

    def _tell(self, what: str) -> None:
        """Tell connected, lost, login, logout or scan to whoever wants to know; its faults are not ours."""
        if self._changed:
            try:
                self._changed(what)
            except Exception as error:
                log.error("nobody could be told of %s: %s", what, type(error).__name__)

    async def _for_ever(self, work: Callable[[], Awaitable[None]]) -> None:
        """A fault of our own must not leave us deaf either."""
        while True:
            try:
                await work()
            except Exception as error:
                log.critical("began again after %s", type(error).__name__)
            await asyncio.sleep(1)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _host_and_port(endpoint: str) -> tuple[str, int]:
    parts = urlsplit(endpoint if "//" in endpoint else f"//{endpoint}")
    if not parts.hostname or not parts.port:
        raise ValueError("the gateway's endpoint must be host:port")
    return parts.hostname, parts.port
