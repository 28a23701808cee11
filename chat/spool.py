"""The spool: a file that keeps what is heard while the database is away, durable and in order, until the database has it."""

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESERVE = 4 << 20
"""Bytes that are taken while there is room, so that a full disk still leaves room for some thousand messages."""
_MARK = b"S"
_HEAD = 9
"""The mark, the length and the checksum in front of each record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing heard: what the inbox is to be asked for, and with what."""

    what: str
    values: dict[str, Any]


class Spool:
    """One account's file. Only the writer's thread uses it."""

    def __init__(self, path: Path, reserve: int = RESERVE) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._reserve = reserve
        self._make_room()
        self.depth = 0
        self._end = 0
        for end, _ in self._read():
            self.depth, self._end = self.depth + 1, end

    def append(self, records: list[Record]) -> None:
        """Durable when this returns. Raises OSError; then nothing of it counts."""
        data = b"".join(_framed(json.dumps([r.what, r.values]).encode()) for r in records)
        # Zeros after it: whatever a torn record left there must not be read as one.
        self._write(data + bytes(_HEAD), self._end)
        self._sync()
        self._end += len(data)
        self.depth += len(records)

    def records(self) -> list[Record]:
        """Everything in it, oldest first."""
        return [Record(*json.loads(payload)) for _, payload in self._read()]

    def clear(self) -> None:
        """Empty it: the words are overwritten, the room is kept. Raises OSError; then it is still full."""
        self._write(bytes(self._end + _HEAD), 0)
        if os.fstat(self._file).st_size > 2 * self._reserve:
            os.ftruncate(self._file, self._reserve)
        self._sync()
        self._end = self.depth = 0

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)

    def _make_room(self) -> None:
        size = os.fstat(self._file).st_size
        try:
            self._write(bytes(max(0, self._reserve - size)), size)
            self._sync()
        except OSError:  # a full disk: then it has what it has
            return

    def _write(self, data: bytes, at: int) -> None:
        view = memoryview(data)
        while view:
            written = os.pwrite(self._file, view, at)
            view, at = view[written:], at + written

    def _sync(self) -> None:
        os.fsync(self._file)

    def _read(self) -> Iterator[tuple[int, bytes]]:
        """Each whole record with where it ends; a torn one and whatever is behind it were never acknowledged."""
        at, size = 0, os.fstat(self._file).st_size
        while at + _HEAD <= size:
            head = os.pread(self._file, _HEAD, at)
            length, checksum = int.from_bytes(head[1:5], "big"), int.from_bytes(head[5:], "big")
            if head[:1] != _MARK or at + _HEAD + length > size:
                return
            payload = os.pread(self._file, length, at + _HEAD)
            if zlib.crc32(payload) != checksum:
                return
            at += _HEAD + length
            yield at, payload


def _framed(payload: bytes) -> bytes:
    return _MARK + len(payload).to_bytes(4, "big") + zlib.crc32(payload).to_bytes(4, "big") + payload
