"""The same thing said twice is asked for once."""

from collections.abc import Sequence

from reading import request_patterns
from reading.item import Item
from reading.items import FORMS
from reading.lexicon import Lexicon
from reading.passage import Clause, Passage


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
        if twin is None or (twin.name != item.name and (twin.counted or not item.counted)):
            out.append(item)
        elif not twin.counted and (item.counted or item.strength):
            twin.quantity, twin.unit, twin.counted, twin.clause = item.quantity, item.unit, item.counted, item.clause
            twin.strength = twin.strength or item.strength
            twin.name = item.name if twin.name in item.name else twin.name
        elif item.counted and twin.strength != item.strength:
            out.append(item)
    return out


def without_slips(items: Sequence[Item], passage: Passage) -> list[Item]:
    """辛伐他汀一盒，打错，是阿托伐他汀: what stood before the slip was not meant."""
    slips = [c for c in passage.clauses if request_patterns.ONLY_A_SLIP.match(c.text)] if len(items) > 1 else []
    kept = list(items)
    for slip in slips:
        before, after = [i for i in kept if i.start < slip.start], [i for i in kept if i.start >= slip.end]
        near = before and after and after[0].clause.line == slip.line and _ends_before(before[-1], slip, passage)
        if near and before[-1].sort == after[0].sort:
            _put_right(before[-1], after[0], passage)
            kept.remove(before[-1])
    return kept


def _ends_before(item: Item, slip: Clause, passage: Passage) -> bool:
    """Nothing but 不是 stands between the thing with its count and the slip."""
    end = max([item.end, *(e for _, e in item.spans)])
    return len(passage.low[end : slip.start].strip(" ,，。.、)）不是哦啊")) <= 1


def _put_right(slip: Item, item: Item, passage: Passage) -> None:
    """一提抽纸 不对 是卷纸: only the name was wrong."""
    alone = item.clause.text.removeprefix("是").startswith(item.name.lower()) and item.clause.end - item.end <= 1
    if alone and slip.counted and not item.counted:
        item.quantity, item.unit, item.counted, item.spans = slip.quantity, slip.unit, True, slip.spans


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
