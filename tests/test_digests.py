"""Digests: once per site and day by clock or 发送, a draft before, 未报 is not zero, HQ reads counts and sites only."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from models import Site
from reports.care import site_day
from reports.digest import LONGEST, digest_text, within
from reports.hq import hq_days, hq_text
from tests.world import ZONE, World


def digests(said: list[tuple[str, str]], group: str = "1-staff") -> list[str]:
    return [text for where, text in said if where == group and "日报】" in text]


def test_sent_by_the_leader_it_is_not_sent_again_by_the_clock(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.move_to("19:05")
    assert len(digests(world.say("1-w5", "点长周正", None, "发送"))) == 1
    again = world.say("1-w5", "点长周正", "1-staff", "发送")
    assert [t for _, t in again] == ["@点长周正 今天的日报 19:05 已发出，不会再发。看最新数字请发「日报」。"]
    said = world.move_to("19:40")
    assert digests(said) == []
    assert len(digests(said, "2-staff")) == 1


def test_only_leaders_send(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    assert digests(world.say("1-w2", "后勤小向", "1-staff", "发送")) == []
    assert len(digests(world.move_to("19:40"))) == 1


def test_a_changed_time_sends_no_second_digest_for_the_day_and_the_next_day_has_its_own(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    assert len(digests(world.move_to("19:40"))) == 1
    with world.store.begin() as session:
        session.get_one(Site, 1).settings = {"digest": "20:30"}
    assert digests(world.move_to("20:40")) == []
    assert len(digests(world.move_to("08-08 20:40"))) == 1


def test_the_draft_reaches_the_leader_in_private_half_an_hour_before(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "体温36.5")
    drafts = [(where, text) for where, text in world.move_to("19:05") if "草稿" in text and where.startswith("1-")]
    assert [where for where, _ in drafts] == ["1-w5"]
    assert "缺：体温上午未报 9（3楼 302 303 308；" in drafts[0][1]
    assert "张" not in drafts[0][1]


def test_a_site_that_sent_nothing_is_not_reported_as_zero(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "体温36.5")
    said = world.move_to("19:40")
    assert "未报：今天没有收到任何上报" not in digests(said)[0]
    assert "未报：今天没有收到任何上报" in digests(said, "2-staff")[0]


def test_hq_reads_sites_side_by_side_worst_first_and_never_a_room_or_name(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("2-r1", "305张三", "2-resident", "体温38.6")
    world.say("1-r1", "305张三", "1-resident", "体温36.5")
    (text,) = digests(world.move_to("20:01"), "hq")
    assert "3 个点，未报 1；在隔 18 人" in text
    assert text.index("· 富蓝特：发热 1") < text.index("· 汉庭：全天未报")
    sites = [line.split()[0] for line in text.splitlines()[-3:]]
    assert sites == ["富蓝特", "汉庭", "慈宾"]
    assert "305" not in text
    assert "张" not in text


def test_forty_sites_fit_a_phone_and_the_rest_is_counted(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    with world.store.begin() as session:
        session.add_all(Site(id=100 + n, name=f"酒店{n}", short=f"店{n}") for n in range(37))
    with world.store.read() as session:
        text = hq_text(hq_days(session, date(2022, 8, 7), world.clock.now()), date(2022, 8, 7), world.clock.now(), ZONE)
    assert len(text.splitlines()) == LONGEST
    shown = sum(1 for line in text.splitlines() if " 未报（在隔" in line)
    assert f"其余 {40 - shown} 个点" in text


def test_lines_left_out_are_counted() -> None:
    assert within([str(n) for n in range(30)])[-1] == "还有 6 行，详情发「待办」"
    assert len(within([str(n) for n in range(30)])) == LONGEST


def test_on_the_fullest_day_what_went_wrong_is_not_what_is_cut(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    kinds, now = list(world.kinds.values()), world.clock.now()
    with world.store.read() as session:
        day = site_day(session, session.get_one(Site, 1), now.astimezone(ZONE).date(), now)
    logs = {kind.name: 2 for kind in kinds if kind.digest and not kind.letter}
    figures = replace(day.figures, logs=logs, human=3, missed_posts=1, gaps=((now, now),))
    care = replace(day.care, tasks_missing=("送餐",), on_duty=2, notices=1, corrections=1)
    lines = digest_text(replace(day, figures=figures, care=care, week=(*day.week[:-1], figures)), kinds, now).splitlines()
    assert len(logs) > 10
    assert len(lines) <= LONGEST
    assert {"未记录：送餐", "需人工查看：3 条", "错过的定时消息：1 条"} <= set(lines)
    assert lines[-2].startswith("失联 ")
    assert lines[-1].startswith("比昨日：")
    merged = next(line for line in lines if line.startswith("记录："))
    assert all(f"{world.kinds[name].digest} 2 条" in merged for name in logs if name not in ("checkin", "sampling"))


def test_a_day_that_is_over_is_told_as_a_whole(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    day = world.clock.now().astimezone(ZONE).date()
    with world.store.read() as session:
        found = site_day(session, session.get_one(Site, 1), day, world.clock.now())
        sites = hq_days(session, day, world.clock.now())
    later = world.clock.now() + timedelta(days=1)
    assert digest_text(found, [], world.clock.now()).startswith("【慈利宾馆 日报】8月7日（08:00 统计）")
    assert digest_text(found, [], later).startswith("【慈利宾馆 日报】8月7日（全天统计）")
    assert hq_text(sites, day, later, ZONE).startswith("【指挥部日报】8月7日（全天统计）")
