"""What all requests share: opened with a ticket, completed by answers, moved step by step, withdrawn but never deleted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.people import group_for, responsible_for
from chat.whose import Whose, room_of
from chat.wording import Plain, Raw, Sentence, Who
from dialogue.pictures import attach_earlier
from dialogue.questions import drop_about
from handlers._repeats import repeats_of, told_repeats
from models import Request, RequestStep, new_id, next_ticket
from reading.kind import Kind
from reading.said import Reading

COLUMNS = ("room", "name", "category")
"""Fields that every request has a column for; all others go into `details`."""

What = Callable[[Request], Sentence]
"""How a kind says what is wanted."""


@dataclass(frozen=True, slots=True)
class Requests:
    """`handle`, `complete`, `amend` and `withdraw` of a kind that is a request and nothing more."""

    kind: Kind
    what: What

    def handle(self, reading: Reading, context: Context) -> None:
        """Open a request."""
        open_request(self.kind, self.what, reading, context)

    def complete(self, record_id: int, field: str, value: Any, context: Context) -> None:
        """Put an answer into it."""
        complete_request(self.kind, self.what, record_id, field, value, context)

    def amend(self, record_id: int, reading: Reading, context: Context) -> None:
        """Change it to what a list's line says now."""
        amend_request(self.kind, self.what, record_id, reading, context)

    def withdraw(self, message_id: int, context: Context) -> bool:
        """Mark what a recalled message asked for."""
        return withdraw_requests(self.kind, message_id, context)


def open_request(kind: Kind, what: What, reading: Reading, context: Context) -> Request:
    """Keep a request, answer the writer, and tell the staff once it is complete."""
    request = keep_request(kind, reading, context)
    _confirm(kind, request, context, what, reading.warnings)
    for name in request.missing:
        context.ask(kind.name, request.id, name)
    return request


def keep_request(kind: Kind, reading: Reading, context: Context) -> Request:
    """Keep a request under a new ticket with the first step of its history; nothing is said yet."""
    if kind.letter is None:
        raise ValueError(f"{kind.name} has no ticket letter")
    request = Request(
        site_id=context.site.id,
        kind=kind.name,
        ticket=next_ticket(context.session, context.site.id, kind.letter),
        missing=list(reading.missing),
        details={},
        asked_by=context.person.id,
        group_id=context.group.id if context.group else None,
        message_id=context.message.id,
        opened_at=context.message.sent_at or context.now,
    )
    for name, value in reading.fields.items():
        _put(request, name, value)
    request.details = {**request.details, "words": context.line or context.words}
    request.id = new_id()
    attach_earlier(request, context)
    if repeated := repeats_of(request, context):
        request.details = {**request.details, "repeats": [r.ticket for r in repeated]}
    context.session.add(request)
    context.session.flush()
    remember(request, "open", context)
    context.made.append([kind.name, request.id])
    return request


def complete_request(kind: Kind, what: What, record_id: int, name: str, value: Any, context: Context) -> None:
    """Put an answer into the request it was asked for."""
    request = context.session.get_one(Request, (context.site.id, record_id))
    if name not in request.missing:
        if request.missing and kind.need(name) is not None and _value(request, name) is None:
            _put(request, name, value)  # said besides the answer: the line again, with more in it
        return
    before = {name: request.details.get(name)}
    _put(request, name, value)
    request.missing = [m for m in request.missing if m != name]
    remember(request, request.status, context, before=before)
    if request.missing:
        for other in request.missing:
            context.ask(kind.name, request.id, other)
        return
    place = Who(request.room) if name == "room" else None
    done = "{ticket} 已补全（{place}），{group}会处理。" if place else "{ticket} 已补全，{group}会处理。"
    context.answer(
        done, ticket=Plain(request.ticket), group=Plain(_group_of(kind, request, context)), **({"place": place} if place else {})
    )
    tell_staff(kind, request, context, what)


def amend_request(kind: Kind, what: What, record_id: int, reading: Reading, context: Context) -> None:
    """Somebody changed the line of a list that the request came from: the same ticket, the new words, the old ones in its history."""
    request = context.session.get_one(Request, (context.site.id, record_id))
    if not request.is_open:
        open_request(kind, what, reading, context)
        return
    before = {name: request.details.get(name) for name in reading.fields if name not in COLUMNS}
    for name, value in reading.fields.items():
        _put(request, name, value)
    request.details = {**request.details, "words": context.line or context.words}
    remember(request, request.status, context, before=before)
    context.answer("{ticket} 已按接龙更正{what}。", ticket=Plain(request.ticket), what=_after_colon(what(request)))
    tell_staff(kind, request, context, what)


def withdraw_requests(kind: Kind, message_id: int, context: Context) -> bool:
    """The message behind them was recalled: mark them, tell the staff, delete nothing."""
    wanted = select(Request).where(Request.site_id == context.site.id, Request.message_id == message_id, Request.kind == kind.name)
    found = [r for r in context.session.scalars(wanted) if r.is_open]
    for request in found:
        request.withdrawn_at = context.now
        drop_about(request.id, context.person.contact, context)
        remember(request, "withdrawn", context)
        said = Sentence("{ticket} {who} 撤回了原消息，请核实是否还需要。", ticket=Plain(request.ticket), who=room_of(request))
        context.speaker.to_groups("staff", said)
    return bool(found)


def tell_staff(kind: Kind, request: Request, context: Context, what: What) -> None:
    """The staff's line: ticket, what, the raw words beside our reading, and the line to act on it."""
    said = Sentence(
        "{ticket} {label} {who}{what}。{doubt}原话：{raw}。回复「接单 {ticket}」",
        ticket=Plain(request.ticket),
        label=Plain(kind.label),
        who=Whose(request),
        what=_after_colon(what(request)),
        doubt=Plain(told_repeats(request)),
        raw=Raw(context_words(request, context)),
    )
    mention = responsible_for(context.session, context.site, kind, request.category)
    if context.place == "staff":  # all of it stands there already; who is in charge is called, unless it is the writer
        words = "{ticket} {label} {who} 请处理，回复「接单 {ticket}」"
        said = Sentence(words, ticket=Plain(request.ticket), label=Plain(kind.label), who=Whose(request))
        mention = [p for p in mention if p.id != context.person.id]
    if context.place != "staff" or mention:
        context.speaker.to_groups("staff", said, mention=mention)


def context_words(request: Request, context: Context) -> str:
    """The words the request was made with, also when it is completed by a later message."""
    kept = request.details.get("words")
    return str(kept) if kept else context.words


def said_at(request: Request, context: Context) -> datetime:
    """When a step was taken: the moment it was said, however late it was heard; never before the request."""
    return max(context.sent, request.opened_at)


def remember(request: Request, status: str, context: Context, *, note: str | None = None, before: dict[str, Any] | None = None) -> None:
    """Write a step of the request's history."""
    step = RequestStep(
        site_id=request.site_id, request_id=request.id, status=status, person_id=context.person.id, message_id=context.message.id,
        at=context.now, note=note, before=before,
    )  # fmt: skip
    context.session.add(step)


def _value(request: Request, name: str) -> Any:
    return getattr(request, name) if name in COLUMNS else request.details.get(name)


def _put(request: Request, name: str, value: Any) -> None:
    if name in COLUMNS:
        setattr(request, name, value)
    else:
        request.details = {**request.details, name: value}


def _confirm(kind: Kind, request: Request, context: Context, what: What, warnings: tuple[str, ...]) -> None:
    told = what(request)
    doubt = f"（{'；'.join(warnings)}）" if warnings and context.place in ("staff", "private") else ""
    if request.missing:
        context.answer("{ticket} 已记{what}。", ticket=Plain(request.ticket), what=_after_colon(told))
        return
    check = "，请核对数量" if request.details.get("items") else f"，{_group_of(kind, request, context)}会处理"
    context.answer(
        "{ticket} 已记{what}{check}。{doubt}", ticket=Plain(request.ticket), what=_after_colon(told), check=Plain(check), doubt=Plain(doubt)
    )
    tell_staff(kind, request, context, what)


def _after_colon(sentence: Sentence) -> Sentence:
    return Sentence("{colon}", colon=_IfAny(sentence))


class _IfAny:
    """'：…' when the audience may read anything of it, else nothing."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence

    def told(self, audience: str) -> str:
        text = self._sentence.told(audience).strip("，；： ")
        return f"：{text}" if text else ""


def _group_of(kind: Kind, request: Request, context: Context) -> str:
    group = group_for(context.site, kind, request.category)
    return f"{group}组" if group else "工作人员"
