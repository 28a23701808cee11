"""The dashboard's pages without a browser: who sees what, what is shown, what a press does."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from chat.message import Heard
from jobs.base import load_jobs
from models import Attachment, Audit, Change, Message, Need, Person, Post, Request, RequestStep, Site, Stay, Word
from models.message import NEEDS_HUMAN
from tests.web.test_for_everybody import pages_of
from tests.web.ward import NASTY, Ward
from web.english import english

OF_SITE = ("", "/requests", "/situations", "/missing", "/sampling", "/duty", "/notices", "/inbox", "/rounds", "/trends", "/next", "/files",
           "/paste", "/people", "/times", "/lexicon", "/room/305")  # fmt: skip
OF_ALL = ("/", "/county", "/machine", "/lost", "/roster", "/plans", "/people", "/retention", "/trends")


def stay_of(ward: Ward, site: int, room: str) -> int:
    with ward.world.store.read() as session:
        return session.scalars(select(Stay.id).where(Stay.site_id == site, Stay.room == room)).one()


def request(ward: Ward, ticket: str, site: int = 1) -> Request:
    with ward.world.store.read() as session:
        return session.scalars(select(Request).where(Request.site_id == site, Request.ticket == ticket)).one()


def marks_in(page: str) -> set[str]:
    """What a browser would make of it that only somebody's words could have put there."""
    found: set[str] = set()

    class Marks(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update(name for name, _ in attrs if name.startswith("on") or name == "style")
            found.update(tag for name, value in attrs if name == "src" and not (value or "").startswith("/static/"))
            found.update({tag} & {"iframe", "object", "base", "embed"})

    Marks().feed(page)
    return found


def test_a_leader_sees_no_page_of_another_site(ward: Ward) -> None:
    zhou = ward.signed_in("1-w5")
    for path in OF_SITE:
        zhou.get(f"/dashboard/site/2{path}")
        assert (path, zhou.status) == (path, 403)
    zhou.get(f"/dashboard/site/1/stay/{stay_of(ward, 1, '305')}")
    assert zhou.status == 200
    for site in (1, 2):
        zhou.get(f"/dashboard/site/{site}/stay/{stay_of(ward, 2, '305')}")
        assert zhou.status == 403
    assert "富蓝特酒店" not in zhou.get("/dashboard/county")


@pytest.mark.parametrize(
    ("contact", "allowed", "refused"),
    [
        ("1-w2", ("site/1", "site/1/inbox", "site/1/rounds"), ("county", "site/1/times", "site/1/files", "machine", "roster")),
        ("1-w5", ("county", "machine", "site/1/people"), ("roster", "plans", "retention", "people")),
        ("hq-1", ("county", "site/1", "site/2/requests", "roster", "plans", "retention"), ("site/1/files", "site/1/rounds")),
        ("operator", ("county", "roster", "retention", "site/1/inbox"),
         ("site/1", "site/1/requests", "site/1/room/305", "site/1/rounds", "site/1/paste", "site/1/files")),
    ],
)  # fmt: skip
def test_each_role_has_its_pages(ward: Ward, contact: str, allowed: tuple[str, ...], refused: tuple[str, ...]) -> None:
    browser = ward.signed_in(contact)
    for path in (*allowed, *refused):
        browser.get(f"/dashboard/{path}")
        assert (path, browser.status) == (path, 200 if path in allowed else 403)


def test_health_is_for_the_site_and_every_look_is_written_down(ward: Ward) -> None:
    stay = stay_of(ward, 1, "302")
    for contact in ("hq-1", "operator", "2-w5"):
        browser = ward.signed_in(contact)
        assert "37.8" not in browser.get(f"/dashboard/site/1/stay/{stay}")
        assert browser.status == 403
    wang = ward.signed_in("1-w1")
    assert "37.8" in wang.get(f"/dashboard/site/1/stay/{stay}")
    wang.get(f"/dashboard/site/1/stay/{stay}", **{"X-Fragment": "-"})
    with ward.world.store.read() as session:
        lines = select(func.count()).select_from(Audit).where(Audit.person_id == ward.person("1-w1").id, Audit.what == f"web stay {stay}")
        assert session.scalar(lines) == 1
    other = stay_of(ward, 1, "303")
    for _ in range(2):  # whoever only claims that the page renews itself is written down all the same
        wang.get(f"/dashboard/site/1/stay/{other}", **{"X-Fragment": "-"})
    with ward.world.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Audit).where(Audit.what == f"web stay {other}")) == 1
        told = select(Audit.what).where(Audit.person_id == ward.person("1-w1").id, Audit.what.startswith("web "))
    for path, what in (("requests", "web requests"), ("sampling", "web sampling"), ("rounds", "web rounds"), ("missing", None)):
        wang.get(f"/dashboard/site/1/{path}")
        with ward.world.store.read() as session:
            assert what is None or what in session.scalars(told).all(), path


def test_those_above_read_masked_names_and_no_words_that_are_not_theirs(ward: Ward) -> None:
    hq, operator, medic = ward.signed_in("hq-1"), ward.signed_in("operator"), ward.signed_in("1-w1")
    for path in ("requests", "missing", "room/303", "inbox"):
        page = hq.get(f"/dashboard/site/1/{path}")
        assert "贺桂香" not in page
        assert "龙飞" not in page
    assert "贺*" in hq.get("/dashboard/site/1/requests")
    assert "贺桂香" in medic.get("/dashboard/site/1/requests")
    assert "睡不着" in medic.get("/dashboard/site/1/situations")
    assert "睡不着" not in operator.get("/dashboard/site/1/situations")
    assert "506龙飞" in medic.get("/dashboard/site/1/inbox")
    assert "506龙飞" not in operator.get("/dashboard/site/1/inbox")


def test_what_was_corrected_reads_as_people_say_it(ward: Ward) -> None:
    zhou = ward.person("1-w5")
    with ward.world.store.begin() as session:
        for field, before, after in (("symptoms", ["咳嗽", "头痛"], []), ("temperature", None, 36.8)):
            row = Change(site_id=1, kind="checkin", record_id=1, room="412", field=field, before={"value": before}, after={"value": after})
            row.person_id, row.message_id, row.at = zhou.id, 1, ward.world.clock.now()
            session.add(row)
    page = ward.signed_in("1-w5").get(f"/dashboard/site/1/stay/{stay_of(ward, 1, '412')}")
    assert "咳嗽、头痛 → 无" in page
    assert "未说 → 36.8" in page


def test_what_waits_for_the_staff_group_is_read_by_the_site_only(ward: Ward) -> None:
    ward.world.hear("1-r4", "303贺桂香", "1-resident", "#用药 303 贺桂香 阿司匹林肠溶片 1盒")
    medic, hq = ward.signed_in("1-w1").get("/dashboard/site/1/next"), ward.signed_in("hq-1").get("/dashboard/site/1/next")
    assert "阿司匹林" in medic
    assert "阿司匹林" not in hq
    assert "内容不显示" in hq
    with ward.world.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Audit).where(Audit.what == "web next")) == 1
    ward.world.speak()


def test_the_county_says_why_a_site_is_red(ward: Ward) -> None:
    page = ward.signed_in("hq-1").get("/dashboard/county")
    card = page[page.index("慈利宾馆") :][:900]
    assert "要马上看" in card
    assert "发热 1 间" in card
    assert "需人工查看 1 条" in card
    assert page.index("慈利宾馆") < page.index("汉庭酒店"), "the worst first"


def test_the_floor_plan_has_a_letter_beside_every_colour(ward: Ward) -> None:
    page = ward.signed_in("1-w5").get("/dashboard/site/1")
    told = {m[2]: (m[1], m[3]) for m in re.finditer(r'class="room s-(\w+)"[^>]*><b>(\w+)</b><span><span aria-hidden="true">(\w+)<', page)}
    assert told["302"] == ("fever", "热")
    assert told["305"][0] == "request"
    assert told["305"][1].startswith("需")
    assert told["812"][0] == "missing"
    assert told["812"][1].startswith("未")
    only = ward.signed_in("1-w5").get("/dashboard/site/1?state=fever")
    assert ("/room/302" in only, "/room/812" in only) == (True, False)


def test_a_press_is_the_same_as_the_line_in_the_group(ward: Ward) -> None:
    xiang = ward.signed_in("1-w2")
    page = xiang.get("/dashboard/site/1/requests")
    assert 'aria-label="Y1 接单"' in page
    page = xiang.post("/dashboard/site/1/step", {"ticket": "Y1", "status": "accepted", "back": "/dashboard/site/1/requests"})
    assert "Y1 已接单。" in page
    y1 = request(ward, "Y1")
    assert (y1.status, y1.in_charge) == ("accepted", ward.person("1-w2").id)
    with ward.world.store.read() as session:
        step = session.scalars(select(RequestStep).where(RequestStep.request_id == y1.id).order_by(RequestStep.id.desc())).first()
        message = session.scalars(select(Message).where(Message.account == "web").order_by(Message.id.desc())).first()
        told = session.scalars(select(Post).where(Post.message_id == message.id)).one() if message else None
    assert step is not None
    assert message is not None
    assert (step.status, step.message_id, message.text) == ("accepted", message.id, "接单 慈宾Y1")
    assert told is not None
    assert (told.group_id, told.text) == ("1-resident", "305 Y1 已接单。")
    assert "没有改动" in xiang.post("/dashboard/site/1/step", {"ticket": "Y1", "status": "accepted"})


def test_each_step_can_be_pressed_to_the_end_and_back(ward: Ward) -> None:
    medic = ward.signed_in("1-w1")
    for status in ("prescribed", "purchased", "delivered"):
        medic.post("/dashboard/site/1/step", {"ticket": "Y1", "status": status})
        assert request(ward, "Y1").status == status
    medic.post("/dashboard/site/1/step", {"ticket": "Y1", "status": "reopened"})
    assert request(ward, "Y1").status == "accepted"
    medic.post("/dashboard/site/1/step", {"ticket": "Y1", "status": "cancelled"})
    assert request(ward, "Y1").status == "cancelled"


def test_a_press_for_another_site_or_a_made_up_step_does_nothing(ward: Ward) -> None:
    zhou, hq = ward.signed_in("1-w5"), ward.signed_in("hq-1")
    zhou.get("/dashboard/site/1/requests")
    zhou.post("/dashboard/site/2/step", {"ticket": "Y1", "status": "accepted"})
    assert (zhou.status, request(ward, "Y1", 2).status) == (403, "open")
    zhou.get("/dashboard/site/1/requests")
    wrong: tuple[dict[str, str], ...] = ({"ticket": "X1", "status": "withdrawn"}, {"ticket": "X1", "status": "delivered"}, {})
    for form in (*wrong, {"ticket": "Y99", "status": "accepted"}):
        zhou.post("/dashboard/site/1/step", form)
    assert request(ward, "X1").status == "open", "a repair is not handed over"
    hq.get("/dashboard/site/2/requests")
    assert "慈宾" not in hq.post("/dashboard/site/2/step", {"ticket": "Y1", "status": "accepted"})
    assert request(ward, "Y1", 2).status == "accepted"


def test_a_round_is_printed_and_closed_with_what_was_ticked(ward: Ward) -> None:
    xiang = ward.signed_in("1-w2")
    page = xiang.get("/dashboard/site/1/rounds?floor=3")
    assert "卫生纸 2提" in page
    assert 'name="done-W1"' in page
    xiang.post("/dashboard/site/1/handed-over", {"done-W1": "on"})
    assert request(ward, "W1").status == "delivered"
    assert 'name="done-W1"' not in xiang.get("/dashboard/site/1/rounds")


def test_what_needs_a_human_is_handled_again_given_to_somebody_or_done(ward: Ward) -> None:
    world, zhou = ward.world, ward.signed_in("1-w5")
    world.inbox.fill([Heard("broken", "1-resident", "1-r2", "412李四", "#物资 412 李四 拖鞋1双", world.clock.now())], world.clock.now())
    with world.store.begin() as session:
        broken = session.scalars(select(Message).where(Message.external_id == "broken")).one()
        broken.state, broken.human, broken.error = "aside", "failed", "ValueError"
    page = zhou.get("/dashboard/site/1/inbox")
    assert "拖鞋" in page
    zhou.post("/dashboard/site/1/inbox/again", {"message": broken.id})
    world.handle()
    with world.store.read() as session:
        assert session.scalars(select(Request).where(Request.message_id == broken.id)).one().status == "open"
        voice = session.scalars(select(Message).where(Message.type == "voice")).one()
    to = ward.person("1-w1")
    zhou.get("/dashboard/site/1/inbox")
    assert "请选择" in zhou.post("/dashboard/site/1/inbox/give", {"message": voice.id, "person": ward.person("2-w1").id})
    assert "已转给王静" in zhou.post("/dashboard/site/1/inbox/give", {"message": voice.id, "person": to.id})
    with world.store.read() as session:
        assert session.scalars(select(Post).where(Post.contact == "1-w1", Post.message_id == voice.id)).one().audience == "private"
    assert "没有要人工看的消息" in zhou.get("/dashboard/site/1/inbox")
    assert "已经处理过了" in zhou.post("/dashboard/site/1/inbox/done", {"message": voice.id, "back": "/dashboard/site/1/paste"})


def test_a_message_of_no_site_is_given_to_one_unread(ward: Ward) -> None:
    world, hq, zhou = ward.world, ward.signed_in("hq-1"), ward.signed_in("1-w5")
    world.inbox.give_up("never came", "timeout", world.clock.now())
    with world.store.begin() as session:
        lost = session.scalars(select(Message).where(Message.external_id == "never came")).one()
        lost.text = "胸口疼"
    page = hq.get("/dashboard/lost")
    assert "内容没有取到" in page
    assert "胸口疼" not in page
    assert "没有这个隔离点" in hq.post("/dashboard/lost", {"message": lost.id, "to": "9", "back": "/dashboard/lost"})
    assert "已交给慈利宾馆" in hq.post("/dashboard/lost", {"message": lost.id, "to": "1", "back": "/dashboard/lost"})
    assert "胸口疼" in zhou.get("/dashboard/site/1/inbox")
    zhou.post("/dashboard/site/1/inbox/done", {"message": lost.id})
    assert "胸口疼" not in zhou.get("/dashboard/site/1/inbox")


def test_a_pasted_chat_is_taken_in_once_and_nothing_is_said(ward: Ward) -> None:
    zhou = ward.signed_in("1-w5")
    zhou.get("/dashboard/site/1/paste")
    with ward.world.store.read() as session:
        queued = session.scalar(select(func.count()).select_from(Post).where(Post.state == "queued"))
    text = "08:12 610戴芳 > 打卡 610 戴芳 36.6 无\r\n08:13 703苏敏 > #物资 703 苏敏 毛巾1条"
    form = {"kind": "resident", "text": text, "back": "/dashboard/site/1/paste"}
    assert "读到 2 条，新的 2 条，新开需求 1 单" in zhou.post("/dashboard/site/1/paste", form)
    assert "新的 0 条，新开需求 0 单" in zhou.post("/dashboard/site/1/paste", form)
    with ward.world.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Post).where(Post.state == "queued")) == queued
    assert "没有认出" in zhou.post("/dashboard/site/1/paste", {**form, "text": "一段没有名字的话"})


@pytest.mark.drill
def test_nothing_people_wrote_becomes_markup(ward: Ward) -> None:
    with ward.world.store.begin() as session:
        site, person = session.get_one(Site, 3), session.scalars(select(Person).where(Person.contact == "3-w1")).one()
        site.name, person.name, person.nick, person.work_group = NASTY, NASTY[:40], NASTY, NASTY[:20]
        for stay in session.scalars(select(Stay).where(Stay.site_id == 3)):
            stay.name, stay.phone, stay.end_reason = NASTY[:40], NASTY[:20], None
            stay.survey = {"diet": NASTY}
            session.add(Need(site_id=3, stay_id=stay.id, kind="diet", words=NASTY, noted_at=ward.world.clock.now()))
        session.add(Word(site_id=3, list="goods", word=NASTY[:60]))
    for text in (f"#报修 {NASTY}", f"#特殊情形 305 {NASTY}", f"#用药 305 {NASTY} 2盒", f"#物资 305 {NASTY} 1个"):
        ward.world.say("3-r1", NASTY, "3-resident", text)
    ward.world.say("3-w5", "点长周正", "3-staff", f"#通知 {NASTY} 收到请回复")
    ward.world.say("3-w1", NASTY, "3-staff", "签到")
    ward.world.hear("3-r2", NASTY, "3-resident", NASTY, type="voice")
    zhou, hq = ward.signed_in("3-w5"), ward.signed_in("hq-1")
    paths = [f"/dashboard/site/3{path}" for path in OF_SITE] + [f"/dashboard/site/3/stay/{stay_of(ward, 3, '305')}"]
    looks = [(zhou, p) for p in (*paths, f"{paths[0]}?find={quote(NASTY)}")] + [(hq, f"/dashboard{p}") for p in OF_ALL]
    for browser, page in looks:
        text = browser.get(page)
        assert (page, browser.status, "<h1" in text or page.endswith("board/")) == (page, 303 if page.endswith("board/") else 200, True)
        assert "<img src=x" not in text, page
        assert "<b>粗" not in text, page
        assert "49" not in re.findall(r"粗.{0,12}", text), page
        assert " style=" not in text, page
        assert marks_in(text) == set(), page


def test_what_came_with_a_request_is_opened_by_its_site_alone(ward: Ward) -> None:
    content = b"\xff\xd8\xff\xe0 an invented prescription"
    ticket = request(ward, "Y1")
    row = {"type": "image", "media": "image/jpeg", "size": len(content), "at": ward.world.clock.now(), "label": NASTY}
    with ward.world.store.begin() as session:
        kept = Attachment(site_id=1, request_id=ticket.id, message_id=ticket.message_id, hash=ward.desk.shelf.put(content), **row)
        lost = Attachment(site_id=1, request_id=ticket.id, message_id=ticket.message_id, hash="0" * 64, **row)
        session.add_all([kept, lost])
    wang, address = ward.signed_in("1-w1"), f"/dashboard/site/1/kept/{kept.id}"
    assert f'href="{address}"' in wang.get("/dashboard/site/1/requests?which=all")
    assert wang.download(address) == content
    wang.get(f"/dashboard/site/1/kept/{lost.id}")
    assert wang.status == 403, "its bytes are gone"
    with ward.world.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Audit).where(Audit.what == f"web file {kept.id}")) == 1
    for contact in ("hq-1", "2-w5"):
        other = ward.signed_in(contact)
        other.get(address)
        assert (contact, other.status) == (contact, 403)
        assert "/kept/" not in other.get("/dashboard/site/1/requests?which=all")


def test_long_lists_are_paged_and_found(ward: Ward) -> None:
    now = ward.world.clock.now()
    with ward.world.store.begin() as session:
        for n in range(90):
            row = Request(site_id=2, kind="repair", ticket=f"X{n + 500}", room=f"{n // 10 + 1}0{n % 10}", name="长名字" * 8, message_id=1)
            row.opened_at, row.details, row.missing = now - timedelta(hours=n), {"words": "长" * 300}, []
            session.add(row)
    zhou = ward.signed_in("2-w5")
    first, last = zhou.get("/dashboard/site/2/requests"), zhou.get("/dashboard/site/2/requests?page=99")
    assert "第 1 页，共 3 页" in first
    assert "第 3 页，共 3 页" in last
    assert first.index("X589") < first.index("X588"), "the oldest first"
    found = zhou.get("/dashboard/site/2/requests?find=x550")
    assert ("X550" in found, "X551" in found) == (True, False)


def test_english_by_a_switch(ward: Ward) -> None:
    hq = ward.signed_in("hq-1")
    hq.get("/dashboard/language?to=en&back=/dashboard/county")
    assert hq.headers["Location"] == "/dashboard/county"
    page = hq.get("/dashboard/county")
    assert '<html lang="en">' in page
    assert "Needs attention now" in page


def test_every_phrase_of_the_templates_has_its_english() -> None:
    templates = (Path(__file__).parents[2] / "web" / "templates" / "dashboard").glob("*.html")
    phrases = {m for t in templates for m in re.findall(r'\bt\("([^"]+)"', t.read_text("utf-8"))}
    assert len(phrases) > 200
    assert {p for p in phrases if p not in english()} == set()


def test_no_phrase_that_has_its_english_is_shown_in_chinese(ward: Ward) -> None:
    agenda = ward.desk.agenda
    labels = {s.label for s in agenda.settings} | {one.job.label for one in load_jobs().values() if one.job.speaks}
    labels |= {kind.label for kind in ward.desk.kinds.values()} | set(NEEDS_HUMAN.values())
    assert {one for one in labels if one not in english()} == set()
    left: dict[str, set[str]] = {}
    for contact in ("1-w5", "hq-1"):
        browser = ward.signed_in(contact)
        browser.get("/dashboard/language?to=en&back=/dashboard/")
        for page in (one for one in pages_of(ward.app, stay_of(ward, 1, "302")) if "." not in one):
            text = browser.get(page)
            if browser.status == 200 and '<html lang="en">' in text:
                shown = set(re.findall(r">\s*([^<>]+?)\s*<", text)) | set(re.findall(r'(?:aria-label|placeholder|title)="([^"]+)"', text))
                left[page] = shown & english().keys()
    assert len(left) > 20
    assert {page: words for page, words in left.items() if words - {"中文", "县指挥部"}} == {}


def test_a_page_that_renews_itself_gets_nothing_when_nothing_changed(ward: Ward) -> None:
    zhou = ward.signed_in("1-w5")
    part = zhou.get("/dashboard/site/1/duty", **{"X-Fragment": "-"})
    assert "<html" not in part
    stamp = zhou.headers["X-Fragment"]
    assert (zhou.get("/dashboard/site/1/duty", **{"X-Fragment": stamp}), zhou.status) == ("", 204)
