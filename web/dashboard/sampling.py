"""Sampling and care: who is due for a swab, who leaves, who was not asked yet, whose medicine runs out, special meals."""

from datetime import timedelta

from reports.digest import RESULTS
from reports.stays import follow_ups, meals, running_out, sampling_on, staying
from web.dashboard.base import Look, Shown, View
from web.dashboard.missing import by_floor


def show(look: Look) -> Shown:
    """What today asks of the site beside requests."""
    session, site, day = look.session, look.here, look.day
    there = staying(session, site)  # held, so that the questions below need not fetch them again
    if look.visitor.may("health", site):
        look.seen.append("web sampling")  # whose medicine runs out, and whose mood is looked after
    sampling = sampling_on(session, site, day)
    eaters, diets = meals(session, site)
    return {
        "sampling": sampling, "floors": by_floor(sampling.left),
        "results": {RESULTS[r]: n for r, n in sampling.results.items() if r in RESULTS},
        "leaving": {word: [s for s in there if s.release_on == day + timedelta(days=n)] for n, word in enumerate(("今天", "明天"))},
        "unasked": by_floor([s for s in there if s.unasked]), "follow": follow_ups(session, site, day),
        "running_out": running_out(session, site, day), "eaters": eaters, "diets": diets,
    }  # fmt: skip


VIEWS = (View("/site/<int:site>/sampling", "sampling.html", "site", show),)
