"""How good readings are: answers of a reader against labelled messages, every sort of fault in its own row.

Within a message the records of one kind are paired so that most fields agree; then they are compared field by field.
Nothing said (None, "", [], False) is absent; 0 is a value. A label may carry other accepted values (`alt`) and fields
that are not scored there (`free`). A record is complete when it has what its kind needs and nothing is asked for it.

wrong      complete, with a wrong or invented room, temperature, ticket, item, quantity or corrected value
lost       complete, but an item or a quantity that was said is not in it
missed     a record expected and not read        extra   read and not expected, in a message that has records
noise      something read in ordinary talk       silent  something needed is lacking and nothing is asked
asked      asked without need                    not_asked   needed and not asked
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.pairing import Pair, Record, pair_items, pair_records
from bench.values import absent, fields_of, is_complete, same

_GRAVE = {"room", "rooms", "temperature", "ticket", "quantity", "value", "items.name", "items.quantity"}
WEIGHT = {"wrong": 10.0, "missed": 5, "noise": 4, "lost": 4, "extra": 3, "not_asked": 3, "silent": 2, "asked": 1, "field": 0.5}
"""How bad a fault is, to find the worst messages."""


@dataclass(slots=True)
class Tally:
    """What was counted over all messages."""

    right: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    unexpected: Counter[str] = field(default_factory=Counter)
    fields: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    faults: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)


def judge(label: Mapping[str, Any], answer: Mapping[str, Any], tally: Tally) -> list[tuple[str, str]]:
    """Count one message in; its faults, as (sort, what)."""
    alt, free = label.get("alt") or {}, set(label.get("free") or ())
    expected: list[Record] = label["expect"]
    read: list[Record] = [r for r in answer.get("readings") or () if r.get("kind")]
    asked = dict.fromkeys([*(answer.get("ask") or ()), *(f for r in read for f in r.get("ask") or ())])
    pairs = pair_records(expected, read, alt)
    faults = _count_kinds(pairs, talk=not expected, tally=tally)
    for wanted, got in pairs:
        if wanted is not None and got is not None:
            faults += _compare(wanted, got, alt, free, _is_asked(got, read, asked), tally)
    needed = label.get("ask") or ()
    faults += [("asked", f) for f in asked if f not in needed and f not in free] + [("not_asked", f) for f in needed if f not in asked]
    tally.faults.update(sort for sort, _ in faults if sort != "noise")
    tally.faults["noise"] += any(sort == "noise" for sort, _ in faults)
    tally.faults["entirely_right"] += not faults
    return faults


def figures(tally: Tally, messages: int) -> dict[str, Any]:
    """The tally as shares and counts."""
    kinds = sorted(tally.right | tally.unread | tally.unexpected, key=lambda k: (-tally.right[k] - tally.unread[k], k))
    total = Counter[str]()
    for counts in tally.fields.values():
        total.update(counts)
    names = ("wrong", "missed", "lost", "extra", "noise", "asked", "not_asked", "silent")
    every_field = {"all": _accuracy(total, nothing=float(not tally.unread.total()))}
    return {
        "messages": messages,
        "entirely_right": tally.faults["entirely_right"],
        "entirely_right_share": round(tally.faults["entirely_right"] / messages, 4) if messages else 1.0,
        "kinds": {"all": _share(*(c.total() for c in (tally.right, tally.unexpected, tally.unread)))}
        | {k: _share(tally.right[k], tally.unexpected[k], tally.unread[k]) for k in kinds},
        "fields": every_field | {name: _accuracy(counts) for name, counts in sorted(tally.fields.items())},
        **{name: tally.faults[name] for name in names},
        "danger_missed": tally.unread["emergency"],
    }


def _is_asked(record: Record, read: Sequence[Record], asked: Iterable[str]) -> bool:
    """A question is about the records that lack the field; if none does, about all that have it; else about the whole message."""
    if isinstance(record.get("ask"), list):
        return bool(record["ask"])
    for name in asked:
        owners = [r for r in read if name in fields_of(r["kind"])]
        concerned = [r for r in owners if absent(r.get(name))] or owners or read
        if any(r is record for r in concerned):
            return True
    return False


def _count_kinds(pairs: Iterable[Pair], *, talk: bool, tally: Tally) -> list[tuple[str, str]]:
    faults, unread, unexpected = [], list[str](), list[str]()
    for wanted, got in pairs:
        if wanted is not None and got is not None:
            tally.right[wanted["kind"]] += 1
            tally.confusion[wanted["kind"], got["kind"]] += 1
        elif wanted is not None:
            unread.append(wanted["kind"])
            faults.append(("missed", wanted["kind"]))
        elif got is not None:
            unexpected.append(got["kind"])
            faults.append(("noise" if talk else "extra", got["kind"]))
    tally.unread.update(unread)
    tally.unexpected.update(unexpected)
    tally.confusion.update(itertools.zip_longest(unread, unexpected, fillvalue="talk"))
    tally.confusion["talk", "talk"] += talk and not unexpected
    return faults


def _compare(wanted: Record, got: Record, alt: Mapping[str, Any], free: set[str], asked: bool, tally: Tally) -> list[tuple[str, str]]:
    """The faults of one record, field by field; the grave ones count once for the record."""
    faults, wrong, lost = [], list[str](), list[str]()
    for path, name, a, b in _values(wanted, got, alt):
        if name in free or path in free or (absent(a) and absent(b) and path != "items.quantity"):
            continue  # a quantity that nobody said is right when nobody guessed it
        verdict = "ok" if same(name, a, b, alt) else "missing" if absent(b) else "extra" if absent(a) else "wrong"
        tally.fields[path][verdict] += 1
        if verdict == "ok":
            continue
        faults.append(("field", f"{path} {a} -> {b}"))
        if verdict == "missing":
            lost += [path] if path in ("items.name", "items.quantity") else []
        elif path in _GRAVE:
            wrong.append(path)
    if not is_complete(got):
        return [*faults, *([] if asked else [("silent", got["kind"])])]
    if asked:
        return faults
    return [*faults, *([("wrong", ", ".join(wrong))] if wrong else []), *([("lost", ", ".join(lost))] if lost else [])]


def _values(wanted: Record, got: Record, alt: Mapping[str, Any]) -> Iterable[tuple[str, str, Any, Any]]:
    """(path, field, expected, read) of one pair of records; what items have is compared item by item."""
    for name in fields_of(wanted["kind"]):
        if name != "items":
            yield name, name, wanted.get(name), got.get(name)
            continue
        for a, b in pair_items(wanted.get(name) or (), got.get(name) or (), alt):
            yield "items.name", "items.name", (a or {}).get("name"), (b or {}).get("name")
            if a is not None and b is not None:
                yield from ((f"items.{f}", f, a.get(f), b.get(f)) for f in ("strength", "quantity", "unit"))


def _share(right: int, unexpected: int, unread: int) -> dict[str, Any]:
    precision = right / (right + unexpected) if right + unexpected else float(not unread)
    recall = right / (right + unread) if right + unread else 1.0
    both = precision + recall
    counts = {"expected": right + unread, "read": right + unexpected, "right": right}
    f1 = 2 * precision * recall / both if both else 0.0
    return counts | {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _accuracy(counts: Counter[str], nothing: float = 1.0) -> dict[str, Any]:
    return {"n": counts.total(), "accuracy": round(counts["ok"] / counts.total(), 4) if counts.total() else nothing}
