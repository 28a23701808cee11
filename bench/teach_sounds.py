"""Learn from the labelled messages how ordinary talk sounds, and how danger: python -m bench.teach_sounds writes reading/fragments.txt.

Logistic regression by stochastic gradient descent, always in the same order, so that the same messages give the same file.
Forty lines of our own: the libraries for it are a hundred megabytes that nothing else here needs.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha1
from math import exp, sqrt
from pathlib import Path

from reading.lexicon import Lexicon
from reading.likeness import OF_DANGER, fragments_of, told
from reading.text.clean import Cleaner
from reading.text.english import English

ROOT = Path(__file__).parent.parent
FILE = ROOT / "reading" / "fragments.txt"
LABELLED = ROOT / "tests" / "reading"
PASSES, STEP, COOLING = 20, 2.0, 0.2
SELDOM = 3
"""A fragment in fewer messages teaches nothing."""
SLIGHT = 0.1
"""A weight nearer to zero is left out of the file: with it nothing was read otherwise."""
Message = tuple[str, bool]
"""A text, and whether it is ordinary talk (or danger)."""


def messages() -> Iterator[Message]:
    """Every message that may be learned from, and whether it is talk: those kept aside (`*_held.jsonl`) may not."""
    for text, records in _labelled():
        yield text, not records
    for line in _lines("staff_lines.txt"):
        kinds, _, text = line.partition("|")
        yield text.rpartition("||")[2].replace("⏎", "\n"), kinds.strip() == "-"


def dangers() -> Iterator[Message]:
    """The same without the short lines of staff, and whether they call for help; with the lists of dangers and of what only sounds so."""
    for text, records in _labelled():
        yield text, "emergency" in records
    yield from ((line, True) for line in _lines("dangers.txt"))
    yield from ((line, False) for line in _lines("no_dangers.txt"))


def _labelled() -> Iterator[tuple[str, str]]:
    """A text and the kinds of its records, in whatever way they are written down; nothing for talk."""
    for file in sorted(LABELLED.glob("*_train.jsonl")):
        for line in filter(str.strip, file.read_text("utf-8").splitlines()):
            label = json.loads(line)
            yield label["text"], " ".join(record["kind"] for record in label["expect"])
    for line in _lines("talk_lines.txt"):
        yield line.rpartition("|")[2], ""
    for line in (*_lines("value_lines.txt"), *_lines("person_lines.txt")):
        _, records, text = line.split("|", 2)
        yield text.replace("⏎", "\n"), records.strip()


def _lines(name: str) -> Iterator[str]:
    return (line for line in (LABELLED / name).read_text("utf-8").splitlines() if line.strip() and not line.startswith("#"))


def learned(labelled: Iterable[Message]) -> dict[str, float]:
    """The weight of every fragment that is not rare; under the empty fragment what speaks for it before anything is said."""
    clean = Cleaner(English(Lexicon.load().words("english")))
    split = [(text, fragments_of(clean.clean(text).low), is_talk) for text, is_talk in labelled]
    often = Counter(fragment for _, fragments, _ in split for fragment in fragments)
    known = [(text, [f for f in fragments if often[f] >= SELDOM], is_talk) for text, fragments, is_talk in split]
    weights, leaning = {f: 0.0 for f, count in often.items() if count >= SELDOM}, 0.0
    for turn in range(PASSES):
        for _, fragments, is_talk in sorted(known, key=lambda one: _place(one[0], turn)):
            share = 1 / sqrt(len(fragments) + 1)
            odds = leaning + share * sum(weights[f] for f in fragments)
            step = (is_talk - 1 / (1 + exp(-odds))) * STEP / (1 + turn * COOLING)
            leaning += step / 40
            for fragment in fragments:
                weights[fragment] += step * share
    return {"": leaning, **weights}


def _place(text: str, turn: int) -> bytes:
    """Where a message comes in this pass: mixed, but so that one message more moves none of the others."""
    return sha1(f"{turn} {text}".encode("utf-8", "replace"), usedforsecurity=False).digest()


def written(talk: dict[str, float], danger: dict[str, float]) -> str:
    """The file: fragments in alphabetical order, so that changes can be read; those of talk, then those of danger."""
    return "# Written by: python -m bench.teach_sounds\n" + _half(talk) + OF_DANGER + _half(danger)


def _half(weights: dict[str, float]) -> str:
    kept = sorted((fragment, weight) for fragment, weight in weights.items() if abs(weight) >= SLIGHT or not fragment)
    return "\n".join(told(kept)) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(learned(messages()), learned(dangers())), "utf-8")
    print(json.dumps({"file": FILE.name, "messages": sum(1 for _ in messages()), "fragments": len(FILE.read_text("utf-8").splitlines())}))
