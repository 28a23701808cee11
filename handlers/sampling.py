"""核酸: who has been sampled, refused, is pending, or came out positive. An observation by staff."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Category, Count, Plain, Rooms
from handlers._acting import Acting
from handlers._entries import Entries
from handlers._positives import send_for_transfer
from handlers._stays import rooms_meant, stays_in
from models import Entry, Sample, Stay
from reading.fields import Choice, Name
from reading.fields import Rooms as RoomsField
from reading.kind import STAFF, Kind
from reading.said import Reading
from reports.digest import missing_by_floor
from reports.stays import sample_of, sampling_on

KIND = Kind(
    name="sampling",
    rank=65,
    label="核酸采样",
    titles=("核酸", "核酸采样", "采样", "核酸结果"),
    fields=(
        RoomsField(needed=True),
        Name(),
        Choice(
            "result",
            "结果",
            labels=("结果",),
            needed=True,
            ask="请问是已采、拒采、未采，还是阴性、阳性？",
            sample="已采",
            options={
                "sampled": ("{sampled}",),
                "refused": ("{sample_refused}",),
                "pending": (
                    "{sample_pending}",
                    "等会/等会儿/等一下/待会/待会儿/晚点/稍后/一会/一会儿/过会/过一会/回头 采/做/补/测/捅",
                    "等下/等哈/迟点/迟些/小时后/分钟后 采/做/补/测/捅",
                    "等 来采/一起采/来做/来测/来捅/回来采/到了采",
                    "等/要等 家属来/家长来/家里人来",
                ),
                "negative": ("阴性", "全阴", "阴", "一条杠", "一道杠"),
                "positive": ("阳性", "复核阳", "阳", "两条杠", "两道杠", "双杠"),
            },
        ),
    ),
    who=STAFF,
    site_only=True,
    example="#核酸 301 302 303 已采",
    help="采样和结果：写房间和已采、拒采、阴性、阳性",
    plain="sampling",
    digest="核酸采样",
    group="健康观察",
    columns=("rooms", "name", "result"),
    list_titles=("核酸结果", "核酸采样", "采样情况"),
)


LABELS = {"sampled": "已采", "refused": "拒采", "pending": "未采", "negative": "阴性", "positive": "阳性"}
RESULTS = ("negative", "positive")
LOOK_BACK = timedelta(days=3)
"""A result belongs to the last sample within so many days, else to the day it was told."""


def handle(reading: Reading, context: Context) -> None:
    """Without rooms and result: who is due today. Else keep it, and what came of it for everybody in those rooms."""
    if not any(reading.fields.get(name) for name in ("rooms", "floors", "result")):
        tell_who_is_due(context)
        return
    acting.handle(reading, context)


def withdraw(message_id: int, context: Context) -> bool:
    """Take back what a recalled message reported; what it had replaced counts again."""
    wanted = select(Sample).where(Sample.site_id == context.site.id, Sample.message_id == message_id, Sample.withdrawn_at.is_(None))
    for sample in list(context.session.scalars(wanted)):
        sample.withdrawn_at = context.now
        for earlier in context.session.scalars(select(Sample).where(Sample.site_id == context.site.id, Sample.replaced_by == sample.id)):
            earlier.replaced_by = None
    return entries.withdraw(message_id, context)


def tell_who_is_due(context: Context) -> None:
    """核酸: who is due today and not yet done, by floor."""
    found = sampling_on(context.session, context.site, context.day)
    if not found.due:
        context.answer("今天按方案没有人要采样。")
        return
    context.answer(
        "今日应采 {due} 人，还差 {n} 人：{rooms}",
        due=Count(len(found.due)), n=Count(len(found.left)), rooms=Plain(missing_by_floor(found.left) or "全部已采"),
    )  # fmt: skip


def record(entry: Entry, values: Mapping[str, Any], context: Context) -> bool:
    """One result for everybody in the rooms that are meant."""
    result, rooms = str(values["result"]), rooms_meant(values, context)
    empty: list[str] = []
    stays: list[Stay] = []
    for room in rooms:
        found = stays_in(context, room, values.get("name"))
        stays += found
        empty += [] if found else [room]
    kept = [s for s in stays if result == "sampled" and _stands(s, bool(values.get("floors")), context)]
    stays = [s for s in stays if s not in kept]
    for stay in stays:
        _keep(stay, result, context)
    if stays:
        here = Rooms(list(dict.fromkeys(s.room for s in stays))) if context.place != "resident" else Plain("")
        context.answer("{what}已记 {n} 人 {rooms}", what=Category(LABELS[result]), n=Count(len(stays)), rooms=here)
    if kept and context.place != "resident":
        which = Rooms(list(dict.fromkeys(s.room for s in kept)))
        context.answer("{rooms} 今天已记拒采或结果，没有改动。", rooms=which)
    if empty or not rooms:
        context.answer("{rooms} 没有在住人员，没有改动。", rooms=Rooms(empty) if empty else Plain("这些房间"))
    if result == "positive":
        for stay in stays:
            send_for_transfer(stay, context)
    return bool(stays)


def _stands(stay: Stay, whole_floor: bool, context: Context) -> bool:
    """A result of today is not undone by 已采, nor is one person's refusal by what is said of a whole floor."""
    last = sample_of(context.session, stay, context.day)
    return last is not None and (last.result in RESULTS or (whole_floor and last.result == "refused"))


def _keep(stay: Stay, result: str, context: Context) -> None:
    """A later result of the same round replaces the earlier; both are kept."""
    last = sample_of(context.session, stay, context.day - LOOK_BACK)
    day = last.day if last is not None and result in RESULTS else context.day
    sample = Sample(
        site_id=context.site.id, stay_id=stay.id, day=day, room=stay.room, result=result, said_by=context.person.id,
        message_id=context.message.id, sent_at=context.sent,
    )  # fmt: skip
    context.session.add(sample)
    context.session.flush()
    if last is not None and last.day == day:
        last.replaced_by = sample.id


entries, acting = Entries(KIND), Acting(KIND, record)
complete, amend = acting.complete, acting.amend
