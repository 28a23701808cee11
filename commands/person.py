"""person: what is known of one person, put right, or deleted, as they may ask for."""

import json
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.clock import RealClock
from chat.keeping import ON_ITS_WAY
from commands._files import save_text
from commands._parts import find_site, open_store, stored_database
from commands._person import NobodyThere, Subject, everything, find, forget
from commands._purging import drop_files
from commands.base import Command, OperatorError
from config import Settings
from models import Audit, Person, Stay, StayStep

COMMAND = Command("person", "export, correct or delete what is known of one person")
FIELDS = ("name", "room", "phone", "sex", "age")


def arguments(parser: ArgumentParser) -> None:
    """What, of whom, and why."""
    parser.add_argument("what", choices=("export", "correct", "delete"))
    parser.add_argument("--site", required=True, help="the site's name, short name or alias")
    parser.add_argument("--name", required=True, help="the person's full name")
    parser.add_argument("--room", help="the room, when several have that name")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help=f"to correct: {', '.join(FIELDS)}")
    parser.add_argument("-o", "--output", type=Path, help="to export: the JSON to write")


def run(args: Namespace, settings: Settings) -> int:
    """Do it and leave a line in the audit trail; the bot may run beside it."""
    store = open_store(stored_database(settings), used_by=None)
    site = find_site(store, args.site)
    now = RealClock().now()
    try:
        with store.begin() as session:
            who = find(session, site.id, args.name, args.room)
            doing = {"export": _export, "correct": _correct, "delete": _delete}[args.what]
            said = doing(session, who, args, now)
            for person_id in who.people or (None,):
                session.add(Audit(site_id=site.id, at=now, person_id=person_id, what=f"person_{args.what}"))
        if args.what == "delete":  # what was kept within the hour is left to the running bot: its row may be on the way
            drop_files(store, settings.files_dir, now - ON_ITS_WAY)
    except NobodyThere as error:
        raise OperatorError(str(error)) from None
    finally:
        store.close()
    print(said)
    return 0


def _export(session: Session, who: Subject, args: Namespace, now: datetime) -> str:
    if args.output is None:
        raise OperatorError("say where to write it: -o FILE")
    found = everything(session, who)
    save_text(args.output, json.dumps(found, ensure_ascii=False, indent=2, default=str) + "\n")
    return f"{args.output}: {sum(map(len, found.values()))} records of {len(found)} tables"


def _correct(session: Session, who: Subject, args: Namespace, now: datetime) -> str:
    values = dict(pair.split("=", 1) for pair in args.set if "=" in pair)
    unknown = values.keys() - set(FIELDS)
    if unknown or not values or len(values) != len(args.set):
        raise OperatorError(f"give --set FIELD=VALUE with one of {', '.join(FIELDS)}")
    if "age" in values and not (values["age"].isdecimal() and int(values["age"]) < 130):
        raise OperatorError("the age is a whole number")
    for person in session.scalars(select(Person).where(Person.id.in_(who.people))):
        for name in values.keys() & {"name", "room"}:
            setattr(person, name, values[name])
    for stay in session.scalars(select(Stay).where(Stay.site_id == who.site_id, Stay.id.in_(who.stays))):
        before = {name: getattr(stay, name) for name in values}
        for name, value in values.items():
            setattr(stay, name, int(value) if name == "age" else value)
        session.add(StayStep(site_id=stay.site_id, stay_id=stay.id, what="corrected", at=now, note="person correct", before=before))
    return f"corrected: {', '.join(values)}"


def _delete(session: Session, who: Subject, args: Namespace, now: datetime) -> str:
    open_stays = select(Stay.room).where(Stay.site_id == who.site_id, Stay.id.in_(who.stays), Stay.ended_at.is_(None))
    if (room := session.scalar(open_stays)) is not None:
        raise OperatorError(f"they still live in {room}: release them first (解除隔离), then delete")
    counted = forget(session, who)
    told = ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))
    rest = "to be rid of them at once: delete them with the folder of files beside them, then run backup."
    return f"deleted: {told}. Backups of before go after BACKUP_DAYS at the latest; {rest}"
