"""Which backups belong to which database, and the loop that makes one every five minutes while the bot runs."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import make_url

from chat.clock import Clock
from commands.base import OperatorError
from config import Settings
from models import Store
from models.backup import EVERY, BackupError, Backups, Damaged

log = logging.getLogger("gelibot.backup")


def backups_of(settings: Settings, store: Store) -> Backups:
    """The backups of a SQLite database. Raises OperatorError for PostgreSQL."""
    if not store.is_sqlite or not store.url.database:
        raise OperatorError("this is PostgreSQL: use its own tools (pg_dump, pg_restore, or archiving of its log)")
    database = Path(store.url.database)
    # The sandbox keeps no files, and must not take those of the real database for its own.
    shelf = None if database == Path(str(make_url(settings.sandbox_database).database)) else settings.files_dir
    return Backups(settings.backup_dir, database, settings.backup_key, settings.backup_days, shelf)


async def back_up_forever(backups: Backups, clock: Clock, damaged: Callable[[str], None]) -> None:
    """One now and one every five minutes; what goes wrong is logged and tried again, a damaged database is told to `damaged`."""
    while True:
        try:
            await asyncio.to_thread(backups.make, clock.now())
        except Damaged as error:
            log.critical("the database is damaged: stop the bot and run: python bot.py restore", extra={"error": type(error).__name__})
            damaged(str(error))
        except BackupError as error:
            log.error("no backup", extra={"error": str(error)})
        await asyncio.sleep(EVERY.total_seconds())
