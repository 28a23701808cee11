"""code: a one-time code that binds a group or a person to a site."""

from argparse import ArgumentParser, Namespace

from chat.clock import RealClock
from chat.people import work_groups
from commands._parts import find_site, open_store, stored_database
from commands.base import Command, OperatorError
from config import Settings
from models.code import LASTS, make_code

COMMAND = Command("code", "print a one-time code; typed as #绑定 CODE it binds that group or person")


def arguments(parser: ArgumentParser) -> None:
    """A site, and either a kind of group or a role."""
    parser.add_argument("--site", required=True, help="the site's name, short name or alias")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--group", choices=("resident", "staff", "hq", "branch"), help="the kind of group to bind")
    what.add_argument(
        "--role", choices=("resident", "staff", "medic", "leader1", "leader2", "leader3", "hq"), help="the role to give a person"
    )
    parser.add_argument("--name", help="the person's name")
    parser.add_argument("--work-group", default="", help="the person's work group (后勤保障); for the command office one of its five")
    parser.add_argument("--position", default="", help="the person's position; one person each")


def run(args: Namespace, settings: Settings) -> int:
    """Print the code; only its hash is kept."""
    store = open_store(stored_database(settings), used_by=None)
    site = find_site(store, args.site)
    purpose = "group" if args.group else "person"
    group = args.work_group.removesuffix("组")
    if group and group not in work_groups(site):
        raise OperatorError(f"{group} is no work group there: {' '.join(work_groups(site))}")
    post = {"work_group": group, "position": args.position.strip()[:40]}
    row, code = make_code(site.id, purpose, args.group or args.role, RealClock().now(), args.name, **post)
    with store.begin() as session:
        session.add(row)
    where = "in that group" if args.group else "to the bot in a private message"
    print(f"#绑定 {code}")
    print(f"Valid for {int(LASTS.total_seconds()) // 60} minutes, once; type the line above {where}.")
    store.close()
    return 0
