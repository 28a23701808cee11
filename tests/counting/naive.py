"""The digest's figures once more, by looking at every fact one after the other. Slow, plain, and without a line of the program."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from tests.counting.book import Book, Half, Living, Report

TASK_TIMES = {"meals": ((9, 0), (13, 0), (19, 0)), "disinfection": ((10, 0), (17, 0)), "patrol": ((22, 0),)}
TASK_NAMES = {"meals": "送餐", "disinfection": "消杀", "patrol": "巡查"}
STAFF = {"1-w1", "1-w2", "1-w3", "1-w4"}
"""Of whom 收到 is expected: the leader wrote the notice."""
SAMPLED = ("sampled", "negative", "positive")


def figures(book: Book, day: date) -> dict[str, Any]:
    """What depends on the day alone."""
    lived = [one for one in book.livings if not one.off]
    gone = [one for one in lived if one.until is not None and book.day(one.until) == day]
    return {
        "in stay": len(at_the_end_of(book, day)),
        "new": sum(book.day(one.sent) == day for one in lived),
        "left": len(gone),
        "taken away": sum(one.why in ("转运", "换点") for one in gone),
        "am": half_day(book, (day, "am")),
        "pm": half_day(book, (day, "pm")),
        "requests": requests(book, day),
        "situations": Counter(n.category for n in book.needs if n.category and not n.off and book.day(n.sent) == day),
        "logs": Counter(log.kind for log in book.logs if not log.off and book.day(log.sent) == day),
        "began duty": sum(not t.off and book.day(t.sent) == day for t in book.turns),
        "gaps": sum(book.day(start) <= day <= book.day(end) for start, end in book.gaps),
        "human": book.voices,
    }


def rest(book: Book, day: date, now: datetime) -> dict[str, Any]:
    """What the digest says besides."""
    there = at_the_end_of(book, day)
    results: dict[int, str] = {}
    for swab in book.swabs:
        if not swab.off and swab.day == day:
            results[id(swab.living)] = swab.result
    due = [one for one in there if is_due(book, one, day)]
    known = {id(one): one for one in there}
    notices = [n for n in book.notices if not n.off and book.day(n.sent) == day]
    tasks = {task for task in TASK_TIMES if task_missing(book, task, day, now)}
    return {
        "sampling due": len(due),
        "sampling left": sorted(one.room for one in due if results.get(id(one)) not in SAMPLED),
        "results": Counter(r for who, r in results.items() if who in known or r in ("negative", "positive")),
        "tasks done": Counter(log.task for log in book.logs if log.task and not log.off and book.day(log.sent) == day),
        "tasks missing": {TASK_NAMES[task] for task in tasks},
        "on duty": sum(not t.off and book.day(t.sent) <= day and (t.until is None or book.day(t.until) > day) for t in book.turns),
        "notices": len(notices),
        "收到": sum(len({ack.by for ack in n.heard if not ack.off}) for n in notices),
        "未收到": sum(len(STAFF - {ack.by for ack in n.heard if not ack.off}) for n in notices),
        "flags": Counter(one.flag for one in there if one.flag),
        "corrections": sum(not fix.off and book.day(fix.sent) == day for fix in book.fixes),
    }


def at_the_end_of(book: Book, day: date) -> list[Living]:
    """Who lives there when the day is over."""
    there = [one for one in book.livings if not one.off and book.day(one.sent) <= day]
    return [one for one in there if one.until is None or book.day(one.until) > day]


def half_day(book: Book, half: Half) -> dict[str, Any]:
    """Check-ins: due is who is there when the half-day is over."""
    due = sorted((one for one in book.lived(half) if one.until is None or book.half(one.until) > half), key=lambda one: one.room)
    held = book.holding(r for r in book.reports if r.half == half)
    said, unlisted = who_said(book, half, [one.name for one in due], held)
    lacking = [
        r for r in book.reports
        if r.half == half and r.lacks and not r.off and not any(book.whose(h) == book.whose(r) and h.sent > r.sent for h in held)
    ]  # fmt: skip
    floors: dict[str, tuple[int, int]] = {}
    for one in due:
        n, done = floors.get(one.room[0], (0, 0))
        floors[one.room[0]] = n + 1, done + (one.name in said)
    return {
        "due": len(due),
        "done": sum(one.name in said for one in due),
        "missing": sorted(f"{one.room} {one.name}" for one in due if one.name not in said),
        "fever": {r.room for r in held if r.degrees is not None and r.degrees >= 37.3},
        "incomplete": len(lacking),
        "unlisted": unlisted,
        "floors": floors,
    }


def who_said(book: Book, half: Half, due: list[str], held: list[Report]) -> tuple[set[str], int]:
    """Who of the due has reported, and how many reports are nobody's.

    Those without a name, or under a wrong one, are given to people of their room in every possible way. The way counts in which the
    most of the due have one; of such ways the one that names those first who stand first on the list.
    """
    lived = book.lived(half)
    sure = {r.name for r in held if any(one.name == r.name and r.room in one.rooms for one in lived)}
    unsure = [r for r in held if not any(one.name == r.name and r.room in one.rooms for one in lived)]
    ways: set[frozenset[str]] = {frozenset()}
    for r in unsure:
        ways |= {way | {name} for way in ways for name in may_be_of(book, r, half) if name not in way | sure}
    best = min(ways, key=lambda way: (-sum(n in way for n in due), [i for i, n in enumerate(due) if n in way]))
    return sure | best, len(unsure) - max(len(way) for way in ways)


def may_be_of(book: Book, report: Report, half: Half) -> set[str]:
    """Who lived in the room when it was said, in that half-day if it was told later; of one that nobody had yet, who came after."""
    here = [one for one in book.lived(half) if report.room in one.rooms]
    if book.half(report.sent) == half:
        here = [one for one in here if one.until is None or one.until >= report.sent]
        here = [one for one in here if one.sent <= report.sent] or here
    names = {one.name for one in here}
    return set() if report.name and len(names) > 1 else names


def requests(book: Book, day: date) -> dict[str, tuple[Any, ...]]:
    """New, done, open, since when the oldest waits, incomplete: of each kind that was touched that day."""
    found = {}
    for kind in {n.kind for n in book.needs}:
        mine = [n for n in book.needs if n.kind == kind and not n.off and book.day(n.sent) <= day]
        mine = [n for n in mine if n.closed is None or book.day(n.closed) >= day]
        left = [n for n in mine if n.closed is None or book.day(n.closed) > day]
        done = [n for n in mine if n not in left and n.state != "cancelled"]
        if mine:
            oldest = min((n.sent for n in left), default=None)
            found[kind] = (sum(book.day(n.sent) == day for n in mine), len(done), len(left), oldest, sum(bool(n.lacks) for n in left))
    return found


def is_due(book: Book, one: Living, day: date) -> bool:
    """A sampling day of the plan, or the last day of somebody who stays longer."""
    days, sampling = book.plans[one.plan]
    number = (day - one.first_day).days + 1
    return number in sampling or bool(one.extra and number == days + one.extra)


def task_missing(book: Book, task: str, day: date, now: datetime) -> bool:
    """Done at least once in the last days, due by now, and nobody said it since it was due the time before."""
    mine = [log.sent.astimezone(book.zone) for log in book.logs if log.task == task and not log.off]
    if not any(day - timedelta(days=3) <= at.date() <= day for at in mine):
        return False
    today = [(at.hour, at.minute, at.second) for at in mine if at.date() == day]
    local, before = now.astimezone(book.zone), (-1, 0)
    for hour, minute in TASK_TIMES[task]:
        past = local.date() > day or (local.date() == day and (local.hour, local.minute) >= (hour, minute))
        if past and not any(at > (*before, 0) for at in today):
            return True
        before = (hour, minute)
    return False
