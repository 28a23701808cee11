"""Files beside the database, each under the SHA-256 of its bytes: the same picture sent twice is kept once. No name of chat is used."""

import hashlib
import os
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

LARGEST = 20 * 1024 * 1024
"""Bytes of one file that are kept at most."""
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
"""What a file begins with says what it is; docx and xlsx are zips, doc and xls the old office form. Nothing is ever unpacked."""


def media_of(content: bytes) -> str | None:
    """What the bytes are, by their beginning; None for anything that is not kept (programs, pages, scripts)."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((media for beginning, media in _BEGINNINGS if content.startswith(beginning)), None)


class Shelf:
    """One folder that only its owner can read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep the bytes; their hash. Whole or not at all: written beside, then moved."""
        name = hashlib.sha256(content).hexdigest()
        path = self.path(name)
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            beside = path.with_suffix(".part")
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        return name

    def path(self, name: str) -> Path:
        """Where the bytes of that hash lie."""
        return self._folder / name[:2] / name

    def sweep(self, known: Collection[str], before: datetime) -> int:
        """Throw away what no row names any more and was kept before that moment (of the newest a row may be on its way); how many."""
        gone = 0
        for path in self._folder.glob("??/*"):
            if path.name not in known and path.stat().st_mtime < before.timestamp():
                path.unlink()
                gone += 1
        return gone
