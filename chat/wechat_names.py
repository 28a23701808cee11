"""What people and groups are called, asked of the gateway and remembered for a while: a hint, never an identity."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

_MOST = 20_000


class Directory(Protocol):
    """Whom to ask. An empty answer is an answer: some have no name."""

    async def member_name(self, group: str, contact: str) -> str:
        """The name in that group."""

    async def contact_name(self, contact: str) -> str:
        """The name everywhere."""

    async def topic(self, group: str) -> str:
        """What the group is called."""


class Names:
    """Names with a short memory. Never raises and never takes long: a missing name holds nobody up."""

    def __init__(self, *, keep: float, patience: float) -> None:
        self._keep, self._patience = keep, patience
        self._known: dict[tuple[str, str], tuple[str, float]] = {}

    async def of_member(self, where: Directory, group: str | None, contact: str) -> str:
        """The alias in the group if there is one, else the contact's own name, else nothing."""
        if not contact:
            return ""
        if group:
            found = await self._ask((group, contact), lambda: where.member_name(group, contact))
            if found:
                return found
        return await self._ask(("", contact), lambda: where.contact_name(contact))

    async def of_group(self, where: Directory, group: str) -> str:
        """The group's name."""
        return await self._ask((group, ""), lambda: where.topic(group))

    def forget(self, identity: str) -> None:
        """Something about this person or group changed: ask again next time."""
        for key in [key for key in self._known if identity in key]:
            del self._known[key]

    async def _ask(self, key: tuple[str, str], ask: Callable[[], Awaitable[str]]) -> str:
        now = asyncio.get_running_loop().time()
        old, until = self._known.get(key, ("", 0.0))
        if now < until:
            return old
        keep = self._keep
        try:
            async with asyncio.timeout(self._patience):
                name = _clean(await ask())
        except Exception:  # whatever it is, the message goes on without its writer's name; ask again soon
            name, keep = old, self._keep / 10
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = (name, now + keep)
        return name


def _clean(name: str) -> str:
    """Gateways write this mark where they do not know a name."""
    return "" if name.strip() == "{$@}" else name.strip()
