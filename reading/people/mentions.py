"""Who is spoken of: rooms with the name beside them, kin without a name, the writer."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.expressions import patterns, report_patterns, request_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.people.given_names import has_no_word, is_given_name, sounds_like_a_thing
from reading.places.rooms import RoomHit
from reading.text.words import Hit

_BETWEEN = " ,，、:：的是-—\t/|+"
SPOKEN_TO = frozenset((
    "阿姨", "叔叔", "姐", "哥", "姐姐", "哥哥", "大姐", "大哥", "兄弟", "妹子", "大妈", "大爷", "大叔", "朋友", "妹妹", "弟弟",
    "小伙子", "姑娘", "妹儿", "先生", "闺女", "丫头", "小妹", "小哥",
))  # fmt: skip
"""Kin in form only: who stands alone at the beginning is spoken to."""
_JOINING = ("", *"和于时向都连代应成")


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


def name_at(low: str, index: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the name that begins here ends, or None: a family name and one or two characters, or a title of respect."""
    by_ear = patterns.NAME_BY_EAR.match(low, index, end)
    if by_ear is not None and lexicon.items.at(low, index, end) is None:
        return by_ear.end()
    surname = lexicon.words("surnames").at(low, index, end)
    if (
        surname is None
        or (surname in "楼号房" and low[index - 1 : index].isdigit())  # 3楼除了307
        or patterns.QUANTITY.fullmatch(low, index, end)
        or lexicon.vocabulary.at(low, index, end)
        or lexicon.words("kin").at(low, index, end) not in (None, surname)
    ):
        return None
    after = index + len(surname)
    honoured = lexicon.words("honorifics").at(low, after, end)
    if honoured is not None and len(honoured) > 1:
        return after + len(honoured)
    run = after
    while run < end and run < after + 3 and "\u4e00" <= low[run] <= "\u9fff":
        run += 1
    stop = _cut(low, after, run, end, lexicon)
    if stop is None or low[index:stop] in lexicon.words("like_names"):
        return None  # 305门外有人
    return stop if low[stop - 1] not in "好早" or report_patterns.GREETED.search(low, index, stop) is None else None


def _cut(low: str, after: int, run: int, end: int, lexicon: Lexicon) -> int | None:
    """The given name ends before the next word; three characters in a row are too many."""
    for stop in range(min(run, after + 2), after, -1):
        free = stop == end or not "\u4e00" <= low[stop] <= "\u9fff"
        if free and low[after:stop] in lexicon.words("names_that_are_words") and low[after - 1] not in "全都均常":
            return stop
        if free or lexicon.words("after_names").at(low, stop) is not None or lexicon.vocabulary.at(low, stop, end):
            inside, never = low[after:stop], "由被要送的没无在已是和说买带拿求缺配开对嫌躲趴蹲报住让待补抽烧跟替叫药漏"
            if free:
                never = "由被要送的没无已是说买带拿求缺报住" if low[stop : stop + 1].isdigit() else "由被"  # 徐静要3盒
            if stop - after == 2 and (lexicon.vocabulary.at(low, after, stop) or inside[1] in never):
                continue
            if not is_given_name(inside) or (inside[1:] in ("男", "女") and low[stop : stop + 1].isdigit()):
                continue  # 李明女82
            if stop - after == 2 and _begins_a_word(low, after + 1, stop, end, lexicon):
                continue
            if inside[0] in "要送的没无在已是和说采了过着吗":
                return None
            counted = sounds_like_a_thing(inside) and patterns.QUANTITY.match(low, stop + low.startswith(" ", stop), end)
            return None if counted else stop  # 305毛豆2斤
    return None


def _begins_a_word(low: str, index: int, stop: int, end: int, lexicon: Lexicon) -> bool:
    """田甜大出血: the character that could end the name begins the next word."""
    for words in (lexicon.words("after_names"), lexicon.vocabulary):
        word = words.at(low, index, end)
        if word is not None and len(word) > 1 and index + len(word) > stop:
            behind = words.at(low, stop, end) or ""
            alone = lexicon.words("after_names").at(low, index, index + 1) is not None  # 林冲牙疼得
            return alone or stop + len(behind) <= index + len(word)  # but 宋晓红糖尿病
    return False


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
    while index < passage.end and index < room.end + 5 and low[index] in _BETWEEN:
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
        if _is_given_name(low=passage.low, index=hit.start, start=passage.start, lexicon=lexicon) or _overlapping(hit, address):
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
        if me.start() not in taken and not passage.low.startswith("们", me.end()):
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


def _is_given_name(low: str, index: int, start: int, lexicon: Lexicon) -> bool:
    """谭小宝: the word is part of a name; 和阿妈, 代阿妈: what joins is no family name."""
    before = low[index - 1] if index > start else ""
    return before not in _JOINING and before in lexicon.words("surnames") and name_at(low, index - 1, len(low), lexicon) is not None


def whole_name(passage: Passage, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A stretch that is nothing but a name: between a room and a temperature, say. Nicknames count too."""
    while start < end and passage.low[start] in patterns.EDGES + "()（）":
        start += 1
    while end > start and (passage.low[end - 1] in patterns.EDGES + "()（）" or (passage.low[end - 1] == "是" and end - start > 2)):
        end -= 1
    words = passage.low[start:end]
    if report_patterns.DOTTED_NAME.fullmatch(words) is not None:
        return start, end
    if passage.low.startswith("[", start - 1) and passage.low.startswith("]", end):
        return None  # [愉快] 36.5
    given = words[lexicon.words("surnames").at(words, 0) is not None :]
    apart = passage.low[start - 1 : start] == " " == passage.low[end : end + 1]
    if (
        words[:1] == "是"
        or not has_no_word(given)
        or report_patterns.GREETED.search(words)
        or (not apart and words in lexicon.words("like_names"))
    ):
        return None  # 305明显36.5; but in 305 解放 36.5 it can only be a name
    counted = patterns.QUANTITY.search(words)
    if counted is not None and counted.end() == len(words) and counted.start() > 0:
        return None  # 蒜苗一把
    if patterns.NAME_BY_EAR.fullmatch(words):
        return start, end
    if not 2 <= len(words) <= 4 or not patterns.HANZI_RUN.fullmatch(words):
        return (start, end) if patterns.LATIN_NAME.fullmatch(words) and words not in lexicon.words("not_names") else None
    if _is_a_plain_word_as_name(words, lexicon):
        return start, end
    if lexicon.vocabulary.first(words) and name_at(passage.low, start, end, lexicon) != end:
        return None
    kin = lexicon.words("kin").first(words)
    return (
        None
        if kin is not None and (len(kin.word) > 1 or kin.start == 0) and name_at(passage.low, start, end, lexicon) != end
        else (start, end)
    )


def word_as_name(passage: Passage, room: RoomHit, lexicon: Lexicon) -> tuple[int, int] | None:
    """401 毛毛⏎: where only names can follow, a word that stands alone behind the room is one."""
    start = room.end
    while start < passage.end and passage.low[start] in _BETWEEN:
        start += 1
    run = patterns.HANZI_RUN.match(passage.low, start, passage.end)
    if run is None or "期" in run.group(0) or not _is_a_plain_word_as_name(run.group(0), lexicon):
        return None
    return run.span()


def _is_a_plain_word_as_name(words: str, lexicon: Lexicon) -> bool:
    """高兴, 容易, 车辆 are words and may be names all the same: between a room and a number they are."""
    return (
        words[0] in lexicon.words("surnames")
        and 2 <= len(words) <= 3
        and not lexicon.never_names.says(words)
        and lexicon.words("kin").at(words, 0) is None
    )


def speaks_of_kin(passage: Passage, lexicon: Lexicon) -> bool:
    """Whether kin in this place are spoken of; kin far away leave the writer the one concerned."""
    kin = [m for m in kin_and_me(passage, lexicon) if m.kin]
    return bool(kin) and lexicon.words("kin_outside").first(passage.low, passage.start, passage.end) is None
