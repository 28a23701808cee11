"""The contract of an event's file, and the registry of all of them.

A file declares `EVENT`, the kind of message or happening it is for, and `handle(context)`.
"""

from collections.abc import Callable, Mapping
from types import ModuleType

import events
from chat.context import Context
from doors import register

Handle = Callable[[Context], None]


def load_events(package: ModuleType = events) -> Mapping[str, Handle]:
    """What to do about each event. Raises DoorError for a file that cannot be used."""
    return register(package, "EVENT", lambda m: str(m.EVENT), _handle)


def _handle(module: ModuleType) -> Handle:
    handle: Handle = module.handle
    return handle
