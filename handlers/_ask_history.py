"""历史, 查 305: what happened to a ticket or in a room, step by step."""

from sqlalchemy import select

from chat.context import Context
from chat.rights import refuse
from chat.whose import Whose
from chat.wording import Plain, Raw, Sentence, Who
from dialogue.changes import change_line, changes_of
from dialogue.pictures import told_attached
from dialogue.states import LABELS
from dialogue.tickets import find_ticket
from models import Request, RequestStep, Stay, StayStep

OF_STAYS = {
    "intake": "入住",
    "plan": "方案变更",
    "extend": "延期",
    "move": "换房",
    "transfer": "转运",
    "release": "解除隔离",
    "withdrawn": "撤回",
}
STEPS = {
    "open": "登记",
    "withdrawn": "撤回原消息",
    "reopened": "没收到，重新打开",
    "recalled": "说没事了",
    "noted": "在处理",
    "taken_back": "撤回上一步",
}


def history(argument: str, context: Context) -> None:
    """历史, 查 305: what happened to a ticket, or to a room: its requests step by step, and who corrected what when."""
    if not context.is_staff or context.place not in ("staff", "private"):
        refuse(context)
        return
    request = find_ticket(context, argument) if argument else None
    room = None if request else _room_of(argument, context)
    mine = select(Request).where(Request.site_id == context.site.id, Request.room == room).order_by(Request.id.desc()).limit(5)
    requests = [request] if request else list(reversed(list(context.session.scalars(mine))))
    context.lines += _stay_lines(room, context) if room else []
    for one in requests:
        context.lines.append(_steps_line(one, context))
        if attached := told_attached(one, context):
            context.answer("{ticket} {attached}", ticket=Plain(one.ticket), attached=Plain(attached))
    context.lines += [change_line(c, context) for c in changes_of(context, room, request.ticket if request else None)]
    if not context.lines:
        context.answer("没有找到 {what} 的记录。可以发「历史 305」或「历史 Y12」。", what=Raw(argument[:12]))


def _room_of(argument: str, context: Context) -> str:
    """The room that is named, or where the only one of that name lives."""
    rooms = set(
        context.session.scalars(
            select(Stay.room).where(Stay.site_id == context.site.id, Stay.name == argument.strip(), Stay.ended_at.is_(None))
        )
    )
    return rooms.pop() if len(rooms) == 1 else argument.upper().removesuffix("房间").removesuffix("房")


def _stay_lines(room: str, context: Context) -> list[Sentence]:
    """What changed in the stays of a room: 305 张*：08-07 09:00 入住 → 08-08 10:00 延期."""
    lines = []
    stays = select(Stay).where(Stay.site_id == context.site.id, Stay.room == room).order_by(Stay.id.desc()).limit(4)
    for stay in context.session.scalars(stays):
        wanted = select(StayStep).where(StayStep.site_id == stay.site_id, StayStep.stay_id == stay.id).order_by(StayStep.at, StayStep.id)
        told = [
            f"{s.at.astimezone(context.zone):%m-%d %H:%M} {OF_STAYS[s.what]}" for s in context.session.scalars(wanted) if s.what in OF_STAYS
        ]
        if told:
            lines.append(Sentence("{who}：{steps}", who=Who(stay.room, stay.name), steps=Plain(" → ".join(told))))
    return lines


def _steps_line(request: Request, context: Context) -> Sentence:
    wanted = select(RequestStep).where(RequestStep.site_id == request.site_id, RequestStep.request_id == request.id)
    steps = list(context.session.scalars(wanted.order_by(RequestStep.id)))
    told = [
        f"{step.at.astimezone(context.zone):%m-%d %H:%M} {STEPS.get(step.status) or LABELS.get(step.status, step.status)}"
        for before, step in zip([None, *steps], steps, strict=False)
        if before is None or before.status != step.status
    ]
    return Sentence(
        "{ticket} {label} {who}：{steps}",
        ticket=Plain(request.ticket),
        label=Plain(context.kinds[request.kind].label if request.kind in context.kinds else ""),
        who=Whose(request),
        steps=Plain(" → ".join(told)),
    )
