"""The scheduled delivery round, and situations that nobody finished since yesterday."""

from pathlib import Path

from tests.world import World


def said_in_staff(world: World, clock: str, begins: str) -> list[str]:
    return [text for where, text in world.move_to(clock) if where == "1-staff" and begins in text]


def test_the_round_is_posted_at_its_times_and_only_when_there_is_something_to_carry(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    assert said_in_staff(world, "10:31", "派送单") == []
    world.say("1-r1", "305张三", "1-resident", "#用药 硝苯地平缓释片 2盒")
    world.say("1-w1", "王护士", "1-staff", "接单 Y1")
    (told,) = said_in_staff(world, "16:31", "派送单")
    assert "□ 305 张* Y1 硝苯地平缓释片 2盒" in told


def test_what_is_open_since_yesterday_is_named_the_next_morning(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "#特殊情形 身体 腰痛想请医生看看")
    assert said_in_staff(world, "09:01", "昨天起") == []
    (told,) = said_in_staff(world, "08-08 09:01", "昨天起")
    assert "T1 305" in told
    assert "腰痛" not in told


def test_a_picture_that_quotes_a_request_is_attached_to_it(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-r1", "305张三", "1-resident", "#用药 硝苯地平缓释片 2盒")
    world.move_to("09:00")
    said = world.say("1-r1", "305张三", "1-resident", "", type="image", quote_nick="小助手", quote_text="Y1 已记")
    assert any("Y1 已收到图片。" in text for _, text in said)
    other = world.say("1-r2", "412李四", "1-resident", "", type="image", quote_nick="小助手", quote_text="Y1 已记")
    assert other == []
