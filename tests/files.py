"""Invented pictures and files that people send in tests, and the keeping of them: the same name always has the same bytes."""

import asyncio
import io
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook
from PIL import Image

from chat.clock import Clock
from chat.keeping import Keeper, Source, TooBig
from chat.shelf import Shelf
from models import Store

T = TypeVar("T")
SIDE = 256
"""Pixels of a picture's side: some hundred kilobytes, so that they travel in several pieces."""


@cache
def content_of(name: str) -> bytes:
    """A photo, a PDF, a workbook or a program of that name."""
    dice = random.Random(name)
    kind = name.rpartition(".")[2]
    if kind in ("jpg", "png"):
        out = io.BytesIO()
        Image.frombytes("RGB", (SIDE, SIDE), dice.randbytes(3 * SIDE * SIDE)).save(out, "JPEG" if kind == "jpg" else "PNG", quality=95)
        return out.getvalue()
    if kind == "xlsx":
        book, out = Workbook(), io.BytesIO()
        book.create_sheet(name[:20])
        book.save(out)
        return out.getvalue()
    return {"pdf": b"%PDF-1.7\n", "exe": b"MZ\x90\x00"}[kind] + dice.randbytes(70_000)


def is_picture(name: str) -> bool:
    """Whether a phone sends it as a picture."""
    return name.endswith((".jpg", ".png"))


class AtOnce:
    """A recorder for tests that write nothing beside."""

    async def run(self, work: Callable[[], T]) -> T:
        return work()


class Files:
    """What was sent, where it is kept, and the one who fetches it. `source`: where the bytes come from, by itself from memory."""

    def __init__(self, store: Store, account: str, clock: Clock, folder: Path) -> None:
        self.shelf = Shelf(folder)
        self.sent: dict[str, bytes] = {}
        self._store, self._account, self._clock = store, account, clock

    def keeper(self, source: Source | None = None) -> Keeper:
        """Fetches what belongs to requests."""
        return Keeper(self._store, self._account, self.shelf, source or self, AtOnce(), self._clock.now)

    def fetch(self) -> int:
        """Fetch from memory; how many were kept."""
        return asyncio.run(self.keeper().once())

    async def ready(self) -> None:
        return

    async def bytes_of(self, message_id: str, kind: str, most: int) -> bytes:
        content = self.sent[message_id]
        if len(content) > most:
            raise TooBig
        return content
