"""The yardstick itself: a right answer has no fault, and every sort of fault is counted once, in its own row."""

import json
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bench.reading import main
from bench.score import Tally, figures, judge
from bench.titles_only import titles_only
from commands._parts import make_reader

Record = dict[str, Any]

TEMPERATURE: Record = {"kind": "checkin", "room": "305", "name": "张三", "temperature": 36.5, "symptoms": []}
ASPIRIN = {"name": "阿司匹林", "strength": "100mg", "quantity": 2, "unit": "盒"}
STATIN = {"name": "阿托伐他汀", "strength": None, "quantity": None, "unit": None}
MEDICINE: Record = {"kind": "medication", "room": "305", "name": "张三", "items": [ASPIRIN, STATIN], "days_left": 0}
DANGER: Record = {"kind": "emergency", "room": "806", "description": "喘不上气"}
COUNTED = ("wrong", "missed", "lost", "extra", "noise", "asked", "not_asked", "silent")


def scored(expected: list[Record], read: list[Record], ask: Sequence[str] = (), asked: Sequence[str] = (), **label: Any) -> dict[str, Any]:
    tally = Tally()
    judge({"id": "1", "expect": expected, "ask": ask, **label}, {"readings": read, "ask": asked}, tally)
    return figures(tally, 1)


def faults(*given: Any, **more: Any) -> dict[str, int]:
    found = scored(*given, **more)
    assert found["entirely_right"] == (not any(found[c] for c in COUNTED) and found["fields"]["all"]["accuracy"] == 1)
    return {c: found[c] for c in COUNTED if found[c]}


def but(record: Record, **changes: Any) -> Record:
    return deepcopy(record) | changes


@pytest.mark.parametrize("record", [TEMPERATURE, MEDICINE, DANGER], ids=lambda r: r["kind"])
def test_what_was_expected_has_no_fault(record: Record) -> None:
    found = scored([record], [deepcopy(record)])
    assert found["entirely_right"] == 1
    assert found["kinds"]["all"]["f1"] == found["fields"]["all"]["accuracy"] == 1.0


def test_nothing_read_in_talk_is_right() -> None:
    assert scored([], [])["entirely_right"] == 1
    assert scored([], [])["kinds"]["all"]["f1"] == 1.0


@pytest.mark.parametrize(
    "read",
    [
        but(TEMPERATURE, temperature=39.9),
        but(TEMPERATURE, room="306"),
        but(MEDICINE, items=[ASPIRIN | {"quantity": 3}, STATIN]),
        but(MEDICINE, items=[ASPIRIN | {"name": "阿莫西林"}, STATIN]),
        but(MEDICINE, items=[ASPIRIN, STATIN | {"quantity": 1}]),
        but(MEDICINE, items=[ASPIRIN, STATIN, {"name": "维C", "quantity": 1}]),
    ],
    ids=["temperature", "room", "quantity", "item", "guessed quantity", "invented item"],
)
def test_a_complete_record_with_a_grave_error_is_wrong_once(read: Record) -> None:
    expected = TEMPERATURE if read["kind"] == "checkin" else MEDICINE
    assert faults([expected], [read]) == {"wrong": 1}
    assert faults([expected], [read], asked=["room"]) == {"asked": 1}


@pytest.mark.parametrize("items", [[ASPIRIN], [ASPIRIN | {"quantity": None}, STATIN]], ids=["item", "quantity"])
def test_what_was_said_and_dropped_is_lost(items: list[Record]) -> None:
    assert faults([MEDICINE], [but(MEDICINE, items=items)]) == {"lost": 1}


def test_a_lighter_error_makes_the_message_not_entirely_right() -> None:
    found = scored([TEMPERATURE], [but(TEMPERATURE, name="李四")])
    assert (found["entirely_right"], found["wrong"]) == (0, 0)
    assert found["fields"]["name"] == {"n": 1, "accuracy": 0.0}


def test_a_record_not_read_is_missed_and_danger_is_told_apart() -> None:
    assert faults([TEMPERATURE], []) == {"missed": 1}
    assert scored([TEMPERATURE], [])["danger_missed"] == 0
    assert scored([DANGER], [])["danger_missed"] == 1


def test_another_kind_is_missed_and_extra_and_stands_in_the_confusion() -> None:
    tally = Tally()
    judge({"expect": [MEDICINE], "ask": []}, {"readings": [but(MEDICINE, kind="supplies")], "ask": []}, tally)
    judge({"expect": [], "ask": []}, {"readings": [TEMPERATURE, TEMPERATURE], "ask": []}, tally)
    judge({"expect": [TEMPERATURE, DANGER], "ask": []}, {"readings": [TEMPERATURE], "ask": []}, tally)
    judge({"expect": [], "ask": []}, {"readings": [], "ask": []}, tally)
    assert {k: v for k, v in tally.confusion.items() if v} == {
        ("medication", "supplies"): 1,
        ("talk", "checkin"): 2,
        ("checkin", "checkin"): 1,
        ("emergency", "talk"): 1,
        ("talk", "talk"): 1,
    }
    assert {c: tally.faults[c] for c in COUNTED if tally.faults[c]} == {"missed": 2, "extra": 1, "noise": 1}


def test_questions_needed_and_not() -> None:
    without = {k: v for k, v in TEMPERATURE.items() if k != "temperature"}
    assert faults([without], [without], ["temperature"], ["temperature"]) == {}
    assert faults([without], [TEMPERATURE], ["temperature"]) == {"wrong": 1, "not_asked": 1}
    assert faults([TEMPERATURE], [without], [], ["temperature"]) == {"asked": 1}
    assert faults([TEMPERATURE], [without]) == {"silent": 1}


def test_a_ticket_is_moved_on_by_its_number_or_by_rooms() -> None:
    by_rooms: Record = {"kind": "update", "rooms": ["305"], "status": "delivered"}
    assert faults([by_rooms], [by_rooms]) == {}
    assert faults([by_rooms], [but(by_rooms, rooms=["306"])]) == {"wrong": 1}
    assert faults([by_rooms], [{"kind": "update", "status": "delivered"}]) == {"silent": 1}


def test_a_question_is_about_the_records_that_lack_the_field() -> None:
    other = but(TEMPERATURE, room="306", name="李四", temperature=39.0)
    lacking = {k: v for k, v in TEMPERATURE.items() if k != "temperature"}
    assert faults([lacking, but(other, temperature=36.9)], [lacking, other], ["temperature"], ["temperature"]) == {"wrong": 1}


def test_records_are_paired_by_what_they_share_and_not_by_their_order() -> None:
    others = [but(TEMPERATURE, room=str(room), name=name, temperature=36.8) for room, name in ((306, "李四"), (307, "王五"))]
    assert faults([TEMPERATURE, *others], [*others[::-1], TEMPERATURE]) == {}
    assert faults([TEMPERATURE, *others], [others[1], TEMPERATURE]) == {"missed": 1}
    many = [but(TEMPERATURE, room=str(room), temperature=36 + room % 9 / 10) for room in range(301, 341)]
    assert faults(many, many[::-1]) == {}


def test_accepted_spellings_and_fields_that_are_free() -> None:
    read = but(MEDICINE, items=[ASPIRIN | {"name": "拜阿司匹灵", "strength": "１００ 毫克"}, STATIN])
    assert faults([MEDICINE], [read], alt={"阿司匹林": ["拜阿司匹灵"]}) == {}
    assert faults([MEDICINE], [but(MEDICINE, name="李四", days_left=None)], free=["name", "days_left"]) == {}
    assert faults([but(DANGER, description="喘")], [but(DANGER, description="别的话")]) == {}


def test_zero_is_a_value_and_none_is_not() -> None:
    assert scored([MEDICINE], [but(MEDICINE, days_left=None)])["fields"]["days_left"]["accuracy"] == 0.0
    assert scored([but(MEDICINE, days_left=None)], [but(MEDICINE, days_left=None)])["fields"].get("days_left") is None


def test_the_baseline_knows_titles_and_nothing_else() -> None:
    kinds = list(make_reader().kinds.values())
    sender = {"role": "resident", "room": "305", "name": "张三"}
    titled = titles_only({"text": "#打卡 306 李四 36.5 无", "sender": sender}, kinds)
    assert titled["readings"] == [{"kind": "checkin", "room": "306", "name": "李四", "temperature": 36.5, "symptoms": []}]
    lent = titles_only({"text": "用药：阿司匹林100mg 2盒", "sender": sender}, kinds)
    assert lent["readings"][0]["items"] == [{"name": "阿司匹林", "strength": "100mg", "quantity": 2, "unit": "盒"}]
    assert lent["readings"][0]["room"] == "305"
    assert titles_only({"text": "我36.5 没有不舒服", "sender": sender}, kinds) == {"readings": [], "ask": []}


@pytest.mark.parametrize("role", ["resident", "staff"])
def test_the_measurement_runs(role: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.reading.REPEATED", ("1. ",))  # one worst text, not all of them: this only looks whether it runs
    greeting = {"id": "1", "text": "早上好", "expect": [], "ask": [], "sender": {"role": role}}
    (tmp_path / "few.jsonl").write_text(json.dumps(greeting), "utf-8")
    measured = main(tmp_path / "few.jsonl", worst=5)
    assert measured["entirely_right"] == 1
    assert measured["confusion"] == {"talk": {"talk": 1}}
    assert capsys.readouterr().err == ""
