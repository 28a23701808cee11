"""'药不用了', '取消': somebody no longer wants what they asked for. Which of their own requests is meant; what is not sure is asked."""

import re

from sqlalchemy import select

from chat.context import Context
from dialogue.progress import named_by, of_kind_said
from models import OPEN_STATES, Message, Request

_SAYS = re.compile(r"取消|撤销|撤单|(?:不用|不要|不需要|别)再?[买送修开拿来管]?[药它]?了|不用再?(?:买|送|修|开|拿|来|管|麻烦)|不[买修开]了")
_SAYS_NOT = (
    "不取消", "别取消", "没取消", "取消不", "不能取消", "不要取消", "怎么", "为什么", "为啥", "谁", "不要紧", "不用急", "担心",
    "下去", "去拿", "来拿", "去取", "来取", "放在", "放门口", "放前台", "晚点", "明天", "先不",
)  # fmt: skip
"""Not so, or not meant so: 药不用送了，我自己下去拿 is wanted still."""
_WELL_AGAIN = re.compile(r"没事了|没事儿了|虚惊一场|搞错了|弄错了|误会了")
"""Of an emergency only: staff are told, and go all the same."""
_ABOUT_ELSE = ("餐", "饭", "早点", "通知", "会议", "预约", "航班", "接龙", "授权")
_ASKS = ("吗", "么", "呢", "？", "?", "没")
_BARE = re.compile(
    r"(?:算了|好的|谢谢|多谢|麻烦|感谢|您|你|各位|大家|医生|老师|啊|哈|吧|啦|哦|那|就|先|都|了|请|帮我|一下|[\s,，。.!！~～#＃])*"
)
_LONGEST = 30


def says_not_wanted(text: str) -> bool:
    """Whether somebody says that they want something no more."""
    said = text.strip()
    if len(said) > _LONGEST or said.endswith(_ASKS) or any(w in said for w in (*_SAYS_NOT, *_ABOUT_ELSE)):
        return False
    return _SAYS.search(said) is not None or _WELL_AGAIN.search(said) is not None


def no_longer_wanted(context: Context) -> list[Request]:
    """Of one's own open requests those that are named, or whose kind is; a bare 不用了 is about the one just made, 取消 else about all.

    What is quoted says which one is meant, and was no request of theirs if it comes here.
    """
    if context.payload.get("quote_text"):
        return []
    wanted = select(Request).where(
        Request.site_id == context.site.id, Request.asked_by == context.person.id, Request.status.in_(OPEN_STATES),
        Request.withdrawn_at.is_(None), Request.kind != "transfer",
    )  # fmt: skip
    mine = list(context.session.scalars(wanted.order_by(Request.id)))
    text = context.words
    if _WELL_AGAIN.search(text):
        return [r for r in mine if r.kind == "emergency"]
    meant = [r for r in mine if named_by(r, text)] or of_kind_said(text, mine)
    if meant or _BARE.fullmatch(_SAYS.sub("", text).replace(context.person.room or " ", "")) is None:
        return meant
    last = _last_message(context)
    return [r for r in mine if r.message_id == last] or (mine if "取消" in text else [])


def names_only_some(request: Request, text: str) -> bool:
    """牙膏不要了, where the request has more than that."""
    names = [str(item.get("name") or "") for item in request.details.get("items") or []]
    return any(name and name in text for name in names) and not all(name in text for name in names)


def _last_message(context: Context) -> int | None:
    """What the writer said here right before: a bare 不用了 is about that and nothing older."""
    said = select(Message.id).where(
        Message.account == context.message.account, Message.talker == context.message.talker, Message.id < context.message.id,
        Message.group_id == context.message.group_id if context.group else Message.group_id.is_(None),
    )  # fmt: skip
    return context.session.scalar(said.order_by(Message.id.desc()).limit(1))
