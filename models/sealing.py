"""Sealing of files: AES-256-GCM in pieces, so that a large file needs little memory and a cut or changed one does not open."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"GELIBOT1"
PIECE = 1 << 20
TAG = 16


class NotOpened(Exception):
    """The file is not sealed, was changed or cut off, or the key is another."""


def seal(source: Path, target: Path, key: str) -> None:
    """Write `target` (new, readable by its owner only) as the sealed form of `source`; durable when this returns."""
    salt, prefix = secrets.token_bytes(16), secrets.token_bytes(8)
    cipher = AESGCM(_stretched(key, salt))
    with source.open("rb") as plain, new_private_file(target) as sealed:
        sealed.write(MAGIC + salt + prefix)
        for number, (piece, last) in enumerate(_pieces(plain, PIECE)):
            sealed.write(cipher.encrypt(_nonce(prefix, number), piece, _mark(last)))
        make_durable(sealed)


def unseal(source: Path, target: Path, key: str) -> None:
    """Write `target` (new) as what was sealed in `source`. Raises NotOpened; nothing of a changed file is left behind."""
    with source.open("rb") as sealed:
        head = sealed.read(len(MAGIC) + 24)
        if len(head) < len(MAGIC) + 24 or not head.startswith(MAGIC):
            raise NotOpened("not a sealed file")
        salt, prefix = head[len(MAGIC) : -8], head[-8:]
        cipher = AESGCM(_stretched(key, salt))
        try:
            with new_private_file(target) as plain:
                for number, (piece, last) in enumerate(_pieces(sealed, PIECE + TAG)):
                    plain.write(cipher.decrypt(_nonce(prefix, number), piece, _mark(last)))
                make_durable(plain)
        except (InvalidTag, ValueError):
            target.unlink()
            raise NotOpened("the key is another, or the file was changed or cut off") from None


def fingerprint(key: str) -> str:
    """Eight letters that tell two keys apart and help nobody to guess one."""
    return hashlib.scrypt(key.encode(), salt=MAGIC, n=1 << 14, r=8, p=1, dklen=4).hex()


def new_private_file(path: Path) -> BinaryIO:
    """A new file only its owner can read. Raises FileExistsError."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "wb")


def make_durable(file: BinaryIO) -> None:
    """Let the disk have it."""
    file.flush()
    os.fsync(file.fileno())


def make_names_durable(folder: Path) -> None:
    """Let the disk have the names in a folder; a system that cannot open folders does it by itself."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _stretched(key: str, salt: bytes) -> bytes:
    return hashlib.scrypt(key.encode(), salt=salt, n=1 << 14, r=8, p=1, dklen=32)


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + number.to_bytes(4, "big")


def _mark(last: bool) -> bytes:
    """Sealed in with each piece: a file cut off between two pieces does not open."""
    return b"last" if last else b"more"


def _pieces(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    piece = file.read(size)
    while True:
        after = file.read(size)
        yield piece, not after
        if not after:
            return
        piece = after
