"""指挥部日报: every evening all sites side by side in the HQ group, worst first, with what needs a decision. Counts and sites only."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.attachments import attachment
from chat.settings import Setting
from chat.speaking import DIGEST
from chat.wording import Plain, Sentence
from dialogue.books import hq_book
from jobs._times import at_times
from jobs.base import Due, Job, JobContext
from reports.hq import hq_days, hq_text
from reports.hq_lines import hq_lines
from reports.pages import hq_page

TIME = "20:00"
SETTING = Setting("指挥部日报", "hq_digest", TIME)
JOB = Job("hq_digest", "指挥部日报", grace=timedelta(hours=4), sites=frozenset({"hq"}), settings=(SETTING,))


def slots(context: JobContext, since: datetime, until: datetime) -> Sequence[Due]:
    """Once a day."""
    return at_times(context, "hq_digest", TIME, since, until)


def run(context: JobContext, due: Due) -> None:
    """Post it, once for its day."""
    day = due.at.astimezone(context.zone).date()
    days = hq_days(context.session, day, context.now)
    if not days:
        return
    said = Sentence("{text}{late}", text=Plain(hq_text(days, day, context.now, context.zone)), late=Plain(context.lateness(due)))
    context.speaker.to_groups("hq", said, priority=DIGEST, key=f"{JOB.name}/{day.isoformat()}")
    page = hq_page(days, hq_lines(context.session, day), day, context.now, context.zone)
    picture = attachment("picture", f"指挥部日报{day:%m%d}.png", page.as_data())
    context.speaker.file_to_groups("hq", picture, key=f"hq_picture/{day.isoformat()}")
    book = hq_book(context.session, days, day, context.kinds.values(), context.now, context.zone)
    context.speaker.file_to_groups("hq", book, key=f"hq_workbook/{day.isoformat()}")
