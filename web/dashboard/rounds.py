"""Delivery rounds, floor by floor, to be printed and carried; closed with one press, but for what was not handed over."""

from collections.abc import Sequence

from dialogue.rounds import floors_waiting
from reading.said import Reading
from web.dashboard._pressing import press
from web.dashboard.base import Act, Deed, Look, Shown, View


def show(look: Look) -> Shown:
    """Accepted medicine and things, by floor."""
    floor = look.args.get("floor", "")
    look.seen.append("web rounds")
    waiting = floors_waiting(look.session, look.here)
    return {"waiting": {f: r for f, r in waiting.items() if floor in ("", f)}, "every": list(waiting), "floor": floor}


def handed_over(act: Act) -> Sequence[str]:
    """What was ticked has been handed over: as '已送达' with those tickets."""
    told: list[str] = []
    for ticket in sorted(key.removeprefix("done-") for key in act.form if key.startswith("done-"))[:200]:
        told += press(act, Reading("update", {"ticket": ticket[:12], "status": "delivered"}), f"已送达 {act.here.short}{ticket[:12]}")
    return told or ("没有勾选，没有改动。",)


VIEWS = (View("/site/<int:site>/rounds", "rounds.html", "words", show, live=False),)
DEEDS = (Deed("/site/<int:site>/handed-over", "step", handed_over),)
