"""restore: put a backup in the place of a lost database; nothing that may have been said before is said again."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chat.clock import RealClock
from commands._backups import backups_of
from commands._parts import open_store, private_folder, put_together, stored_database
from commands._restored import settle
from commands.base import Command, OperatorError
from config import Settings
from models import Store
from models.attachment import kept_hashes
from models.backup import BackupError, Backups

COMMAND = Command("restore", "put a backup in the place of a lost database, its pictures and files too; overwrites nothing")


def arguments(parser: ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("file", nargs="?", type=Path, help="the backup; the newest if left out")


def run(args: Namespace, settings: Settings) -> int:
    """Restore, settle what is unclear, say what was done."""
    url = stored_database(settings)
    backups = backups_of(settings, Store(url))
    private_folder(settings.data_dir)
    known = backups.all()
    chosen = args.file or (known[-1].path if known else None)
    if chosen is None:
        raise OperatorError(f"there is no backup in {backups.folder}")
    try:
        backups.restore(chosen, backups.database)
    except BackupError as error:
        raise OperatorError(str(error)) from None
    now = RealClock().now()
    made_at = next((b.made_at for b in known if b.path.resolve() == chosen.resolve()), now)
    store = open_store(url, used_by=None)
    files = _bring_files(backups, chosen, store)
    told = settle(store, put_together(store, settings, RealClock(), "restored", settings.pace).timetable, made_at, now)
    store.close()
    print(f"{backups.database}: restored from {chosen}, made {now - made_at} ago")
    print(f"{told.posts} posts may have been said since and are left to a person; {told.slots} scheduled posts are not made up for")
    print(files)
    print("Ticket numbers go on 50 further. Start the bot: it tells the groups from when to when it heard nothing.")
    return 0


def _bring_files(backups: Backups, chosen: Path, store: Store) -> str:
    """Put back the pictures and files that the restored rows name; what is to be said of it."""
    copies = backups.files_beside(chosen.parent)
    with store.read() as session:
        wanted = kept_hashes(session)
    if copies is None or not wanted:
        return "It names no pictures or files"
    try:
        brought = copies.restore(wanted)
    except OSError as error:
        return f"The pictures and files could not be put back: {error.strerror}; copy {copies.folder} and run: python bot.py check --deep"
    missing = f"; MISSING or damaged in {copies.folder}: {len(brought.missing)} (check --deep names them)" if brought.missing else ""
    return f"{brought.files} of {len(wanted)} pictures and files are there{missing}"
