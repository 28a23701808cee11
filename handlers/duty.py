"""签到 签退 接班 交班: who is on duty. A shift record by staff."""

from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Plain, Raw, age, hour
from dialogue.shifts import handover, shift_of
from models import Shift
from reading.fields import Choice, Text
from reading.kind import STAFF, Kind
from reading.said import Reading

_TIMES = ("白", "夜", "早", "中", "晚", "上午", "下午", "大夜", "小夜", "日", "前夜", "后夜", "通宵", "机动", "零点", "凌晨", "午夜")
SHIFTS = tuple(f"{when}班" for when in _TIMES)

KIND = Kind(
    name="duty",
    label="值班",
    titles=("签到", "签退", "接班", "交班", "交接班", "上班", "下班", "签到上班", "签退下班"),
    fields=(
        Choice(
            "action",
            "动作",
            needed=True,
            ask="请问是签到还是签退？",
            sample="签到",
            options={"on": ("签到", "接班", "上班", "签到上班"), "off": ("签退", "交班", "交接班", "下班", "签退下班")},
        ),
        Choice("shift", "班次", options={word: (word, word[:-1]) if len(word) > 2 else (word,) for word in SHIFTS}),
        Text("note", "备注"),
    ),
    who=STAFF,
    where=frozenset({"staff", "hq", "private"}),
    example="签到 白班",
    help="上下班：签到、签退、接班、交班",
    digest="值班",
    group="信息联络",
    columns=("action", "shift", "note"),
)


def handle(reading: Reading, context: Context) -> None:
    """Begin or end the writer's own shift; what makes no sense is said plainly and changes nothing."""
    action = reading.fields.get("action")
    if action is None:
        context.answer("请问是签到还是签退？请发「签到」或「签退」。")
        return
    shift = shift_of(context.session, context.site.id, context.person.id)
    if action == "on":
        _on(reading, shift, context)
    else:
        _off(reading, shift, context)


def _on(reading: Reading, shift: Shift | None, context: Context) -> None:
    if shift is not None:
        since = Plain(f"{shift.started_at.astimezone(context.zone):%m-%d %H:%M}")
        context.answer("您 {since} 已经签到，没有重复登记。下班请发「签退」或「交班」。", since=since)
        return
    name, note = reading.fields.get("shift"), reading.fields.get("note")
    shift = Shift(
        site_id=context.site.id, person_id=context.person.id, name=name, started_at=context.sent, note=note, message_id=context.message.id
    )
    context.session.add(shift)
    context.session.flush()
    context.made.append([KIND.name, shift.id])
    context.answer("已签到{name}，{at} 起。", name=Plain(f" {name}" if name else ""), at=Plain(hour(context.sent, context.zone)))
    if "接班" in context.words:
        context.lines.append(handover(context.session, context.site, context.kinds, context.now))


def _off(reading: Reading, shift: Shift | None, context: Context) -> None:
    if shift is None:
        context.answer("您还没有签到，没有可签退的班次。上班请发「签到」。")
    else:
        shift.ended_at, shift.ended_by = max(context.sent, shift.started_at), context.message.id
        said = str(reading.fields.get("note") or "")
        shift.note = "；".join(n for n in (shift.note, said) if n)[:500] or None
        context.session.flush()
        context.answer("已签退，今天在岗 {long}，辛苦了。", long=Plain(age(shift.ended_at - shift.started_at)))
    if "交班" in context.words:
        context.lines.append(handover(context.session, context.site, context.kinds, context.now))
        if shift is not None and shift.note:
            context.answer("留言：{note}", note=Raw(shift.note))


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Nothing of a shift is asked for later: who said neither 签到 nor 签退 sends the line again."""


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled 签到 never was; a recalled 签退 leaves the person on duty."""
    wanted = select(Shift).where(Shift.site_id == context.site.id, (Shift.message_id == message_id) | (Shift.ended_by == message_id))
    found = [s for s in context.session.scalars(wanted) if s.withdrawn_at is None]
    for shift in found:
        if shift.message_id == message_id:
            shift.withdrawn_at = context.now
        else:
            shift.ended_at = shift.ended_by = None
    return bool(found)
