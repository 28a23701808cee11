"""Where a name begins and ends: a family name with one or two characters, or whatever stands alone where only a name can."""

from reading.expressions import patterns, report_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Passage
from reading.people.given_names import has_no_word, is_given_name, sounds_like_a_thing
from reading.places.rooms import RoomHit

BETWEEN = " ,，、:：的是-—\t/|+"
_JOINING = ("", *"和于时向都连代应成")


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
            inside, never = low[after:stop], "由被要送的没无在已是和说买带拿求缺配开对嫌躲趴蹲报住让待补抽烧跟替叫托喊药漏"
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


def is_in_a_name(low: str, index: int, start: int, lexicon: Lexicon) -> bool:
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
    while start < passage.end and passage.low[start] in BETWEEN:
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
