"""未收到: who has not confirmed a notice."""

from sqlalchemy import select

from chat.context import Context
from chat.rights import refuse, role_of
from chat.wording import Count, Plain, Public
from dialogue.notices import newest_in, numbered, standing, standing_line, targets_of
from models import Notice, Site


def not_confirmed(argument: str, context: Context) -> None:
    """未收到: who has not answered a notice, group by group; HQ sees every site, a site its own groups."""
    person = context.person
    if not context.is_staff:
        refuse(context)
        return
    notice = numbered(context.session, argument if "通知" in argument else f"通知{argument}") if argument else newest(context)
    groups = targets_of(context.session, notice) if notice else []
    if role_of(context) not in ("hq", "operator"):
        groups = [g for g in groups if g.site_id == context.site.id]
    if notice is None or not (groups or notice.written_by == person.id):
        context.answer("没有找到等待回复的通知。")
        return
    state = "（已撤回）" if notice.withdrawn_at else "" if notice.needs_ack else "（不要求回复）"
    by = context.session.get_one(Site, notice.site_id)
    own = context.place != "hq" or by.kind == "hq"  # the office reads of a site's own notice that it was sent, not what it says
    text = Public(notice.text[:40]) if own else Plain(f"{by.short}发出")
    context.answer("通知{n}{state}：{text}", n=Count(notice.number), state=Plain(state), text=text)
    for group in groups:
        context.lines.append(standing_line(context.session, notice, standing(context.session, notice, group)))


def newest(context: Context) -> Notice | None:
    """The newest notice that waits in any of the site's groups, or that was written here."""
    groups = [g for kind in ("staff", "resident", "branch", "hq") for g in context.speaker.groups(kind)]
    here = context.group if context.group is not None and context.place in ("branch", "hq") else None
    waiting = [n for g in ([here] if here else groups) for n in newest_in(context.session, g.id, context.now)]
    written = select(Notice).where(Notice.site_id == context.site.id, Notice.needs_ack, Notice.withdrawn_at.is_(None))
    waiting += context.session.scalars(written.order_by(Notice.sent_at.desc()).limit(1))
    return max(waiting, key=lambda n: n.sent_at, default=None)
