"""Beside the hearing: the bytes of pictures and files that belong to a request are fetched and kept outside the database."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import select, update

from chat.shelf import LARGEST, Shelf, media_of
from models import Attachment, Material, Message, Store
from models.attachment import kept_hashes

log = logging.getLogger("gelibot.files")

T = TypeVar("T")
MOST_TRIES = 4
WAIT_FOR = timedelta(days=1)
"""A gateway gives a file away for so long, more or less; after that nobody asks for it again."""
NAP = 2.0
"""Seconds between two looks for files to fetch."""
TIMEOUT = 90.0
ON_ITS_WAY = timedelta(hours=1)
SWEEP_EVERY = 3600.0


class TooBig(Exception):
    """More bytes than are kept."""


class Source(Protocol):
    """Where the bytes are: the transport."""

    async def ready(self) -> None:
        """Wait until somebody can be asked."""

    async def bytes_of(self, message_id: str, kind: str, most: int) -> bytes:
        """The bytes of an image or file, by the network's id of its message. Raises TooBig beyond `most`."""


class Recorder(Protocol):
    """Runs what touches the database in its one thread."""

    async def run(self, work: Callable[[], T]) -> T:
        """Its result."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch."""

    site_id: int
    id: int
    message: str
    kind: str
    tries: int


@dataclass(frozen=True, slots=True)
class Keeper:
    """Looks for attachments without bytes, one after the other; a file that cannot be had holds up nothing else."""

    store: Store
    account: str
    shelf: Shelf
    source: Source
    recorder: Recorder
    now: Callable[[], datetime]

    async def for_ever(self) -> None:
        """Until cancelled."""
        swept = 0.0
        while True:
            try:
                await self.source.ready()
                await self.once()
                if (clock := asyncio.get_running_loop().time()) - swept > SWEEP_EVERY:
                    swept = clock
                    await self.sweep()
            except Exception as error:  # one bad turn never ends the loop
                log.error("files could not be looked after: %s", type(error).__name__)
            await asyncio.sleep(NAP)

    async def once(self) -> int:
        """Fetch what is wanted now; how many were kept."""
        return sum([await self._keep(one) for one in await self.recorder.run(self._wanted)])

    async def sweep(self) -> None:
        """Throw away the bytes whose row was purged."""
        known = await self.recorder.run(self._known)
        await asyncio.to_thread(self.shelf.sweep, known, self.now() - ON_ITS_WAY)

    async def _keep(self, one: Wanted) -> bool:
        values: dict[str, Any] = {"tries": one.tries + 1}
        try:
            async with asyncio.timeout(TIMEOUT):
                content = await self.source.bytes_of(one.message, one.kind, LARGEST)
        except TooBig:
            values["fate"] = "too_big"
        except Exception as error:
            log.warning("a file could not be fetched: %s", type(error).__name__)
            values["fate"] = "unfetched" if one.tries + 1 >= MOST_TRIES else None
        else:
            media = media_of(content)
            if media is None or (one.kind == "image" and not media.startswith("image/")):
                values["fate"] = "wrong_type"
            else:
                values |= {"hash": await asyncio.to_thread(self.shelf.put, content), "size": len(content), "media": media}
        await self.recorder.run(lambda: self._write(one, values))
        return "hash" in values

    def _wanted(self) -> list[Wanted]:
        """Only what belongs to a request or a material: other people's pictures are none of our business."""
        of_materials = select(Material.attachment_id).where(Material.attachment_id.is_not(None))
        rows = (
            select(Attachment.site_id, Attachment.id, Message.external_id, Attachment.type, Attachment.tries)
            .join(Message, Message.id == Attachment.message_id)
            .where(Message.account == self.account, Attachment.hash.is_(None))
            .where(Attachment.request_id.is_not(None) | Attachment.id.in_(of_materials))
            .where(Attachment.fate.is_(None), Attachment.tries < MOST_TRIES, Attachment.at > self.now() - WAIT_FOR)
            .order_by(Attachment.tries, Attachment.id)
            .limit(4)
        )
        with self.store.read() as session:
            return [Wanted(*row) for row in session.execute(rows)]

    def _write(self, one: Wanted, values: dict[str, Any]) -> None:
        with self.store.begin() as session:
            row = update(Attachment).where(Attachment.site_id == one.site_id, Attachment.id == one.id)
            session.execute(row.values(**values))

    def _known(self) -> frozenset[str]:
        with self.store.read() as session:
            return kept_hashes(session)
