"""A recalled step (已送达 Y1, sent by mistake) is taken back: the request is again what it was before, its history is kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from chat.calling import calls_of
from chat.context import Context
from chat.wording import Plain, Who
from dialogue.states import LABELS, told
from dialogue.tickets import called
from handlers._moves import tell_those_concerned
from handlers._requests import remember
from handlers._undo import undo
from models import Request, RequestStep

TAKEN_BACK = "taken_back"
"""Status of the step that says so."""
MOVES = (*(s for s in LABELS if s != "open"), "reopened")


def take_back(message_id: int, context: Context) -> bool:
    """Undo the steps a message took, unless something has happened since; whether it took any."""
    wanted = select(RequestStep).where(RequestStep.message_id == message_id, RequestStep.status.in_(MOVES))
    if context.site.kind == "site":  # the command office moves what any site asked for
        wanted = wanted.where(RequestStep.site_id == context.site.id)
    steps = [s for s in context.session.scalars(wanted.order_by(RequestStep.id)) if s.before is None or s.status == "reopened"]
    for step in steps:
        request = context.session.get_one(Request, (step.site_id, step.request_id))
        history = _history(request, context)
        if request.withdrawn_at is not None or history[-1] is not step:
            context.answer("{ticket} 之后又有变化，没有改动。", ticket=Plain(called(request, context)))
        else:
            _put_back(request, step, history[:-1], context)
    return bool(steps)


def _history(request: Request, context: Context) -> Sequence[RequestStep]:
    """The steps that count, oldest first: without corrections, and without those taken back."""
    wanted = select(RequestStep).where(RequestStep.site_id == request.site_id, RequestStep.request_id == request.id)
    found: list[RequestStep] = []
    for step in context.session.scalars(wanted.order_by(RequestStep.id)):
        if step.status == TAKEN_BACK and found:
            found.pop()
        elif step.status in (*LABELS, "reopened") and (step.before is None or step.status == "reopened"):
            found.append(step)
    return found


def _put_back(request: Request, step: RequestStep, before: Sequence[RequestStep], context: Context) -> None:
    if step.status == "reopened":
        was = step.before or {}
        request.status, request.closed_at = str(was["status"]), datetime.fromisoformat(str(was["closed_at"]))
    else:
        last = before[-1].status if before else "open"
        request.status, request.closed_at = ("accepted" if request.in_charge else "open") if last == "reopened" else last, None
    if all(s.status == "open" for s in before):
        request.accepted_at = request.in_charge = None
    request.details = {k: v for k, v in request.details.items() if k != "false_alarm"}
    remember(request, TAKEN_BACK, context)
    context.answer("{ticket} 这一步已撤回，目前“{now}”。", ticket=Plain(called(request, context)), now=Plain(told(request)))
    tell_those_concerned(request, context)
    if request.kind == "emergency":
        for call in calls_of(context.session, request):
            call.answered_at = None if call.person_id == step.person_id and step.status == "accepted" else call.answered_at
    for stay in undo(step.message_id, ["transfer"], context) if request.kind == "transfer" else ():
        context.answer("{who} 恢复在住。", who=Who(stay.room, stay.name))
