"""Strengths and counts that stand behind labels of their own: 药名：… 规格：… 数量：…."""

from reading.expressions import patterns
from reading.message.labels import COUNT, STRENGTH
from reading.text.numbers import number_of, plain
from reading.things.item import Item
from reading.titled.form import Form
from reading.values.simple_values import quantity_in

_EACH = frozenset("各均每都")


def share_counts(items: list[Item], form: Form) -> None:
    """物品：A、B、C 数量：1卷、1盒、3卷: as many counts as things."""
    passage = form.passage
    span = next(iter(form.labels.get(COUNT, ())), None)
    if span is None or any(i.counted for i in items):
        return
    at, end = span
    counts = [c for m in patterns.QUANTITY.finditer(passage.low, at, end) if (c := quantity_in(passage.low, m.start(), m.end()))]
    if not counts and (each := patterns.QUANTITY_EACH.search(passage.low, at, end)) is not None:
        counts = [(each.start(), each.end(), plain(number_of(each.group("number") or each.group("spoken")) or 1), None)]
    if len(counts) == 1 and _EACH.intersection(passage.low[at : counts[0][1]]):
        counts *= len(items)  # 加湿器、插线板 数量：各1个
    if len(counts) == len(items):
        for item, count in zip(items, counts, strict=True):
            item.quantity, item.unit = count[2], count[3]


def from_labels(item: Item, form: Form, first: int, last: int) -> None:
    """药名：… 规格：… 数量：… on lines of their own."""
    passage = form.passage
    for start, end in _between(form, STRENGTH, first, last):
        if item.strength is None and patterns.DOSE.search(passage.low, start, end) is None:
            item.strength = passage.clean.original(start, end).strip(patterns.EDGES) or None
    for start, end in _between(form, COUNT, first, last):
        _count_from(item, form, start, end)


def is_only_a_count(item: Item, form: Form, start: int, end: int) -> bool:
    """药名：雷替斯 需要：2盒: behind a second label of things stands how many of the first."""
    low = form.passage.low
    count = patterns.QUANTITY.match(low, start, end)
    if count is None or low[count.end() : end].strip(patterns.EDGES):
        return False
    _count_from(item, form, start, end)
    return True


def _count_from(item: Item, form: Form, start: int, end: int) -> None:
    found = quantity_in(form.passage.low, start, end)
    if found is not None and item.quantity is None:
        item.quantity, item.unit = found[2], found[3] or item.unit or _unit_of_the_label(form, start)


def _between(form: Form, label: str, first: int, last: int) -> list[tuple[int, int]]:
    return [(start, end) for start, end in form.labels.get(label, ()) if first <= start < last]


def _unit_of_the_label(form: Form, value: int) -> str | None:
    """几盒：2, 数量（瓶）：1."""
    head = next((form.low[a:b] for a, b, _ in form.heads if b == value), "")
    return next((char for char in head if char in patterns.UNITS and char not in "份件个"), None)
