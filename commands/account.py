"""account: a one-time code with which somebody of the staff sets the password for the dashboard, also one that was forgotten."""

from argparse import ArgumentParser, Namespace

from sqlalchemy import select

from chat.clock import RealClock
from commands._parts import find_site, open_store, stored_database
from commands.base import Command, OperatorError
from config import Settings
from models import Person

COMMAND = Command("account", "print a one-time code that sets somebody's password for the dashboard")


def arguments(parser: ArgumentParser) -> None:
    """Whose, and what they type to sign in."""
    parser.add_argument("--site", required=True, help="the site's name, short name or alias")
    parser.add_argument("--name", required=True, help="the person's name, as in the roster")
    parser.add_argument("--login", required=True, help="the name they will sign in with")


def run(args: Namespace, settings: Settings) -> int:
    """Print the code; only its hash is kept. What they had before stays until the code is used."""
    # Imported only here: no other command needs the web server.
    from web.accounts import INVITE_LASTS, invite

    store = open_store(stored_database(settings), used_by=None)
    site = find_site(store, args.site)
    with store.begin() as session:
        found = [p for p in session.scalars(select(Person).where(Person.site_id == site.id, Person.name == args.name)) if p.is_staff]
        if len(found) != 1:
            raise OperatorError(f"{len(found)} people of the staff of {site.short} are called {args.name}; there must be one")
        code = invite(session, found[0], args.login, RealClock().now())
    store.close()
    if code is None:
        raise OperatorError(f"somebody else signs in as {args.login}")
    print(code)
    print(f"Valid for {int(INVITE_LASTS.total_seconds()) // 3600} hours, once: on the dashboard's sign-in page, “I have a one-time code”.")
    return 0
