"""The kinds and the lexicon, put together once: titles, cues and letters in tables the finders look things up in."""

from collections.abc import Iterable, Sequence

from reading.fields import Choice, Flags
from reading.kind import Kind
from reading.lexicon import Lexicon
from reading.likeness import Likeness
from reading.message.labels import Labels, labels_of
from reading.text.phrases import Phrases
from reading.text.words import Words


class Grammar:
    """Immutable. What every reading function gets beside the text."""

    def __init__(self, kinds: Sequence[Kind], lexicon: Lexicon, alarm: Likeness) -> None:
        self.lexicon, self.alarm = lexicon, alarm
        self.kinds = {kind.name: kind for kind in kinds}
        self.titles = Words({title: kind.name for kind in kinds for title in kind.titles})
        self.list_titles = Words({title: kind.name for kind in kinds for title in kind.list_titles})
        self.letters = frozenset(kind.letter for kind in kinds if kind.letter)
        self.ticket_words = Words({kind.label: kind.letter for kind in kinds if kind.letter})
        self._cues = {kind.name: Phrases(self._lines(kind.cues), lexicon.lists) for kind in kinds}
        self._options = {
            (k.name, f.name): Phrases(self._option_lines(f), lexicon.lists)
            for k in kinds
            for f in k.fields
            if isinstance(f, Choice | Flags)
        }
        apart = lexicon.words("form_labels").values
        self._labels = {kind.name: labels_of(kind, apart) for kind in kinds}
        ways = {kind.plain for kind in kinds if kind.plain}
        self._plain = {way: tuple(sorted((k for k in kinds if k.plain == way), key=lambda k: len(self._cues[k.name]))) for way in ways}

    def plain(self, way: str) -> Sequence[Kind]:
        """The kinds whose plain sentences are recognised this way; those with the fewest cues, being more particular, first."""
        return self._plain.get(way, ())

    def cues(self, kind: Kind) -> Phrases:
        """The kind's cues, ready to be found."""
        return self._cues[kind.name]

    def labels(self, kind: Kind) -> Labels:
        """The words people write before the values of a kind."""
        return self._labels[kind.name]

    def options(self, kind: Kind, field: str) -> Phrases:
        """The words of a choice, each with its value."""
        return self._options[kind.name, field]

    def _lines(self, cues: Iterable[str], value: str = "") -> list[tuple[str, str]]:
        """'{other}' alone stands for every line of that list."""
        out: list[tuple[str, str]] = []
        for cue in cues:
            name = cue[1:-1] if cue.startswith("{") and cue.endswith("}") and " " not in cue else ""
            out += [(line, value) for line, _ in self.lexicon.lines.get(name, ())] if name else [(cue, value)]
        return [(line, value) for line, value in out if line.strip()]

    def _option_lines(self, field: Choice | Flags) -> list[tuple[str, str]]:
        return [line for value, words in field.options.items() for line in self._lines(words, value)]
