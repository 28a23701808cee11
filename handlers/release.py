"""解除隔离: residents go home. Closes their stays, always with a reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from chat.context import Context
from chat.wording import Count, Plain, Rooms, Who
from handlers._entries import Entries
from handlers._stays import close_stay, rooms_meant, stays_in, tell_what_is_left
from handlers._undo import undo
from models import Entry, Stay
from reading.fields import Name, Text
from reading.fields import Rooms as RoomsField
from reading.kind import STAFF, Kind
from reading.said import Reading

REASON = Text("reason", "原因", labels=("原因", "理由"), ask="没到期满的日子，请问因为什么解除？", sample="转居家隔离")

KIND = Kind(
    name="release",
    label="解除隔离",
    titles=("解除隔离", "解除"),
    fields=(RoomsField(needed=True), Name(), REASON),
    who=STAFF,
    site_only=True,
    example="#解除隔离 305 306",
    help="解除隔离：写房间；不是期满的写原因",
    digest="解除隔离",
    group="信息联络",
    columns=("rooms", "name", "reason"),
    list_titles=("解除隔离", "解除名单"),
)

FULL_TERM = "期满"
SAYS_FULL_TERM = (FULL_TERM, "到期", "已期满", "满期", "隔离期满")
entries = Entries(KIND)


def handle(reading: Reading, context: Context) -> None:
    """End the stays that are meant; the reason is 期满 from the planned day on, else it is asked for."""
    entries.handle(reading, context)
    entry = context.session.get_one(Entry, (context.site.id, int(context.made[-1][1])))
    entry.changed = False
    if not reading.missing:
        _release(entry, {**reading.fields}, context)


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Put an answer into it, and end the stays that waited for it."""
    entry = context.session.get_one(Entry, (context.site.id, record_id))
    if field not in entry.missing:
        return
    entry.details = {**entry.details, field: value}
    entry.missing = [m for m in entry.missing if m != field]
    if entry.missing:
        context.ask(KIND.name, entry.id, entry.missing[0])
    else:
        _release(entry, {**entry.details, "name": entry.name}, context, again=field == "reason")
        if field == "reason" and entry.missing:  # 期满 was the answer, and it is not so
            context.answer("还没到期满的日子，请写别的原因，例如：#解除隔离 302 转居家隔离")


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled release opens the stays again and says so."""
    back = undo(message_id, ["release"], context)
    if back:
        context.answer("已撤回解除隔离，{rooms} 恢复在住。", rooms=Rooms([s.room for s in back]))
    return entries.withdraw(message_id, context) or bool(back)


def _release(entry: Entry, values: Mapping[str, Any], context: Context, again: bool = False) -> None:
    rooms = rooms_meant(values, context)
    reason = str(values["reason"]) if values.get("reason") else None
    reason = None if reason in SAYS_FULL_TERM else reason  # whether the term is full, the plan decides
    waiting: list[Stay] = []
    for room in rooms:
        stays = stays_in(context, room, values.get("name"))
        if not stays and not again:
            context.answer("{who} 没有在住人员，没有改动。", who=Who(room, values.get("name")))
        early = [s for s in stays if reason is None and not _is_full_term(s, context)]
        waiting += early
        entry.changed = _close(room, [s for s in stays if s not in early], reason, context) or entry.changed
    if waiting:
        entry.missing = ["reason"]
        for stay in waiting:
            context.answer("{who} 计划 {day} 解除，还没有解除。", who=Who(stay.room, stay.name), day=Plain(_planned(stay)))
        context.ask(KIND.name, entry.id, "reason")
    elif not rooms:
        context.answer("这些楼层没有在住人员，没有改动。")


def _close(room: str, stays: Sequence[Stay], reason: str | None, context: Context) -> bool:
    for stay in stays:
        close_stay(stay, "release", reason or FULL_TERM, context)
    if stays:
        why = "" if reason else "（期满）"
        context.answer("{room} 已解除隔离 {n} 人{why}。", room=Who(room), n=Count(len(stays)), why=Plain(why))
        for stay in stays:
            tell_what_is_left(stay, context)
    return bool(stays)


def _is_full_term(stay: Stay, context: Context) -> bool:
    return stay.release_on is not None and context.day >= stay.release_on


def _planned(stay: Stay) -> str:
    return f"{stay.release_on.month}月{stay.release_on.day}日" if stay.release_on else "日期未定"
