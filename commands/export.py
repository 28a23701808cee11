"""export: the records of one kind of one site, as a workbook for the office."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from zoneinfo import ZoneInfo

from chat.clock import RealClock
from commands._files import save_workbook
from commands._parts import day_said, find_site, open_store, stored_database
from commands.base import Command, OperatorError
from config import Settings
from handlers.base import kinds_of, load_handlers
from models import Site
from reports.tables import Span, table_of

COMMAND = Command("export", "write the records of one kind of one site to a workbook")


def arguments(parser: ArgumentParser) -> None:
    """What, whose, from when to when, and where to."""
    parser.add_argument("kind", help="a kind's name (medication, checkin, intake …) or its Chinese label")
    parser.add_argument("--site", required=True, help="the site's name, short name or alias")
    parser.add_argument("--from", dest="first", help="the first day as 2022-08-07; today if left out")
    parser.add_argument("--to", dest="last", help="the last day, included; today if left out")
    parser.add_argument("-o", "--output", required=True, type=Path, help="the xlsx to write")


def run(args: Namespace, settings: Settings) -> int:
    """Write it and say how many rows."""
    kinds = kinds_of(load_handlers())
    kind = next((k for k in kinds.values() if args.kind in (k.name, k.label) and k.columns), None)
    if kind is None:
        raise OperatorError(f"nothing called {args.kind} can be exported; there are: {', '.join(n for n, k in kinds.items() if k.columns)}")
    store = open_store(stored_database(settings), used_by=None)
    found = find_site(store, args.site)
    first, last = (day_said(d, RealClock().now(), ZoneInfo(found.timezone)) for d in (args.first, args.last))
    if first > last:
        raise OperatorError(f"--from {first} is after --to {last}")
    with store.read() as session:
        site = session.get_one(Site, found.id)
        table = table_of(session, Span(site, first, last), kind)
        save_workbook(args.output, [table], ZoneInfo(site.timezone), site.name)
    store.close()
    print(f"{args.output}: {len(table.rows)} rows")
    return 0
