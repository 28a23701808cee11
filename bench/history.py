"""What a site's past leaves behind in every table that figures are read from, besides check-ins, requests and logs."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from models import (
    UNKNOWN_SITE,
    Acknowledgement,
    Change,
    Gap,
    Notice,
    NoticeTarget,
    Request,
    Sample,
    Shift,
    Slot,
    Stay,
    Store,
    new_id,
)

MORNING = datetime(2022, 8, 7, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def leave_a_past(store: Store, site: int, days: int) -> None:
    """So many days, the last of them today."""
    for back in range(days):
        with store.begin() as session:
            for table, rows in _of_a_day(site, back).items():
                session.execute(insert(table), rows)


def _of_a_day(site: int, back: int) -> dict[Any, list[dict[str, Any]]]:
    """What else one day leaves behind: who has gone, swabs, shifts, posts of the clock, corrections, notices, a gap, recalled requests."""
    own = {"site_id": site}
    at = MORNING - timedelta(days=back)
    day, hour = at.date(), timedelta(hours=1)
    number = back + 1
    said = {**own, "message_id": 1}
    left = {**own, "flags": [], "survey": {}, "extra_days": 0, "plan": "7+3", "plan_version": 1, "room": "901", "end_reason": "期满"}
    notices = [
        {**said, "id": new_id(), "number": 2 * number + n, "text": "x", "needs_ack": True, "version": 1, "earlier": []} for n in (0, 1)
    ]
    sent = [{**n, "written_by": 1, "sent_at": at} for n in notices]
    heard = [
        {**said, "id": new_id(), "notice_id": n["id"], "group_id": "g", "version": 1, "person_id": p, "at": at}
        for n in sent
        for p in range(12)
    ]
    recalled = {"kind": "supplies", "ticket": f"W{number}", "status": "open", "missing": [], "details": {}, "withdrawn_at": at}
    gone = [
        {**left, "id": new_id(), "name": f"客{n}", "admitted": day, "started_at": at - 7 * 24 * hour, "ended_at": at} for n in range(14)
    ]
    return {
        Stay: gone,
        Sample: [{**said, "id": new_id(), "stay_id": n, "day": day, "room": "301", "result": "sampled", "sent_at": at} for n in range(100)],
        Shift: [{**said, "id": new_id(), "person_id": n, "started_at": at, "ended_at": at + 8 * hour} for n in range(12)],
        Slot: [{**own, "job": f"job{n}", "subject": "", "at": at, "state": "missed" if n < 2 else "done", "run_at": at} for n in range(30)],
        Change: [
            {
                **said,
                "id": new_id(),
                "kind": "checkin",
                "record_id": 1,
                "field": "room",
                "before": {},
                "after": {},
                "person_id": 1,
                "at": at,
            }
        ],
        Notice: sent,
        NoticeTarget: [{**own, "id": new_id(), "notice_id": n["id"], "group_id": "g"} for n in sent],
        Acknowledgement: heard,
        Gap: [{"site_id": UNKNOWN_SITE, "id": new_id(), "account": "a", "started_at": at, "ended_at": at + hour, "reason": "network"}],
        Request: [{**said, **recalled, "id": new_id(), "opened_at": at}],
    }
