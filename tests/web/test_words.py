"""Every word of the sandbox page has its English; what becomes part of a message stays Chinese."""

from __future__ import annotations

import re
from pathlib import Path

from web import explain, tour
from web.english import english

WEB = Path(__file__).parents[2] / "web"
HAN = re.compile("[\u4e00-\u9fff]")
SAID = {"体温上报", "物资需求", "感谢志愿者", "今晚看电影"}
"""Titles of lists: they go into the group."""


def test_every_word_of_the_page_has_its_english() -> None:
    used = set(explain.STATES.values()) | set(explain.TABLES.values())
    for step in tour.STEPS:
        used |= {step.title, step.words, step.seen}
    for script in (WEB / "static").glob("*.js"):
        used |= set(re.findall(r'(?<![\w.])t\("([^"]+)"', script.read_text("utf-8")))
    page = (WEB / "templates" / "sandbox.html").read_text("utf-8")
    used |= {words.strip() for words in re.findall(r">([^<>{}]+)<", page)}
    used |= set(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"{}]+)"', page))
    assert {words for words in used if HAN.search(words)} - english().keys() - SAID == set()
