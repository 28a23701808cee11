"""How long raw words are kept, site by site; a matter of the command office and the operator."""

from collections.abc import Sequence

from sqlalchemy import select

from chat.settings import put
from models import Site
from web.dashboard.base import Act, Deed, Look, Shown, View

MOST = 365


def show(look: Look) -> Shown:
    """The bot's own time and each site's."""
    usual = look.desk.agenda.defaults.get("retention_days", "7")
    sites = look.session.scalars(select(Site).where(Site.kind.in_(("site", "hq"))).order_by(Site.id))
    return {"usual": usual, "rows": [(s, (s.settings or {}).get("retention_days")) for s in sites]}


def keep(act: Act) -> Sequence[str]:
    """Set it; empty: as the bot's own."""
    typed = act.form.get("days", "").strip()
    if typed and not (typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= MOST):
        return (f"请写 1 到 {MOST} 的天数。",)
    if typed:
        put(act.here, "retention_days", str(int(typed)))
    else:
        act.here.settings = {k: v for k, v in (act.here.settings or {}).items() if k != "retention_days"}
    act.session.add(act.line(f"web retention {typed or 'usual'}"))
    return (f"{act.here.short} 的原话保存 {typed or act.desk.agenda.defaults.get('retention_days', '7')} 天，今夜起生效。",)


VIEWS = (View("/retention", "retention.html", "retention", show, live=False),)
DEEDS = (Deed("/retention/<int:site>", "retention", keep),)
