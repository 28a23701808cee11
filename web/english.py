"""The page in English by a switch: Chinese is what stands in the code, English comes from one list, which the sandbox page reads itself."""

from collections.abc import Callable
from functools import cache
from pathlib import Path


@cache
def english() -> dict[str, str]:
    """Chinese → English, one pair a line."""
    lines = (Path(__file__).parent / "static" / "english.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" = ", 1) for line in lines if " = " in line and not line.startswith("# "))
    return {chinese.strip(): words.strip() for chinese, words in pairs}


def translator(language: str) -> Callable[..., str]:
    """A function that gives a phrase in that language; {names} are filled in."""

    def told(phrase: str, **values: object) -> str:
        found = english().get(phrase, phrase) if language == "en" else phrase
        return found.format(**values) if values else found

    return told
