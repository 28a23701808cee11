"""The life of a request: which steps a kind has, which may follow which, and how a state is told."""

from datetime import datetime
from zoneinfo import ZoneInfo

from chat.wording import Plain, Sentence, age, hour
from models import OPEN_STATES, Request
from reading.fields import Items
from reading.kind import Kind

LABELS = {
    "open": "待处理",
    "accepted": "已接单",
    "prescribed": "已开方",
    "purchased": "已买",
    "delivered": "已送达",
    "resolved": "已处理",
    "cancelled": "已取消",
}
CLOSING = ("delivered", "resolved", "cancelled")
LINES = {
    "accepted": "接单",
    "prescribed": "已开方",
    "purchased": "已买",
    "delivered": "已送达",
    "resolved": "已处理",
    "cancelled": "取消",
    "reopened": "没收到",
}
"""The word to send for each step."""


def steps_of(kind: Kind | None) -> tuple[str, ...]:
    """The steps of a kind, in order: only medicine is prescribed, only things are bought and handed over."""
    items = next((f for f in kind.fields if isinstance(f, Items)), None) if kind else None
    if items is None:
        driven = ("delivered",) if kind is not None and kind.plain == "transfer" else ()
        return ("accepted", *driven, "resolved", "cancelled")
    prescribed = ("prescribed",) if items.of == "medicine" else ()
    return ("accepted", *prescribed, "purchased", "delivered", "resolved", "cancelled")


def possible(request: Request, kind: Kind | None) -> list[str]:
    """The steps that may be taken now. A request never goes back, except that what did not arrive is opened again."""
    if request.status in ("delivered", "resolved"):
        return ["reopened"]
    if not request.is_open:
        return []
    steps = steps_of(kind)
    at = steps.index(request.status) if request.status in steps else -1
    return list(steps[at + 1 :])


def told(request: Request) -> str:
    """已接单, 误报, 已撤回."""
    if request.withdrawn_at is not None:
        return "已撤回"
    return "误报" if request.details.get("false_alarm") else LABELS[request.status]


def how_it_stands(request: Request, ticket: str, zone: ZoneInfo, now: datetime) -> Sentence:
    """Y1 已接单。08:12 提出，8分钟后接单，至今 1小时. Times in the site's zone."""
    until = request.closed_at or now
    taken = f"，{age(request.accepted_at - request.opened_at)}后接单" if request.accepted_at else ""
    waited = f"至今 {age(until - request.opened_at)}" if request.status in OPEN_STATES else f"共用 {age(until - request.opened_at)}"
    return Sentence(
        "{ticket} {state}。{at} 提出{taken}，{waited}。",
        ticket=Plain(ticket),
        state=Plain(told(request)),
        at=Plain(hour(request.opened_at, zone)),
        taken=Plain(taken),
        waited=Plain(waited),
    )
