"""Ordinary talk that mentions a thing gives no record, and what sounds like talk is learned from every labelled message there is."""

import pytest

from bench.teach_sounds import FILE, dangers, learned, messages, written
from reading.lexicon import Lexicon
from reading.likeness import OF_DANGER, Likeness, fragments_of
from reading.reader import Reader
from tests.reading.groups import read, reader, said, understand


def test_the_weights_in_use_are_those_the_labelled_messages_give() -> None:
    texts = written(learned(messages()), learned(dangers())), FILE.read_text("utf-8")
    for half in zip(*(text.split(OF_DANGER) for text in texts), strict=True):
        now, then = (dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("# Written")) for text in half)
        assert now.keys() ^ then.keys() == set(), "run: python -m bench.teach_sounds"
        assert all(abs(int(now[fragment]) - int(then[fragment])) <= 1 for fragment in now)  # the last digit may differ by machine


def test_a_fragment_is_one_character_or_two_and_numbers_are_alike() -> None:
    assert fragments_of("要12盒") == ["要", "0", "盒", "_要", "要0", "0盒", "盒_"]
    assert fragments_of("要3盒") == fragments_of("要12盒")


def test_talk_is_above_zero_and_a_request_below() -> None:
    likeness = Likeness.load()
    assert likeness.odds("我们老家那边以前过年都这样 哈哈") > 1
    assert likeness.odds("麻烦帮我爸买两盒降压药 谢谢") < -1


@pytest.mark.parametrize("text", ["救命啊 我爸胸口疼得喘不上气", "#用药 305 我们老家那边的三七粉 1包", "305 王强 36.5 哈哈 昨晚的月亮真圆"])
def test_danger_titles_and_reports_with_a_room_are_never_taken_for_talk(text: str) -> None:
    assert read(text)
    assert not understand(text).talk


@pytest.mark.parametrize(("odds", "believed", "shown"), [(0.0, True, False), (1.0, False, True), (3.0, False, False)])
def test_what_is_only_just_taken_for_talk_is_shown_to_somebody(odds: float, believed: bool, shown: bool) -> None:
    hears_the_same_in_all = Reader(tuple(reader().kinds.values()), Lexicon.load(), Likeness({}, odds))
    understanding = hears_the_same_in_all.read(said("空调一直滴水到床边的地毯上"))
    assert bool(understanding.readings) is believed
    assert understanding.unread is shown
