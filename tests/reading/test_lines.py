"""Ordinary talk that gives no record, and messages full of other numbers with the values they give."""

from pathlib import Path
from typing import Any

import pytest

from reading.said import Sender
from tests.reading.groups import LEADER, RESIDENT, STAFF, STRANGER, read

HQ = Sender(role="hq", nick="县指-田主任", name="田志刚")
WRITERS = {"r": RESIDENT, "u": STRANGER, "s": STAFF, "l": LEADER, "h": HQ}


def _lines(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [line.split("|") for line in text.splitlines() if not line.startswith("#")]


def _item(item: dict[str, Any]) -> str:
    strength = f"[{item['strength']}]" if item["strength"] else ""
    return f"{item['name']}{strength}*" + ("?" if item["quantity"] is None else f"{item['quantity']:g}{item['unit'] or ''}")


def _record(record: dict[str, Any]) -> str:
    """A record in one line: kind, room, the name if it is not the writer's, numbers, things."""
    out = [record["kind"], *(record.get(name) for name in ("task", "action", "status", "room"))]
    for name in ("rooms", "ticket"):
        several = record.get(name)
        out.append(",".join(several) if isinstance(several, list) else several)
    out += [record.get("area"), "=" + record["name"] if record.get("name") not in (None, RESIDENT.name) else None]
    if record["kind"] == "correction":
        out += [record.get("field"), str(record.get("value"))]
    out.append(str(record["temperature"]) if record.get("temperature") is not None else None)
    out.append(f"{record['quantity']:g}{record.get('unit') or ''}" if record.get("quantity") is not None else None)
    out += [record.get("result"), "+".join(map(_item, record.get("items", ())))]
    return " ".join(filter(None, out))


@pytest.mark.parametrize(("who", "words"), _lines("talk_lines.txt"), ids=lambda value: value)
def test_talk_gives_no_record(who: str, words: str) -> None:
    assert [_record(r) for r in read(words.replace("⏎", "\n"), WRITERS[who])] == []


@pytest.mark.parametrize(("who", "records", "words"), _lines("value_lines.txt"), ids=lambda value: value[:40])
def test_other_numbers_take_no_value(who: str, records: str, words: str) -> None:
    assert "; ".join(_record(r) for r in read(words.replace("⏎", "\n"), WRITERS[who])) == records


def _whose(record: dict[str, Any]) -> str:
    """A record in one line: kind, room, whose it is, the illness, the things."""
    out = [record["kind"], record.get("room"), record.get("name") or "-", record.get("condition")]
    return " ".join(filter(None, [*out, "+".join(map(_item, record.get("items", ())))]))


@pytest.mark.parametrize(("who", "records", "words"), _lines("person_lines.txt"), ids=lambda value: value[:40])
def test_each_person_has_their_own(who: str, records: str, words: str) -> None:
    assert "; ".join(_whose(r) for r in read(words.replace("⏎", "\n"), WRITERS[who])) == records
