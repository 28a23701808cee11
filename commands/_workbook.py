"""The roster workbook: its sheets, and how one row of each becomes a record. Good rows go in, bad rows are named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from commands._plans import take_in_plan
from commands._residents import take_in_resident
from commands._rows import BadRow, change, site_called
from models import UNKNOWN_SITE, Group, Person, Site, Word

T = TypeVar("T")
Row = Mapping[str, str]

GROUP_KINDS = {"居民群": "resident", "工作群": "staff", "指挥部群": "hq", "支部群": "branch"}
ROLES = {
    "工作人员": ("staff", None),
    "志愿者": ("staff", None),
    "医护": ("medic", None),
    "点长": ("leader", 1),
    "二级负责人": ("leader", 2),
    "三级负责人": ("leader", 3),
    "指挥部": ("hq", None),
}
LISTS = {"药品": "medicines", "物品": "goods", "症状": "symptoms", "危险": "dangers"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's columns (the needed ones first), examples for the template, and what a row becomes."""

    columns: tuple[str, ...]
    needed: int
    examples: tuple[tuple[str, ...], ...]
    take_in: Callable[[Session, Row, datetime], bool]
    """Raises BadRow; False when the row changes nothing."""


def _site(session: Session, row: Row, now: datetime) -> bool:
    name, short = row["名称"], row["简称"]
    kind = "hq" if row["类型"] == "指挥部" else "site"
    aliases = row["别名"].replace("、", " ").replace(",", " ").split()
    zone = row["时区"] or "Asia/Shanghai"
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadRow(f"没有时区 {zone}") from None
    site = session.scalar(select(Site).where(Site.name == name))
    other = session.scalar(select(Site).where(Site.short == short, Site.name != name))
    if other is not None:
        raise BadRow(f"简称 {short} 已经是 {other.name} 的")
    if site is None:
        number = (session.scalar(select(func.max(Site.id))) or 0) + 1
        session.add(Site(id=number, name=name, short=short, aliases=aliases, kind=kind, timezone=zone))
        return True
    return change(site, short=short, aliases=aliases, kind=kind, timezone=zone)


def _group(session: Session, row: Row, now: datetime) -> bool:
    site = site_called(session, row["隔离点"])
    kind = _one_of(GROUP_KINDS, row["类型"], "类型")
    group = session.get(Group, row["群号"])
    if group is None:
        session.add(Group(id=row["群号"], site_id=site.id, kind=kind, name=row["群名"], first_seen=now))
        return True
    return change(group, site_id=site.id, kind=kind, name=row["群名"] or group.name)


def _staff(session: Session, row: Row, now: datetime) -> bool:
    site = site_called(session, row["隔离点"])
    role, level = _one_of(ROLES, row["角色"], "角色")
    same = select(Person).where(Person.site_id == site.id, Person.name == row["姓名"], Person.role.in_(("staff", "medic", "leader", "hq")))
    person = session.scalar(same)
    if person is None:
        session.add(Person(site_id=site.id, name=row["姓名"], role=role, level=level, work_group=row["工作组"], position=row["岗位"]))
        return True
    return change(person, role=role, level=level, work_group=row["工作组"], position=row["岗位"])


def _word(session: Session, row: Row, now: datetime) -> bool:
    site_id = site_called(session, row["隔离点"]).id if row["隔离点"] else UNKNOWN_SITE
    key = (site_id, _one_of(LISTS, row["类型"], "类型"), row["词"])
    if session.get(Word, key) is not None:
        return False
    session.add(Word(site_id=key[0], list=key[1], word=key[2]))
    return True


def _one_of(options: Mapping[str, T], value: str, column: str) -> T:
    if value not in options:
        raise BadRow(f"{column} {value or '(空)'} 不在 {'、'.join(options)} 中")
    return options[value]


SHEETS: Mapping[str, Sheet] = {
    "隔离点": Sheet(
        ("名称", "简称", "类型", "别名", "时区"),
        2,
        (("慈利宾馆", "慈宾", "隔离点", "慈利", "Asia/Shanghai"), ("县指挥部", "指挥部", "指挥部", "", "")),
        _site,
    ),
    "群": Sheet(("群号", "隔离点", "类型", "群名"), 3, (("19000000001@chatroom", "慈宾", "居民群", "慈利宾馆居民群"),), _group),
    "工作人员": Sheet(
        ("隔离点", "姓名", "角色", "工作组", "岗位"),
        3,
        (("慈宾", "王静", "医护", "健康观察", "护士"), ("慈宾", "周正", "点长", "", "点长")),
        _staff,
    ),
    "方案": Sheet(
        ("名称", "天数", "采样日", "启用日期", "默认", "替代"),
        3,
        (("本县10天", "10", "1、3、5、7、10", "2022-08-07", "否", ""),),
        take_in_plan,
    ),
    "隔离人员": Sheet(
        ("隔离点", "房间", "姓名", "性别", "年龄", "电话", "类别", "入住日期", "标记", "方案", "饮食", "过敏", "慢病用药", "药够天数"),
        3,
        (("慈宾", "305", "张三", "男", "45", "", "密接", "2022-08-07", "慢病", "7+3", "低盐", "青霉素", "硝苯地平缓释片", "7"),),
        take_in_resident,
    ),
    "词汇": Sheet(("词", "类型", "隔离点"), 2, (("慈宾降压一号", "药品", "慈宾"),), _word),
}
