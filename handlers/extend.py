"""延期: somebody stays longer than planned. Days and a reason are needed; the planned release moves."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Count, Plain, Who
from handlers._acting import Acting
from handlers._entries import Entries
from handlers._stays import remember, stays_in
from handlers._undo import UNDONE, undo, undo_step
from models import Entry, Stay, StayStep, put_on_plan, usual_plan
from models.plan import plan_of
from reading.fields import Days, Name, Room, Text
from reading.kind import STAFF, Kind
from reading.said import Reading

KIND = Kind(
    name="extend",
    label="延期",
    titles=("延期", "延长隔离", "延期解除", "取消延期"),
    fields=(
        Room(needed=True, bound=False),
        Name(),
        Days(needed=True, ask="请问延长几天？", sample="3天"),
        Text("reason", "原因", labels=("原因", "理由"), needed=True, ask="请问因为什么延期？", sample="同房核酸待复核"),
    ),
    who=STAFF,
    site_only=True,
    example="#延期 305 3天 同房核酸待复核",
    help="延长隔离：写房间、天数和原因；取消延期 305",
    digest="延期",
    group="信息联络",
    columns=("room", "name", "days", "reason"),
)

LONGEST = 30
"""Days; more at once is surely a slip."""
_LESS = re.compile(r"(?:^|\s)[-－−]\s*\d|提前|缩短")
"""延期 305 -2天 is no extension."""
TWICE = timedelta(minutes=10)
"""The same extension said again so soon is the same one."""


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled extension gives the planned day back."""
    back = undo(message_id, ["extend"], context)
    for stay in back:
        context.answer("已撤回延期，{who} 计划 {day} 解除。", who=Who(stay.room, stay.name), day=Plain(_day(stay.release_on)))
    return entries.withdraw(message_id, context) or bool(back)


def _extend(entry: Entry, values: Mapping[str, Any], context: Context) -> bool:
    room, days = str(values["room"]), int(values["days"])
    stays = stays_in(context, room, values.get("name"))
    if not stays:
        context.answer("{who} 没有在住人员，没有改动。", who=Who(room, values.get("name")))
        return False
    if not 1 <= days <= LONGEST or _LESS.search(context.line or context.words):
        words = "延期请写 1 到 {n} 天，没有改动。例如：{line}；要取消请发：取消延期 {room}"
        context.answer(words, n=Count(LONGEST), line=Plain(KIND.example), room=Who(room))
        return False
    for stay in stays:
        if stay.plan is None or stay.release_on is None:
            put_on_plan(stay, plan_of(context.session, stay) or usual_plan(context.session, context.site, stay.admitted))
        assert stay.release_on is not None
        if _just_done(stay, days, values, context):
            day = Plain(_day(stay.release_on))
            context.answer("{who} 刚才已经这样延长过，没有重复，计划 {day} 解除。", who=Who(room, stay.name), day=day)
            continue
        before = {"extra_days": stay.extra_days, "release_on": stay.release_on.isoformat()}
        stay.extra_days, stay.release_on = stay.extra_days + days, stay.release_on + timedelta(days=days)
        remember(stay, "extend", context, note=str(values["reason"])[:500], before=before)
        context.answer("{who} 延长 {n} 天，计划 {day} 解除。", who=Who(room, stay.name), n=Count(days), day=Plain(_day(stay.release_on)))
    return True


def _just_done(stay: Stay, days: int, values: Mapping[str, Any], context: Context) -> bool:
    """The same line sent twice, by one or by two: an extension adds up, so it must not count twice."""
    steps = select(StayStep).where(StayStep.site_id == stay.site_id, StayStep.stay_id == stay.id)
    last = context.session.scalars(steps.where(StayStep.what.in_(("extend", "withdrawn"))).order_by(StayStep.id.desc())).first()
    if last is None or last.what != "extend" or last.before is None or context.now - last.at > TWICE:
        return False
    return last.note == str(values["reason"])[:500] and stay.extra_days - int(last.before["extra_days"]) == days


def _take_back(reading: Reading, context: Context) -> None:
    """取消延期 305: the last extension of that stay, however long ago."""
    room, name = reading.fields.get("room"), reading.fields.get("name")
    stays = stays_in(context, str(room), name) if room else []
    if room and not stays:
        context.answer("{who} 没有在住人员，没有改动。", who=Who(str(room), name))
        return
    if len(stays) != 1:
        context.answer("请写明房间，同房有几人的再写姓名，例如：取消延期 305")
        return
    steps = select(StayStep).where(StayStep.site_id == stays[0].site_id, StayStep.stay_id == stays[0].id, StayStep.what == "extend")
    done = [s for s in context.session.scalars(steps.order_by(StayStep.id)) if not (s.before or {}).get(UNDONE)]
    who = Who(stays[0].room, stays[0].name)
    if not done:
        context.answer("{who} 没有延期，没有改动。", who=who)
        return
    undo_step(done[-1], context)
    context.answer("{who} 已取消延期，计划 {day} 解除。", who=who, day=Plain(_day(stays[0].release_on)))


def _day(day: Any) -> str:
    return f"{day.month}月{day.day}日" if day else "日期未定"


entries, acting = Entries(KIND), Acting(KIND, _extend)
complete = acting.complete


def handle(reading: Reading, context: Context) -> None:
    """延期 303 3: a bare number is the days, and no reason."""
    if "取消延期" in (context.line or context.words):
        _take_back(reading, context)
        return
    reason = str(reading.fields.get("reason") or "")
    if reason.isdigit():
        fields = {**reading.fields, "days": reading.fields.get("days") or int(reason)}
        del fields["reason"]
        missing = (*(m for m in reading.missing if m not in ("days", "reason")), "reason")
        reading = replace(reading, fields=fields, missing=missing)
    acting.handle(reading, context)
