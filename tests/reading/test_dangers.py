"""Danger in the words of many people, one line each, and words that only sound like it."""

from pathlib import Path

from tests.reading.groups import read

HERE = Path(__file__).parent


def _calls(file: str) -> dict[str, bool]:
    return {line: any(r["kind"] == "emergency" for r in read(line)) for line in (HERE / file).read_text("utf-8").splitlines()}


def test_no_danger_is_missed() -> None:
    assert [line for line, called in _calls("dangers.txt").items() if not called] == []


def test_what_only_sounds_like_danger_calls_nobody() -> None:
    assert [line for line, called in _calls("no_dangers.txt").items() if called] == []
