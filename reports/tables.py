"""Records → rows, as an office lays them out: one table per kind, the columns its file declares."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import WITHDRAWN, CheckIn, Entry, Request, RequestStep, Sample, Site, Stay
from reading.kind import Kind
from reports.digest import CATEGORY_NAMES, HALF_NAMES, RESULTS
from reports.figures import figures_of
from reports.queries import records_of
from reports.records import bounds

STATUS_NAMES = {
    "open": "未接单", "accepted": "已接单", "prescribed": "已开方", "purchased": "已买",
    "delivered": "已送达", "resolved": "已处理", "cancelled": "已取消",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Business days of one site, both ends included."""

    site: Site
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its heads, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def table_of(session: Session, span: Span, kind: Kind) -> Table:
    """The records of one kind in those days; withdrawn ones are left out, corrected ones read as corrected."""
    special = {"checkin": checkins, "sampling": samples, "intake": residents}
    if kind.name in special:
        return special[kind.name](session, span)
    return requests(session, span, kind) if kind.letter else entries(session, span, kind)


def requests(session: Session, span: Span, kind: Kind) -> Table:
    """Requests with what became of them and when."""
    heads = ("单号", "登记时间", *_labels(kind), "状态", "接单时间", "完成时间", "信息不全", "办理经过")
    found = _requests(session, span, kind.name)
    notes = _handling(session, span, found)
    rows = [
        (
            r.ticket, r.opened_at, *(_value(r, name) for name in kind.columns),
            STATUS_NAMES.get(r.status, r.status), r.accepted_at, r.closed_at, "是" if r.missing else "", notes.get(r.id, ""),
        )
        for r in found
    ]  # fmt: skip
    return Table(kind.label, heads, tuple(rows))


def survey_table(session: Session, span: Span) -> Table:
    """《隔离人员特殊情形摸排处理表》: who, which sort, what, how it was handled, whether it is done."""
    found = _requests(session, span, "situation")
    notes = _handling(session, span, found)
    rows = [
        (n, r.ticket, r.room, r.name, CATEGORY_NAMES.get(r.category or "", "未说"), r.details.get("description"), r.opened_at,
         notes.get(r.id, ""), STATUS_NAMES.get(r.status, r.status), r.closed_at)
        for n, r in enumerate(found, 1)
    ]  # fmt: skip
    heads = ("序号", "单号", "房间", "姓名", "类别", "情形", "登记时间", "处理经过", "状态", "办结时间")
    return Table("特殊情形摸排处理表", heads, tuple(rows))


def checkins(session: Session, span: Span) -> Table:
    """Check-ins that count; replaced ones are kept in the database and left out here."""
    wanted = select(CheckIn).where(
        CheckIn.site_id == span.site.id, CheckIn.day >= span.first, CheckIn.day <= span.last,
        CheckIn.withdrawn_at.is_(None), CheckIn.replaced_by.is_(None),
    )  # fmt: skip
    found = session.scalars(wanted.order_by(CheckIn.day, CheckIn.half, CheckIn.room, CheckIn.id))
    rows = [(c.day, HALF_NAMES[c.half], c.room, c.name, c.temperature, c.symptoms, c.sent_at, "是" if c.missing else "") for c in found]
    return Table("健康打卡", ("日期", "时段", "房间", "姓名", "体温℃", "症状", "上报时间", "信息不全"), tuple(rows))


def samples(session: Session, span: Span) -> Table:
    """Results that count, with whom they are of."""
    wanted = select(Sample, Stay.name).join(Stay, (Stay.site_id == Sample.site_id) & (Stay.id == Sample.stay_id))
    wanted = wanted.where(Sample.site_id == span.site.id, Sample.day >= span.first, Sample.day <= span.last)
    wanted = wanted.where(Sample.withdrawn_at.is_(None), Sample.replaced_by.is_(None)).order_by(Sample.day, Sample.room, Sample.id)
    rows = [(s.day, s.room, name, RESULTS.get(s.result, s.result), s.sent_at) for s, name in session.execute(wanted).all()]
    return Table("核酸采样", ("日期", "房间", "姓名", "结果", "登记时间"), tuple(rows))


def floors_table(session: Session, span: Span) -> Table:
    """Check-ins as figures: each half-day of each day, floor by floor, and the whole site."""
    found = records_of(session, [span.site], span.first, span.last)[0]
    rows: list[tuple[Any, ...]] = []
    for n in range((span.last - span.first).days + 1):
        day = span.first + timedelta(days=n)
        for name, half in figures_of(found, day).halves.items():
            counts = [(f"{floor}楼", due, done) for floor, (due, done) in half.floors.items()]
            rows += [(day, HALF_NAMES[name], *count, count[1] - count[2]) for count in [*counts, ("全点", half.due, half.done)]]
    return Table("体温按楼层", ("日期", "时段", "楼层", "应报", "已报", "未报"), tuple(rows))


def residents(session: Session, span: Span) -> Table:
    """Everybody who was in the site in those days."""
    start, end = bounds(span.site, span.first)[0], bounds(span.site, span.last)[1]
    wanted = select(Stay).where(Stay.site_id == span.site.id, Stay.started_at < end, Stay.ended_at.is_(None) | (Stay.ended_at >= start))
    wanted = wanted.where(Stay.end_reason.is_(None) | (Stay.end_reason != WITHDRAWN)).order_by(Stay.room, Stay.id)
    rows = [
        (s.room, s.name, s.sex, s.age, s.phone, s.category, s.flags, s.admitted, s.plan, s.release_on, s.ended_at, s.end_reason)
        for s in session.scalars(wanted)
    ]
    heads = ("房间", "姓名", "性别", "年龄", "电话", "类别", "标记", "入住日期", "方案", "计划解除", "离开时间", "离开原因")
    return Table("隔离人员", heads, tuple(rows))


def entries(session: Session, span: Span, kind: Kind) -> Table:
    """Logs and observations."""
    wanted = select(Entry).where(
        Entry.site_id == span.site.id,
        Entry.kind == kind.name,
        Entry.day >= span.first,
        Entry.day <= span.last,
        Entry.withdrawn_at.is_(None),
    )
    found = session.scalars(wanted.order_by(Entry.day, Entry.id))
    rows = [(e.day, e.sent_at, *(_value(e, name) for name in kind.columns)) for e in found]
    return Table(kind.label, ("日期", "时间", *_labels(kind)), tuple(rows))


def _requests(session: Session, span: Span, kind: str) -> list[Request]:
    start, end = bounds(span.site, span.first)[0], bounds(span.site, span.last)[1]
    wanted = select(Request).where(Request.site_id == span.site.id, Request.kind == kind, Request.withdrawn_at.is_(None))
    return list(session.scalars(wanted.where(Request.opened_at >= start, Request.opened_at < end).order_by(Request.opened_at, Request.id)))


def _handling(session: Session, span: Span, found: list[Request]) -> dict[int, str]:
    """What was done about each, in order, with the notes people left."""
    ids = {r.id for r in found}
    wanted = select(RequestStep).where(RequestStep.site_id == span.site.id, RequestStep.request_id.in_(ids)).order_by(RequestStep.id)
    told: dict[int, list[str]] = {}
    for step in session.scalars(wanted):
        told.setdefault(step.request_id, []).append(STATUS_NAMES.get(step.status, step.status) + (f" {step.note}" if step.note else ""))
    return {id: "；".join(steps) for id, steps in told.items()}


def _labels(kind: Kind) -> list[str]:
    return [f.label if (f := kind.need(name)) is not None else name for name in kind.columns]


def _value(record: Request | Entry, name: str) -> Any:
    value = getattr(record, name) if name in ("room", "name", "category") and hasattr(record, name) else record.details.get(name)
    return CATEGORY_NAMES.get(value, value) if name == "category" and isinstance(value, str) else value
