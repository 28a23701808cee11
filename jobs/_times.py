"""When daily posts are said: the site's own times, or none when it switched them off."""

from collections.abc import Sequence
from datetime import datetime

from jobs.base import Due, JobContext, daily

OFF = ("off", "关", "关闭", "")


def at_times(context: JobContext, name: str, usual: str, since: datetime, until: datetime) -> Sequence[Due]:
    """The moments of one daily post: its setting holds times with blanks between them ('06:30 10:30')."""
    said = context.setting(name, usual).strip()
    return [] if said in OFF else daily(context, said.replace("，", " ").replace(",", " ").split(), since, until)
