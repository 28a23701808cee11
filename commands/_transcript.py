"""An exported or pasted chat → messages: who said what when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

_HEAD = re.compile(r"^(?P<a>.{1,40}?)\s+(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\s*$")
_HEAD_DATE_FIRST = re.compile(r"^(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\s+(?P<a>.{1,40}?)\s*$")
_ONE_LINE = re.compile(r"^(?P<time>\d{1,2}:\d{2})\s+(?P<a>[^>:：]{1,40}?)\s*[>:：]\s*(?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a transcript."""

    nick: str
    at: datetime
    text: str


def lines_of(transcript: str, zone: ZoneInfo, today: datetime) -> Iterator[Line]:
    """Messages in the three forms people paste: name and time above the words, time first, or '08:12 name > words'."""
    nick, at, words = "", today, list[str]()
    for raw in transcript.splitlines():
        head = _HEAD.match(raw) or _HEAD_DATE_FIRST.match(raw)
        short = None if head else _ONE_LINE.match(raw)
        if not head and not short:
            words.append(raw)
            continue
        if nick and any(w.strip() for w in words):
            yield Line(nick, at, "\n".join(words).strip())
        if head:
            nick, at, words = head["a"].strip(), _moment(head["day"], head["time"], zone), []
        elif short:
            nick, at, words = short["a"].strip(), _moment(f"{today:%Y-%m-%d}", short["time"], zone), [short["text"]]
    if nick and any(w.strip() for w in words):
        yield Line(nick, at, "\n".join(words).strip())


def _moment(day: str, clock: str, zone: ZoneInfo) -> datetime:
    year, month, date = (int(p) for p in re.findall(r"\d+", day))
    hour, minute = (int(p) for p in clock.split(":")[:2])
    return datetime(year, month, date, hour, minute, tzinfo=zone)
