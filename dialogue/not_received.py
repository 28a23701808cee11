"""'药没收到': what was said to be handed over did not arrive. Which request is meant."""

from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from models import Request

WITHIN = timedelta(days=1)
_SAYS = ("没收到", "没有收到", "未收到", "没拿到", "没有拿到", "没见到", "没看到")
_ABOUT_ELSE = ("通知", "消息", "短信", "结果", "早餐", "午餐", "晚餐", "中餐", "饭", "回复", "验证码", "收到吗", "没收到的")


def says_not_received(text: str) -> bool:
    """Whether somebody says that something did not come."""
    return len(text) <= 30 and any(w in text for w in _SAYS) and not any(w in text for w in _ABOUT_ELSE) and not text.endswith(("？", "?"))


def handed_over_lately(context: Context) -> list[Request]:
    """What was closed as handed over within a day: one's own, and for a confirmed resident the room's."""
    person = context.person
    mine = Request.asked_by == person.id
    if context.own_room:
        mine = mine | (Request.room == context.own_room)
    wanted = select(Request).where(
        Request.site_id == context.site.id, Request.status == "delivered", Request.closed_at >= context.now - WITHIN, mine
    )
    return list(context.session.scalars(wanted.order_by(Request.id)))
