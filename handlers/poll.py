"""接龙: any list that is no other kind; its entries are kept and counted, over all its versions."""

import re
from typing import Any

from chat.context import Context
from chat.wording import Count
from handlers._entries import Entries
from handlers._notices import acknowledge_list
from models import Entry
from reading.fields import Field
from reading.kind import Kind
from reading.said import Reading

KIND = Kind(
    name="poll",
    label="接龙",
    titles=(),
    fields=(Field("title", "标题", needed=True), Field("entries", "条数", needed=True)),
    example="#接龙\n明天早餐\n1. 305 米粉",
    help="接龙：按格式往下接",
    columns=("title", "entries"),
)

_LINE = re.compile(r"^\s*\d{1,3}\s*[.、．)）:：]?\s*(\S.*)$")

entries = Entries(KIND)
complete, withdraw = entries.complete, entries.withdraw


def handle(reading: Reading, context: Context) -> None:
    """Keep it with its lines; a list of 收到 also counts for its notice."""
    acknowledge_list(str(reading.fields.get("title") or ""), context)
    entries.handle(reading, context)
    entry = context.session.get_one(Entry, (context.site.id, context.made[-1][1]))
    entry.details = {**entry.details, "lines": lines_of(context.words)}


def amend(record_id: int, reading: Reading, context: Context) -> None:
    """The next version: its lines are taken in; a line that vanished stays, and people are asked about it once."""
    acknowledge_list(str(reading.fields.get("title") or ""), context)
    entry = context.session.get_one(Entry, (context.site.id, record_id))
    before: dict[str, Any] = dict(entry.details)
    lines, vanished = merged(list(before.get("lines") or []), lines_of(context.words))
    asked = list(before.get("asked") or [])
    new = [v for v in vanished if v not in asked]
    if new:
        context.answer("接龙里比上一版少了 {n} 条，原来的还保留着。确实要删，请本人或工作人员说一声。", n=Count(len(new)))
    entry.details = {**before, **dict(reading.fields), "lines": lines, "asked": asked + new, "entries": len(lines)}


def lines_of(words: str) -> list[str]:
    """The numbered lines of a list, without their numbers."""
    return [" ".join(found.group(1).split()) for line in words.splitlines() if (found := _LINE.match(line))]


def merged(before: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    """All lines of both versions, and those that vanished. Who writes another line for the same room or name changed it."""
    openings = {line.split()[0] for line in now}
    vanished = [line for line in before if line not in now and line.split()[0] not in openings]
    return [*now, *vanished], vanished
