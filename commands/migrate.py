"""migrate: bring a PostgreSQL database to the newest schema (SQLite does it at every start)."""

from argparse import ArgumentParser, Namespace

from sqlalchemy.exc import DBAPIError

from commands._parts import stored_database
from commands.base import Command, OperatorError
from config import Settings
from migrations.run import NotMigrated, bring_up_to_date, current
from models import Store

COMMAND = Command("migrate", "bring the database to the newest schema")


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(args: Namespace, settings: Settings) -> int:
    """Migrate and say where it stands."""
    try:
        store = Store(stored_database(settings))
        bring_up_to_date(store)
        print(f"schema: {current(store)}")
    except NotMigrated as error:
        raise OperatorError(str(error)) from None
    except DBAPIError as error:
        raise OperatorError(f"the database cannot be used: {str(error.orig).splitlines()[0]}") from None
    store.close()
    return 0
