"""Who is on duty and for how long, and which of the day's tasks are logged."""

from datetime import timedelta

from dialogue.shifts import open_shifts
from reports.tasks import LABELS, task_day
from web.dashboard.base import Look, Shown, View

TOO_LONG = timedelta(hours=12)
"""On duty for longer: somebody should be relieved."""


def show(look: Look) -> Shown:
    """Longest on duty first."""
    shifts = [(shift, person, look.now - shift.started_at > TOO_LONG) for shift, person in open_shifts(look.session, look.here.id)]
    tasks = [(label, task_day(look.session, look.here, look.day, task, look.now)) for task, label in LABELS.items()]
    return {"shifts": shifts, "tasks": [(label, t) for label, t in tasks if t.due or t.done]}


VIEWS = (View("/site/<int:site>/duty", "duty.html", "site", show),)
