"""Files that go out with posts: kept as data with the post, made by a process of their own just before they are said.

Drawing needs 100 MB and a second: neither the writer nor the handlers wait for it, and its faults cost the picture only.
"""

import asyncio
import json
import logging
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chat.transport import NotSent

log = logging.getLogger("gelibot.attachments")

HOME = Path(__file__).resolve().parent.parent
TIMEOUT = 25.0
"""Seconds; below what saying as a whole may take."""
Maker = Callable[[Mapping[str, Any]], AbstractAsyncContextManager[Path]]


def attachment(form: str, name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """What a post keeps of its file: picture or workbook, the name people see, and what is in it."""
    return {"form": form, "name": name, "content": dict(content)}


@asynccontextmanager
async def made(wanted: Mapping[str, Any]) -> AsyncIterator[Path]:
    """The file, as long as the block runs. Raises NotSent when it cannot be made: surely nobody has seen it."""
    with TemporaryDirectory(prefix="gelibot-") as folder:
        path = Path(folder) / Path(str(wanted["name"])).name
        await _make(str(wanted["form"]), path, json.dumps(wanted["content"]).encode())
        yield path


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
