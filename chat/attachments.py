"""Files that go out with posts: kept as data with the post, made by a process of their own just before they are said.

Drawing needs 100 MB and a second: neither the writer nor the handlers wait for it, and its faults cost the picture only.
What staff keep for everybody lies on the shelf and is only handed out.
"""

import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from chat.shelf import Shelf
from chat.transport import NotSent

log = logging.getLogger("gelibot.attachments")

HOME = Path(__file__).resolve().parent.parent
TIMEOUT = 25.0
"""Seconds; below what saying as a whole may take."""
KEPT = "kept"
"""The form of what lies on the shelf."""
Maker = Callable[[Mapping[str, Any]], AbstractAsyncContextManager[Path]]


def attachment(form: str, name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """What a post keeps of its file: picture, workbook or kept, the name people see, and what is in it (kept: the hash of its bytes)."""
    return {"form": form, "name": name, "content": dict(content)}


@asynccontextmanager
async def made(wanted: Mapping[str, Any], shelf: Shelf | None = None) -> AsyncIterator[Path]:
    """The file, as long as the block runs. Raises NotSent when it cannot be made: surely nobody has seen it."""
    with TemporaryDirectory(prefix="gelibot-") as folder:
        path = Path(folder) / Path(str(wanted["name"])).name[-60:]  # its end says what it is; no file system takes 120 Chinese characters
        if wanted["form"] == KEPT:
            await asyncio.to_thread(_take, shelf, str(wanted["content"].get("hash")), path)
        else:
            await _make(str(wanted["form"]), path, json.dumps(wanted["content"]).encode())
        yield path


def _take(shelf: Shelf | None, name: str, path: Path) -> None:
    try:
        if shelf is None:
            raise FileNotFoundError
        copyfile(shelf.path(name), path)
    except OSError as error:
        log.error("a kept file is not there", extra={"error": type(error).__name__})
        raise NotSent("the kept file is not there", permanent=True) from None


async def _make(form: str, path: Path, content: bytes) -> None:
    process = None
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "reports.make_file", form, str(path), cwd=HOME,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        async with asyncio.timeout(TIMEOUT):
            await process.communicate(content)
        failure = "" if process.returncode == 0 and path.is_file() else f"exit {process.returncode}"
    except (OSError, TimeoutError) as error:
        failure = type(error).__name__
    finally:
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()
    if failure:
        log.error("a file could not be made", extra={"form": form, "error": failure})
        raise NotSent(f"the {form} could not be made")
