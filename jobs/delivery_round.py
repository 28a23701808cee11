"""派送单: what is to be carried up, floor by floor, at the times the site sends somebody round."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.settings import Setting
from chat.speaking import CARE
from chat.wording import Plain, Sentence, Told
from dialogue.rounds import floors_waiting, round_of
from jobs._times import at_times
from jobs.base import Due, Job, JobContext

TIMES = "10:30 16:30"
"""In the site's zone; the site's setting `delivery_round` replaces them."""
JOB = Job("delivery_round", "派送单", grace=timedelta(hours=2), settings=(Setting("派送单", "delivery_round", TIMES, "times"),))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """At the site's times."""
    return at_times(context, JOB.name, TIMES, since, until)


def run(context: JobContext, due: Due) -> None:
    """One post with every floor; nothing to carry, nothing said."""
    floors = floors_waiting(context.session, context.site)
    if floors:
        rounds = [round_of(name, requests) for name, requests in floors.items()]
        said = Sentence("派送单{late}\n{rounds}", late=Plain(context.lateness(due)), rounds=Told(rounds))
        context.speaker.to_groups("staff", said, priority=CARE)
