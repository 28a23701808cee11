"""A Hearing made of lists, and a WeChat that listens to a gateway with it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chat.message import Heard
from chat.transport import Happening
from chat.wechat import WeChat
from chat.wechat_fetch import Tries
from chat.wechat_link import Patience
from chat.wechat_listener import BackOff
from tests.gateway.drive import Gateway

FAST_BACK_OFF = BackOff(first=0.05, longest=0.2, gap_from=0.1, take_over_after=5)
FAST_TRIES = Tries(first_gap=0.02)


class Ears:
    """What was told, in order. `broken` many calls fail first, as a locked store would."""

    def __init__(self, unfilled: Sequence[str] = (), broken: int = 0) -> None:
        self.ids: list[str] = []
        self.messages: list[Heard] = []
        self.given_up: list[tuple[str, str]] = []
        self.happenings: list[Happening] = []
        self.gaps: list[tuple[datetime, datetime, str]] = []
        self.order: list[tuple[str, str]] = []
        self._unfilled, self._broken = list(unfilled), broken

    async def noted(self, message_id: str) -> bool:
        self._break()
        if message_id in self.ids:
            return False
        self.ids.append(message_id)
        self.order.append(("noted", message_id))
        return True

    async def heard(self, message: Heard) -> None:
        self._break()
        self.messages.append(message)
        self.order.append(("heard", message.id))

    async def unfetched(self, message_id: str, reason: str) -> None:
        self.given_up.append((message_id, reason))

    async def unfilled(self) -> Sequence[str]:
        return self._unfilled

    async def happened(self, event: Happening) -> None:
        self.happenings.append(event)

    async def gap(self, start: datetime, end: datetime, reason: str) -> None:
        self.gaps.append((start, end, reason))

    def heard_text(self, text: str) -> bool:
        """Was this said to us?"""
        return any(message.text == text for message in self.messages)

    def _break(self) -> None:
        if self._broken:
            self._broken -= 1
            raise OSError("database is locked")


@asynccontextmanager
async def listening(gateway: Gateway, ears: Ears, cache: Path, **more: Any) -> AsyncIterator[WeChat]:
    """A WeChat with small figures, yet time for a gateway on a busy machine. Anything of its constructor may be given."""
    figures = {"patience": Patience(call=5, say=5, silence=5, name=0.5), "back_off": FAST_BACK_OFF, "tries": FAST_TRIES, **more}
    wechat = WeChat(gateway.endpoint, gateway.token, ears, now=lambda: datetime.now(UTC), cache=cache, **figures)
    await wechat.start()
    try:
        assert await wechat.connected_within(10)
        yield wechat
    finally:
        await wechat.close()
