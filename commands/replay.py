"""replay: feed an exported or pasted chat through the real path, as if it were heard now."""

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from chat.clock import RealClock, SetClock
from chat.message import Heard
from chat.pace import SANDBOX_PACE
from commands._parts import find_site, open_store, put_together, stored_database
from commands._transcript import lines_of
from commands.base import Command, OperatorError
from config import Settings
from models import Group, Message, Person, Post, Request, Site, Store
from reading.reader import Reader

COMMAND = Command("replay", "feed an exported or pasted chat through the real path; nothing is said to anybody")
ACCOUNT = "replay"


def arguments(parser: ArgumentParser) -> None:
    """The file, and the group it comes from."""
    parser.add_argument("file", type=Path, help="the exported or pasted chat, UTF-8")
    parser.add_argument("--site", required=True, help="the site's name, short name or alias")
    parser.add_argument("--group", required=True, choices=("resident", "staff", "hq", "branch"), help="the kind of group it comes from")


def run(args: Namespace, settings: Settings) -> int:
    """Take in every message once; the same file twice changes nothing."""
    try:
        transcript = args.file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"{args.file} cannot be read: {type(error).__name__}") from None
    store = open_store(stored_database(settings), used_by=None)
    site = find_site(store, args.site)
    done = feed(store, settings, site, args.group, transcript)
    print(f"{done['messages']} messages read, {done['new']} new, {done['requests']} requests opened, {done['human']} need a human")
    store.close()
    return 0


def feed(store: Store, settings: Settings, site: Site, kind: str, transcript: str, reader: Reader | None = None) -> dict[str, int]:
    """Take in a transcript of one of the site's groups; the dashboard's box does the same."""
    group = _group(store, site, kind)
    now = RealClock().now()
    lines = lines_of(transcript, settings.timezone, now.astimezone(settings.timezone))
    heard = [_heard(line.nick, line.at, line.text, group, site) for line in lines]
    before = _count(store)
    if not heard:
        return {"messages": 0, "new": 0, "requests": 0, "human": before[2]}
    clock = SetClock(now)
    parts = put_together(store, settings, clock, ACCOUNT, SANDBOX_PACE, reader)
    _vouch_for_staff(store, site, kind, heard)
    for message in heard:
        clock.moment = message.sent
        parts.inbox.fill([message], clock.now())
        while parts.inbox.work(clock.now() + timedelta(seconds=5)):
            pass
    _silence(store)
    after = _count(store)
    return {"messages": len(heard), "new": after[0] - before[0], "requests": after[1] - before[1], "human": after[2]}


def _group(store: Store, site: Site, kind: str) -> str:
    with store.begin() as session:
        found = session.scalar(select(Group.id).where(Group.site_id == site.id, Group.kind == kind).order_by(Group.id))
        if found is None:
            found = f"replay-{site.id}-{kind}"
            session.add(Group(id=found, account=ACCOUNT, site_id=site.id, kind=kind, first_seen=RealClock().now()))
        return found


def _heard(nick: str, at: datetime, text: str, group: str, site: Site) -> Heard:
    """A transcript knows nicknames only: they lead to nobody's rights, so that a pasted name can command nothing."""
    number = hashlib.sha256(f"{group}|{nick}|{at.isoformat()}|{text}".encode()).hexdigest()[:24]
    return Heard(f"replay:{number}", group, f"replay:{site.id}:{nick}", nick, text, at)


def _vouch_for_staff(store: Store, site: Site, kind: str, heard: Sequence[Heard]) -> None:
    """The operator says that this is the staff's (or HQ's) group: its writers have the rights of that group's people."""
    if kind not in ("staff", "hq"):
        return
    with store.begin() as session:
        for message in heard:
            if session.scalar(select(Person.id).where(Person.contact == message.talker)) is None:
                session.add(Person(contact=message.talker, site_id=site.id, role=kind, nick=message.nick, binding="provisional"))
                session.flush()


def _silence(store: Store) -> None:
    """What would have been answered is not said: it was answered, or not, when the chat happened."""
    with store.begin() as session:
        for post in session.scalars(select(Post).where(Post.account == ACCOUNT, Post.state == "queued")):
            post.end("failed", "replayed")


def _count(store: Store) -> tuple[int, int, int]:
    with store.read() as session:
        messages = session.scalar(select(func.count()).select_from(Message)) or 0
        requests = session.scalar(select(func.count()).select_from(Request)) or 0
        human = session.scalar(select(func.count()).select_from(Message).where(Message.human.is_not(None))) or 0
        return messages, requests, human
