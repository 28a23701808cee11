"""Who is spoken of: rooms with the name beside them, kin without a name, the writer."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.expressions import patterns, report_patterns, request_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.people.given_names import is_given_name
from reading.people.names import BETWEEN, is_in_a_name, name_at
from reading.places.rooms import RoomHit
from reading.text.words import Hit

"""Who is spoken of: rooms with the name beside them, kin without a name, the writer."""
SPOKEN_TO = frozenset((
    "阿姨", "叔叔", "姐", "哥", "姐姐", "哥哥", "大姐", "大哥", "兄弟", "妹子", "大妈", "大爷", "大叔", "朋友", "妹妹", "弟弟",
    "小伙子", "姑娘", "妹儿", "先生", "闺女", "丫头", "小妹", "小哥",
))  # fmt: skip
"""Kin in form only: who stands alone at the beginning is spoken to."""


@dataclass(slots=True)
class Mention:
    """Somebody: by room, by name, as kin, or as the writer."""

    start: int
    end: int
    room: str | None = None
    name: str | None = None
    kin: bool = False
    me: bool = False
    name_start: int = -1
    name_end: int = -1


def mentions_in(passage: Passage, rooms: Sequence[RoomHit], lexicon: Lexicon) -> list[Mention]:
    """Everybody who is mentioned, left to right."""
    low, out = passage.low, []
    for room in rooms:
        named = _beside(low, room, passage, lexicon)
        if named is None:
            out.append(Mention(room.start, room.end, room.room))
        elif (ends := _kin_of(low, min(room.start, named[0]), named[1], passage.end)) is not None:
            out.append(Mention(min(room.start, named[0]), max(room.end, ends), room.room, kin=True))
        else:
            out.append(
                Mention(min(room.start, named[0]), max(room.end, named[1]), room.room, passage.clean.original(*named), False, False, *named)
            )
    out += [m for m in kin_and_me(passage, lexicon) if not any(o.start < m.end and m.start < o.end for o in out)]
    return sorted(out, key=lambda m: m.start)


_KIN_OF = (
    "妈妈", "爸爸", "妈", "爸", "母亲", "父亲", "女儿", "儿子", "闺女", "老公", "老婆", "媳妇", "女婿", "爱人", "丈夫", "妻子", "老伴",
    "孙子", "孙女", "外孙", "孩子", "宝宝", "家属",
)  # fmt: skip
_KIN_BEHIND_OF = (*_KIN_OF, "哥哥", "姐姐", "弟弟", "妹妹", "奶奶", "爷爷", "外婆", "外公", "婆婆", "岳母", "岳父", "室友", "对象")
"""段玉芝奶奶 is what she is called, 段玉芝的奶奶 another."""


def _kin_of(low: str, start: int, index: int, end: int) -> int | None:
    """Where 1405 黎昕妈妈, 416 雷鸣的母亲 ends: the name tells whose mother it is; 我是305谭光荣的女儿 speaks for him."""
    glued = next((index + len(kin) for kin in _KIN_OF if low.startswith(kin, index, end)), None)
    if glued is not None or not low.startswith(_OF, index, end) or any(w in low[max(0, start - 4) : start] for w in _SPEAKS_FOR):
        return glued
    return next((index + 1 + len(kin) for kin in _KIN_BEHIND_OF if low.startswith(kin, index + 1, end)), None)


_OF, _SPEAKS_FOR = ("的", "他", "她", "家"), ("是", "替", "代", "帮")


def mentioned(passage: Passage, lexicon: Lexicon) -> list[Mention]:
    """Everybody who is mentioned in the whole stretch; what is part of a thing's name (999感冒灵) is no room."""
    things = passage.hits("items", lexicon.items)
    return passage.once(("mentioned",), lambda: mentions_in(passage, passage.rooms_but(things), lexicon))


def _beside(low: str, room: RoomHit, passage: Passage, lexicon: Lexicon) -> tuple[int, int] | None:
    """The name right after the room, or right before it."""
    index = room.end
    index += 2 * low.startswith(("住户", "住客", "业主"), index)
    while index < passage.end and index < room.end + 5 and low[index] in BETWEEN:
        index += 1
    if (dotted := report_patterns.DOTTED_NAME.match(low, index, passage.end)) is not None:
        return dotted.span()
    if low.startswith(("姓名", "名字"), index):
        index += 2 + (low[index + 2 : index + 3] in (":", "："))
    if low.startswith("(", index):
        end = name_at(low, index + 1, passage.end, lexicon)
        return (index + 1, end) if end is not None and low.startswith(")", end) else None  # 305（孙浩）
    end = name_at(low, index, passage.end, lexicon)
    if end is not None and low[room.end : index].count("\n") == 0:
        return index, end
    called = index + 1 if low.startswith("叫", index) else -1
    end = name_at(low, called, passage.end, lexicon) if called > 0 else None
    if end is not None and end - called >= 3 and lexicon.words("honorifics").at(low, called + 1) is None:
        return called, end  # 住621叫林志文, but 621叫王护士
    return (
        latin_name(index, passage, lexicon) or _rare_name(low, index, passage, lexicon) or _name_before(low, room.start, passage, lexicon)
    )


def latin_name(index: int, passage: Passage, lexicon: Lexicon) -> tuple[int, int] | None:
    """1402 Ahmed Khan: two words or more with capitals, none of them known."""
    match = patterns.WHOLE_LATIN_NAME.match(passage.clean.text, index, passage.end)
    if match is None or any(word in lexicon.vocabulary for word in match.group(0).lower().split()):
        return None
    return match.span()


def _rare_name(low: str, index: int, passage: Passage, lexicon: Lexicon) -> tuple[int, int] | None:
    """718 班桂枝 糖尿病: three characters that are the whole clause or before a wish, with a family name that is mostly another word."""
    if low[index : index + 1] not in lexicon.words("rare_surnames"):
        return None
    clause = passage.clause_at(index)
    end = index + 3
    whole = clause.start <= index and (clause.end == end or low.startswith(_WISHES, end)) and is_given_name(low[index + 1 : end])
    return (index, end) if whole and lexicon.vocabulary.first(low, index, end) is None else None


_WISHES = ("要", "想要", "需要", "也要", "说", "拒", "不肯", "不做", "不配合")
"""What stands right behind whoever wants something: 1007海大鹏要膏药."""


def _name_before(low: str, index: int, passage: Passage, lexicon: Lexicon) -> tuple[int, int] | None:
    """张三 305, 我妈周仕琼住505, 聂大富（我爸）房间A0509."""
    match = report_patterns.LIVES_AT.search(low, max(passage.start, index - 10), index)
    stop = match.start() if match is not None else index
    for length in (4, 3, 2):
        start = stop - length
        if start >= passage.start and name_at(low, start, stop, lexicon) == stop:
            told = (
                low[start - 1 : start] in ("是", "叫")
                or (length == 3 and low[start - 1 : start] in ("俺", "咱", "我") and low[stop - 1] != "是")
                or any(h.end == start for h in passage.hits("kin", lexicon.words("kin")))
            )
            return (start, stop) if told or not _is_hanzi(low, start - 1, passage.start) else None
    if low[stop - 1 : stop].isascii() and low[stop - 1 : stop].isalpha():
        found = latin_name(passage.clause_at(stop - 1).start, passage, lexicon)
        return found if found is not None and found[1] == stop else None
    return None


def _is_hanzi(low: str, index: int, start: int) -> bool:
    return index >= start and ("\u4e00" <= low[index] <= "\u9fff" or low[index] == "·")


def kin_and_me(passage: Passage, lexicon: Lexicon) -> list[Mention]:
    """Kin without a name, and the writer."""
    return passage.once(("kin and me",), lambda: _look_for_kin_and_me(passage, lexicon))


def _look_for_kin_and_me(passage: Passage, lexicon: Lexicon) -> list[Mention]:
    out = []
    kin = passage.hits("kin", lexicon.words("kin"))
    things = [h for h in passage.hits("items", lexicon.items) if h.word not in lexicon.words("kin")] if kin else []
    address = passage.hits("address", lexicon.words("address")) + things if kin else []
    for hit in kin:
        if is_in_a_name(low=passage.low, index=hit.start, start=passage.start, lexicon=lexicon) or _overlapping(hit, address):
            continue
        if hit.word in ("患者", "病人") and _is_hanzi(passage.low, hit.start - 1, passage.start):
            continue  # 哮喘患者: what the writer is
        if hit.word.endswith("姨妈") and passage.low.startswith(("痛", "巾", "期", "推", "没来", "来了", "疼得", "量", "假"), hit.end):
            continue  # 姨妈痛 is nobody's aunt
        if report_patterns.HELPS_TO_WRITE.match(passage.low, hit.end):
            continue  # 儿子教我发的
        start = hit.start - 1 if passage.low[hit.start - 1 : hit.start] in ("我", "俺") and hit.start > passage.start else hit.start
        if hit.word[0] == "外" and passage.low[hit.start - 1 : hit.start] == "另" and hit.start > passage.start:
            rest = lexicon.words("kin").at(passage.low, hit.start + 1)
            out += [Mention(hit.start + 1, hit.start + 1 + len(rest), kin=True)] if rest is not None else []
            continue  # 另外爷爷要…: no 外爷
        out.append(Mention(start, hit.end, kin=True))
    for index in range(passage.start, passage.end - 2):
        if passage.low.startswith("大的", index) and passage.low[index + 2 : index + 4].strip()[:1].isdigit():
            out.append(Mention(index, index + 2, kin=True))  # 大的36.6 小的38.3
    taken = {m.start for m in out}
    for me in request_patterns.ME.finditer(passage.low, passage.start, passage.end):
        if me.start() not in taken and not passage.low.startswith(("们", "哋", "俩", "仨"), me.end()):
            out.append(Mention(me.start(), me.end(), me=True))
    return out


def is_a_group(mention: Mention, passage: Passage) -> bool:
    """帮两个人带药: nobody of them by himself, and no count of a thing."""
    return mention.kin and passage.low.startswith(("个人", "人", "个"), mention.start + 1) and passage.low[mention.start] in "两俩三四五二"


def name_before_a_thing(mention: Mention, passage: Passage, lexicon: Lexicon) -> tuple[int, int] | None:
    """我爸王建国矿泉水一箱: right behind kin, and right before something known."""
    end = name_at(passage.low, mention.end, passage.end, lexicon) if mention.kin and not mention.room else None
    known = end is not None and any(h.start == end for h in passage.hits("items", lexicon.items))
    return (mention.end, end) if end is not None and known else None


def _overlapping(hit: Hit, others: Sequence[Hit]) -> bool:
    """小姐姐 is no sister, 其他 no he; 奶奶糖尿病 is a grandmother, although 奶糖 are sweets."""
    return any(o.start <= hit.start < o.end for o in others)


def speaks_of_kin(passage: Passage, lexicon: Lexicon) -> bool:
    """Whether kin in this place are spoken of; kin far away leave the writer the one concerned."""
    kin = [m for m in kin_and_me(passage, lexicon) if m.kin]
    return bool(kin) and lexicon.words("kin_outside").first(passage.low, passage.start, passage.end) is None
