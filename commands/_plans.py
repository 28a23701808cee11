"""The sheet 方案: a county's isolation plans. A changed row is a new version, and open stays are reckoned anew."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from commands._rows import BadRow
from models import Plan, Stay, newest_plan, put_on_plan, step

LONGEST = 60
"""Days; a longer plan is a slip."""


def take_in_plan(session: Session, row: Mapping[str, str], now: datetime) -> bool:
    """A new plan, or a new version of one; False when it is as it was. Raises BadRow."""
    name, replaces = row["名称"].replace(" ", "").replace("＋", "+"), row["替代"].replace(" ", "").replace("＋", "+")
    days, sampling = _days(row["天数"]), _sampling(row["采样日"])
    if max(sampling) > days:
        raise BadRow(f"采样日 {max(sampling)} 超过 {days} 天")
    valid_from, usual = _from(row["启用日期"], now), row["默认"] in ("是", "默认", "1")
    if replaces and newest_plan(session, replaces) is None:
        raise BadRow(f"没有方案 {replaces}")
    plan = newest_plan(session, name)
    changed = plan is None or (plan.days, plan.sampling_days) != (days, sampling) or (usual and not plan.usual)
    if changed:
        version = plan.version + 1 if plan else 1
        plan = Plan(name=name, version=version, days=days, sampling_days=sampling, valid_from=valid_from, usual=usual)
        session.add(plan)
        session.flush()
    assert plan is not None
    moved = sum(_move(session, stay, plan, now) for stay in _on(session, {name, replaces}))
    return changed or moved > 0


def _on(session: Session, names: set[str]) -> list[Stay]:
    return list(session.scalars(select(Stay).where(Stay.ended_at.is_(None), Stay.plan.in_(names - {""})).order_by(Stay.site_id, Stay.id)))


def _move(session: Session, stay: Stay, plan: Plan, now: datetime) -> bool:
    """Put an open stay on this version; what it was on is kept in its history."""
    if (stay.plan, stay.plan_version) == (plan.name, plan.version):
        return False
    release = stay.release_on.isoformat() if stay.release_on else None
    before = {"plan": stay.plan, "plan_version": stay.plan_version, "release_on": release}
    put_on_plan(stay, plan)
    rule = f"{plan.name} 改为 {plan.days} 天，采样日 {'、'.join(str(d) for d in plan.sampling_days)}"
    step(session, stay, "plan", now, None, note=rule[:60], before=before)
    return True


def _days(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= LONGEST:
        raise BadRow(f"天数 {value} 不是 1 到 {LONGEST} 的数字")
    return int(value)


def _sampling(value: str) -> list[int]:
    parts = value.replace("、", " ").replace(",", " ").replace("，", " ").split()
    if not parts or not all(p.isdecimal() and int(p) > 0 for p in parts):
        raise BadRow(f"采样日 {value} 请写成 1、4、7、14")
    return sorted({int(p) for p in parts})


def _from(value: str, now: datetime) -> date:
    try:
        return date.fromisoformat(value[:10].replace("/", "-")) if value else now.date()
    except ValueError:
        raise BadRow(f"启用日期 {value} 不是日期，请写 2022-08-07") from None
