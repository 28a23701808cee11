"""隔离方案: how long a stay lasts and on which of its days people are sampled. Data, versioned; a county adds its own."""

from datetime import date, timedelta
from typing import Any, Protocol

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.site import Site
from models.stay import Stay, StayStep


class Plan(Base):
    """One version of a plan. Rows are never changed: a new rule is a new version."""

    __tablename__ = "plan"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, default=1)
    days: Mapped[int]
    """Whole days in the site; the person leaves on the day after the last."""
    sampling_days: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """Days of the stay, counted from 1."""
    valid_from: Mapped[date]
    usual: Mapped[bool] = mapped_column(default=False)
    """Whether a stay gets it that names no plan, from `valid_from` on."""


SHIPPED = (
    ("14天", 14, (1, 4, 7, 14), date(2021, 5, 11)),
    ("7+3", 7, (1, 2, 3, 5, 7), date(2022, 6, 28)),
    ("5+3", 5, (1, 2, 3, 5), date(2022, 11, 11)),
)
"""The national rules: 8th edition, 9th edition, the Twenty Articles."""


def all_plans(session: Session) -> list[Plan]:
    """Every version known: the shipped ones and the county's, oldest rule first."""
    shipped = [Plan(name=n, version=1, days=d, sampling_days=list(s), valid_from=f, usual=True) for n, d, s, f in SHIPPED]
    rows = list(session.scalars(select(Plan)))
    kept = {(p.name, p.version): p for p in (*shipped, *rows)}
    return sorted(kept.values(), key=lambda p: (p.valid_from, p.name, p.version))


def newest_plan(session: Session, name: str) -> Plan | None:
    """The newest version of a plan, by the name people write: 14天, 14 天, 七加三 is not one."""
    wanted = name.replace(" ", "").replace("＋", "+")
    found = [p for p in all_plans(session) if p.name == wanted]
    return max(found, key=lambda p: p.version, default=None)


def usual_plan(session: Session, site: Site, day: date) -> Plan:
    """The site's own plan, else the rule in force for somebody who arrives on that day."""
    own = newest_plan(session, str((site.settings or {}).get("plan") or ""))
    if own is not None:
        return own
    known = all_plans(session)
    usual = [p for p in known if p.usual]
    rule = max((p for p in usual if p.valid_from <= day), key=lambda p: (p.valid_from, p.version), default=usual[0])
    versions = [p for p in known if p.name == rule.name and p.valid_from <= day]  # a county's own version holds for new stays too
    return max(versions, key=lambda p: p.version, default=rule)


def plan_of(session: Session, stay: Stay) -> Plan | None:
    """The version of the plan a stay is on."""
    return next((p for p in all_plans(session) if (p.name, p.version) == (stay.plan, stay.plan_version)), None)


def put_on_plan(stay: Stay, plan: Plan) -> None:
    """Set a stay's plan and reckon its planned release from it; an extension stays."""
    stay.plan, stay.plan_version = plan.name, plan.version
    stay.day_one = stay.day_one or stay.admitted
    stay.release_on = stay.day_one + timedelta(days=plan.days + (stay.extra_days or 0))


class Dated(Protocol):
    """A stay, or a row of one."""

    @property
    def admitted(self) -> date:
        """The day of arrival."""

    @property
    def day_one(self) -> date | None:
        """Day 1 of the plan, if it is another."""


def day_of(stay: Dated, day: date) -> int:
    """Which day of the stay that is, counted from 1."""
    return (day - (stay.day_one or stay.admitted)).days + 1


def step(session: Session, stay: Stay, what: str, at: Any, person_id: int | None, **more: Any) -> StayStep:
    """Write down what changed in a stay, by whom, and how it was before."""
    session.flush()
    row = StayStep(site_id=stay.site_id, stay_id=stay.id, what=what, at=at, person_id=person_id, **more)
    session.add(row)
    return row
