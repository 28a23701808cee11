"""Files a command writes: complete or not at all, readable by their owner only, because they hold health data."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from chat.attachments import attachment, made
from chat.transport import NotSent
from commands.base import OperatorError
from reports.picture import Page
from reports.tables import Table
from reports.workbook import write_workbook


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A new file beside it that takes its place when the block is through. Raises OperatorError."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.touch(mode=0o600)
        yield new
        new.replace(path)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        new.unlink(missing_ok=True)


def save_workbook(path: Path, tables: Sequence[Table], zone: ZoneInfo, title: str) -> None:
    """Write a workbook. Raises OperatorError."""
    with _whole(path) as new:
        write_workbook(new, tables, zone, title)


def save_picture(path: Path, page: Page) -> None:
    """Draw a page, in a process of its own. Raises OperatorError."""

    async def save(new: Path) -> None:
        async with made(attachment("picture", "digest.png", page.as_data())) as drawn:
            new.write_bytes(drawn.read_bytes())

    try:
        with _whole(path) as new:
            asyncio.run(save(new))
    except NotSent as error:
        raise OperatorError(str(error)) from None


def save_text(path: Path, text: str) -> None:
    """Write a text. Raises OperatorError."""
    with _whole(path) as new:
        new.write_text(text, "utf-8")
