"""What is scored, and when a value is right: every field has its own freedom (a name may be spaced, prose may be worded otherwise)."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

FIELDS = {
    "medication": "room! name condition items! days_left",
    "supplies": "room! name items!",
    "situation": "room! name category! description!",
    "repair": "room area description!",
    "emergency": "room name description!",
    "checkin": "room! name temperature! symptoms",
    "sampling": "rooms! name result!",
    "intake": "room! name! sex age phone category! admitted flags",
    "release": "rooms! name",
    "transfer": "room! name reason! destination",
    "task": "task! area quantity unit",
    "duty": "action! shift note",
    "notice": "text! targets needs_ack",
    "ack": "",
    "update": "ticket! rooms status! note",
    "correction": "room! field! value!",
    "query": "what! argument",
    "material": "title! file link text",
    "diary": "text!",
    "thanks": "text! to",
    "poll": "title! entries!",
}
"""What is scored, with ! what a record needs. Not taken from the kinds: a yardstick must not move with what it measures."""

_NUMBERS = {"temperature", "quantity", "days_left", "age", "entries"}
_SETS = {"symptoms", "rooms", "flags", "targets"}
_PROSE = {"description", "text", "note"}
_LOOSE = {"condition", "area", "destination", "shift", "to", "title"}
_UNITS = {"毫克": "mg", "微克": "μg", "毫升": "ml", "克": "g", "mcg": "μg", "ug": "μg", "µg": "μg", "×": "*", "x": "*"}


def fields_of(kind: str) -> list[str]:
    """The fields of a kind that are scored."""
    return FIELDS.get(kind, "").replace("!", "").split()


def is_complete(record: Mapping[str, Any]) -> bool:
    """Whether a record has what its kind needs; a repair needs a room or an area, an update a ticket or rooms; floors are rooms."""
    lacking = [f[:-1] for f in FIELDS.get(record["kind"], "").split() if f.endswith("!") and absent(record.get(f[:-1]))]
    if not (absent(record.get("rooms")) and absent(record.get("floors"))):
        lacking = [f for f in lacking if f not in ("ticket", "rooms")]
    if record.get("site_itself"):
        lacking = [f for f in lacking if f != "room"]  # 物资调运 of staff: the site asks
    if record.get("field") == "symptoms" and record.get("value") == []:
        lacking = [f for f in lacking if f != "value"]  # corrected to none
    return not lacking and not (record["kind"] == "repair" and absent(record.get("room")) and absent(record.get("area")))


def same(name: str, wanted: Any, got: Any, alt: Mapping[str, Any]) -> bool:
    """Whether a value is right, with the freedom its field has."""
    if absent(wanted) or absent(got):
        return absent(wanted) and absent(got)
    if name in _PROSE:
        return True
    if name in _NUMBERS:
        return _close(wanted, got)
    if name in _SETS:
        return _members(wanted) == _members(got)
    accepted = [wanted, *(alt.get(wanted, ()) if isinstance(wanted, str) else ())]
    if name in _LOOSE:
        return any(_within(_bare(a), _bare(got)) for a in accepted)
    write = _strength if name == "strength" else squeezed
    return write(got) in map(write, accepted) or (name == "value" and (_close(wanted, got) or _members(wanted) == _members(got)))


def absent(value: Any) -> bool:
    """Nothing was said; 0 is something."""
    return value is None or value is False or (isinstance(value, str | list | tuple | dict) and not value)


def _close(a: Any, b: Any) -> bool:
    try:
        return abs(float(a) - float(b)) < 1e-6
    except (TypeError, ValueError):
        return False


def squeezed(value: Any) -> str:
    """Without blanks."""
    return "".join(str(value).split())


def _bare(value: Any) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", str(value)).casefold())


def _within(a: str, b: str) -> bool:
    return bool(a and b) and (a in b or b in a)


def _strength(value: Any) -> str:
    written = unicodedata.normalize("NFKC", squeezed(value)).casefold()
    for unit, usual in _UNITS.items():
        written = written.replace(unit, usual)
    return written


def _members(value: Any) -> set[str]:
    parts = re.split(r"[,，、;；\s]+", value) if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]
    return {squeezed(p) for p in parts if p != ""}
