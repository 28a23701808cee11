"""A box for a group's text when WeChat is away: the same path as `replay`, and nothing is said to anybody."""

from collections.abc import Sequence

from dialogue.notices import PLACES
from web.dashboard.base import Act, Deed, Look, Shown, View

LONGEST = 200_000
"""Characters."""


def show(look: Look) -> Shown:
    """The box."""
    return {"places": {k: v for k, v in PLACES.items() if k in ("resident", "staff")}, "longest": LONGEST}


def take(act: Act) -> Sequence[str]:
    """Feed it in; the same text twice changes nothing."""
    text, kind = act.form.get("text", "").replace("\r\n", "\n"), act.form.get("kind", "")
    if kind not in PLACES or not text.strip() or len(text) > LONGEST:
        return (f"请选择群，并粘贴不超过 {LONGEST} 字的聊天记录。",)
    with act.desk.store.begin() as session:
        session.add(act.line("web paste"))
    n = act.desk.office.replay(act.here, kind, text)
    if not n["messages"]:
        return ("没有认出一条消息。每条要有名字和时间，例如：08:12 305张三 > 36.5",)
    return (f"读到 {n['messages']} 条，新的 {n['new']} 条，新开需求 {n['requests']} 单；现在共有 {n['human']} 条待人工。",)


VIEWS = (View("/site/<int:site>/paste", "paste.html", "paste", show, live=False),)
DEEDS = (Deed("/site/<int:site>/paste", "paste", take, outside=True),)
