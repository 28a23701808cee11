"""The county: all sites side by side, the worst first, each with its light and why."""

from typing import Any

from sqlalchemy import select

from models import Site
from reports.care import side_by_side
from reports.hq import hq_days
from reports.lights import light_of
from web.dashboard._helpers import sites_of
from web.dashboard.base import Elsewhere, Look, Missing, Shown, View


def show(look: Look) -> Shown:
    """Every site for those above, one's own for its leaders."""
    if not look.visitor.may("county"):
        raise Missing
    if look.visitor.above:
        days = hq_days(look.session, look.day, look.now)
    else:
        days = side_by_side(look.session, sites_of(look), look.day, look.now)
    rows: list[dict[str, Any]] = [
        {
            "day": d, "light": light_of(d, look.now), "oldest": d.figures.oldest, "checkins": d.figures.checkins,
            "fevers": d.figures.fevers, "open": d.figures.open, "halves": d.figures.halves, "gaps": len(d.figures.gaps),
        }
        for d in days
    ]  # fmt: skip
    total = {
        "in_stay": sum(d.figures.in_stay for d in days), "before": sum(d.yesterday.in_stay for d in days),
        "due": sum(r["checkins"][0] for r in rows), "done": sum(r["checkins"][1] for r in rows),
        "fevers": sum(r["fevers"] for r in rows), "open": sum(r["open"] for r in rows),
    }  # fmt: skip
    return {"rows": rows, "total": total, "colours": {"red": "要马上看", "amber": "要留意", "green": "正常"}}


def home(look: Look) -> Shown:
    """Where somebody starts who has signed in: those above with the county, everybody else with the own site."""
    first = look.session.scalar(select(Site.id).where(Site.id == look.visitor.site_id, Site.kind == "site"))
    if look.visitor.above:
        return Elsewhere("/county")
    return Elsewhere(f"/site/{first}") if first is not None else {}


VIEWS = (
    View("/county", "county.html", "county", show),
    View("/", "home.html", "any", home, live=False),
)
