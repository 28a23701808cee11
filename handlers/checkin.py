"""健康打卡: a temperature and symptoms, one per person and half-day."""

from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.people import medics_and_leader
from chat.speaking import CARE
from chat.wording import Health, Plain, Sentence, Who
from dialogue.questions import drop_about
from handlers._halves import half_of, half_said
from handlers._holding import settle, take_out
from models import CheckIn
from reading.fields import Name, Room, Symptoms, Temperature
from reading.kind import Kind
from reading.said import Reading
from reports.digest import HALF_NAMES
from reports.figures import FEVER

KIND = Kind(
    name="checkin",
    rank=15,
    label="健康打卡",
    titles=("健康打卡", "打卡", "体温", "体温上报", "健康上报", "报平安"),
    fields=(Room(needed=True), Name(), Temperature(needed=True), Symptoms()),
    site_only=True,
    example="#打卡 305 张三 36.5 无",
    help="报体温：写房间、姓名、度数、有无不适",
    plain="temperature",
    list_titles=(
        "体温",
        "打卡",
        "健康上报",
        "测温",
        "报温",
        "量温",
        "温度",
        "temp",
        "temperature",
        "健康监测",
        "晨测",
        "早测",
        "晚测",
        "晨检",
        "晚检",
    ),
    digest="健康打卡",
    group="健康观察",
    columns=("room", "name", "temperature", "symptoms"),
)


def handle(reading: Reading, context: Context) -> None:
    """File it under its half-day; a later one of the same person replaces the earlier."""
    values = reading.fields
    day, half = half_of(context)
    record = CheckIn(
        site_id=context.site.id,
        day=day,
        half=half,
        room=values.get("room"),
        name=values.get("name"),
        temperature=values.get("temperature"),
        symptoms=values.get("symptoms"),
        missing=list(reading.missing),
        reported_by=context.person.id,
        message_id=context.message.id,
        sent_at=context.sent,
    )
    if _own_of_staff(reading, context):
        record.name, record.missing = context.person.name, [m for m in record.missing if m not in ("room", "name")]
    context.session.add(record)
    context.session.flush()
    context.made.append([KIND.name, record.id])
    if not record.missing:
        _file(record, context)
        return
    settle(record, context)
    if record.replaced_by is None:  # else what it lacks has been said since
        for name in record.missing:
            context.ask(KIND.name, record.id, name)


def _own_of_staff(reading: Reading, context: Context) -> bool:
    """Staff who report no room, among themselves, and nobody else's name, report their own health: they live in none."""
    among_staff = context.is_staff and context.place in ("staff", "private")
    return among_staff and reading.fields.get("room") is None and reading.fields.get("name") in (None, context.person.name)


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Put an answer into it."""
    record = context.session.get_one(CheckIn, (context.site.id, record_id))
    if field not in record.missing:
        return
    setattr(record, field, value)
    if field == "temperature":
        record.sent_at = context.sent  # the number is as new as the answer: a staff report in between does not hold over it
    record.missing = [m for m in record.missing if m != field]
    for other in record.missing:
        context.ask(KIND.name, record.id, other)
    if not record.missing:
        _file(record, context)


def withdraw(message_id: int, context: Context) -> bool:
    """Mark what a recalled message reported; what it had replaced counts again."""
    wanted = select(CheckIn).where(CheckIn.site_id == context.site.id, CheckIn.message_id == message_id, CheckIn.withdrawn_at.is_(None))
    found = list(context.session.scalars(wanted))
    for record in found:
        drop_about(record.id, context.person.contact, context)
        take_out(record, context)
    return bool(found)


def _file(record: CheckIn, context: Context) -> None:
    """It is complete: let it replace the earlier ones, confirm it, and call for help when it is a fever."""
    later = settle(record, context) is not record
    if record.temperature is not None and record.temperature >= FEVER and not (later and context.is_late):
        tell_of_fever(record, context)
    elif record.room is None:
        context.answer("您本人的体温已登记。")
    elif (record.day, record.half) != half_said("", record.sent_at.astimezone(context.zone)):
        said = f"{record.day.month}月{record.day.day}日{HALF_NAMES[record.half]}"
        context.answer("{who} 已补登记为{said}的体温。", who=Who(record.room), said=Plain(said))
    else:
        context.confirm("checkin", record.room)


def tell_of_fever(record: CheckIn, context: Context) -> None:
    """The duty medic at once, in private with the number; the staff group without it; the writer kindly."""
    who = Who(record.room, record.name)
    medics = [p for p in medics_and_leader(context.session, context.site.id) if p.role == "medic"]
    late = Plain(f"（{context.sent:%m-%d %H:%M} 发的，刚收到）" if context.is_late else "")
    in_private = Sentence(
        "【发热】{who} {measured}{late}",
        who=who,
        late=late,
        measured=Health(" ".join((f"{record.temperature}℃", *(record.symptoms or [])))),
    )
    words = "{who} 已登记{fever}，已通知值班医护。" if context.is_staff else "{who} 已登记{fever}，值班医护会联系您，请先不要出房间。"
    context.answer(words, who=who, fever=Health("，体温偏高"))
    told = Sentence("【发热】{who} 体温异常，请值班医护马上查看。{late}", who=who, late=late)
    context.speaker.to_groups("staff", told, priority=CARE, mention=medics)
    for medic in medics:
        context.speaker.to_person(medic, in_private, priority=CARE, message_id=context.message.id)
