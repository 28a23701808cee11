"""The workbooks that go with the digests: a site's own, with who has not confirmed a notice; HQ's, counts and sites only."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from chat.attachments import attachment
from dialogue.notices import PLACES, standing
from models import Group, Notice, NoticeTarget, Person, Site, Stay
from reading.kind import Kind
from reports.care import Day
from reports.cells import cell
from reports.hq_tables import requests_by_site, sites_table, week_table
from reports.records import bounds
from reports.tables import Span, Table, floors_table
from reports.workbook import site_tables

MOST_NAMES = 200


def site_book(session: Session, span: Span, kinds: Sequence[Kind]) -> list[Table]:
    """A site's workbook, for those who work there: names and all."""
    start, end = bounds(span.site, span.first)[0], bounds(span.site, span.last)[1]
    return [*site_tables(session, span, kinds), floors_table(session, span), notices_table(session, [span.site], start, end, named=True)]


def hq_tables(session: Session, days: Sequence[Day], day: date, kinds: Iterable[Kind], now: datetime) -> list[Table]:
    """HQ's workbook."""
    sites = [d.figures.site for d in days]
    start, end = min(bounds(s, day)[0] for s in sites), max(bounds(s, day)[1] for s in sites)
    told = notices_table(session, sites, start, end, named=False)
    return [sites_table(days, now), requests_by_site(days, kinds, now), week_table(session, day), told]


def hq_book(session: Session, days: Sequence[Day], day: date, kinds: Iterable[Kind], now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """HQ's workbook as a post keeps it, every cell as it will be written."""
    return _book(f"指挥部日报{day:%m%d}.xlsx", hq_tables(session, days, day, kinds, now), zone, "指挥部")


def book_of_site(session: Session, span: Span, kinds: Sequence[Kind]) -> dict[str, Any]:
    """A site's workbook as a post keeps it."""
    site, name = span.site, f"{span.site.short}{span.first:%m%d}-{span.last:%m%d}.xlsx"
    return _book(name, site_book(session, span, kinds), ZoneInfo(site.timezone), site.name)


def _book(name: str, tables: Sequence[Table], zone: ZoneInfo, title: str) -> dict[str, Any]:
    as_data = [{"name": t.name, "heads": list(t.heads), "rows": [[cell(v, zone) for v in row] for row in t.rows]} for t in tables]
    return attachment("workbook", name, {"tables": as_data, "zone": zone.key, "title": title})


def notices_table(session: Session, sites: Sequence[Site], start: datetime, end: datetime, *, named: bool) -> Table:
    """Notices of those days that ask for 收到, group by group: expected, confirmed, and who is missing where that may be read."""
    by_id = {site.id: site for site in sites}
    wanted = select(Notice, Group).join(NoticeTarget, NoticeTarget.notice_id == Notice.id).join(Group, Group.id == NoticeTarget.group_id)
    wanted = wanted.where(Group.site_id.in_(by_id), Notice.needs_ack, Notice.withdrawn_at.is_(None))
    wanted = wanted.where(Notice.sent_at >= start, Notice.sent_at < end).order_by(Notice.number, Group.site_id, Group.kind)
    rows = []
    for notice, group in session.execute(wanted):
        found = standing(session, notice, group)
        text = notice.text if named or notice.site_id not in by_id else "（本点自己的通知）"  # a site's own words may name people
        row = (f"通知{notice.number}", notice.sent_at, text, by_id[group.site_id].short, PLACES[group.kind or "resident"])
        counts = (found.expected, found.done, len(found.missing))
        rows.append((*row, *counts, *([_names(found.missing)] if named else [])))
    heads = ("编号", "发出时间", "内容", "隔离点", "群", "应收", "已收", "未收", *(["未收到的人"] if named else []))
    return Table("通知收到情况", heads, tuple(rows))


def _names(missing: Sequence[Person | Stay]) -> str:
    said = [f"{m.room} {m.name}" if isinstance(m, Stay) else m.name or m.nick for m in missing[:MOST_NAMES]]
    more = f"；还有 {len(missing) - MOST_NAMES} 人" if len(missing) > MOST_NAMES else ""
    return "；".join(said) + more
