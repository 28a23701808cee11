"""What was corrected: written down, and told to those who may know."""

from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Health, Plain, Raw, Sentence, Who
from models import Change, Person

LABELS = {
    "temperature": "体温",
    "symptoms": "症状",
    "quantity": "数量",
    "room": "房间",
    "name": "姓名",
    "item": "品名",
    "unit": "单位",
    "strength": "规格",
    "description": "情况",
    "days_left": "剩余天数",
}
_HEALTH = ("temperature", "symptoms", "description")


def remember_change(
    context: Context, kind: str, record_id: int, field: str, before: Any, after: Any, *, room: str | None, ticket: str | None = None
) -> None:
    """Write down one corrected field; nothing when it says the same as before."""
    if before == after:
        return
    row = Change(
        site_id=context.site.id, kind=kind, record_id=record_id, ticket=ticket, room=room, field=field, before={"value": before},
        after={"value": after}, person_id=context.person.id, message_id=context.message.id, at=context.sent,
    )  # fmt: skip
    context.session.add(row)


def changes_of(context: Context, room: str | None, ticket: str | None) -> list[Change]:
    """The last corrections of a room's records or of one ticket, oldest first."""
    wanted = select(Change).where(Change.site_id == context.site.id, Change.ticket == ticket if ticket else Change.room == room)
    return list(reversed(list(context.session.scalars(wanted.order_by(Change.at.desc(), Change.id.desc()).limit(10)))))


def change_line(change: Change, context: Context) -> Sentence:
    """08-07 08:01 王* 更正 Y1 数量：2 → 3. A temperature is told in private only."""
    person = context.session.get(Person, change.person_id)
    values = (_told(change, change.before["value"]), _told(change, change.after["value"]))
    secret = change.field in _HEALTH and context.place != "private"
    return Sentence(
        "{at} {who} 更正{ticket}{label}" + ("" if secret else "：{before} → {after}"),
        at=Plain(f"{change.at.astimezone(context.zone):%m-%d %H:%M}"),
        who=Who(None, (person.name or person.nick) if person else None),
        ticket=Plain(f" {change.ticket} " if change.ticket else ""),
        label=Plain(LABELS.get(change.field, change.field)),
        before=values[0],
        after=values[1],
    )


def _told(change: Change, value: Any) -> Health | Raw | Who:
    text = "无" if value in (None, []) else " ".join(str(v) for v in value) if isinstance(value, list) else str(value)
    if change.field == "name":
        return Who(None, text)
    return Health(text) if change.field in _HEALTH else Raw(text)
