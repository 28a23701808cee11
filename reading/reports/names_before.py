"""The name that stands alone in front of a temperature: 谭小宝36.8."""

from collections.abc import Iterator, Sequence

from reading.expressions import report_patterns
from reading.message.draft import ON_SITE
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.people.mentions import Mention
from reading.people.names import name_at, whole_name
from reading.reports.person import Person
from reading.values.degrees import DegreeHit

_BEGINS_NO_NAME = frozenset("没未不就才又再已刚都也还只很太最这那哪第各每被把给让对从在自有是")


def name_before(
    person: Person, before: Sequence[Mention], start: int, degree: DegreeHit, alone: bool, passage: Passage, grammar: Grammar
) -> None:
    """Give the person the name that stands between `start` and the number. `alone`: no other number, and no part of a list."""
    if person.name is not None:
        return
    low, left = passage.low, max([start] + [m.end for m in before if m.room])
    for kin in (m for m in before[-1:] if m.kin):
        end = name_at(low, kin.end, degree.start, grammar.lexicon) or _nickname(low, kin.end)
        if end is not None and not low[end : degree.start].strip(_MEASURING):
            person.name, person.kin = (kin.end, end), False  # 我36.4 老婆李丽36.7
            return
    his_own = low[left : degree.start].rstrip(" :：是").endswith(("我", "俺"))
    for run_start, run_end in reversed(list(_runs(low, left, degree.start))):
        found = whole_name(passage, run_start, run_end, grammar.lexicon)
        if found is None or _is_no_name(passage, found, person, alone, grammar):
            continue
        if his_own and name_at(low, *found, grammar.lexicon) != found[1]:
            continue  # 放心 我36.7
        if not (person.kin and not person.room) or _has_surname(passage, found, grammar):
            person.name, person.kin, person.at = found, False, min(person.at, found[0])
        return


_MEASURING = " ,，:：体温度是量测了的得("


_KIN_TWICE = frozenset(c * 2 for c in "爸妈爷奶哥姐弟妹公婆叔姑舅伯娘嫂崽娃仔")


def _nickname(low: str, index: int) -> int | None:
    """老公豆豆36.5, 女儿团团36.6: two characters alike."""
    word = low[index : index + 2]
    return index + 2 if len(set(word)) == 1 and word not in _KIN_TWICE and "\u4e00" <= word[:1] <= "\u9fff" else None


def _runs(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between words of measuring, blanks and signs."""
    for mark in report_patterns.BESIDE_A_NAME.finditer(low, start, end):
        if mark.start() > start:
            yield _joined(low, start, mark.start()), mark.start()
        start = mark.end()
    if start < end:
        yield _joined(low, start, end), end


def _joined(low: str, start: int, end: int) -> int:
    """和老二37.0, 跟豆豆36.6: behind the joining word; 和平36.6 is called so."""
    named = end - start > 2 or low[start + 1 : end] in "崽娃爸妈爹娘爷奶哥姐弟妹"
    return start + 1 if named and low[start] in "和跟与及" and not low.startswith(("和平", "和谐"), start) else start


def _is_no_name(passage: Passage, found: tuple[int, int], person: Person, alone: bool, grammar: Grammar) -> bool:
    """没量到36.8, 万事如意36.6: beside the only number of a writer who is known, another's name must look like one."""
    sender, words = passage.said.sender, passage.low[found[0] : found[1]]
    has_surname = _has_surname(passage, found, grammar)
    if alone and person.room is None and sender.role in ON_SITE:
        ours = words[:1] == (sender.name or "")[:1].lower() or words in (sender.nick or "").lower()
        return not ours and not (has_surname and (len(words) == 3 or not sender.name))
    beside_a_room = person.room is not None and found[0] - person.room.end <= 1  # 7-1002 木合塔尔36.4
    if len(words) == 4 and has_surname and not beside_a_room and name_at(passage.low, *found, grammar.lexicon) != found[1]:
        return True  # 万事如意
    return not has_surname and words[0] in _BEGINS_NO_NAME


def _has_surname(passage: Passage, found: tuple[int, int], grammar: Grammar) -> bool:
    return grammar.lexicon.words("surnames").at(passage.low, *found) is not None
