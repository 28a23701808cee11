"""Isolation plans: the shipped ones and the county's. A changed plan is a new version and reckons open stays anew."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from models import Stay, all_plans
from web.dashboard.base import Act, Deed, Look, Shown, View

FIELDS = ("名称", "天数", "采样日", "启用日期", "默认", "替代")


def show(look: Look) -> Shown:
    """Every version, with how many are on it now."""
    on = Counter(look.session.execute(select(Stay.plan, Stay.plan_version).where(Stay.ended_at.is_(None))).all())
    counts = {(name, version): n for (name, version), n in on.items()}
    return {"plans": [(p, counts.get((p.name, p.version), 0)) for p in reversed(all_plans(look.session))]}


def add(act: Act) -> Sequence[str]:
    """As a row of the sheet 方案."""
    row = {name: act.form.get(name, "").strip()[:60] for name in FIELDS}
    try:
        changed = act.desk.office.take_in_row("方案", row, act.now)
    except ValueError as error:
        return (f"没有改动：{error}。",)
    if changed:
        with act.desk.store.begin() as session:
            session.add(act.line("web plan"))
    return (f"方案 {row['名称']} 已生效，在隔的人已按新方案重新计算。" if changed else "没有变化。",)


VIEWS = (View("/plans", "plans.html", "plans", show, live=False),)
DEEDS = (Deed("/plans", "plans", add, outside=True),)
