"""Somebody joined a group: one welcome per batch, saying who reads and why."""

from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from chat.people import person_behind
from chat.wording import Plain, Sentence
from dialogue.lookalikes import watch
from models import Post

EVENT = "joined"

BATCH = timedelta(minutes=5)
WELCOME = (
    "欢迎入住{site}。在群里直接说需要什么就行，例如：\n305 张三 36.5 无\n我要硝苯地平缓释片 2盒\n"
    "请把群昵称改成“房号+姓名”。我是群助手，只记录健康和需求，给本点工作人员处理用；发“帮助”看用法，发“隐私”看记什么、谁能看。"
)


def handle(context: Context) -> None:
    """Welcome to the residents' group; elsewhere people are only remembered. A known person who is back is let in again."""
    for contact, nick in context.payload.get("people") or []:
        person = person_behind(context.session, str(contact), context.site.id, str(nick))
        person.left_at = None
        watch(context, person)
    if context.place == "resident" and context.group is not None and not _just_welcomed(context.group.id, context):
        key = f"welcome/{context.message.id}"
        said = Sentence(WELCOME, site=Plain(context.site.name))
        context.speaker.to_group(context.group, said, message_id=context.message.id, key=key)


def _just_welcomed(group_id: str, context: Context) -> bool:
    """People who come one by one, a bus load of them, are one batch."""
    wanted = select(Post.id).where(
        Post.site_id == context.site.id, Post.group_id == group_id, Post.created_at > context.now - BATCH, Post.key.startswith("welcome/")
    )
    return context.session.scalars(wanted).first() is not None
