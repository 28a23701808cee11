"""What a misspelt word may have meant. Only ever suggested, never put in its place."""

from rapidfuzz import fuzz, process

from reading.lexicon import Lexicon
from reading.text.words import Words

_ALIKE = 66
_MADE = tuple("勺杯碗盆巾袜鞋裤帽伞灯筷盘壶锅")
"""What ends so is no medicine, whatever it resembles."""


def sort_of(name: str, lexicon: Lexicon, sort: str | None = None, unit: str | None = None) -> str:
    """Medicine or goods: what a list says, else what the name resembles, else how it is counted."""
    if sort is not None:
        return sort
    if not name.endswith(_MADE) and (sounds_like_medicine(name) or suggestion_for(name, lexicon)):
        return "medicine"
    if unit in _IN_A_BOX and 3 <= len(name) <= 4 and name[-1] in _OF_BRANDS:
        return "medicine"  # 曼妥宁两盒
    return "goods"


_IN_A_BOX, _OF_BRANDS = ("盒", "瓶", "板", "支"), frozenset("宁唑汀坦韦妥平沙洛")
"""How medicine is counted, and what its makers' names end in."""


def sounds_like_medicine(name: str) -> bool:
    """咽立爽, 鼻舒宁: makers call a medicine after what it is for and what it does."""
    return 3 <= len(name) <= 5 and name[-1] in _DONE_BY_IT and not _TREATED.isdisjoint(name[:-1])


_TREATED = frozenset("咽喉咳痛炎鼻胃肝肾心脑脉糖脂敏痒湿癣痔眩晕喘嗽泻秘热毒菌疮疹痰")
_DONE_BY_IT = "爽灵宁舒康清安通平定停泰乐欣净散丸片"


def suggestion_for(name: str, lexicon: Lexicon) -> str | None:
    """The medicine a name resembles without being one: 消笨地平 → 硝苯地平."""
    low = name.lower()
    if len(low) < 3 or low in lexicon.items or lexicon.items.first(low):
        return None
    found = process.extractOne(low, lexicon.medicine_names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return str(found[0]) if found else None


def near_titles(title: str, titles: Words, limit: int = 3) -> tuple[str, ...]:
    """The kinds whose titles are nearest to one that nobody knows."""
    found = process.extract(title, list(titles), scorer=fuzz.ratio, limit=8, score_cutoff=40)
    return tuple(dict.fromkeys(titles.values[word] for word, _, _ in found))[:limit]
