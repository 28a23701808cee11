"""Versions of a jielong: what was added, changed or dropped since the last one. Nobody's line vanishes silently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Count, Sentence, Told, Who
from models import ListVersion
from reading.said import Jielong, ListEntry

VANISHED = "接龙里比上一版少了 {what}，原来的记录还保留着。确实要删，请本人或工作人员说一声。"


@dataclass(frozen=True, slots=True)
class Difference:
    """A new version beside the last: what to handle, what to amend, what to ask about, what stays as it was."""

    added: tuple[ListEntry, ...]
    changed: tuple[tuple[Mapping[str, Any], ListEntry], ...]
    vanished: tuple[dict[str, Any], ...]
    same: tuple[Mapping[str, Any], ...]


def difference(context: Context, jielong: Jielong) -> Difference:
    """Compare with the last version of the same title, group and day. Lines are known by their words, not their numbers."""
    left = [dict(e) for e in _last_entries(context, jielong)]
    same, unknown = [], []
    for entry in jielong.entries:
        known = next((e for e in left if e["text"] == _squeezed(entry.text)), None)
        if known is None:
            unknown.append(entry)
        else:
            left.remove(known)
            same.append(known)
    added, changed = [], []
    for entry in unknown:
        earlier = next((e for e in left if any(whose(entry)) and (e["room"], e["name"]) == whose(entry)), None)
        if earlier is None:
            added.append(entry)
        else:
            left.remove(earlier)
            changed.append((earlier, entry))
    return Difference(tuple(added), tuple(changed), tuple(left), tuple(same))


def keep_version(context: Context, jielong: Jielong, entries: list[dict[str, Any]]) -> None:
    """Write down this version. Lines that vanished stay in it: they are asked about, not obeyed."""
    version = ListVersion(
        site_id=context.site.id,
        group_id=context.group.id if context.group else (context.person.contact or ""),
        day=context.day,
        title=_title(jielong),
        entries=entries,
        message_id=context.message.id,
        sent_at=context.sent,
    )
    context.session.add(version)


def ask_about_vanished(context: Context, vanished: tuple[dict[str, Any], ...]) -> None:
    """One line, once, about what is not in the list any more; the records stay until somebody says so."""
    new = [row for row in vanished if not row.get("asked")]
    for row in new:
        row["asked"] = True
    people = [Sentence("{who}", who=Who(row["room"], row["name"])) for row in new if row["room"] or row["name"]]
    if people:
        context.answer(VANISHED, what=Told(people[:20], "、"))
    elif new:
        context.answer(VANISHED, what=Sentence("{n} 条", n=Count(len(new))))


def entry_row(entry: ListEntry, made: list[list[Any]]) -> dict[str, Any]:
    """How an entry is kept in its version."""
    room, name = whose(entry)
    return {"text": _squeezed(entry.text), "room": room, "name": name, "made": made}


def whose(entry: ListEntry) -> tuple[str | None, str | None]:
    """Whom an entry is about: its first reading's room and name."""
    fields = entry.readings[0].fields if entry.readings else {}
    return fields.get("room"), fields.get("name")


def _last_entries(context: Context, jielong: Jielong) -> list[dict[str, Any]]:
    place = context.group.id if context.group else (context.person.contact or "")
    wanted = select(ListVersion.entries).where(
        ListVersion.group_id == place, ListVersion.day == context.day, ListVersion.title == _title(jielong)
    )
    return list(context.session.scalars(wanted.order_by(ListVersion.sent_at.desc(), ListVersion.id.desc())).first() or [])


def _title(jielong: Jielong) -> str:
    return _squeezed(jielong.title)[:200]


def _squeezed(text: str) -> str:
    return "".join(text.split())
