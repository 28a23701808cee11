"""Bringing a database to the newest schema, and refusing one that is not there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from models.store import Store

FOLDER = Path(__file__).parent


class NotMigrated(Exception):
    """The schema is older or newer than this program."""


def bring_up_to_date(store: Store) -> None:
    """Run what is missing. Raises NotMigrated for a schema newer than this program knows."""
    config = _config()
    revision = current(store)
    known = {s.revision for s in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise NotMigrated("this database was made by a newer version of the bot; use that version")
    if revision == _newest(config):
        return
    with store.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def require_current(store: Store) -> None:
    """Raise NotMigrated unless the schema is the newest."""
    if current(store) != _newest(_config()):
        raise NotMigrated("the database's schema is not current; run: python bot.py migrate")


def current(store: Store) -> str | None:
    """The revision the database is at."""
    with store.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _newest(config: Config) -> str | None:
    return ScriptDirectory.from_config(config).get_current_head()
