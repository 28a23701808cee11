"""How the bot reads one message, and what became of it: for whoever asks 「机器人怎么读的」."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue.states import LABELS
from models import Base, Message, Post, Request
from reading.said import Reading, Said, Understanding

Understand = Callable[[Session, Message], tuple[Said, Understanding]]
"""What the reader says of a message, with the writer and the words of its site, and with no effect."""

STATES = {"noted": "还没取到内容", "ready": "等待处理", "done": "已处理", "aside": "没能处理，已转人工", "ignored": "不是要读的消息"}
TABLES = {
    "request": "需求单", "request_step": "需求单的一步", "checkin": "健康打卡", "entry": "记录", "change": "更正", "notice": "通知",
    "acknowledgement": "收到", "list_version": "接龙的一版", "sample": "采样", "shift": "班次", "stay_step": "在隔记录的一步",
    "need": "长期需要", "material": "资料", "loan": "授权", "attachment": "附件", "audit": "审计记录", "call": "呼叫", "stay": "在隔记录",
}  # fmt: skip


def explained(session: Session, message: Message, understand: Understand | None, labels: dict[str, dict[str, str]]) -> dict[str, Any]:
    """All the page shows of one message. `labels`: per kind what people call it ('') and its fields."""
    told: dict[str, Any] = {
        "text": message.text or "",
        "type": message.type,
        "state": STATES.get(message.state, message.state),
        "trace": message.trace or "",
        "error": message.error or "",
        "human": bool(message.human),
        "readings": [],
        "done": list(_done(session, message)),
        "answers": _answers(session, message),
    }
    if understand is not None and message.type in ("text", "jielong") and message.text:
        said, found = understand(session, message)
        told["text"] = said.text
        told["title"] = found.jielong.title if found.jielong else ""
        told["near"] = [labels.get(kind, {}).get("", kind) for kind in found.near_kinds]
        told["long"] = found.too_long
        told["talk"] = bool(found.talk)
        told["unread"] = found.unread
        told["readings"] = [_reading(one, labels.get(one.kind, {})) for one in found.readings]
    return told


def _reading(reading: Reading, labels: dict[str, str]) -> dict[str, Any]:
    def label(name: str) -> str:
        return labels.get(name, name)

    return {
        "kind": labels.get("", reading.kind),
        "fields": [{"name": name, "label": label(name), "value": shown(value)} for name, value in reading.fields.items()],
        "missing": [label(name) for name in reading.missing],
        "warnings": list(reading.warnings),
        "spans": [{"field": s.field, "label": label(s.field), "start": s.start, "end": s.end} for s in reading.spans if s.end > s.start],
    }


def shown(value: Any) -> str:
    """A value of a record as people read it: 二甲双胍 2盒, 305、306, 无."""
    if value is None:
        return "未说"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        parts = [value.get("name"), value.get("strength"), f"{_number(value.get('quantity'))}{value.get('unit') or ''}"]
        return " ".join(str(part) for part in parts if part) if "name" in value else "，".join(f"{k} {shown(v)}" for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return "、".join(shown(one) for one in value) or "无"
    return _number(value)


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)


def _done(session: Session, message: Message) -> Iterable[dict[str, str]]:
    """Every record that names the message as its reason, whatever its table."""
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers if hasattr(mapper.class_, "message_id")}
    for name, label in TABLES.items():
        if name in tables:
            rows = session.scalars(select(tables[name]).where(tables[name].message_id == message.id).limit(40))
            yield from ({"what": label, "about": _about(session, row)} for row in rows)


def _about(session: Session, row: Any) -> str:
    """Ticket, room and state of a record, as far as it has them."""
    of = getattr(row, "request_id", None)
    request = row if isinstance(row, Request) else session.get(Request, (row.site_id, of)) if of is not None else None
    number, status = getattr(row, "number", None), getattr(row, "status", None)
    temperature = getattr(row, "temperature", None)
    parts = [
        request.ticket if request else None,
        f"通知{number}" if number else None,
        f"{room}房" if (room := getattr(row, "room", None)) else None,
        f"{temperature:.1f}℃" if temperature is not None else None,
        LABELS.get(status, status) if status else None,
        "还缺内容" if getattr(row, "missing", None) else None,
        "已被后来的代替" if getattr(row, "replaced_by", None) else None,
        "已撤回" if getattr(row, "withdrawn_at", None) else None,
    ]
    return " · ".join(str(part) for part in parts if part)


def _answers(session: Session, message: Message) -> Sequence[dict[str, str]]:
    posts = session.scalars(select(Post).where(Post.message_id == message.id, Post.act.is_(None)).order_by(Post.id).limit(20))
    return [{"text": post.text, "state": post.state} for post in posts]
