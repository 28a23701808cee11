"""backup: a checked copy of the database and of what people sent, made while the bot runs; encrypted when BACKUP_KEY is set."""

import sqlite3
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from chat.clock import RealClock
from commands._backups import backups_of
from commands._parts import stored_database
from commands.base import Command, OperatorError
from config import Settings
from models import Store
from models.backup import BackupError, Backups

COMMAND = Command("backup", "back the database, pictures and files up, now; the running bot does it every five minutes")


def arguments(parser: ArgumentParser) -> None:
    """Only what there is, or a check of one."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="show the backups there are, newest last")
    what.add_argument("--verify", type=Path, metavar="FILE", help="open and check a backup without restoring it")


def run(args: Namespace, settings: Settings) -> int:
    """Make one and say where it is."""
    store = Store(stored_database(settings))
    backups = backups_of(settings, store)
    try:
        if args.list:
            for backup in backups.all():
                print(f"{backup.made_at:%Y-%m-%d %H:%M:%S} UTC  {backup.path.stat().st_size:>12,} bytes  {backup.path}")
        elif args.verify:
            probe = settings.data_dir / ".verified.sqlite3"
            probe.unlink(missing_ok=True)
            try:
                backups.restore(args.verify, probe)
                files = _files_of(backups, args.verify, probe)
            finally:
                probe.unlink(missing_ok=True)
            print(f"{args.verify}: whole{files}")
        else:
            made = backups.make(RealClock().now())
            print(f"{made.path}: {made.path.stat().st_size} bytes, checked, {'encrypted' if made.is_sealed else 'NOT encrypted'}")
            if backups.files is not None and (count := len(backups.files.all())):
                print(f"{backups.files.folder}: {count} pictures and files")
    except BackupError as error:
        raise OperatorError(str(error)) from None
    finally:
        store.close()
    return 0


def _files_of(backups: Backups, backup: Path, opened: Path) -> str:
    """How many of the pictures and files that its rows name lie beside a backup, whole. Raises BackupError if not all."""
    with closing(sqlite3.connect(opened)) as connection:
        try:
            wanted = [str(row[0]) for row in connection.execute("SELECT DISTINCT hash FROM attachment WHERE hash IS NOT NULL")]
        except sqlite3.OperationalError:  # of a time before there were any
            wanted = []
    copies = backups.files_beside(backup.parent)
    lacking = copies.lacking(wanted) if copies is not None else []
    if copies is not None and lacking:
        raise BackupError(
            f"{backup}: whole, but {len(lacking)} of {len(wanted)} pictures and files are missing or damaged in {copies.folder}"
        )
    return f", with {len(wanted)} pictures and files" if wanted else ""
