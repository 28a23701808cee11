"""Numbers as people write them: 2, 两, 半, 八十二, 八一二."""

_DIGITS = {
    "零": 0,
    "〇": 0,
    "幺": 1,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "俩": 2,
    "仨": 3,
}
_PLACES = {"十": 10, "拾": 10, "百": 100}


def number_of(words: str) -> float | None:
    """The number these characters say, or None: '12' 12, '0.5' 0.5, '两' 2, '半' 0.5, '八十二' 82."""
    words = words.strip()
    if words == "半":
        return 0.5
    if words and words[0].isascii():
        return _ascii(words)
    return _spoken(words)


def plain(value: float) -> float | int:
    """2.0 as 2, 0.5 as 0.5: numbers are written the way people would."""
    return int(value) if value == int(value) else value


def digits_of(words: str) -> str | None:
    """'八一二' as '812', 'a305' unchanged: a number that is spelled out, not counted."""
    if all(c in _DIGITS for c in words):
        return "".join(str(_DIGITS[c]) for c in words)
    return None


def _ascii(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        return None


def _spoken(words: str) -> float | None:
    total, current, seen = 0, 0, False
    for char in words:
        if char in _DIGITS:
            current, seen = _DIGITS[char], True
        elif char in _PLACES:
            total += (current or 1) * _PLACES[char]
            current, seen = 0, True
        elif char == "半" and seen:
            return float(total + current) + 0.5
        else:
            return None
    return float(total + current) if seen else None
