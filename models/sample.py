"""An invented county for the sandbox and the tests: three sites, their groups, and the same people everywhere."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.group import Group
from models.need import Need
from models.person import Person
from models.plan import put_on_plan, usual_plan
from models.room import Room, floor_of
from models.site import Site
from models.stay import SURVEY_PARTS, Stay
from models.word import Word

SITES = ((1, "慈利宾馆", "慈宾", ["慈利"]), (2, "富蓝特酒店", "富蓝特", ["富兰特", "富蓝特"]), (3, "汉庭酒店", "汉庭", ["汉庭"]))
RESIDENTS = (
    ("305", "张三"), ("412", "李四"), ("302", "罗丽"), ("303", "贺桂香"), ("308", "周建军"), ("410", "尹红"),
    ("506", "龙飞"), ("610", "戴芳"), ("703", "苏敏"), ("812", "姚秀珍"),
)  # fmt: skip
NEEDS = (("302", "diet", "素食", 0), ("410", "diet", "无糖", 0), ("412", "allergy", "青霉素", 0), ("308", "chronic", "高血压", 6))
"""Of the first site: room, kind, words, and for a medicine how many days it lasts."""
STAFF = (
    ("medic", "王护士", "王静", None, "健康观察"),
    ("staff", "后勤小向", "向阳", None, "后勤保障"),
    ("staff", "人文小彭", "彭辉", None, "人文关怀"),
    ("staff", "信息小田", "田野", None, "信息联络"),
    ("leader", "点长周正", "周正", 1, ""),
)


def plant(session: Session, now: datetime) -> bool:
    """Make the county if the database has no site yet; whether it did."""
    if session.scalar(select(Site.id).where(Site.kind == "site").limit(1)) is not None:
        return False
    for site_id, name, short, aliases in SITES:
        session.add(Site(id=site_id, name=name, short=short, aliases=aliases))
    session.add(Site(id=9, name="县指挥部", short="指挥部", kind="hq", aliases=["县指"]))
    session.flush()
    for site_id, _, short, _ in SITES:
        _plant_site(session, site_id, short, now)
    session.add(Word(site_id=1, list="medicines", word="慈宾降压一号"))
    session.add(Group(id="hq", site_id=9, kind="hq", name="指挥部群", first_seen=now))
    session.add(Group(id="branch", site_id=9, kind="branch", name="临时党支部群", first_seen=now))
    session.add(Person(contact="hq-1", site_id=9, role="hq", binding="confirmed", name="田志刚", nick="县指田主任"))
    return True


def _plant_needs(session: Session, stay: Stay, now: datetime) -> None:
    for room, kind, words, days in NEEDS:
        if stay.site_id == 1 and stay.room == room:
            run_out = (now + timedelta(days=days)).date() if kind == "chronic" else None
            medicine = "硝苯地平缓释片" if kind == "chronic" else None
            need = Need(site_id=1, stay_id=stay.id, kind=kind, words=words, medicine=medicine, run_out=run_out, noted_at=now)
            session.add(need)


def _plant_site(session: Session, site_id: int, short: str, now: datetime) -> None:
    session.add(Group(id=f"{site_id}-resident", site_id=site_id, kind="resident", name=f"{short}居民群", first_seen=now))
    session.add(Group(id=f"{site_id}-staff", site_id=site_id, kind="staff", name=f"{short}工作群", first_seen=now))
    for n, (room, name) in enumerate(RESIDENTS[: 10 if site_id == 1 else 4], 1):
        person = Person(
            contact=f"{site_id}-r{n}", site_id=site_id, role="resident", binding="confirmed", room=room, name=name, nick=f"{room}{name}"
        )
        session.add_all((Room(site_id=site_id, number=room, floor=floor_of(room)), person))
        session.flush()
        admitted = now - timedelta(days=2)
        stay = Stay(
            site_id=site_id, person_id=person.id, room=room, name=name, category="密接", admitted=admitted.date(), started_at=admitted,
            survey=dict.fromkeys(SURVEY_PARTS, "好"),
        )  # fmt: skip
        put_on_plan(stay, usual_plan(session, session.get_one(Site, site_id), stay.admitted))
        session.add(stay)
        session.flush()
        _plant_needs(session, stay, now)
    for n, (role, nick, name, level, work_group) in enumerate(STAFF, 1):
        session.add(
            Person(
                contact=f"{site_id}-w{n}",
                site_id=site_id,
                role=role,
                level=level,
                binding="confirmed",
                name=name,
                nick=nick,
                work_group=work_group,
                reachable=True,
            )
        )
