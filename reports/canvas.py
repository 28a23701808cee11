"""A sheet to draw on, in pixels from the top left: matplotlib's Agg renderer with the Noto Sans SC that zhplot carries.

Imported only by the child process that draws. Not pyplot and no Figure: they cost another third of a second and place by inches.
"""

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import category, east_asian_width

import matplotlib
import numpy
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D
from PIL import Image

matplotlib.rcParams["text.hinting"] = "no_hinting"  # hinting costs a third of the time and shows nothing at this size
COLOURS = 64
"""Of the palette: text and flat areas need no more, and the file is a fifth of the size."""
MISSING = "〓"
"""Stands for a character the font does not have, as printers do it; never an empty box."""
Point = tuple[float, float]


def font_file() -> Path:
    """The font in zhplot's folder; the package itself is not imported."""
    spec = find_spec("zhplot")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("zhplot, which carries the font, is not installed")
    return Path(spec.submodule_search_locations[0]) / "fonts" / "NotoSansSC-Regular.ttf"


def shown(text: str) -> str:
    """The text with control characters left out and the printers' mark for what the font cannot show."""
    kept = "".join(c for c in text if category(c) not in ("Cc", "Cf", "Cs", "Mn"))
    return "".join(c if c == " " or _has(c) else MISSING for c in kept)


def width(text: str, size: float) -> float:
    """About how wide a text is: Chinese characters are square, the others a bit more than half as wide."""
    return sum(size if east_asian_width(c) in "WF" else size * 0.58 for c in text)


def fitting(text: str, size: float, room: float) -> str:
    """The text, shortened to the room there is."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


class Canvas:
    """One picture in the making."""

    def __init__(self, wide: int, high: int, colour: str) -> None:
        make: Any = RendererAgg  # it publishes no types
        self._renderer = make(wide, high, 72)  # at 72 dots an inch a point is a pixel
        self._flip = Affine2D().scale(1, -1).translate(0, high)
        self.box(0, 0, wide, high, colour)

    def box(self, left: float, top: float, wide: float, high: float, colour: str, corner: float = 0) -> None:
        """A filled rectangle, its corners rounded."""
        right, bottom, r = left + wide, top + high, min(corner, wide / 2, high / 2)
        points = [
            (left + r, top), (right - r, top), (right, top), (right, top + r), (right, bottom - r), (right, bottom), (right - r, bottom),
            (left + r, bottom), (left, bottom), (left, bottom - r), (left, top + r), (left, top), (left + r, top),
        ]  # fmt: skip
        self._fill(Outline(points, [1, 2, 3, 3, 2, 3, 3, 2, 3, 3, 2, 3, 3]), colour)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self._fill(Outline.circle((x, y), radius), colour)

    def line(self, points: Sequence[Point], colour: str, thick: float = 2) -> None:
        """Straight lines from point to point."""
        if len(points) > 1:
            pen = self._renderer.new_gc()
            pen.set_foreground(colour)
            pen.set_linewidth(thick)
            pen.set_joinstyle("round")
            self._renderer.draw_path(pen, Outline(list(points)), self._flip)

    def text(self, x: float, base: float, text: str, size: float, colour: str, align: str = "left") -> None:
        """One line of text on its base line; `x` is its left end, middle or right end."""
        text = shown(text)
        font = FontProperties(fname=str(font_file()), size=size)
        if align != "left":
            wide = self._renderer.get_text_width_height_descent(text, font, False)[0]
            x -= wide / 2 if align == "middle" else wide
        pen = self._renderer.new_gc()
        pen.set_foreground(colour)
        self._renderer.draw_text(pen, x, base, text, font, 0)

    def save(self, path: Path) -> None:
        """Write it as a PNG with a small palette."""
        image = Image.fromarray(numpy.asarray(self._renderer.buffer_rgba())).convert("RGB")
        small = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        small.save(path, "PNG", compress_level=6)  # the last level saves a tenth of the bytes and costs a third of the time
        os.chmod(path, 0o600)

    def _fill(self, outline: Outline, colour: str) -> None:
        pen = self._renderer.new_gc()
        pen.set_linewidth(0)
        self._renderer.draw_path(pen, outline, self._flip, matplotlib.colors.to_rgba(colour))


@cache
def _has(character: str) -> bool:
    return get_font(str(font_file())).get_char_index(ord(character)) != 0
