"""The words the reader knows, from the text files in lexicon/: one word or one cue a line. Immutable."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Self

from reading.text.alike import form_by_ear
from reading.text.phrases import Phrases
from reading.text.words import Words, WordsByEar

Line = tuple[str, str]
"""What people say, and what it stands for (empty: for itself)."""

_FOLDER = Path(__file__).parent / "lexicon"
_NAMES_ONLY = frozenset({"medicines", "goods"})
_PHRASED = frozenset(
    {
        "symptoms", "complaints", "physical", "emotional", "sleepless", "dietary", "other", "help",
        "dangers", "dangers_apart", "alarm_phrases",
    }
)  # fmt: skip


class Lexicon:
    """All lists by name; `words(name)` to find single words, `phrases(name)` to find cues of several parts."""

    def __init__(self, lines: Mapping[str, tuple[Line, ...]]) -> None:
        self.lines = lines = _moods_apart(lines)
        self._words = {name: Words(_singles(name, of_list)) for name, of_list in lines.items()}
        lists = {name: tuple(words) for name, words in self._words.items()}
        self.lists: Mapping[str, tuple[str, ...]] = lists
        self._phrases = {name: Phrases(lines[name], lists) for name in _PHRASED if name in lines}

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Self:
        """Every list from its file. The only time the reader touches a disk."""
        lines: dict[str, tuple[Line, ...]] = {}
        for file in sorted(folder.glob("*.txt")):
            name = file.stem.removesuffix("_more")  # more lines of the same list
            lines[name] = lines.get(name, ()) + tuple(_lines(name, file.read_text(encoding="utf-8")))
        return cls(lines)

    def adding(self, **more: Iterable[str]) -> Self:
        """A copy that also knows a site's own words, list by list: medicines=["某某片"], goods=["某某"]."""
        lines = dict(self.lines)
        for name, words in more.items():
            lines[name] = (*lines.get(name, ()), *((w.strip(), "") for w in words if w.strip()))
        return type(self)(lines)

    def words(self, name: str) -> Words:
        """The single words of a list; an unknown list is empty."""
        return self._words.get(name, _NOTHING)

    def says(self, name: str, text: str) -> bool:
        """Whether any word of a list is in the text (which must be in lower case)."""
        return self.words(name).says(text)

    def phrases(self, name: str) -> Phrases:
        """The cues of a list."""
        return self._phrases.get(name, _NO_PHRASES)

    @cached_property
    def tones(self) -> Words:
        """All words that tell what sort of talk a message is, each with the names of its lists."""
        names = ("ads", "offers", "advice", "instructions", "instructions_weak", "hypothetical", "fiction", "jokes", "preaching", "dreams")
        lists: dict[str, list[str]] = {}
        for name in names:
            for word in self.words(name):
                lists.setdefault(word, []).append(name)
        return Words({word: " ".join(of) for word, of in lists.items()})

    @cached_property
    def items(self) -> Words:
        """Medicines and goods together: the word, and which of the two it is."""
        both = {word: "goods" for word in self.words("goods") if len(word) > 1 and word not in self.words("not_items")}
        for word in self.words("medicines"):
            if word not in self.words("conditions") or not word.endswith(("药", "病", "症", "炎")):
                both[word] = "goods" if word in self.words("aids") else "medicine"
        heard = [word for word, sort in both.items() if sort == "medicine"]
        ills = [word for name in ("conditions", "symptoms") for word in self.words(name) if len(word) in (2, 3)]
        against = {ill + form: "medicine" for ill in ills for form in _FORMS}  # 强力感冒片, 清热便秘胶囊: of makers nobody knows
        return WordsByEar(against | both | dict.fromkeys(self.words("aids"), "goods"), heard)

    @cached_property
    def medicine_names(self) -> tuple[str, ...]:
        """Every name of a medicine, to compare misspelt ones with."""
        return tuple(word for word in self.words("medicines") if len(word) > 2)

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """What the names of medicines end in: 片, 胶囊, of those that are more than one character."""
        return tuple(form for form in self.words("forms") if len(form) > 1)

    @cached_property
    def _forms_by_ear(self) -> Words:
        return Words(form_by_ear(form) for form in self.words("forms") if len(form) > 1 and form[-1] in _ENDS_A_FORM)

    def form_at(self, low: str, index: int, end: int) -> str | None:
        """The form that is told behind the name of a medicine, perhaps written by ear: 长溶片."""
        form = self.words("forms").at(low, index, end)
        heard = self._forms_by_ear.at(form_by_ear(low[index:end]), 0) if form is None and end - index > 1 else None
        return low[index : index + len(heard)] if heard is not None else form

    @cached_property
    def no_things(self) -> Words:
        """Words that no unknown thing has in its name."""
        names = (
            "not_items", "symptoms", "conditions", "none", "kin", "questions", "ran_out", "help", "not_names", "areas", "faults", "past",
        )  # fmt: skip
        return Words(w for name in names for w in self.words(name) if len(w) > 1)

    @cached_property
    def no_ends(self) -> Words:
        """Words that do not belong to the name they stand behind."""
        names = ("fillers", "requests", "ran_out", "negations", "refused", "kin", "faults", "symptoms", "not_items")
        return Words(w for name in names for w in self.words(name))

    @cached_property
    def feared(self) -> tuple[str, ...]:
        """What stands before that which has not happened."""
        return tuple(self.words("fears"))

    @cached_property
    def beside_things(self) -> Words:
        """What may stand in a list of wishes beside the things: courtesy, for whom, what for."""
        names = ("beside_things", "kin", "address", "conditions", "symptoms", "ran_out")
        return Words(w for name in names for w in self.words(name))

    @cached_property
    def never_names(self) -> Words:
        """Words that are nobody's name even beside a room."""
        names = ("not_names", "none", "symptoms", "reporting", "yesterday", "says_normal", "conditions")
        return Words(w for name in names for w in self.words(name))

    @cached_property
    def vocabulary(self) -> Words:
        """Everything that is a word of its own, and so no person's name."""
        names = (
            "not_names", "goods", "medicines", "fixtures", "areas", "symptoms", "conditions", "none", "requests", "help",
            "past", "questions", "faults", "food", "body", "done", "mistakes", "physical", "emotional", "complaints", "dangers",
        )  # fmt: skip
        return Words(w for name in names for w in self.words(name) if len(w) > 1)


def _moods_apart(lines: Mapping[str, tuple[Line, ...]]) -> Mapping[str, tuple[Line, ...]]:
    """Sleeplessness and low spirits in the list of symptoms belong to the moods."""
    moods = {word for word, _ in lines.get("moods", ())}
    symptoms = lines.get("symptoms", ())
    moved = tuple(line for line in symptoms if line[1] in moods)
    if not moved:
        return lines
    calm = {"sleepless": tuple((s, "") for s, v in moved if v == "失眠"), "emotional": tuple((s, "") for s, v in moved if v != "失眠")}
    return {
        **lines,
        "symptoms": tuple(x for x in symptoms if x not in moved),
        **{n: (*lines.get(n, ()), *more) for n, more in calm.items()},
    }


def _lines(name: str, text: str) -> Iterable[Line]:
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        said, *rest = (part.strip() for part in line.split("|"))
        if name in _NAMES_ONLY:
            yield from ((word, said) for word in (said, *(rest[-1].split() if len(rest) > 1 else ())) if word)
        elif name in _PHRASED:
            yield said, rest[0] if rest else name
        else:
            words = said.replace("/", " ") if name == "conditions" else said
            yield from ((word, rest[0] if rest else "") for word in words.split())


def _singles(name: str, lines: tuple[Line, ...]) -> dict[str, str]:
    """The words that stand alone: in a list of cues, those lines that have one part only."""
    if name not in _PHRASED:
        return {word: value or word for word, value in lines}
    return {word: value for said, value in lines if " " not in said and "{" not in said for word in said.replace("_", " ").split("/")}


_ENDS_A_FORM = frozenset("片囊粒丸液剂膏散栓贴雾浆")
_FORMS = ("片", "胶囊", "颗粒", "丸", "口服液", "糖浆", "栓", "冲剂")
_NOTHING = Words(())
_NO_PHRASES = Phrases(())
