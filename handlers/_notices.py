"""What is done with a notice: posted, corrected, withdrawn, confirmed."""

import re
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from chat.context import Context
from chat.rights import role_of
from chat.speaking import CARE, Speaker
from chat.wording import Count, Plain, Public, Sentence, Told
from dialogue.notices import NUMBER, expected_people, group_name, newest_in, numbered, standing, targets_of
from models import Acknowledgement, Group, Notice, NoticeTarget, Person, Site, Stay
from reading.places.rooms import rooms_in
from reading.text.audience import wants_answer

ASK_ACK = "（收到请回复「收到」）"
_CORRECTS = re.compile(r"^\s*[#＃【]?\s*(?:更正|改)\s*[】:：]?\s*(?:通知|公告)\s*\d{1,6}\s*[:：,，]?(.*)$", re.DOTALL)
_ENTRY = re.compile(r"^\s*\d{1,3}\s*[.、．)）:：]?\s*(.+)$")
FRESH = timedelta(hours=12)
"""So long after a notice a bare OK is about it."""
_SHORT = re.compile(
    r"(?:👌|\[OK\]|\[强\]|👍|O\s?K|1|收|明白|知道了|知道啦|了解|照办|遵照执行)(?:[了啦\W]|\[[^\]]{1,4}\])*", re.IGNORECASE
)
_SAYS_ACK = re.compile(r"收到|收倒|已阅|知悉|收悉|知晓")
_ACK_WORDS = re.compile(rf"{_SAYS_ACK.pattern}|[，,。！!\s]")


def post_notice(notice: Notice, groups: Sequence[Group], context: Context) -> None:
    """Say it in each group that has not had it by being written there, and tell the writer where and how many are expected."""
    for group in groups:
        context.session.add(NoticeTarget(site_id=group.site_id, notice_id=notice.id, group_id=group.id))
    context.session.flush()
    here = context.group.id if context.group else None
    for group in [g for g in groups if g.id != here]:
        called = expected_people(context.session, notice, group)[:10] if notice.work_group else []
        say_in_groups([group], _whole("【通知{n}】", notice), context, mention=called)
    expected = sum(standing(context.session, notice, g).expected for g in groups)
    context.answer(
        "通知{n} 已发到 {count} 个群：{places}{due}。",
        n=Count(notice.number),
        count=Count(len(groups)),
        places=Told([place_of(g, context) for g in groups], "、"),
        due=Plain(_how_many(notice, expected)),
    )


def _how_many(notice: Notice, expected: int) -> str:
    """Of a group whose members nobody knows yet (a new branch group) there is no number, and 0 would be a wrong one."""
    if not notice.needs_ack:
        return ""
    due = f"应收到 {expected} 人" if expected else "还不知道群里有哪些人，谁回复「收到」就记谁"
    return f"，{due}，发「未收到 通知{notice.number}」看还差谁"


def ask_which_groups(notice: Notice, problem: str, context: Context) -> None:
    """Kept, not posted: the writer chooses by sending one of these lines."""
    above = role_of(context) in ("hq", "operator")
    own = "" if above else "只能发到本点的群。"
    places = ("各点工作群", "各点居民群", "支部群") if above else ("工作群", "居民群")
    lines = "」「".join(f"群发 通知{notice.number} {p}" for p in places)
    start = Plain(own if problem == "foreign" else "")
    ask = "{start}通知{n} 已存，还没有发。请问发到哪里？请回复其中一行：「{lines}」"
    context.answer(ask, start=start, n=Count(notice.number), lines=Plain(lines))


def place_of(group: Group, context: Context) -> Sentence:
    """慈宾工作群, 本群."""
    if context.group is not None and group.id == context.group.id:
        return Sentence("本群")
    return Sentence("{name}", name=Plain(group_name(group, context.session.get_one(Site, group.site_id))))


def say_in_groups(groups: Sequence[Group], said: Sentence, context: Context, *, mention: Sequence[Person] = ()) -> None:
    """Post in groups of any site."""
    for group in groups:
        site = context.session.get_one(Site, group.site_id)
        Speaker(context.session, site, context.speaker.account, context.now).to_group(group, said, priority=CARE, mention=mention)


def correct_a_notice(context: Context) -> bool:
    """更正 通知3 …: whether the message is about a notice at all."""
    found = _CORRECTS.match(context.words)
    if found is None:
        return False
    notice = numbered(context.session, context.words)
    if notice is None or notice.withdrawn_at is not None or not may_change(notice, context):
        context.answer("没有找到您可以更正的通知，请核对编号，例如：「更正 通知3 培训改到下午4点」")
    elif not found.group(1).strip():
        context.answer("请写出更正后的全文，例如：「更正 通知{n} 培训改到下午4点」", n=Count(notice.number))
    else:
        correct_notice(notice, found.group(1).strip(), context)
    return True


def correct_notice(notice: Notice, text: str, context: Context) -> None:
    """A new text takes the place of the old one, which is kept; it is posted, and has to be confirmed again."""
    notice.earlier = [*notice.earlier, {"text": notice.text, "by": context.person.id, "at": context.now.isoformat()}]
    notice.text, notice.version, notice.sent_at = text, notice.version + 1, context.sent
    notice.needs_ack = notice.needs_ack or wants_answer(text)
    context.note("notice corrected")
    groups = targets_of(context.session, notice)
    say_in_groups(groups, _whole("【通知{n} 更正】", notice), context)
    context.answer("通知{n} 已更正，并重新发到 {count} 个群。", n=Count(notice.number), count=Count(len(groups)))


def withdraw_notice(notice: Notice, context: Context) -> int:
    """It no longer holds; every group that had it is told. How many groups."""
    notice.withdrawn_at = context.now
    context.note("notice withdrawn")
    groups = targets_of(context.session, notice)
    say_in_groups(groups, Sentence("【通知{n} 已撤回】请以新的通知为准。", n=Count(notice.number)), context)
    return len(groups)


def may_change(notice: Notice, context: Context) -> bool:
    """Its writer, leaders of the site it was written in, and HQ."""
    person, role = context.person, role_of(context)
    same_site = role == "leader" and person.site_id == notice.site_id
    return notice.written_by == person.id or same_site or role in ("hq", "operator")


def acknowledge(context: Context) -> bool:
    """Count a 收到 for the notice it names or quotes, or for the newest that waits in this group; whether there was one."""
    notice, group = _notice_meant(context)
    if notice is None or group is None:
        return False
    _count(notice, group, context.person, _room_said(group, context), context)
    return True


def acknowledge_in_short(context: Context) -> bool:
    """👌, OK, 1, 明白: nothing in itself, and 收到 while a notice of the last hours waits here; quoting something, it is about that."""
    if context.group is None or context.payload.get("quote_text") or _SHORT.fullmatch(context.words.strip()) is None:
        return False
    waiting = newest_in(context.session, context.group.id, context.now)
    fresh = bool(waiting) and timedelta() <= context.sent - waiting[0].sent_at < FRESH
    return fresh and acknowledge(context)


def _room_said(group: Group, context: Context) -> str | None:
    """305收到: in a residents' group the room that is named, else the writer's own."""
    words = NUMBER.sub(" ", context.words)
    stays = context.session.scalars(select(Stay.room).where(Stay.site_id == group.site_id, Stay.ended_at.is_(None)))
    lived_in = set(stays) if group.kind == "resident" else set()
    said = next((hit.room for hit in rooms_in(words, 0, len(words)) if hit.room in lived_in), None)
    return said or (context.person.room if context.person.binding != "none" and context.at_home else None)


def acknowledge_list(title: str, context: Context) -> bool:
    """A jielong of 收到: one line, one confirmation; lines that were counted before are not counted again."""
    if context.group is None or not (_SAYS_ACK.search(title) or NUMBER.search(title)):
        return False
    notice, group = _notice_meant(context)
    if notice is None or group is None:
        return False
    for line in context.words.splitlines()[1:]:
        entry = _ENTRY.match(line)
        if entry:
            _count_line(notice, group, _ACK_WORDS.sub(" ", entry.group(1)).split(), context)
    return True


def withdraw_acknowledgements(message_id: int, context: Context) -> bool:
    """Take back what a recalled message confirmed."""
    wanted = select(Acknowledgement).where(Acknowledgement.message_id == message_id, Acknowledgement.withdrawn_at.is_(None))
    found = list(context.session.scalars(wanted))
    for row in found:
        row.withdrawn_at = context.now
    return bool(found)


def _count_line(notice: Notice, group: Group, words: Sequence[str], context: Context) -> None:
    """305 张三 in a residents' group is a room; 王静 in a staff group is a colleague. A line that is nobody's is not counted."""
    people = context.session.scalars(select(Person).where(Person.site_id == group.site_id, Person.left_at.is_(None)))
    stays = context.session.scalars(select(Stay).where(Stay.site_id == group.site_id, Stay.ended_at.is_(None)))
    line = "".join(words)
    stay = next((s for s in stays if s.room in words or line.startswith(s.room)), None) if group.kind == "resident" else None
    person = next((p for p in people if (p.name and p.name in line) or p.nick == line), None)
    if stay is not None or person is not None:
        _count(notice, group, person, stay.room if stay else person.room if person else None, context)


def _count(notice: Notice, group: Group, person: Person | None, room: str | None, context: Context) -> None:
    same = select(Acknowledgement.id).where(
        Acknowledgement.notice_id == notice.id,
        Acknowledgement.group_id == group.id,
        Acknowledgement.version == notice.version,
        Acknowledgement.withdrawn_at.is_(None),
        (Acknowledgement.person_id == person.id) if person else (Acknowledgement.room == room),
    )
    if context.session.scalar(same) is not None:
        return
    before = standing(context.session, notice, group)
    row = Acknowledgement(
        site_id=group.site_id, notice_id=notice.id, group_id=group.id, version=notice.version, person_id=person.id if person else None,
        room=room, message_id=context.message.id, at=context.sent,
    )  # fmt: skip
    context.session.add(row)
    context.session.flush()
    if before.missing and not standing(context.session, notice, group).missing:
        done = Sentence("通知{n} 已全部收到（{m}/{m}）。", n=Count(notice.number), m=Count(before.expected))
        say_in_groups([group], done, context)


def _notice_meant(context: Context) -> tuple[Notice | None, Group | None]:
    group = context.group or _own_group(context)
    if group is None:
        return None, None
    quoted = str(context.payload.get("quote_text") or "")
    waiting = newest_in(context.session, group.id, context.now)
    named = numbered(context.session, context.words) or numbered(context.session, quoted)
    if named is not None:
        here = group.id in {g.id for g in targets_of(context.session, named)}
        return (named, group) if here and named.withdrawn_at is None else (None, None)
    if quoted:
        return next((n for n in waiting if quoted[:20] in n.text or n.text[:20] in quoted), None), group
    return (waiting[0] if waiting else None), group


def _own_group(context: Context) -> Group | None:
    """Said in private: for staff it counts in their staff group, for a resident in the residents'."""
    kind = "hq" if role_of(context) == "hq" else "staff" if context.is_staff else "resident"
    return next(iter(context.speaker.groups(kind)), None)


def _whole(title: str, notice: Notice) -> Sentence:
    ask = ASK_ACK if notice.needs_ack and not wants_answer(notice.text) else ""
    return Sentence(title + "{text}{ask}", n=Count(notice.number), text=Public(notice.text), ask=Plain(ask))
