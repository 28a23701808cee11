"""The guided tour: eight steps through the main story, each with what to send and whether it happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Acknowledgement, CheckIn, Message, Notice, Post, Request

SITE, RESIDENTS, STAFF, HQ = 1, "1-resident", "1-staff", "hq"
ZHANG, LI, LUO, HE = "1-r1", "1-r2", "1-r3", "1-r4"
NURSE, HELPER, LEADER, COMMAND = "1-w1", "1-w2", "1-w5", "hq-1"
"""People and groups of the county in models/sample.py."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line somebody sends. `line` may name {ticket}: the one the first step gave."""

    group: str
    contact: str
    line: str
    happened: Callable[[Session, datetime], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of the story, the lines that make it happen, and what to look at when it has."""

    title: str
    words: str
    seen: str
    parts: tuple[Part, ...]


def how_far(session: Session, since: datetime) -> list[dict[str, Any]]:
    """Every step as the page needs it, with the lines filled in and what happened since the tour began."""
    medicine = _medicine(session, since)
    ticket = medicine.ticket if medicine else "Y1"
    found = []
    for step in STEPS:
        parts = [
            {"group": p.group, "contact": p.contact, "line": p.line.format(ticket=ticket), "done": p.happened(session, since)}
            for p in step.parts
        ]
        done = all(part["done"] for part in parts)
        found.append({"title": step.title, "words": step.words, "seen": step.seen, "parts": parts, "done": done})
    return found


def _medicine(session: Session, since: datetime) -> Request | None:
    wanted = select(Request).where(Request.site_id == SITE, Request.kind == "medication", Request.opened_at >= since)
    return session.scalars(wanted.order_by(Request.id)).first()


def _asked(session: Session, since: datetime) -> bool:
    return _medicine(session, since) is not None


def _accepted(session: Session, since: datetime) -> bool:
    found = _medicine(session, since)
    return found is not None and found.accepted_at is not None


def _delivered(session: Session, since: datetime) -> bool:
    found = _medicine(session, since)
    return found is not None and found.status == "delivered"


def _listed(session: Session, since: datetime) -> bool:
    """Two were understood, one lacks its number and is being asked."""
    found = list(session.scalars(select(CheckIn).where(CheckIn.site_id == SITE, CheckIn.sent_at >= since)))
    asked = any("temperature" in one.missing for one in found)
    return (asked and any(one.counts for one in found)) or _mended(session, since)


def _mended(session: Session, since: datetime) -> bool:
    wanted = select(CheckIn).where(CheckIn.site_id == SITE, CheckIn.sent_at >= since, CheckIn.room == "302")
    return any(one.counts for one in session.scalars(wanted))


def _unwell(session: Session, since: datetime) -> bool:
    wanted = select(Request.id).where(Request.site_id == SITE, Request.kind == "situation", Request.opened_at >= since)
    return session.scalar(wanted.limit(1)) is not None


def _answered(word: str) -> Callable[[Session, datetime], bool]:
    def happened(session: Session, since: datetime) -> bool:
        said = select(Post.id).join(Message, (Message.id == Post.message_id) & (Message.account == Post.account))
        said = said.where(Message.group_id == STAFF, Message.sent_at >= since, Message.text.contains(word), Post.state == "sent")
        return session.scalar(said.limit(1)) is not None

    return happened


def _pictured(session: Session, since: datetime) -> bool:
    """The day's picture is in the staff group: since the tour began, or it was there already and that was said."""
    out = select(Post.sent_at).where(Post.group_id == STAFF, Post.attachment.is_not(None), Post.state == "sent")
    newest = session.scalar(out.order_by(Post.sent_at.desc()).limit(1))
    return newest is not None and (newest >= since or _answered("发送")(session, since))


def _told(session: Session, since: datetime) -> bool:
    return session.scalar(select(Notice.id).where(Notice.sent_at >= since, Notice.needs_ack).limit(1)) is not None


def _confirmed(session: Session, since: datetime) -> bool:
    told = select(Acknowledgement.id).join(Notice, Notice.id == Acknowledgement.notice_id).where(Notice.sent_at >= since)
    return session.scalar(told.limit(1)) is not None


STEPS = (
    Step(
        "要药",
        "305 的张三药快吃完了，在居民群里用自己的话说一声。",
        "机器人给了单号，请他核对数量；工作群里同时出现了这张单子。",
        (Part(RESIDENTS, ZHANG, "医生您好，我的二甲双胍快没了，能帮我买2盒吗，谢谢", _asked),),
    ),
    Step(
        "接单",
        "王护士在工作群里看到了单子，一句话接下来。",
        "单子有人管了，不会再催；没人接的单 30 分钟后会提醒。",
        (Part(STAFF, NURSE, "接单 {ticket}", _accepted),),
    ),
    Step(
        "送到",
        "药送到门口，王护士再用一句话销单。",
        "张三会收到通知；他要是没拿到，回一句“没收到”就重新打开。",
        (Part(STAFF, NURSE, "已送达 {ticket}", _delivered),),
    ),
    Step(
        "接龙报体温",
        "大家用接龙报体温，302 只写了“正常”，没有度数。",
        "两间记下了，没写度数的那一间被问了一句，补上就好。",
        (
            Part(RESIDENTS, LI, "#接龙\n体温上报\n\n1. 305张三 36.5\n2. 412李四 36.8\n3. 302罗丽 正常", _listed),
            Part(RESIDENTS, LUO, "302罗丽 36.4", _mended),
        ),
    ),
    Step(
        "特殊情形",
        "303 的贺桂香心里难受，在群里说了出来。",
        "记成了特殊情形，交给人文关怀；居民群里只有房号和“贺*”。",
        (Part(RESIDENTS, HE, "我天天睡不着 心里好难受", _unwell),),
    ),
    Step(
        "谁还没报",
        "王护士想知道今天谁还没报体温。",
        "按楼层列出了没报的房间，应报、已报都有数。",
        (Part(STAFF, NURSE, "未报", _answered("未报")),),
    ),
    Step(
        "通知和收到",
        "指挥部发一条通知，要大家回“收到”，工作群里有人回了。",
        "谁收到了、谁还没有，机器人数着，到时候提醒。",
        (
            Part(HQ, COMMAND, "#通知 今晚 20:00 全员核酸采样，请各点提前通知到每个房间，收到请回复", _told),
            Part(STAFF, HELPER, "收到", _confirmed),
        ),
    ),
    Step(
        "日报",
        "一天结束，点长周正把日报发给大家。",
        "一屏文字，一张图：数字都有分母，没有的写“今日无”。",
        (Part(STAFF, LEADER, "发送", _pictured),),
    ),
)
