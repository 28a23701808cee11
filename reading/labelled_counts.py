"""Strengths and counts that stand behind labels of their own: 药名：… 规格：… 数量：…."""

from reading import patterns
from reading.form import Form
from reading.item import Item
from reading.numbers import number_of, plain
from reading.simple_values import quantity_in

_STRENGTH_LABELS = ("规格", "剂量", "型号", "尺码")
_COUNT_LABELS = ("数量", "份数", "\n量")
_EACH = frozenset("各均每都")


def share_counts(items: list[Item], form: Form) -> None:
    """物品：A、B、C 数量：1卷、1盒、3卷: as many counts as things."""
    passage = form.passage
    at = next((i for w in _COUNT_LABELS if (i := passage.low.find(w, passage.start, passage.end)) >= 0), -1)
    if at < 0 or any(i.counted for i in items):
        return
    stop = passage.low.find("\n", at + 1, passage.end)
    end = passage.end if stop < 0 else stop
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
    for line_label, is_count in [(w, False) for w in _STRENGTH_LABELS] + [(w, True) for w in _COUNT_LABELS]:
        at = passage.low.find(line_label, first, last)
        if at < 0:
            continue
        value = at + len(line_label)
        stop = passage.low.find("\n", value, last)
        stop = last if stop < 0 else stop
        while value < stop and passage.low[value] in ":： ":
            value += 1
        if is_count:
            _count_from(item, form, value, stop)
        elif item.strength is None and value < stop:
            item.strength = passage.clean.original(value, stop).strip()


def _count_from(item: Item, form: Form, start: int, end: int) -> None:
    found = quantity_in(form.passage.low, start, end)
    if found is not None and not item.counted:
        item.quantity, item.unit = found[2], found[3]
