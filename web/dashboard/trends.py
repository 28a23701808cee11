"""Seven or thirty days of a site, or of all of them, as drawings the server makes, each with its table."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from reports.trends import Trend, trends
from web.dashboard._helpers import sites_of
from web.dashboard.base import Look, Shown, View

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 420, 170, 34, 22, 16
"""Of a drawing, in its own units."""
FRESH = timedelta(minutes=1)
WORSE_UP = ("发热房间", "未完的需求")


def show(look: Look) -> Shown:
    """One drawing for each trend."""
    days = 30 if look.args.get("days") == "30" else 7
    sites = [look.here] if look.site is not None else sites_of(look)
    key, kept = (tuple(s.id for s in sites), look.day, days), look.desk.kept
    if key not in kept or look.now - kept[key][0] > FRESH:
        # A month of a big site takes half a second: once a minute is enough.
        kept[key] = (look.now, trends(look.session, sites, look.day, days))
    span, found = kept[key][1]
    return {"days": days, "span": span, "charts": [_chart(trend) for trend in found]}


def _chart(trend: Trend) -> dict[str, Any]:
    known = [v for v in trend.values if v is not None]
    top = 100.0 if trend.unit == "%" else float(_round_up(max(known, default=0)))
    step = (WIDTH - LEFT - 8) / len(trend.values)
    places = [(LEFT + step * (n + 0.5), _height(v, top), v) for n, v in enumerate(trend.values) if v is not None]
    return {
        "trend": trend, "top": top, "places": places, "bar": max(step * 0.62, 2), "as_line": trend.unit == "%" or trend.name == "在隔人数",
        "points": " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places), "base": HEIGHT - BOTTOM, "width": WIDTH, "height": HEIGHT,
        "left": LEFT, "labels": _labels(len(trend.values), step), "worse": trend.name in WORSE_UP, "roof": TOP,
    }  # fmt: skip


def _height(value: float, top: float) -> float:
    return TOP + (HEIGHT - BOTTOM - TOP) * (1 - (value / top if top else 0))


def _round_up(value: float) -> int:
    """The next of 4, 10, 20, 40, 100 …: a scale that does not jump every day."""
    for power in range(8):
        for first in (4, 10, 20):
            if value <= first * 10**power and first * 10**power >= 4:
                return int(first * 10**power)
    return int(value)


def _labels(count: int, step: float) -> Sequence[tuple[int, float]]:
    """Which days are written below: all of a week, every fifth of a month."""
    every = 1 if count <= 7 else 5
    return [(n, LEFT + step * (n + 0.5)) for n in range(count) if (count - 1 - n) % every == 0]


VIEWS = (
    View("/site/<int:site>/trends", "trends.html", "site", show),
    View("/trends", "trends.html", "county", show),
)
