"""Lists people add themselves to: where the title, the example, the entries and the tail of a 接龙 are."""

from dataclasses import dataclass

from reading.expressions import patterns, work_patterns
from reading.expressions.patterns import Match
from reading.text.numbers import number_of

_ASIDE = " \n:,，-~!！。#@⬇↓👇👉请大家开始所有人"
"""Beside 接龙 in a line of its own these are no title."""
_LINES_ABOVE = 2
"""So many lines may stand above the head: 大家好, 补报一下."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(slots=True)
class EntryPlace:
    """An entry: its number as written, and where its words stand in the clean text."""

    number: int
    start: int
    end: int


@dataclass(slots=True)
class ListPlace:
    """A list: where its title stands, and its entries."""

    title_start: int
    title_end: int
    entries: tuple[EntryPlace, ...]


def lists_in(text: str) -> list[ListPlace]:
    """Every list in this text; nearly always one, but people paste two below one another."""
    out: list[ListPlace] = []
    starts = [0]
    while True:
        rest = text[starts[-1] :]
        cut = _second_head(rest)
        found = list_in(rest[:cut])
        if cut is not None and found is not None and found.entries:
            out.append(_moved(found, starts[-1]))
            starts.append(starts[-1] + cut)
            continue
        found = list_in(rest) if cut is not None else found
        if (found is None or not found.entries) and out:  # what only looked like another head is a part of the list above
            found, _ = list_in(text[starts[-2] :]), out.pop()
            starts.pop()
        return [*out, _moved(found, starts[-1])] if found is not None and found.entries else out


def _second_head(text: str) -> int | None:
    """Where the line begins that heads another list: 接龙 in a line that is no entry, with entries above."""
    head = patterns.LIST_HEAD.search(text, 0, 400)
    entry = patterns.ENTRY_LINE.search(text, head.end()) if head is not None else None
    for mark in patterns.LIST_HEAD.finditer(text, entry.end()) if entry is not None else ():
        start = text.rfind("\n", 0, mark.start()) + 1
        if (entry is not None and start < entry.end()) or patterns.ENTRY_START.match(text, start) is not None:
            continue
        alone = not text[start : mark.start()].strip(_ASIDE) and not text[mark.end() : text.find("\n", mark.end())].strip(_ASIDE)
        return text.rfind("\n", 0, start - 1) + 1 if alone and not mark.group().startswith("#") else start
    return None


def _moved(place: ListPlace, by: int) -> ListPlace:
    entries = tuple(EntryPlace(e.number, e.start + by, e.end + by) for e in place.entries)
    return ListPlace(place.title_start + by, place.title_end + by, entries)


def list_in(text: str) -> ListPlace | None:
    """The list in this text, if it is one: 接龙 in its head and numbered entries below or behind."""
    head = patterns.LIST_HEAD.search(text, 0, 400)
    if head is None or text[: text.rfind("\n", 0, head.start()) + 1].strip().count("\n") >= _LINES_ABOVE:
        return None
    starts = _entry_starts(text, head.end()) or _room_lines(text, head.end())
    if not starts:
        return None
    marked = patterns.LIST_MARK.search(text, 0, head.end() + 1) is not None
    if not marked and len(starts) < 2 and "\n" not in text[head.end() : starts[0][1]]:
        return None
    stop = _tail_start(text, starts[-1][2])
    ends = [s[1] for s in starts[1:]] + [stop]
    entries = tuple(EntryPlace(number, words, end) for (number, _, words), end in zip(starts, ends, strict=True) if text[words:end].strip())
    return ListPlace(*_title(text, head.start(), head.end(), starts[0][1]), entries)


def _entry_starts(text: str, after: int) -> list[tuple[int, int, int]]:
    """(number, where its number stands, where its words begin). A number must continue the count, or it is part of an entry."""
    out: list[tuple[int, int, int]] = []
    example_ends, at, marked, within = _example_end(text, after), after, False, False
    lines = _lines(text, after)
    below = {_number(m) for a, b in lines if (m := patterns.ENTRY_START.match(text, a, b)) is not None}
    for line_start, line_end in lines:
        if line_start < example_ends:
            continue
        match = patterns.ENTRY_START.match(text, line_start, line_end)
        number = _number(match) if match else None
        if not out and number != 1 and patterns.DOTTED_DAY.match(text, line_start, line_end):
            number = None  # 8.7晚体温: the day, in the title
        bare = match is not None and match.group(3) is not None
        if match is not None and not out and number != 1 and work_patterns.DAY_IN_A_TITLE.match(text, line_start, line_end):
            continue  # 8.12 夜宵: a day
        if match is not None and number is not None and not (bare and marked) and _continues(out, number, bare):
            marked = marked or not bare
            out.append((number, line_start, match.end()))
            at = match.end()
        elif line_start <= after:
            at = line_start
        if len(out) < 2 or within:  # 2. 305 奶粉3、数据线2: in a list of lines these are counts
            more = _inline(text, out, at if out or line_start <= after else line_start, line_end, below)
            within, out = within or bool(more), out + more
        at = line_end
    return out


def _room_lines(text: str, after: int) -> list[tuple[int, int, int]]:
    """接龙买水⏎301 两箱⏎302 一箱: without numbers, but each line below the head begins with a room."""
    lines = [(a, b) for a, b in _lines(text, after) if a > after and text[a:b].strip()]
    while lines and patterns.TAIL_LINE.match(text, *lines[-1]):
        lines.pop()
    placed = [(a, b) for a, b in lines if patterns.ROOM.match(text, a, b)]
    return [(n, a, a) for n, (a, _) in enumerate(placed, 1)] if len(placed) > 1 and len(placed) == len(lines) else []


def _continues(found: list[tuple[int, int, int]], number: int, bare: bool) -> bool:
    if not found:
        return not bare or number == 1
    last = found[-1][0]
    return number == last + 1 or (not bare and number in (last, 1) and last > 1)


def _inline(text: str, found: list[tuple[int, int, int]], start: int, end: int, below: set[int | None]) -> list[tuple[int, int, int]]:
    """1、201龙四妹36.3无2、203…: the next numbers of the count within one line; 抽纸2、牙膏3 if the second has a line below."""
    out: list[tuple[int, int, int]] = []
    number, at = (found[-1][0] + 1 if found else 1), start
    while number <= 500:
        place = _next_mark(text, number, at, end)
        if place is None or number in below:
            return out
        out.append((number, place[0], place[1]))
        number, at = number + 1, place[1]
    return out


def _next_mark(text: str, number: int, start: int, end: int) -> tuple[int, int] | None:
    circled = _CIRCLED[number - 1] if number <= 20 else ""
    if text.find(str(number), start, end) < 0 and (not circled or text.find(circled, start, end) < 0):
        return None
    marks = [f"{number}{m}" for m in ("、", ".", "．", ")", "）", ":", "：")] + ([circled] if circled else [])
    best: tuple[int, int] | None = None
    for mark in marks:
        at = text.find(mark, start, end)
        while at >= 0 and (
            text[at - 1 : at].isdigit()
            or text[at - 1 : at] in (".", "#", "×", "*", "x", "X")
            or (
                mark.endswith((".", ":", "："))
                and text[at + len(mark) : at + len(mark) + 1].isdigit()
                and not _room_follows(text, at + len(mark))
            )
        ):
            at = text.find(mark, at + 1, end)
        if at >= 0 and (best is None or at < best[0]):
            best = (at, at + len(mark))
    return best


def _room_follows(text: str, index: int) -> bool:
    return text[index : index + 3].isdigit()


def _number(match: Match[str]) -> int | None:
    if match.group(5):
        return int(number_of(match.group(5)) or 0) or None
    if match.group(6):
        return int(match.group(6))
    if match.group(4):
        return _CIRCLED.find(match.group(4)) + 1 or None
    said = match.group(1) or match.group(2) or match.group(3)
    return int(said) if said else None


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    out, at = [], start
    for line in text[start:].split("\n"):
        out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def _example_end(text: str, after: int) -> int:
    """Behind the example, which may run over several lines and is not data."""
    for line_start, line_end in _lines(text, after):
        if patterns.EXAMPLE_LINE.match(text, line_start, line_end):
            return line_end
        if line_start > after and patterns.ENTRY_START.match(text, line_start, line_end):
            return 0
    return 0


def _tail_start(text: str, last_words: int) -> int:
    """The last entry ends at a blank line or at a line that speaks to all."""
    at = text.find("\n", last_words)
    while at >= 0:
        line_end = text.find("\n", at + 1)
        line = text[at + 1 : line_end if line_end >= 0 else len(text)]
        if not line.strip() or patterns.TAIL_LINE.match(line):
            return at
        at = line_end
    return len(text)


def _title(text: str, head_start: int, head_end: int, first_entry: int) -> tuple[int, int]:
    """The words of the head without its mark, up to the example or the first entry."""
    marked = text[head_start : head_start + 1] == "#"
    above = text.rfind("\n", 0, head_start)
    if above > 0 and not text[above:head_start].strip(_ASIDE) and not text[head_end:first_entry].strip(_ASIDE):
        return _trimmed(text, 0, above)  # 排班意愿⏎接龙⏎1. …
    start = head_end if marked else text.rfind("\n", 0, head_start) + 1
    stop = first_entry
    for line_start, line_end in _lines(text, head_end):
        if line_start >= first_entry:
            break
        if line_start > head_end and (
            patterns.EXAMPLE_LINE.match(text, line_start, line_end)
            or (not text[line_start:line_end].strip() and text[start:line_start].strip())
        ):
            stop = min(stop, line_start)
            break
    return _trimmed(text, start, stop)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in " \n:：,，-":
        start += 1
    while stop > start and text[stop - 1] in " \n:：":
        stop -= 1
    return start, stop
