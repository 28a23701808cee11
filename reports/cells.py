"""What people wrote, made safe for a spreadsheet's cell (reliability.md S5)."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("^[\\s\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]+")
"""In front of a formula a spreadsheet may skip them."""
_FORMULA = "=+-@\t\r＝＋－＠"
LONGEST = 32_000
"""Characters; a cell holds 32,767."""


def text_cell(text: str) -> str:
    """The words without control characters; what could be run as a formula, here or in a copy saved as CSV, gets an apostrophe."""
    clean = _CONTROL.sub("", text)
    risky = _UNSEEN.sub("", clean)[:1] in _FORMULA if _UNSEEN.sub("", clean) else False
    return f"'{clean}"[:LONGEST] if risky else clean[:LONGEST]


def cell(value: Any, zone: ZoneInfo) -> str | float:
    """A value of a record as a cell: numbers stay numbers, moments are the site's own time, everything else is safe text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return text_cell(" ".join(str(v) for v in value.values() if v not in (None, "")))
    if isinstance(value, list | tuple):
        return text_cell("；".join(str(cell(v, zone)) for v in value) or "无")
    return text_cell(str(value))
