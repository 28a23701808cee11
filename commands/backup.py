"""backup: a checked copy of the database, made while the bot runs; encrypted when BACKUP_KEY is set."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chat.clock import RealClock
from commands._backups import backups_of
from commands._parts import stored_database
from commands.base import Command, OperatorError
from config import Settings
from models import Store
from models.backup import BackupError

COMMAND = Command("backup", "back the database up, now; the running bot does it every five minutes")


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
            finally:
                probe.unlink(missing_ok=True)
            print(f"{args.verify}: whole")
        else:
            made = backups.make(RealClock().now())
            print(f"{made.path}: {made.path.stat().st_size} bytes, checked, {'encrypted' if made.is_sealed else 'NOT encrypted'}")
    except BackupError as error:
        raise OperatorError(str(error)) from None
    finally:
        store.close()
    return 0
