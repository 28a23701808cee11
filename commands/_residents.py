"""The sheet 隔离人员: stays with their plan and the needs that are known when they arrive."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from commands._rows import BadRow, change, site_called
from models import Need, Plan, Room, Site, Stay, floor_of, needs_of, newest_plan, put_on_plan, step, usual_plan

CATEGORIES = ("密接", "次密接", "入境", "高风险区", "其他")
Row = Mapping[str, str]
NONE = ("", "无", "没有", "普通", "正常", "否")


def take_in_resident(session: Session, row: Row, now: datetime) -> bool:
    """Open a stay or bring it up to date; False when the row changes nothing. Raises BadRow."""
    site = site_called(session, row["隔离点"])
    room, name = row["房间"].upper(), row["姓名"]
    _check(row)
    today = now.astimezone(ZoneInfo(site.timezone)).date()
    admitted = _day(row["入住日期"]) if row["入住日期"] else today
    plan = _plan(session, site, row, admitted)
    if session.get(Room, (site.id, room)) is None:
        session.add(Room(site_id=site.id, number=room, floor=floor_of(room)))
    stay = session.scalar(select(Stay).where(Stay.site_id == site.id, Stay.name == name, Stay.room == room, Stay.ended_at.is_(None)))
    values = {
        "sex": row["性别"] or None, "age": int(row["年龄"]) if row["年龄"] else None, "phone": row["电话"] or None,
        "category": row["类别"] or None, "flags": row["标记"].replace("、", " ").split(),
    }  # fmt: skip
    if stay is None:
        _not_elsewhere(session, site, room, name)
        stay = Stay(site_id=site.id, room=room, name=name, admitted=admitted, survey={}, **values)
        stay.started_at = datetime.combine(admitted, time(), ZoneInfo(site.timezone))
        put_on_plan(stay, plan)
        session.add(stay)
        step(session, stay, "intake", now, None, note=plan.name)
        _needs(session, stay, row, today, now)
        return True
    changed = change(stay, **values)
    if row["方案"] and stay.plan != plan.name:
        release = stay.release_on.isoformat() if stay.release_on else None
        before = {"plan": stay.plan, "plan_version": stay.plan_version, "release_on": release}
        put_on_plan(stay, plan)
        step(session, stay, "plan", now, None, note=f"改为 {plan.name}", before=before)
        changed = True
    return _needs(session, stay, row, today, now) or changed


def _check(row: Row) -> None:
    if row["类别"] and row["类别"] not in CATEGORIES:
        raise BadRow(f"类别 {row['类别']} 不在 {'、'.join(CATEGORIES)} 中")
    for column in ("年龄", "药够天数"):
        if row[column] and not row[column].isdecimal():
            raise BadRow(f"{column} {row[column]} 不是数字")
    if row["药够天数"] and row["慢病用药"] in NONE:
        raise BadRow("写了药够天数，没有写慢病用药")


def _plan(session: Session, site: Site, row: Row, admitted: date) -> Plan:
    if not row["方案"]:
        return usual_plan(session, site, admitted)
    plan = newest_plan(session, row["方案"])
    if plan is None:
        raise BadRow(f"没有方案 {row['方案']}")
    return plan


def _not_elsewhere(session: Session, site: Site, room: str, name: str) -> None:
    """The same person cannot move in twice; who moved is moved with 换房."""
    other = session.scalar(select(Stay).where(Stay.site_id == site.id, Stay.name == name, Stay.room != room, Stay.ended_at.is_(None)))
    if other is not None:
        raise BadRow(f"{name} 已在 {other.room} 在住；换了房间请在群里发「换房 {other.room} {name} {room}」，同名的请加字区别")


def _needs(session: Session, stay: Stay, row: Row, today: date, now: datetime) -> bool:
    """Needs of the row that are not known yet; what is asked in the sheet counts for its part of the 摸排."""
    session.flush()
    changed = False
    wanted = [("diet", w) for w in _words(row["饮食"])] + [("allergy", w) for w in _words(row["过敏"])]
    wanted += [("care", flag) for flag in stay.flags] + [("chronic", w) for w in _words(row["慢病用药"])]
    known = {(n.kind, n.medicine or n.words) for n in needs_of(session, stay.site_id, stay.id)}
    for kind, words in (w for w in wanted if w not in known):
        chronic = kind == "chronic"
        run_out = today + timedelta(days=int(row["药够天数"])) if chronic and row["药够天数"] else None
        need = Need(site_id=stay.site_id, stay_id=stay.id, kind=kind, words="" if chronic else words, noted_at=now, run_out=run_out)
        need.medicine = words if chronic else None
        session.add(need)
        changed = True
    asked = {part: row[column] for part, column in (("diet", "饮食"), ("medicine", "慢病用药")) if row[column]}
    new = {part: words for part, words in asked.items() if part not in (stay.survey or {})}
    if new:
        stay.survey = {**(stay.survey or {}), **new}
    return changed or bool(new)


def _words(value: str) -> list[str]:
    return [w for w in value.replace("、", " ").replace("，", " ").split() if w not in NONE]


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value[:10].replace("/", "-"))
    except ValueError:
        raise BadRow(f"入住日期 {value} 不是日期，请写 2022-08-07") from None
