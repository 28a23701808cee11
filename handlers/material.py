"""存资料: staff keep a text, link or file under a title for everybody to find."""

from typing import Any

from sqlalchemy import select

from chat.context import Context
from chat.wording import Public
from dialogue.materials import replace_earlier
from dialogue.questions import drop_about
from models import Material
from reading.fields import Heading, Link, Text
from reading.kind import STAFF, Kind
from reading.said import Reading

KIND = Kind(
    name="material",
    label="资料",
    titles=("存资料",),
    fields=(
        Heading(needed=True, ask="请问资料叫什么？", sample="防护服穿脱流程"),
        Link(),
        Text("text", "内容"),
    ),
    who=STAFF,
    example="#存资料 防护服穿脱流程 https://example.com/ppe",
    help="存资料：写标题和链接或文字，文件在标题后十分钟内发",
    columns=("title", "link", "text"),
)


def handle(reading: Reading, context: Context) -> None:
    """Keep it; the same title again replaces the older version, which is kept."""
    fields = reading.fields
    material = Material(
        site_id=context.site.id, title=str(fields.get("title") or "")[:80], link=fields.get("link"), text=fields.get("text"),
        stored_by=context.person.id, message_id=context.message.id, at=context.sent,
    )  # fmt: skip
    context.session.add(material)
    context.session.flush()
    context.made.append([KIND.name, material.id])
    if material.title:
        _stored(material, context)
    else:
        context.ask(KIND.name, material.id, "title")


def complete(record_id: int, field: str, value: Any, context: Context) -> None:
    """Its title, said later."""
    material = context.session.get_one(Material, (context.site.id, record_id))
    if field == "title" and not material.title:
        material.title = str(value)[:80]
        _stored(material, context)


def withdraw(message_id: int, context: Context) -> bool:
    """A recalled version steps back, and the one before it counts again."""
    wanted = select(Material).where(Material.site_id == context.site.id, Material.message_id == message_id, Material.withdrawn_at.is_(None))
    found = list(context.session.scalars(wanted))
    for material in found:
        material.withdrawn_at = context.now
        drop_about(material.id, context.person.contact, context)
        for older in context.session.scalars(
            select(Material).where(Material.site_id == context.site.id, Material.replaced_by == material.id)
        ):
            older.replaced_by = None
    return bool(found)


def _stored(material: Material, context: Context) -> None:
    title = Public(material.title)
    if material.is_empty:
        context.answer("资料「{title}」已记标题，请在十分钟内把文件、链接或文字发来：#存资料 {title} 内容", title=title)
    elif replace_earlier(material, context):
        context.answer("资料「{title}」已更新，旧的一份还保留着。", title=title)
    else:
        context.answer("资料「{title}」已存，发「资料 {title}」就能找到。", title=title)
