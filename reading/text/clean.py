"""One way to write everything, for matching only: half width, simplified, no invisible characters. The original is kept."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from opencc import OpenCC

from reading.expressions import patterns, report_patterns, talk_patterns
from reading.expressions.patterns import Pattern
from reading.expressions.word_patterns import rare_or_one_of
from reading.text.english import English, lower_case

_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x00AD))
_UNSEEN = frozenset(map(chr, _INVISIBLE))
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IN_WORDS = "哩坏沈甦瞭藉衹覆"
"""Written otherwise in some words only: 回覆 is 回复."""
_CALLED_SHEN = "默香思浮醉吟"
"""415 沈默: in a text that is simplified otherwise this is what somebody is called, and no silence."""
_KEYCAP = "\u20e3"
_COAST = dict(zip(map(ord, "嚟嘅喺哋菸"), "来的在们烟", strict=True))
"""Characters of Cantonese that are always one word of everybody's: 我哋嘅灯."""
_OF_THE_COAST = frozenset(map(chr, _COAST))
_LITTLE_WORDS = frozenset("我你他她的了请给不要有没在吗和吃想买快很好也还来是能会")
_BLANKS, _SHORT_WORDS = 3, 1.8
"""Who leaves so many blanks, between words so short on average, writes every word apart."""


@dataclass(slots=True)
class Clean:
    """A text to match in, as long as it needs to be, that knows where each of its characters came from."""

    raw: str
    text: str
    low: str
    """The same in lower case, with those who are addressed (@小助手) blanked out: what is matched in."""
    at: tuple[int, ...] | None = None
    """Offset in `raw` of every character of `text`; None when they are the same."""
    ends: tuple[int, ...] | None = None
    """Where each character stops there, when some stand for whole words of English."""
    greeted: int = 0
    """Where the greeting stops that stands before everything else."""

    def start(self, index: int) -> int:
        """Where the character at `index` stands in the original."""
        if self.at is None:
            return index
        return self.at[index] if index < len(self.at) else len(self.raw)

    def end(self, index: int) -> int:
        """Where the text that stops before `index` stops in the original."""
        if self.ends is not None and index:
            return self.ends[index - 1]
        return self.start(index - 1) + 1 if index else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Both at once."""
        return (start, end) if self.at is None else (self.start(start), self.end(end))

    def original(self, start: int, end: int) -> str:
        """The words between two places, as they were written, without what cannot be seen."""
        if end <= start:
            return ""
        start, end = self.span(start, end)
        words = self.raw[start:end]
        return words if _UNSEEN.isdisjoint(words) else words.translate(_INVISIBLE)

    def unit(self, start: int, end: int) -> str:
        """What things are counted in: as it was written, but 盒 for boxes."""
        words = self.original(start, end)
        return self.text[start:end] if self.ends is not None and words.isascii() else words


class Cleaner:
    """Makes clean texts. Holds only its tables; without `english` what is written in it stays as it is."""

    def __init__(self, english: English | None = None) -> None:
        self._english = english
        self._simplify = OpenCC("tw2s")
        self._traditional = _changed_by(self._simplify)
        self._narrow = _one_to_one()

    def clean(self, raw: str) -> Clean:
        """The text as it will be matched."""
        raw = _without_halves(raw)
        text = raw.translate(self._narrow)
        at = ends = None
        if not _is_plain(text):
            text, at = _unfold(text)
        if self._english is not None and (new := self._english.rewrite(text)) is not None:
            text, at, ends = "".join(new.out), _through(new.begins, at), tuple(i + 1 for i in _through([e - 1 for e in new.ends], at))
        if text.count(" ") >= _BLANKS and _is_word_by_word(text):
            text, kept = _without_blanks(text)
            at, ends = _through(kept, at), None if ends is None else _through(kept, ends)
        if "." in text or "/" in text:
            text = patterns.GLUED_NUMBER.sub(lambda m: m.group(0).replace(".", "、").replace("/", "、"), text)
        simple = self._simplified(text)
        greeting = talk_patterns.GREETING.match(simple)
        return Clean(raw, simple, _lowered(simple), at, ends, greeting.end() if greeting is not None else 0)

    def _simplified(self, text: str) -> str:
        if self._traditional.search(text) is None:
            return text  # nearly everything that is written here
        simple = str(self._simplify.convert(text))
        if len(simple) == len(text):
            if "么" in text:  # 么子, 么办: no 幺, whatever the table says
                simple = "".join(c if c == "么" else s for c, s in zip(text, simple, strict=True))
            return text if any(simple.replace(f"沉{c}", f"沈{c}") == text for c in _CALLED_SHEN) else simple
        chars = [str(self._simplify.convert(c)) for c in text]
        return "".join(s if len(s) == 1 else c for s, c in zip(chars, text, strict=True))


def _changed_by(simplify: OpenCC) -> Pattern[str]:
    """A character that may be written more simply, alone or in a word; what has none needs no look at every word."""
    signs = "".join(chr(code) for code in range(0x2E80, 0xFB00) if not 0xD800 <= code < 0xE000)
    simple = str(simplify.convert(signs))
    return rare_or_one_of([sign for sign, new in zip(signs, simple, strict=True) if sign != new or sign in _IN_WORDS])


def _without_halves(raw: str) -> str:
    """Half of a character (a lone surrogate) is none: no library takes it."""
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in raw)
    return raw


def _is_word_by_word(text: str) -> bool:
    """我 没有 药 了: a learner of the language writes every word apart; others put blanks between sentences and facts."""
    words = patterns.HAN_WORD.findall(text)
    return sum(w in _LITTLE_WORDS for w in words) > 1 and sum(map(len, words)) <= _SHORT_WORDS * len(words)


def _without_blanks(text: str) -> tuple[str, list[int]]:
    """The sentence as others write it, and where its characters came from."""
    out, came = [], list[int]()
    after = 0
    for blank in patterns.BLANK_IN_A_SENTENCE.finditer(text):
        out.append(text[after : blank.start()])
        came.extend(range(after, blank.start()))
        after = blank.end()
    out.append(text[after:])
    came.extend(range(after, len(text)))
    return "".join(out), came


def _through(places: Sequence[int], at: tuple[int, ...] | None) -> tuple[int, ...]:
    """Places in a text that was itself made from another: where they stand in that."""
    return tuple(places) if at is None else tuple(at[i] for i in places)


def _lowered(text: str) -> str:
    """In lower case and of the same length; @306彭翠英 is somebody spoken to, not a room and a name; 体瘟36.5 is 体温, 坏咗 is 坏了."""
    low = lower_case(text)
    low = low if _OF_THE_COAST.isdisjoint(low) else low.translate(_COAST)
    if report_patterns.BY_EAR.search(low):
        low = report_patterns.BY_EAR.sub(lambda m: m.lastgroup or m.group(0), low)
    if report_patterns.BLANK_FOR_A_POINT.search(low):
        low = report_patterns.BLANK_FOR_A_POINT.sub(r"\1.", low)
    return patterns.MENTION.sub(lambda m: " " * len(m.group(0)), low) if "@" in low else low


def _one_to_one() -> dict[int, str]:
    """Characters whose compatibility form is one other character: full-width letters and punctuation above all."""
    table = {}
    for code in [*range(0x2000, 0x2070), *range(0x3000, 0x3040), *range(0xFF00, 0xFFF0), 0xA0, 0xB5]:
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code) and code != 0x2005:
            table[code] = folded
    table.update({code: str(unicodedata.decimal(chr(code))) for code in range(0x660, 0x1FC00) if chr(code).isdecimal()})
    table.update({ord("\u301c"): "~", ord("\t"): " ", ord("\r"): " ", ord("µ"): "μ", ord("❶"): "①"})
    return table


def _is_plain(text: str) -> bool:
    if text.isascii():
        return True
    return unicodedata.is_normalized("NFKC", text) and _UNSEEN.isdisjoint(text) and _KEYCAP not in text


def _unfold(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold character by character and remember where each came from. Circled numbers stay: they open list entries."""
    out: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text):
        if ord(char) in _INVISIBLE:
            continue
        if char == _KEYCAP:
            _circle_last(out)
            continue
        folded = char if char in _CIRCLED or char == "\u2005" else unicodedata.normalize("NFKC", char)
        if 0x2474 <= ord(char) <= 0x2487 or 0x2776 <= ord(char) <= 0x277F or char == "\U0001f51f":
            folded = _as_circled(char)
        if len(folded) > 4:  # ﷺ is eighteen: nobody writes rooms or medicines so, and the text must not grow without measure
            folded = char
        out.append(folded)
        at.extend([index] * len(folded))
    return "".join(out), tuple(at)


def _circle_last(out: list[str]) -> None:
    """1 + keycap is ①, so that it opens an entry and is no quantity."""
    if out and out[-1].isdigit() and len(out[-1]) == 1 and out[-1] in "123456789":
        out[-1] = _CIRCLED[int(out[-1]) - 1]


def _as_circled(char: str) -> str:
    if char == "\U0001f51f":
        return "⑩"
    return _CIRCLED[ord(char) - (0x2474 if ord(char) < 0x2500 else 0x2776)]
