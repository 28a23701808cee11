"""The contract of a kind's file, and the registry of all of them.

A file declares `KIND` and `handle(reading, context)`; `complete(record_id, field, value, context)` too if its records
can lack something, `withdraw(message_id, context)` if a recalled message leaves something to withdraw, and
`amend(record_id, reading, context)` if a changed line of a list changes the record instead of making another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import handlers
from chat.context import Context
from doors import register
from reading.kind import Kind
from reading.said import Reading

Handle = Callable[[Reading, Context], None]
Complete = Callable[[int, str, Any, Context], None]
Amend = Callable[[int, Reading, Context], None]
Withdraw = Callable[[int, Context], bool]


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind and what is done about it."""

    kind: Kind
    handle: Handle
    complete: Complete | None
    withdraw: Withdraw | None
    amend: Amend | None = None


def load_handlers(package: ModuleType = handlers) -> Mapping[str, Handler]:
    """Every kind's handler by the kind's name, in order of rank. Raises DoorError for a file that cannot be used."""
    found = register(package, "KIND", lambda m: str(m.KIND.name), _handler)
    return dict(sorted(found.items(), key=lambda pair: pair[1].kind.rank))


def kinds_of(handlers_by_name: Mapping[str, Handler]) -> dict[str, Kind]:
    """The kinds alone, for the reader, help and reports."""
    return {name: handler.kind for name, handler in handlers_by_name.items()}


def _handler(module: ModuleType) -> Handler:
    return Handler(
        module.KIND, module.handle, getattr(module, "complete", None), getattr(module, "withdraw", None), getattr(module, "amend", None)
    )
