"""Labelled values: '房间：305', '姓名 张三', '房号305姓名张三': where each field's words begin and end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reading.expressions import patterns
from reading.fields import Age, Choice, Field, Items, Name, Phone, Room, Rooms
from reading.kind import Kind
from reading.message.passage import Passage
from reading.text.words import Words

_MARKS = ":：=是 "


def own(found: Iterable[str]) -> set[str]:
    """The fields among what was found."""
    return set(found) - {COUNT, STRENGTH, ASIDE}


COUNT, STRENGTH, ASIDE = "(count)", "(strength)", "(aside)"
"""What stands behind labels that are no field's: how many, how strong, and what nobody asks for (用法, 身份证号)."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one kind: the words, whose field each is, and what must follow those that may stand without a colon."""

    words: Words
    owner: Mapping[str, str]
    glued: Mapping[str, str]
    of_one_word: frozenset[str]
    """Fields whose values have no blanks in them."""
    who: frozenset[str]
    """The room and the name: plain ones end where a blank does, whatever else the line says."""


def labels_of(kind: Kind, apart: Mapping[str, str]) -> Labels:
    """Made once for each kind. `apart`: the labels of all forms, each with the fields it may be of; forms are filled in about rooms."""
    owner: dict[str, str] = {}
    for field in kind.fields:
        for label in (*field.labels, field.label):
            owner.setdefault(label, field.name)
    if any(isinstance(f, Room | Rooms) for f in kind.fields):
        has = {f.name: f.name for f in kind.fields} | {f.of: f.name for f in kind.fields if isinstance(f, Items)}
        for label, fields in apart.items():
            known = (has.get(name, name) for name in fields.split() if name in has or name.startswith("("))
            owner.setdefault(label, next(known, ASIDE))
    owner.update({" ".join(label): name for label, name in owner.items() if len(label) == 2})  # 姓 名：
    one_word = frozenset(f.name for f in kind.fields if isinstance(f, Age | Phone) or (isinstance(f, Choice) and _is_of_words(f)))
    who = frozenset(f.name for f in kind.fields if isinstance(f, Room | Name))
    return Labels(Words(owner), owner, _glued(kind.fields), one_word, who)


def _is_of_words(field: Choice) -> bool:
    """男, 密接: one of a few words, not told in whatever words there are."""
    return not any("{" in word for words in field.options.values() for word in words)


def labelled(passage: Passage, labels: Labels) -> dict[str, list[tuple[int, int]]]:
    """For each field the stretches its labels open. A label counts with a colon behind it, or glued to a value of its sort."""
    found = labels_in(passage, labels)
    out: dict[str, list[tuple[int, int]]] = {}
    for index, (label_start, value_start, name) in enumerate(found):
        line_end = passage.low.find("\n", value_start, passage.end)
        stop = passage.end if line_end < 0 else line_end
        opens = _opens_line(passage.low, label_start, value_start, value_start, passage.start) and passage.low[value_start - 1] == " "
        if passage.low[value_start - 1] not in ":：=】]" and not opens:  # no colon: the value is one word
            stop = min([stop, *(i for i in (passage.low.find(mark, value_start, stop) for mark in " ,，;；、") if i > 0)])
        if index + 1 < len(found):
            stop = min(stop, found[index + 1][0])
        if name in labels.of_one_word:  # 电话：18600000302 次密接
            first = value_start + len(passage.low[value_start:stop]) - len(passage.low[value_start:stop].lstrip())
            stop = min([stop, *(i for i in (passage.low.find(mark, first, stop) for mark in " ,，;；") if i > 0)])
        if name in labels.who and (plain := patterns.PLAIN_WHO.match(passage.low, value_start, stop)) is not None:
            stop = plain.end()  # 姓名：欧阳倩 房号：A302 布洛芬3盒
        if value_start < stop:
            out.setdefault(name, []).append((value_start, stop))
    return out


def _glued(fields: Sequence[Field]) -> Mapping[str, str]:
    """Labels that may stand without a colon, and what must follow them."""
    out = {}
    for field in fields:
        kind_of_value = {"Room": "digit", "Age": "digit", "Phone": "digit", "Name": "hanzi"}.get(type(field).__name__)
        for label in (*field.labels, field.label):
            if kind_of_value and len(label) > 1 and label not in _NEVER_GLUED:
                out[label] = kind_of_value
    return out


_NEVER_GLUED = ("患者", "病人", "用药人", "服药人", "使用人", "申请人", "需求人")
"""Behind these a colon must stand: 患者严芝兰 is a label, 病人家属 another word."""


def opens_a_form(low: str, at: int, labels: Labels) -> bool:
    """Whether a label stands here, with its colon, and one of a field soon: 日期：8.9⏎房间：618; 时间：明天 地点：大厅 is none."""
    if _labelled_at(low, at, labels) is None:
        return False
    near = labels.words.find(low, at, min(len(low), at + _NEAR))
    return any(low.startswith(":", hit.end) and own([labels.owner[hit.word]]) for hit in near)


_NEAR = 80
"""Characters."""


def opens_with_a_label(low: str, at: int, labels: Labels) -> bool:
    """Whether the line that begins here begins with a label, and a colon or a blank behind it."""
    while low[at : at + 1] == " ":
        at += 1
    label = labels.words.at(low, at)
    return _labelled_at(low, at, labels) is not None or (label is not None and low.startswith((":", " "), at + len(label)))


def _labelled_at(low: str, at: int, labels: Labels) -> str | None:
    head = patterns.WORD_AND_COLON.match(low, at)
    found = labels.words.find(low, head.start(1), head.end(1)) if head is not None else []
    return labels.owner[found[-1].word] if head is not None and found and found[-1].end == head.end(1) else None


def labels_in(passage: Passage, labels: Labels) -> list[tuple[int, int, str]]:
    """Where each label begins, where its value does, and whose it is."""
    return passage.once(("labels", labels.words), lambda: _look_for_labels(passage, labels))


def _look_for_labels(passage: Passage, labels: Labels) -> list[tuple[int, int, str]]:
    low, out, owner, glued = passage.low, [], labels.owner, labels.glued
    for hit in labels.words.find(low, passage.start, passage.end):
        after = hit.end
        if low[after : after + 1] in _BEHIND and (unit := patterns.UNIT_OF_A_LABEL.match(low, after, passage.end)) is not None:
            after = unit.end()  # 数量(盒)：, 体温℃：
        while after < passage.end and low[after] == " ":
            after += 1
        char = low[after : after + 1]
        if char in "】]" and char and low[hit.start - 1 : hit.start] in ("【", "["):
            char, after = ":", after + low.startswith(":", after + 1)  # 【房间】305
        if char in (":", "：", "="):
            out.append((_with_its_head(low, hit.start, passage.start), after + 1, owner[hit.word]))
        elif _opens_line(low, hit.start, hit.end, after, passage.start) or (
            _fits(glued.get(hit.word), char) and _begins(low, hit.start, passage.start, glued.get(hit.word))
        ):
            out.append((hit.start, after, owner[hit.word]))
    return out


_BEHIND = frozenset("(°123456789一二三")
"""What may stand between a label and its colon: 数量(盒)：, 体温℃：, 药名1：."""


def _with_its_head(low: str, start: int, first: int) -> int:
    """所在房间：, 早上体温：: where the word begins that ends in a label."""
    head = patterns.HEAD_OF_A_LABEL.search(low, max(first, start - _LONGEST_HEAD), start)
    return head.start() if head is not None and (head.start() == first or low[head.start() - 1] in " ,;。、\n【[") else start


_LONGEST_HEAD = 5


def _opens_line(low: str, start: int, end: int, after: int, first: int) -> bool:
    """病史 前列腺增生, 还剩 5天: in a form filled in line by line a blank does for the colon."""
    return end - start > 1 and low[after - 1] == " " and start > first and low[start - 1] == "\n" and low[after : after + 1] != "\n"


_TELLS_OF_A_NAME = frozenset("太不没很写打忘想记念我认难")
"""名字太长, 名字不会写: said of a medicine's name, and no name behind its label."""


def _fits(wanted: str | None, char: str) -> bool:
    if wanted == "digit":
        return char.isalnum() and char.isascii()
    return wanted == "hanzi" and "\u4e00" <= char <= "\u9fff" and char not in _TELLS_OF_A_NAME


def _begins(low: str, index: int, start: int, wanted: str | None) -> bool:
    """姓名 in the middle of a sentence is no label."""
    return (
        index == start
        or low[index - 1] in " ,，、;；。\n:：.)）"
        or (low[index - 1].isalnum() and (wanted == "hanzi" or not "\u4e00" <= low[index - 1] <= "\u9fff"))
    )
