"""reinstate: bind those whose roles rest as they were before, where the operator knows that everybody's contact id is the same."""

from argparse import ArgumentParser, Namespace

from sqlalchemy import select

from chat.clock import RealClock
from chat.suspending import reinstate
from commands._parts import find_site, open_store, stored_database
from commands.base import Command
from config import Settings
from models import Audit, Person

COMMAND = Command("reinstate", "bind the suspended as before: only for a gateway that keeps people's ids when the account changes")


def arguments(parser: ArgumentParser) -> None:
    """Whose."""
    parser.add_argument("--site", help="only of this site: its name, short name or alias")


def run(args: Namespace, settings: Settings) -> int:
    """Bind them, and leave a line in the audit trail for each."""
    store = open_store(stored_database(settings), used_by=None)
    site = find_site(store, args.site) if args.site else None
    with store.begin() as session:
        wanted = select(Person) if site is None else select(Person).where(Person.site_id == site.id)
        people = reinstate(session.scalars(wanted.order_by(Person.id)))
        for person in people:
            session.add(Audit(site_id=person.site_id, at=RealClock().now(), person_id=person.id, what="reinstated"))
    store.close()
    print(f"{len(people)} people are bound again as before")
    return 0
