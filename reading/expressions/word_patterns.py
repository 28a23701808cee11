"""Expressions made from lists of words: of the lexicon and the kinds, never from what people write."""

import re
from collections.abc import Iterable
from re import Pattern

Branch = dict[str, "Branch"]


def longest_of(words: Iterable[str]) -> Pattern[str]:
    """One of these words, of several that begin at one place the longest. Never made from what people write."""
    tree: Branch = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return re.compile("|".join(re.escape(char) + _written(branch) for char, branch in tree.items()) if tree else "(?!)")


def beginning_of(words: Iterable[str]) -> Pattern[str]:
    """A character that one of these words may begin with: the next may be its second, or it needs none."""
    known = list(words)
    first, second, alone = ({w[0] for w in known if w[1:]}, {w[1] for w in known if w[1:]}, {w for w in known if not w[1:]})
    signs = ["[" + "".join(map(re.escape, sorted(s))) + "]" if s else "(?!)" for s in (first | alone, second, alone)]
    return re.compile(f"{signs[0]}(?:(?={signs[1]})|(?<={signs[2]}))" if alone else f"{signs[0]}(?={signs[1]})")


def rare_or_one_of(characters: Iterable[str]) -> Pattern[str]:
    """One of these characters, or any that is not of the first plane nor a picture."""
    return re.compile("[" + "".join(map(re.escape, characters)) + "\\U00020000-\\U0010FFFF]")


def _written(tree: Branch) -> str:
    """A tree of characters as an expression that never tries a character twice."""
    last = [char for char, branch in tree.items() if char and set(branch) == {""}]
    longer = [re.escape(char) + _written(branch) for char, branch in tree.items() if char and set(branch) != {""}]
    if last:
        longer.append("[" + "".join(map(re.escape, last)) + "]" if len(last) > 1 else re.escape(last[0]))
    if not longer:
        return ""
    one = longer[0] if len(longer) == 1 and "" not in tree else f"(?:{'|'.join(longer)})"
    return one + ("?" if "" in tree else "")
