"""People and places for reading tests: what somebody says, and what is read from it."""

from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from commands._parts import make_reader
from reading.reader import Reader
from reading.said import Quote, Said, Sender, Understanding

CHINA = timezone(timedelta(hours=8))
SENT = datetime(2022, 8, 7, 8, 12, tzinfo=CHINA)
RESIDENT = Sender(role="resident", nick="305张三", room="305", name="张三")
STRANGER = Sender(role="unknown", nick="云淡风轻")
STAFF = Sender(role="staff", nick="后勤-小向", name="向阳")
LEADER = Sender(role="leader", nick="点长", name="周正")


@cache
def reader() -> Reader:
    """The reader of the bot, made once for all tests."""
    return make_reader()


def said(text: str, sender: Sender = RESIDENT, quote: str | None = None) -> Said:
    place = "staff" if sender.role not in ("resident", "unknown") else "resident"
    return Said(text, place, sender, SENT, Quote("小助手", quote) if quote else None)


def understand(text: str, sender: Sender = RESIDENT, quote: str | None = None) -> Understanding:
    return reader().read(said(text, sender, quote))


def read(text: str, sender: Sender = RESIDENT, quote: str | None = None) -> list[dict[str, Any]]:
    return [{"kind": r.kind, **r.fields} for r in understand(text, sender, quote).readings]


def only(text: str, kind: str, sender: Sender = RESIDENT, quote: str | None = None) -> dict[str, Any]:
    """The one reading of that kind."""
    found = [r for r in read(text, sender, quote) if r["kind"] == kind]
    assert len(found) == 1, read(text, sender, quote)
    return found[0]


def things(text: str, kind: str = "medication", sender: Sender = RESIDENT) -> list[tuple[Any, ...]]:
    return [(i["name"], i["strength"], i["quantity"], i["unit"]) for i in only(text, kind, sender)["items"]]
