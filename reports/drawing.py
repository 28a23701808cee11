"""Draws a page as a PNG for a phone. Loads matplotlib, so only reports/make_file.py imports it, in a process of its own."""

from pathlib import Path

from reports.canvas import Canvas, fitting, width
from reports.picture import Bars, Card, Chart, Line, Page

WIDE, EDGE, GAP = 1080, 40, 24
"""Pixels; a phone shows 1080 on its whole width, so 36 pixels read like 12 points."""
INK, SOFT, PAPER, SHEET, RULE, HEAD = "#1d2733", "#5b6673", "#eef1f4", "#ffffff", "#d9dee4", "#1f4e79"
TONES = {"good": "#1e7d4f", "plain": "#24639c", "warn": "#b86200", "bad": "#b3261e", "none": "#7a8590"}
TOP, CARD, CHART, BAR, TITLE, FOOT = 172, 214, 316, 58, 76, 46
"""Heights."""
ACROSS = 3
"""Cards in a row."""


def draw(page: Page, path: Path) -> None:
    """The page as a file."""
    canvas = Canvas(WIDE, height_of(page), PAPER)
    canvas.box(0, 0, WIDE, TOP - GAP, HEAD)
    canvas.text(EDGE, 74, fitting(page.title, 54, WIDE - 2 * EDGE), 54, "#ffffff")
    canvas.text(EDGE, 124, fitting(page.subtitle, 32, WIDE - 2 * EDGE), 32, "#d5e3f0")
    y = _cards(canvas, page.cards, TOP)
    for chart in page.charts:
        y = _chart(canvas, chart, y)
    for bars in page.bars:
        y = _bars(canvas, bars, y)
    for note in page.notes:
        canvas.text(EDGE, y + 32, fitting(note, 30, WIDE - 2 * EDGE), 30, SOFT)
        y += FOOT
    canvas.save(path)


def height_of(page: Page) -> int:
    """How high the picture will be."""
    rows = -(-len(page.cards) // ACROSS)
    bars = sum(TITLE + len(b.rows) * BAR + 20 + GAP for b in page.bars)
    return TOP + rows * (CARD + GAP) + len(page.charts) * (TITLE + CHART + GAP) + bars + len(page.notes) * FOOT + 16


def _cards(canvas: Canvas, cards: tuple[Card, ...], y: float) -> float:
    wide = (WIDE - 2 * EDGE - (ACROSS - 1) * GAP) / ACROSS
    for n, card in enumerate(cards):
        left, top = EDGE + n % ACROSS * (wide + GAP), y + n // ACROSS * (CARD + GAP)
        canvas.box(left, top, wide, CARD, SHEET, 18)
        canvas.box(left, top + 18, 8, CARD - 36, TONES[card.tone])
        canvas.text(left + 30, top + 50, fitting(card.label, 34, wide - 44), 34, SOFT)
        size = min(72, (wide - 44) / width(card.value or "0", 1))  # a figure is made smaller, never cut
        canvas.text(left + 30, top + 132, card.value, size, INK if card.tone == "plain" else TONES[card.tone])
        canvas.text(left + 30, top + 184, fitting(card.note, 29, wide - 40), 29, SOFT)
    return y + -(-len(cards) // ACROSS) * (CARD + GAP)


def _sheet(canvas: Canvas, title: str, y: float, high: float) -> None:
    canvas.box(EDGE, y, WIDE - 2 * EDGE, high, SHEET, 18)
    canvas.text(EDGE + 30, y + 54, fitting(title, 36, 560), 36, INK)


def _chart(canvas: Canvas, chart: Chart, y: float) -> float:
    _sheet(canvas, chart.title, y, TITLE + CHART)
    left, right, top, bottom = EDGE + 70, WIDE - EDGE - 70, y + TITLE + 46, y + TITLE + CHART - 102
    end = WIDE - EDGE - 30.0
    for line in reversed(chart.lines):  # the legend, from the right
        canvas.text(end, y + 54, line.name, 30, TONES[line.tone], "right")
        end -= width(line.name, 30) + 46
        canvas.dot(end + 26, y + 44, 9, TONES[line.tone])
    canvas.line([(left - 30, bottom), (right + 30, bottom)], RULE, 2)
    step = (right - left) / max(len(chart.days) - 1, 1)
    for n, day in enumerate(chart.days):
        canvas.text(left + n * step, bottom + 78, day, 28, SOFT, "middle")
    most = max((v for line in chart.lines for v in line.values if v is not None), default=0) or 1
    for n, line in enumerate(chart.lines):
        points = [(left + i * step, bottom - (bottom - top) * (v or 0) / most) for i, v in enumerate(line.values)]
        _line(canvas, line, chart.unit, points, _below(chart.lines, n))
    return y + TITLE + CHART + GAP


def _below(lines: tuple[Line, ...], number: int) -> list[bool]:
    """Of two lines the one that is lower on a day has its value below the point, so that they do not cover each other."""
    if len(lines) < 2:
        return [False] * len(lines[number].values)
    own, other = lines[number].values, lines[1 - number].values
    return [(a or 0) < (b or 0) or (a == b and number == 1) for a, b in zip(own, other, strict=True)]


def _line(canvas: Canvas, line: Line, unit: str, points: list[tuple[float, float]], below: list[bool]) -> None:
    """A line is broken where nothing is known."""
    colour = TONES[line.tone]
    run: list[tuple[float, float]] = []
    for value, point, under in zip(line.values, points, below, strict=True):
        if value is None:
            canvas.line(run, colour, 5)
            run = []
            continue
        run.append(point)
        canvas.dot(*point, 8, colour)
        canvas.text(point[0], point[1] + (38 if under else -18), f"{value:g}{unit}", 27, colour, "middle")
    canvas.line(run, colour, 5)


def _bars(canvas: Canvas, bars: Bars, y: float) -> float:
    high = TITLE + len(bars.rows) * BAR + 20
    _sheet(canvas, bars.title, y, high)
    left, wide = EDGE + 220, 330
    most = max((row.whole for row in bars.rows), default=0) or 1
    for n, row in enumerate(bars.rows):
        top = y + TITLE + n * BAR
        canvas.text(EDGE + 30, top + 38, fitting(row.name, 31, 180), 31, INK)
        canvas.box(left, top + 12, max(wide * row.whole / most, 4), 32, RULE, 6)
        if row.part > 0:
            canvas.box(left, top + 12, max(wide * row.part / most, 4), 32, TONES[row.tone], 6)
        said = fitting(row.text, 29, WIDE - EDGE - 20 - (left + wide + 20))
        canvas.text(left + wide + 20, top + 38, said, 29, INK if row.tone in ("plain", "good") else TONES[row.tone])
    return y + high + GAP
