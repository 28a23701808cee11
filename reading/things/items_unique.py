"""The same thing said twice is asked for once."""

from collections.abc import Sequence

from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.things.item import Item
from reading.things.items import FORMS


def unique(items: Sequence[Item]) -> list[Item]:
    """美林也没了 求一瓶美林 is one thing: the mention with the quantity stays."""
    out: list[Item] = []
    for item in items:
        owner = next((o for o in out if not o.counted and item.counted and item.name.lower() in FORMS and o.name.endswith(item.name)), None)
        if owner is not None:
            owner.quantity, owner.unit, owner.counted = item.quantity, item.unit, True
            continue
        twin = next(
            (
                o
                for o in out
                if o.name == item.name
                or (
                    o.known
                    and item.known
                    and item.name
                    and (item.name in o.name or o.name in item.name)
                    and item.sort == o.sort
                    and not (o.counted and item.counted)
                )
            ),
            None,
        )
        if twin is not None and twin.counted and not item.counted and item.sort == "medicine" and item.name in twin.name:
            continue  # 来曲唑片 1盒 … 来曲唑还够4天
        if twin is None or (twin.name != item.name and (twin.counted or not item.counted)):
            out.append(item)
        elif not twin.counted and (item.counted or item.strength):
            twin.quantity, twin.unit, twin.counted, twin.clause = item.quantity, item.unit, item.counted, item.clause
            twin.strength = twin.strength or item.strength
            twin.name = item.name if twin.name in item.name else twin.name
        elif item.counted and twin.strength != item.strength:
            out.append(item)
    return out


def without_second_best(items: Sequence[Item], passage: Passage, lexicon: Lexicon) -> list[Item]:
    """铝碳酸镁一瓶 达喜也行: what would do as well is not asked for beside it."""
    kept = [i for i in items if i.counted or not (_would_do_as_well(i, items, passage) or _is_what_ran_out(i, items, lexicon))]
    return kept or list(items)


def _would_do_as_well(item: Item, items: Sequence[Item], passage: Passage) -> bool:
    """达喜也行; 求一盒佐米曲普坦 或者舒马普坦."""
    other = passage.low.endswith(("或者", "或是", "还是", "或"), item.clause.start, item.start)
    return passage.low.startswith(_AS_WELL, item.end) or (other and any(i.counted for i in items))


def _is_what_ran_out(item: Item, items: Sequence[Item], lexicon: Lexicon) -> bool:
    """送两桶农夫山泉 喝的水没了: why it is asked for, said behind it."""
    before = [i for i in items if i.counted and i.start < item.start and i.clause.line == item.clause.line]
    goods = item.sort != "medicine" and bool(before) and before[-1].sort != "medicine"
    return goods and lexicon.says("ran_out", item.clause.text) and any(w in item.name for w in ("喝的", "吃的", "用的", "水", "纸", "奶"))


_AS_WELL = ("也行", "也可以", "也成", "也中", "也要得", "也得", "都行", "都可以")
