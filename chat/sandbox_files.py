"""Pictures and files said in the sandbox: each kept under the id of its message, which is made by us and safe as a name."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from chat.shelf import media_of

LARGEST = 5_000_000
"""Bytes of one file."""


def picture_type(head: bytes) -> str | None:
    """The media type of a picture by its first bytes, never by its name; None: no picture a browser may show."""
    media = media_of(head)
    return media if media is not None and media.startswith("image/") else None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is there."""

    path: Path
    size: int
    picture: str | None
    """Its media type if it is a picture."""


class SandboxFiles:
    """One folder of them; without a folder they live in nobody's memory and are not kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def keep(self, message_id: str, data: bytes) -> None:
        """Write it down before anybody hears of it."""
        if self._folder is not None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / message_id).write_bytes(data)

    def of(self, message_id: str) -> KeptFile | None:
        """The file of that message."""
        if self._folder is None or not message_id.replace("-", "").isalnum():
            return None
        path = self._folder / message_id
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return KeptFile(path, path.stat().st_size, picture_type(file.read(12)))

    async def ready(self) -> None:
        """Always. With `bytes_of` it is the Source of a Keeper."""

    async def bytes_of(self, message_id: str, kind: str, most: int) -> bytes:
        """What was sent with that message. Raises FileNotFoundError."""
        kept = self.of(message_id)
        if kept is None:
            raise FileNotFoundError(kind)
        return await asyncio.to_thread(kept.path.read_bytes)

    def forget(self) -> None:
        """Throw all of them away."""
        if self._folder is not None and self._folder.is_dir():
            for path in self._folder.iterdir():
                path.unlink()
