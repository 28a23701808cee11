"""The short way past the table of traditional characters leaves out nothing the table would change."""

import json
from pathlib import Path

import pytest
from opencc import OpenCC

from reading.lexicon import Lexicon
from reading.text.clean import Cleaner
from reading.text.english import English
from tests.reading.groups import understand

WHOLE = OpenCC("tw2s")
CLEANER = Cleaner()
OF_ENGLISH = Cleaner(English(Lexicon.load().words("english")))


def _whole(text: str) -> str:
    """As the whole table writes it; but 么子 is no 幺子."""
    simple = WHOLE.convert(text)
    return "".join(c if c == "么" else s for c, s in zip(text, simple, strict=True)) if len(simple) == len(text) else simple


def test_every_message_is_written_as_the_whole_table_writes_it() -> None:
    for file in sorted(Path(__file__).parent.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            text = json.loads(line)["text"]
            if text.isprintable() and CLEANER.clean(text).at is None:
                assert CLEANER.clean(text).text == _whole(CLEANER.clean(text).text)


@pytest.mark.parametrize("code", range(0x4E00, 0xA000, 0x400))
def test_every_character_alone_is_written_as_the_whole_table_writes_it(code: int) -> None:
    signs = [chr(c) for c in range(code, code + 0x400)]
    assert [CLEANER.clean(sign).text for sign in signs] == [_whole(sign) for sign in signs]


@pytest.mark.parametrize("words", ["请回覆", "三英哩", "昏沈沈", "找藉口", "瞭解", "甦醒", "毛坏", "藥快喫完了", "衹有"])
def test_words_whose_characters_stay_when_they_stand_alone_are_changed_together(words: str) -> None:
    assert CLEANER.clean(words).text == _whole(words)


def test_what_dialect_asks_with_is_no_other_character() -> None:
    assert CLEANER.clean("么子藥 么办").text == "么子药 么办"


def test_plain_words_stay_themselves() -> None:
    assert CLEANER.clean("305 体温36.5 无症状").text == "305 体温36.5 无症状"
    assert CLEANER.clean("305 體溫36.5 無症狀").text == "305 体温36.5 无症状"


def test_what_is_written_word_by_word_is_read_as_a_sentence_and_told_as_it_was_written() -> None:
    clean = CLEANER.clean("你好 我 没有 药 了 请 帮 我 买 2 盒")
    assert clean.text == "你好我没有药了请帮我买2盒"
    assert clean.original(clean.text.index("请"), len(clean.text)) == "请 帮 我 买 2 盒"


@pytest.mark.parametrize("words", ["305 张三 体温 正常 无 症状", "医生 在吗 我 想开点药", "好的 收到 谢谢 辛苦 了"])
def test_blanks_between_facts_and_sentences_stay(words: str) -> None:
    assert CLEANER.clean(words).text == words


@pytest.mark.parametrize(
    ("written", "matched"),
    [
        ("My son has a fever", "我儿子有发烧"),
        ("请给我 2 rolls of toilet paper", "请给我 2 卷卫生纸"),
        ("room 1402 Ahmed Khan no cough", "房间 1402 Ahmed Khan 无咳嗽"),
        ("I don’t eat pork", "不吃猪肉"),
        ("A座 No.3 8am 5mg M码 iPhone", "A座 No.3 8am 5mg M码 iPhone"),
    ],
)
def test_english_is_matched_in_other_words(written: str, matched: str) -> None:
    assert OF_ENGLISH.clean(written).text == matched


def test_what_was_written_in_english_is_kept() -> None:
    clean = OF_ENGLISH.clean("Ｉ need 2 boxes of cough syrup, please")
    at = clean.text.index("止咳糖浆")
    assert clean.original(at, at + 4) == "cough syrup"
    assert clean.unit(clean.text.index("盒"), clean.text.index("盒") + 1) == "盒"
    assert clean.end(len(clean.text)) == len(clean.raw)


def test_a_letter_that_is_two_in_lower_case_moves_nothing() -> None:
    found = understand("İ please bring 2 boxes of ibuprofen").readings
    assert [item["name"] for reading in found for item in reading.fields["items"]] == ["ibuprofen"]
