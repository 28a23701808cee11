"""Which half-day a temperature belongs to: the one it was sent in, unless its words say otherwise (昨晚36.5)."""

import re
from datetime import date, datetime, timedelta

from chat.context import Context

_YESTERDAY_EARLY = re.compile(r"昨早|昨[天日]的?(?:早|上午|清晨)")
_YESTERDAY = re.compile(r"昨[天日晚夜]")
_TODAY_EARLY = re.compile(r"今早|今晨|(?:今[天日])?的?(?:早上|早晨|上午)")
_TODAY = re.compile(r"今[天日早晨晚]|现在|刚")


def half_of(context: Context) -> tuple[date, str]:
    """The day and half (am, pm) of what this message reports; of a list its title decides."""
    words = context.words.split("\n")[0] if context.message.type == "jielong" else context.words
    return half_said(words, context.sent)


def half_said(words: str, sent: datetime) -> tuple[date, str]:
    """By the words, as said at `sent` (the site's own time). Words for both days decide nothing."""
    now = (sent.date(), "am" if sent.hour < 12 else "pm")
    if _YESTERDAY.search(words) or _YESTERDAY_EARLY.search(words):
        if _TODAY.search(words):
            return now
        return sent.date() - timedelta(days=1), "am" if _YESTERDAY_EARLY.search(words) else "pm"
    return (sent.date(), "am") if _TODAY_EARLY.search(words) else now
