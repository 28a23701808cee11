"""Things that are named because they are not wanted: 不要三九胃泰, 碘伏我自己带了不要."""

from collections.abc import Sequence

from reading.expressions import mention_patterns, patterns, request_patterns
from reading.lexicon import Lexicon
from reading.message.passage import Clause, Passage
from reading.text.words import Hit
from reading.things.item import Item
from reading.things.unknown_names import unknown_name


def is_refused(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """不要三九胃泰, 瓜子不要, 不用再拿了; 药盒拍照了 only shows what is wanted."""
    return (
        _before_it(item, passage, lexicon)
        or _behind_it(item, passage, lexicon)
        or _is_dropped(item, passage, lexicon)
        or _was_stopped(item, passage)
        or (item.name in _CONTAINERS and any(w in passage.text for w in ("拍", "照片", "图")))
    )


_CONTAINERS = frozenset(("药盒", "药瓶", "药袋", "药罐", "药片", "药单", "处方", "包装", "包装盒"))


def without_the_taken_back(items: Sequence[Item], wanted: Sequence[Item], passage: Passage) -> list[Item]:
    """牙膏牙刷各一支 牙膏不用了: what was asked for is refused later on."""
    refused = {i.name: i.start for i in items if i not in wanted and mention_patterns.NOT_ANY_MORE.match(passage.low, i.end)}
    return [i for i in wanted if refused.get(i.name, -1) < i.start]


def _before_it(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """不要买氨糖, but not 不要买氨糖 要钙片."""
    refused = lexicon.words("refused").find(passage.low, item.clause.start, item.start)
    return bool(refused) and not lexicon.words("requests").first(passage.low, _after_its_verb(passage.low, refused[-1].end), item.start)


def _after_its_verb(low: str, index: int) -> int:
    """不要买氨糖: the verb right behind the refusal is refused as well."""
    return index + 1 if low[index : index + 1] in tuple("买拿送带开给配弄领") else index


def _behind_it(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """瓜子就不要, 碘伏我自己带了不要: right behind it, or at the end of a clause that tells why and names nothing else."""
    declined = lexicon.words("declined")
    at = max([item.end, *(e for _, e in item.spans)])
    if not item.counted and has_enough(passage, at, item.clause):
        return True  # 缬沙坦还有 氨氯地平没了
    if mention_patterns.ENOUGH.match(passage.low, item.end):
        return True  # 口罩够 我带了一盒五十个
    if not passage.says(declined) or (item.counted and mention_patterns.NOT_OF_THAT_SORT.match(passage.low, at, item.clause.end)):
        return False
    behind = passage.low[at : item.clause.end].lstrip(" 也就都先是")
    if declined.says(behind[:6]) or declined.at(passage.low, at, item.clause.end):
        return True
    last = declined.find(behind)[-1:]
    tells_why = bool(last) and not behind[last[0].end :].strip("了的哈吧啊") and "要不要" not in behind
    return tells_why and patterns.ASKING.search(behind) is None and not _names_another(item, at, passage, lexicon)


def has_enough(passage: Passage, index: int, clause: Clause) -> bool:
    """二甲双胍还有 …, 还有10天的不急: behind a thing, to the end of its clause or of a next one that only says so."""
    if mention_patterns.STILL_HAS.fullmatch(passage.low, index, clause.end):
        return True
    following = passage.around(clause, 0, 1)[-1]
    waits = following is not clause and mention_patterns.IN_NO_HURRY.fullmatch(following.text) is not None
    return waits and mention_patterns.HAS_FOR_DAYS.fullmatch(passage.low, index, clause.end) is not None


def name_end(hit: Hit, clause: Clause, lexicon: Lexicon) -> int:
    """Behind a listed name and its form: 雷贝拉唑肠溶片."""
    return hit.end + len(lexicon.form_at(clause.text, hit.end - clause.start, len(clause.text)) or "")


def _was_stopped(item: Item, passage: Passage) -> bool:
    """格列喹酮大夫叫停了 换恩格列净; 硝苯地平停了 现在吃厄贝沙坦: another takes its place. But 缬沙坦停了三天 has run out."""
    if item.counted or mention_patterns.STOPPED_FOR.match(passage.low, item.end, item.clause.end) is None:
        return False
    return any(mention_patterns.IN_ITS_PLACE.search(c.text) for c in passage.around(item.clause, 0, 3)[1:])


def _names_another(item: Item, at: int, passage: Passage, lexicon: Lexicon) -> bool:
    return any(h.start >= at for h in passage.hits_at("items", lexicon.items, item.clause))


def declines(clause: Clause, lexicon: Lexicon) -> bool:
    """别给我买, 家里还有不用: of what was named before it; 发票不用 is of something else."""
    if request_patterns.DECLINES.fullmatch(clause.text) is None:
        return False
    head = mention_patterns.BEFORE_A_NO.match(clause.text)
    return head is None or (unknown_name(clause.text, 0, head.end(), lexicon) is None and not lexicon.items.first(head.group(0)))


def _of_another(clause: Clause, passage: Passage, lexicon: Lexicon) -> bool:
    """2B铅笔三支 胶卷不用了: a thing nobody has listed stands before the words that take back."""
    if clause.text.startswith(("别的", "其他", "其它", "其余", "剩下的")):
        return True  # 牙膏两支 别的不用了
    hit = lexicon.words("never_mind").first(clause.text)
    return hit is not None and unknown_name(passage.low, clause.start, clause.start + hit.start, lexicon) is not None


def _is_dropped(item: Item, passage: Passage, lexicon: Lexicon) -> bool:
    """上次给的蒙脱石散吃完了 不用再拿了; 二甲双胍家里还有，不用: the next clauses take it back."""
    never_mind, declined = lexicon.words("never_mind"), lexicon.words("declined")
    for clause in passage.around(item.clause, 0, 3) if passage.says(never_mind) or passage.says(declined) else ():
        after = clause.text if clause is not item.clause else passage.low[item.end : clause.end]
        if clause is not item.clause and passage.hits_at("items", lexicon.items, clause):
            break  # 抽纸要3包 洗衣液不要了
        if clause.start in passage.taken:
            break  # 抽纸要3包 Y5不要了
        if clause is not item.clause and request_patterns.WHAT_ELSE_IS_NOT_WANTED.match(clause.text):
            break
        if (never_mind.says(after) and (clause is item.clause or not _of_another(clause, passage, lexicon))) or (
            clause is not item.clause and clause.text.strip("了的哈吧啊就先也") in declined
        ):
            return True
    return False
