"""Figures against a second, naive count: whatever is on record, in any zone, also on the days the clocks change."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from handlers.base import kinds_of, load_handlers
from models import Change, CheckIn, Entry, Message, Request, Sample, Shift, Site, Slot, Stay, Store, new_id
from reports.care import Day, site_day
from reports.digest import digest_text
from reports.records import Lodger, Report
from reports.whose import match

DAYS = (date(2022, 8, 7), date(2022, 3, 27), date(2022, 10, 30), date(2022, 11, 6))
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland")
LATER = ("negative", "positive")
"""Results that come after somebody may have gone."""
ROOMS, NAMES = ("301", "302", "411"), ("张三", "李四", "王五", "赵六", "钱七", "孙八")
"""A name is one person's: two of one name are told apart when they move in."""
KINDS = kinds_of(load_handlers())
numbers = count(1)

minutes = st.integers(-3 * 1440, 1440 + 600)
maybe = st.none() | minutes
some_day = st.integers(-1, 0)
flag = st.sampled_from((False, False, True))
reasons = st.sampled_from((None, "期满", "转运：阳性", "换点：甲", "撤回"))
stays = st.tuples(st.sampled_from(ROOMS), st.sampled_from(NAMES), minutes, maybe, reasons)
reports = st.tuples(
    some_day, st.sampled_from(("am", "pm")), st.sampled_from((None, *ROOMS, "999")), st.sampled_from((None, *NAMES)),
    st.sampled_from((None, 36.5, 37.3, 38.9)), flag, flag, minutes,
)  # fmt: skip
requests = st.tuples(
    st.sampled_from(("medication", "situation", "repair")), minutes, maybe, st.sampled_from(("delivered", "cancelled")),
    st.sampled_from((None, "physical", "emotional")), flag, flag,
)  # fmt: skip
entries = st.tuples(st.sampled_from(("thanks", "diary", "task")), some_day, flag)
samples = st.tuples(some_day, st.integers(0, 4), st.sampled_from(("sampled", "refused", "negative", "positive")), flag, flag)
moments = st.lists(minutes, max_size=3)
HISTORY = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(ZONES), "day": st.sampled_from(DAYS), "stays": st.lists(stays, max_size=6, unique_by=lambda s: s[1]),
        "reports": st.lists(reports, max_size=8), "requests": st.lists(requests, max_size=6), "entries": st.lists(entries, max_size=4),
        "samples": st.lists(samples, max_size=4), "shifts": moments, "changes": moments, "missed": moments, "human": st.integers(0, 2),
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = Store(f"sqlite:///{Path(tmp_path_factory.mktemp('figures')) / 'figures.sqlite3'}")
    event.listen(found.engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    found.create()
    yield found
    found.close()


class History:
    """One invented history, as the tables hold it and as plain moments in the site's own time."""

    def __init__(self, drawn: dict[str, Any]) -> None:
        self.drawn, self.zone, self.day = drawn, ZoneInfo(drawn["zone"]), drawn["day"]
        self.site = next(numbers)
        self.stays = [
            (room, name, self.at(start), self.at(max(start, end)) if end is not None else None, reason if end is not None else None)
            for room, name, start, end, reason in drawn["stays"]
        ]
        self.requests = [
            (kind, self.at(opened), self.at(max(opened, closed)) if closed is not None else None, status, category, lacks, withdrawn)
            for kind, opened, closed, status, category, lacks, withdrawn in drawn["requests"]
        ]

    def at(self, offset: int) -> datetime:
        """So many minutes after the local midnight of the day."""
        return datetime.combine(self.day, time(), self.zone).astimezone(UTC) + timedelta(minutes=offset)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def on(self, moment: datetime) -> date:
        return self.local(moment).date()

    def wall(self, moment: datetime) -> datetime:
        return self.local(moment).replace(tzinfo=None)

    def rows(self) -> list[Any]:
        """Everything as rows."""
        own: dict[str, Any] = {"site_id": self.site}
        said: dict[str, Any] = {**own, "message_id": 1, "missing": []}
        ids = [new_id() for _ in self.stays]
        rows: list[Any] = [Site(id=self.site, name=f"酒店{self.site}", short=f"店{self.site}", timezone=self.zone.key)]
        rows += [
            Stay(**own, id=i, room=r, name=n, admitted=self.on(s), started_at=s, ended_at=e, end_reason=w, plan="7+3", plan_version=1)
            for i, (r, n, s, e, w) in zip(ids, self.stays, strict=True)
        ]  # fmt: skip
        for back, half, room, name, degrees, replaced, withdrawn, sent in self.drawn["reports"]:
            lacks = {"missing": [] if degrees else ["temperature"], "replaced_by": 5 if replaced else None}
            gone = self.at(0) if withdrawn else None
            where = {"room": room, "name": name, "temperature": degrees, "day": self.day + timedelta(days=back), "half": half}
            rows.append(CheckIn(**{**said, **lacks}, **where, sent_at=self.at(sent), withdrawn_at=gone))
        for kind, opened, closed, status, category, lacking, withdrawn in self.requests:
            state = {"status": status if closed else "open", "missing": ["room"] if lacking else []}
            when = {"opened_at": opened, "closed_at": closed, "withdrawn_at": opened if withdrawn else None}
            rows.append(Request(**{**said, **state}, kind=kind, ticket=f"Y{next(numbers)}", category=category, **when))
        for kind, back, withdrawn in self.drawn["entries"]:
            gone = self.at(0) if withdrawn else None
            rows.append(Entry(**said, kind=kind, day=self.day + timedelta(days=back), sent_at=self.at(0), withdrawn_at=gone))
        for back, which, result, replaced, withdrawn in self.drawn["samples"]:
            if which < len(ids):
                state_of = {"replaced_by": 5 if replaced else None, "withdrawn_at": self.at(0) if withdrawn else None}
                when = {"day": self.day + timedelta(days=back), "sent_at": self.at(0)}
                rows.append(Sample(**own, stay_id=ids[which], room="301", result=result, message_id=1, **when, **state_of))
        rows += [Shift(**own, person_id=1, started_at=self.at(m), message_id=1) for m in self.drawn["shifts"]]
        rows += [self._change(m) for m in self.drawn["changes"]]
        slot = {**own, "job": "j", "state": "missed", "run_at": self.at(0)}
        rows += [Slot(**slot, subject=str(n), at=self.at(m)) for n, m in enumerate(self.drawn["missed"])]
        rows += [
            Message(account="a", external_id=f"x{next(numbers)}", site_id=self.site, noted_at=self.at(0), human="failed")
            for _ in range(self.drawn["human"])
        ]
        return rows

    def _change(self, offset: int) -> Change:
        values: dict[str, Any] = {"before": {}, "after": {}, "person_id": 1, "message_id": 1}
        return Change(site_id=self.site, kind="checkin", record_id=1, field="temperature", at=self.at(offset), **values)


def naive(h: History, day: date) -> dict[str, Any]:
    """The same figures by looking at every record, one after the other, in local time."""
    on = h.on
    real = [s for s in h.stays if s[4] != "撤回"]
    there = [s for s in real if on(s[2]) <= day and (s[3] is None or on(s[3]) > day)]
    ended = [s for s in real if s[3] is not None and on(s[3]) == day]
    touching = [r for r in h.requests if not r[6] and on(r[1]) <= day and (r[2] is None or on(r[2]) >= day)]
    asked = {}
    for kind in {r[0] for r in touching}:
        mine = [r for r in touching if r[0] == kind]
        left = [r for r in mine if r[2] is None or on(r[2]) > day]
        finished = sum(1 for r in mine if r[2] is not None and on(r[2]) == day and r[3] != "cancelled")
        oldest = min((r[1] for r in left), default=None)
        asked[kind] = (sum(1 for r in mine if on(r[1]) == day), finished, len(left), oldest, sum(1 for r in left if r[5]))
    return {
        "in_stay": len(there),
        "new": sum(1 for s in real if on(s[2]) == day),
        "ended": len(ended),
        "taken": sum(1 for s in ended if str(s[4]).startswith(("转运", "换点"))),
        "halves": {half: naive_half(h, day, half, real) for half in ("am", "pm")},
        "asked": asked,
        "categories": Counter(r[4] for r in touching if r[0] == "situation" and r[4] and on(r[1]) == day),
        "logs": Counter(k for k, back, gone in h.drawn["entries"] if not gone and h.day + timedelta(days=back) == day),
        "began": sum(1 for m in h.drawn["shifts"] if on(h.at(m)) == day),
        "missed": sum(1 for m in h.drawn["missed"] if on(h.at(m)) == day),
    }


def naive_half(h: History, day: date, half: str, real: list[Any]) -> tuple[Any, ...]:
    """Due, done, fever, incomplete, unlisted of one half-day."""
    until = datetime.combine(day, time(12)) if half == "am" else datetime.combine(day + timedelta(days=1), time())
    wall = h.wall
    since = datetime.combine(day, time(0 if half == "am" else 12))
    there = [s for s in real if wall(s[2]) < until and (s[3] is None or wall(s[3]) >= since)]
    due = [s[1] for s in there if s[3] is None or wall(s[3]) >= until]
    kept = [r for r in h.drawn["reports"] if h.day + timedelta(days=r[0]) == day and r[1] == half and not r[5] and not r[6]]
    complete = [r for r in kept if r[4] is not None and r[2] is not None]
    own = {r[3] for r in complete if any(r[2:4] == s[:2] for s in there)}
    others = [r for r in complete if not any(r[2:4] == s[:2] for s in there)]
    ways: set[frozenset[str]] = {frozenset()}  # in which those who are not named may have been given one each
    for report in others:
        sent = h.at(report[7])
        here = [s for s in there if s[0] == report[2] and (wall(sent) >= until or s[3] is None or s[3] >= sent)]
        here = here if wall(sent) >= until else [s for s in here if s[2] <= sent] or here
        if report[3] is None or len(here) == 1:
            ways |= {way | {s[1]} for way in ways for s in here if s[1] not in way | own}
    done = len(own & {*due}) + max(len(way & {*due}) for way in ways)
    unlisted = len(others) - max(len(way) for way in ways)
    hot = {r[2] for r in complete if r[4] >= 37.3}
    return len(due), done, len(due) - done, hot, sum(1 for r in kept if r[4] is None), unlisted


def told(figures: Any) -> dict[str, Any]:
    """What the program says, in the same shape."""
    logs = Counter[str]({k: n for k, n in figures.logs.items() if k != "duty" and n})
    return {
        "in_stay": figures.in_stay, "new": figures.new_stays, "ended": figures.ended_stays, "taken": figures.transferred,
        "halves": {n: (f.due, f.done, len(f.missing), set(f.fever), f.incomplete, f.unlisted) for n, f in figures.halves.items()},
        "asked": {k: (r.new, r.done, r.open, r.oldest, r.incomplete) for k, r in figures.requests.items()},
        "categories": figures.categories, "logs": logs, "began": figures.logs["duty"], "missed": figures.missed_posts,
    }  # fmt: skip


def test_nobody_takes_the_report_that_only_another_can_have_sent() -> None:
    """Two in a room without a name each, heard in the wrong order: the early one is of whoever was there already."""
    noon = datetime(2022, 8, 7, 12, tzinfo=UTC)
    early, late = (Report(noon.date(), "am", "301", None, 36.5, 0, noon - timedelta(hours=h)) for h in (3, 1))
    here = [Lodger(n, "301", name, [], noon.date(), noon - timedelta(hours=h), None, None, None, None, None, 0)
            for n, name, h in ((1, "张三", 4), (2, "李四", 2))]  # fmt: skip
    assert match(here, [], [late, early], noon) == ([], 0)
    assert match(here, [], [early], noon) == ([here[1]], 0)


def swabs(h: History, day: date) -> tuple[int, int, Counter[str]]:
    """Due and not done by the plan 7+3; results, of two for one stay the later; of who has left only what the laboratory says."""
    results: dict[int, str] = {}
    for back, which, result, replaced, withdrawn in h.drawn["samples"]:
        if which < len(h.stays) and not replaced and not withdrawn and h.day + timedelta(days=back) == day:
            results[which] = result
    there = [n for n, s in enumerate(h.stays) if s[4] != "撤回" and h.on(s[2]) <= day and (s[3] is None or h.on(s[3]) > day)]
    due = [n for n in there if (day - h.on(h.stays[n][2])).days + 1 in (1, 2, 3, 5, 7)]
    counted = Counter(r for n, r in results.items() if n in there or r in LATER)
    return len(due), sum(1 for n in due if results.get(n) not in ("sampled", "negative", "positive")), counted


# Without shrinking: a failure shows its figures at once, and shrinking through a database takes minutes.
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=(Phase.generate,))
@given(HISTORY)
def test_figures_equal_a_plain_count(store: Store, drawn: dict[str, Any]) -> None:
    h = History(drawn)
    with store.begin() as session:
        rows = h.rows()
        session.add(rows[0])
        session.flush()
        session.add_all(rows[1:])
    now = h.at(1439)
    with store.read() as session:
        day: Day = site_day(session, session.get_one(Site, h.site), h.day, now)
        text = digest_text(day, list(KINDS.values()), now)
    expected = naive(h, h.day)
    assert told(day.figures) == expected
    assert told(day.yesterday) == naive(h, h.day - timedelta(days=1))
    sampling = day.care.sampling
    assert (len(sampling.due), len(sampling.left), Counter(sampling.results)) == swabs(h, h.day)
    corrected = sum(1 for m in drawn["changes"] if h.local(h.at(m)).date() == h.day)
    assert (day.care.corrections, day.figures.human) == (corrected, drawn["human"])
    reported = any(done or lacking or unlisted for _, done, _, _, lacking, unlisted in expected["halves"].values())
    busy = any(r[0] for r in expected["asked"].values()) or expected["logs"] or expected["began"] or sampling.results or corrected
    assert day.silent == (not reported and not busy)
    assert ("未报：今天没有收到任何上报" in text) == day.silent
    for kind in ("medication", "situation", "repair"):
        assert (f"{KINDS[kind].digest}：今日无" in text) == (kind not in expected["asked"])
    assert len(text.splitlines()) <= 25
