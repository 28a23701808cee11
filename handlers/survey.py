"""入住摸排: every new stay is asked for body, mood, diet and medicine within 24 hours; 待摸排 lists who is still unasked."""

from sqlalchemy import select

from chat.context import Context
from chat.wording import Count, Plain
from handlers._undo import undo
from handlers.situation import take_survey
from models import Need
from reading.fields import Name, Room, Text
from reading.kind import STAFF, Kind
from reading.said import Reading
from reports.digest import missing_by_floor
from reports.stays import not_surveyed

KIND = Kind(
    name="survey",
    rank=70,
    label="摸排",
    titles=("入住摸排", "待摸排", "未摸排"),
    fields=(Room(bound=False), Name(), Text("answers", "摸排", labels=("摸排",), sample="身体好 情绪稳定 普通饮食 无用药")),
    who=STAFF,
    site_only=True,
    example="摸排 305 身体好 情绪稳定 素食 高血压药够7天",
    help="摸排：写房间和身体、情绪、饮食、用药；发「待摸排」看还差谁",
    group="人文关怀",
)


def handle(reading: Reading, context: Context) -> None:
    """With a room: what was learnt there. Without: who is still unasked."""
    if reading.fields.get("room"):
        take_survey({**reading.fields, "description": reading.fields.get("answers")}, context)
        return
    stays = not_surveyed(context.session, context.site)
    if not stays:
        context.answer("在住人员都已摸排。")
        return
    context.answer("待摸排 {n} 人：{rooms}", n=Count(len(stays)), rooms=Plain(missing_by_floor(stays)))
    context.answer("回复：{line}", line=Plain(f"摸排 {stays[0].room} 身体好 情绪稳定 普通饮食 无用药"))


def withdraw(message_id: int, context: Context) -> bool:
    """What a recalled message told of stays is forgotten: its needs end, its parts are unasked again."""
    told = select(Need).where(Need.site_id == context.site.id, Need.message_id == message_id, Need.ended_at.is_(None))
    needs = list(context.session.scalars(told))
    for need in needs:
        need.ended_at = context.now
    return bool(undo(message_id, ["survey"], context)) or bool(needs)
