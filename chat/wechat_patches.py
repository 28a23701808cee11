"""The four repairs that let Wechaty 0.10.7 load on Python 3.11 to 3.13, and the silence it needs.

No set of pins cures it: its last release is of 2022, and one fault is a rule of Python itself. Nothing of Wechaty is changed
on disk; each repair stands in one function with its reason. Call `load_sdk` before anything imports wechaty.
"""

import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass(frozen=True, slots=True)
class Sdk:
    """The parts of Wechaty that we use. It has no types worth the name, hence Any."""

    version: str
    puppet_service: Any
    puppet_options: Any
    puppet_stub: Any
    file_box: Any


def load_sdk(cache: Path) -> Sdk:
    """Import Wechaty, repaired and silent; what it writes while loading goes under `cache`."""
    with _cache_folder(cache), warnings.catch_warnings():
        # Its own imports use things that are on their way out; that is its affair and must not stop us where warnings are errors.
        warnings.simplefilter("ignore")
        _silence()
        _offer_event_emitter()
        _offer_get_host()
        _offer_telnetlib()
        _make_options_hashable()
        wechaty = importlib.import_module("wechaty")
        service = importlib.import_module("wechaty_puppet_service")
        puppet = importlib.import_module("wechaty_puppet")
        grpc = importlib.import_module("wechaty_grpc.wechaty")
    return Sdk(wechaty.__version__, service.PuppetService, puppet.PuppetOptions, grpc.PuppetStub, wechaty.FileBox)


def _offer_event_emitter() -> None:
    """Six files of Wechaty take AsyncIOEventEmitter from the top of pyee, where it stood until pyee 12."""
    pyee: Any = importlib.import_module("pyee")
    if not hasattr(pyee, "AsyncIOEventEmitter"):
        pyee.AsyncIOEventEmitter = importlib.import_module("pyee.asyncio").AsyncIOEventEmitter


def _offer_get_host() -> None:
    """Its url_link takes get_host from urllib3, which dropped it in 2.0; staying on 1.26 would mean known holes."""
    urllib3: Any = importlib.import_module("urllib3")
    if not hasattr(urllib3, "get_host"):
        urllib3.get_host = _get_host


def _get_host(url: str) -> tuple[str, str | None, int | None]:
    parts = importlib.import_module("urllib3.util").parse_url(url)
    return parts.scheme or "http", parts.hostname, parts.port


def _offer_telnetlib() -> None:
    """It imports Telnet to see whether the gateway answers; Python 3.13 has none. We never let it look: that call blocks the loop."""
    if "telnetlib" not in sys.modules and find_spec("telnetlib") is None:
        stub: Any = ModuleType("telnetlib")
        stub.Telnet = type("Telnet", (), {})
        sys.modules["telnetlib"] = stub


def _make_options_hashable() -> None:
    """WechatyOptions has a PuppetOptions() as a default; since 3.11 a dataclass refuses a default that cannot be hashed."""
    puppet = importlib.import_module("wechaty_puppet")
    if puppet.PuppetOptions.__hash__ is None:
        puppet.PuppetOptions.__hash__ = object.__hash__


def _silence() -> None:
    """Its logger prints message texts and the token, opens files and stops at an unknown level: give it one that says nothing."""
    quiet: Any = ModuleType("wechaty_puppet.logger")
    quiet.get_logger = _silent_logger
    sys.modules.setdefault("wechaty_puppet.logger", quiet)


class _SilentLogger(logging.Logger):
    def warn(self, *_: object, **__: object) -> None:
        """Wechaty calls it when a file is sent; Python 3.13 has no such method any more."""


def _silent_logger(name: str | None = None, file: str | None = None) -> logging.Logger:
    return _SilentLogger(name or "wechaty", level=logging.CRITICAL + 1)


@contextmanager
def _cache_folder(cache: Path) -> Iterator[None]:
    """It makes `.wechaty` in the working directory while it is imported, unless this variable says otherwise."""
    before = os.environ.get("CACHE_DIR")
    os.environ["CACHE_DIR"] = str(cache)
    try:
        yield
    finally:
        if before is None:
            del os.environ["CACHE_DIR"]
        else:
            os.environ["CACHE_DIR"] = before
