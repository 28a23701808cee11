"""在隔: one resident's time in one site, with its plan and its history."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, growing_id

WITHDRAWN = "撤回"
"""End reason of a stay whose intake was recalled: it never was."""


class Stay(Base):
    """From admission to release; a room may hold several stays at once."""

    __tablename__ = "stay"
    __table_args__ = (Index("ix_stay_site_id_ended_at", "site_id", "ended_at"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    id: Mapped[int] = growing_id()
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    room: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(40))
    sex: Mapped[str | None] = mapped_column(String(4))
    age: Mapped[int | None]
    phone: Mapped[str | None] = mapped_column(String(20))
    category: Mapped[str | None] = mapped_column(String(10))
    flags: Mapped[list[Any]] = mapped_column(JSON, default=list)
    admitted: Mapped[date]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(80))
    plan: Mapped[str | None] = mapped_column(String(20))
    plan_version: Mapped[int | None]
    day_one: Mapped[date | None]
    """Day 1 of the plan; the day of admission unless somebody says otherwise."""
    extra_days: Mapped[int] = mapped_column(default=0)
    release_on: Mapped[date | None]
    """The day this person leaves as planned."""
    survey: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """摸排: what was learnt of each part asked (physical, mood, diet, medicine); all four: 已摸排."""

    @property
    def unasked(self) -> list[str]:
        """The parts of the 摸排 nobody has an answer to."""
        return [part for part in SURVEY_PARTS if part not in (self.survey or {})]


SURVEY_PARTS = {"physical": "身体", "mood": "情绪", "diet": "饮食", "medicine": "用药"}


class StayStep(Base):
    """One change in a stay: who, when, what, why, and how it was before."""

    __tablename__ = "stay_step"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "stay_id"], ["stay.site_id", "stay.id"]),
        Index("ix_stay_step_site_id_stay_id", "site_id", "stay_id"),
    )

    site_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = growing_id()
    stay_id: Mapped[int] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(String(12))
    """intake, plan, extend, move, transfer, release or withdrawn."""
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str | None] = mapped_column(String(500))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
