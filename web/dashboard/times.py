"""A site's times and switches, and how long its words are kept: changed through the same handler as '设置' in chat."""

from collections.abc import Sequence

from reading.said import Reading
from web.dashboard._pressing import press
from web.dashboard.base import Act, Deed, Look, Shown, View


def show(look: Look) -> Shown:
    """Every setting with what holds now."""
    kept, defaults = look.here.settings or {}, look.desk.agenda.defaults
    rows = [(s, str(kept.get(s.key) or defaults.get(s.key) or s.default or ""), s.key in kept) for s in look.desk.agenda.settings]
    return {
        "values": [row for row in rows if row[0].check != "switch"], "switches": [row for row in rows if row[0].check == "switch"],
        "retention": kept.get("retention_days") or defaults.get("retention_days", "7"),
    }  # fmt: skip


def put(act: Act) -> Sequence[str]:
    """As '设置 日报 19:30' would."""
    setting = next((s for s in act.desk.agenda.settings if s.key == act.form.get("key")), None)
    if setting is None:
        return ("没有这一项。",)
    argument = f"{setting.label} {act.form.get('value', '').strip()[:40]}"
    return press(act, Reading("settings", {"argument": argument}), f"设置 {argument}", here=True)


VIEWS = (View("/site/<int:site>/times", "times.html", "times", show, live=False),)
DEEDS = (Deed("/site/<int:site>/times", "times", put),)
