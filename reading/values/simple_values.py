"""Values with a shape of their own: telephone, age, day, number, link, choice, flags."""

from collections.abc import Mapping
from datetime import date, datetime

from reading.expressions import patterns, work_patterns
from reading.fields import Choice, Flags
from reading.kind import Kind
from reading.message.grammar import Grammar
from reading.text.numbers import number_of, plain

Found = tuple[int, int, object]


def phone_in(low: str, start: int, end: int) -> Found | None:
    """A telephone number."""
    match = patterns.PHONE.search(low, start, end)
    return (match.start(), match.end(), match.group(0)) if match else None


def age_in(low: str, start: int, end: int, alone: bool) -> Found | None:
    """82岁, or a bare 45 where an age is expected. 7个月 is no number of years."""
    ways = (patterns.AGE, patterns.AGE_SPOKEN, patterns.AGE_BARE) if alone else (patterns.AGE, patterns.AGE_SPOKEN)
    match = next((m for way in ways if (m := way.search(low, start, end))), None)
    years = number_of(match.group(1)) if match is not None else None
    return (match.start(), match.end(), int(years)) if match is not None and years is not None and years <= 120 else None


def day_in(low: str, start: int, end: int, sent: datetime) -> Found | None:
    """8月8日, 2022-08-08, 8.8, 今天, 昨天: as YYYY-MM-DD in the site's zone."""
    for match in (*patterns.CALENDAR.finditer(low, start, end), *patterns.DOTTED_DAY.finditer(low, start, end)):
        year, month, day = _parts(match.groups(), sent)
        try:
            return match.start(), match.end(), date(year, month, day).isoformat()
        except ValueError:
            continue
    for word, back in (("今天", 0), ("今日", 0), ("昨天", 1), ("昨日", 1), ("前天", 2)):
        at = low.find(word, start, end)
        if at >= 0:
            return at, at + len(word), date.fromordinal(sent.date().toordinal() - back).isoformat()
    return None


def _parts(groups: tuple[str | None, ...], sent: datetime) -> tuple[int, int, int]:
    if len(groups) > 2 and groups[2]:
        return int(groups[2]), int(groups[3] or 0), int(groups[4] or 0)
    month, day = int(groups[0] or 0), int(groups[1] or 0)
    year = sent.year - 1 if month == 12 and sent.month == 1 else sent.year
    return year, month, day


def count_in(low: str, start: int, end: int) -> tuple[int, int, float | int, str] | None:
    """86份: (start, end, number, unit)."""
    for match in patterns.COUNT.finditer(low, start, end):
        number = number_of(match.group(1))
        if low.endswith(_LACKING, start, match.start()):
            continue  # 早餐已送 少2份
        if number is not None and match.group(2) not in ("个", "次", "人", "层", "间", "处", "趟"):
            return match.start(), match.end(), plain(number + 0.5 * bool(match.group(3))), match.group(2)
    total = work_patterns.ACTUAL.search(low, start, end) or work_patterns.TOTAL.search(low, start, end)
    return (total.start(), total.end(), int(total.group(1)), "") if total is not None else None


def waste_in(low: str, start: int, end: int) -> tuple[int, int, float | int, str] | None:
    """锐器盒2个: of waste what is counted without a name is counted all the same."""
    found = count_in(low, start, end)
    bags = work_patterns.BAGS.search(low, start, end) if found is None else None
    number = number_of(bags.group(1)) if bags is not None else None
    return (bags.start(1), bags.end(), plain(number), "个") if bags is not None and number is not None else found


_LACKING = ("少", "差", "缺", "剩", "还剩", "退", "漏", "多", "余", "少了", "差了", "退了", "多了")
"""What is counted behind these is not what was done."""


def link_in(text: str, start: int, end: int) -> Found | None:
    """An address in the web, as it was written."""
    match = patterns.LINK.search(text, start, end)
    return (match.start(), match.end(), match.group(0)) if match else None


def choice_in(low: str, start: int, end: int, kind: Kind, field: Choice, grammar: Grammar) -> Found | None:
    """The first of the choice's words."""
    found = grammar.options(kind, field.name).find(low, start, end)
    return (found[0][0].start, found[0][0].end, found[0][1]) if found else None


def flags_in(low: str, start: int, end: int, kind: Kind, field: Flags, grammar: Grammar) -> list[Found]:
    """Every flag that is named."""
    seen: Mapping[str, Found] = {}
    return list({v: (h.start, h.end, v) for h, v in grammar.options(kind, field.name).find(low, start, end)}.values()) or list(
        seen.values()
    )


def quantity_in(low: str, start: int, end: int) -> tuple[int, int, float | int | None, str | None] | None:
    """2盒, 两支, or a bare 2."""
    match = patterns.QUANTITY.search(low, start, end)
    if match is not None:
        number = number_of(match.group("number") or match.group("spoken") or "")
        return match.start(), match.end(), plain(number) if number is not None else None, match.group("unit")
    bare = patterns.NUMBER.search(low, start, end)
    return (bare.start(), bare.end(), plain(float(bare.group(0))), None) if bare else None
