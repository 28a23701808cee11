"""Shifts as the clock sees them: 12 hours are told to the leader once, and the change times bring a note."""

from pathlib import Path

from tests.world import World


def test_over_twelve_hours_on_duty_is_told_to_the_site_leader_once(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.at("08:30")
    world.say("1-w3", "人文小彭", "1-staff", "签到")
    private = [text for where, text in world.move_to("23:50") if where == "1-w5"]
    told = [text for text in private if "值班已超过" in text]
    assert told == ["人文关怀 彭辉 从 08:30 起值班已超过 12 小时，请安排换班休息；若已下班，请本人发「签退」。"]


def test_a_shift_that_ended_is_nobodys_worry(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-w3", "人文小彭", "1-staff", "签到")
    world.at("16:00")
    world.say("1-w3", "人文小彭", "1-staff", "签退")
    assert not [text for _, text in world.move_to("23:50") if "值班已超过" in text]


def test_a_leader_who_is_no_friend_is_told_in_the_staff_group_without_the_full_name(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.network.refuse.add("1-w5")
    world.say("1-w3", "人文小彭", "1-staff", "签到")
    group = [text for where, text in world.move_to("21:00") if where == "1-staff" and "值班已超过" in text]
    assert group
    assert all("彭*" in text and "彭辉" not in text for text in group)


def test_at_the_change_of_shifts_the_note_is_posted_where_shifts_are_kept(tmp_path: Path) -> None:
    world = World.new(tmp_path)
    world.say("1-w3", "人文小彭", "1-staff", "签到")
    said = [(where, text) for where, text in world.move_to("20:05") if "换班时间到" in text]
    assert [where for where, _ in said] == ["1-staff"]
    assert "人文关怀 彭* 08:00 起" in said[0][1]
