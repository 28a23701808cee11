"""The reader: what one message means. Immutable, without clock, state or input of its own."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from reading.doubt import SURELY, doubt_of
from reading.expressions import patterns
from reading.fields import Field
from reading.kind import STAFF, Kind
from reading.lexicon import Lexicon
from reading.likeness import Likeness
from reading.lists.entries import read_list
from reading.lists.jielong import lists_in
from reading.lists.unwrapped import unwrapped
from reading.message.draft import ON_SITE, Draft, finish, share_room
from reading.message.grammar import Grammar
from reading.message.passage import passage_of, pieces_of
from reading.message.suggestions import near_titles
from reading.plain import read_plain
from reading.said import Said, Sender, Understanding
from reading.staff.line_by_line import line_by_line
from reading.staff.work_parts import Parts
from reading.staff.works_apart import works_apart
from reading.text.clean import Clean, Cleaner
from reading.text.english import English
from reading.text.quotes import unquoted
from reading.titled.answers import answer_to
from reading.titled.each_line import give_to_all
from reading.titled.titled import read_titled
from reading.titled.titles import sections_of

LONGEST = 16 * 1024
"""Bytes; what is longer is stored and not parsed."""
_OF_WORKS = 1000
"""Characters: longer than a dozen works in one line ever are."""
_WORDS, _A_RECORD = 6, -1.5
"""Characters at least, and log-odds below which somebody should look at a message of which nothing was read: half of those that
ask or report are below it, of ordinary talk one in a hundred."""


class Reader:
    """Turns messages into readings. Made once from the kinds and the words they are written in."""

    def __init__(self, kinds: Sequence[Kind], lexicon: Lexicon, likeness: Likeness | None = None, alarm: Likeness | None = None) -> None:
        self._lexicon = lexicon
        self._grammar = Grammar(kinds, lexicon, alarm or Likeness.load(of="danger"))
        self._cleaner = Cleaner(English(lexicon.words("english")))
        self._likeness = likeness or Likeness.load()

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds by name."""
        return self._grammar.kinds

    def adding(self, **words: Sequence[str]) -> "Reader":
        """A reader that knows more words, list by list: medicines=["某某片"]."""
        return Reader(tuple(self.kinds.values()), self._lexicon.adding(**words), self._likeness, self._grammar.alarm)

    def warm_up(self) -> None:
        """Read one sentence for practice: what the first one needs is made when it is first asked for, and that takes 0.1 s."""
        self.read(Said("医生在吗 我爸1108的降压药吃完了 麻烦帮忙买两盒 谢谢", "resident", Sender(), datetime(2022, 4, 1, 8, tzinfo=UTC)))

    def read(self, said: Said) -> Understanding:
        """Everything one message says, in the order of its text."""
        if len(said.text) > LONGEST or len(said.text.encode("utf-8", "replace")) > LONGEST:
            return Understanding(too_long=True)
        said = unquoted(said)
        text, authors = unwrapped(said.text)
        clean = self._cleaner.clean(text)
        if not clean.text.strip():
            return Understanding()
        if places := lists_in(clean.text):
            lists = [read_list(place, clean, said, self._grammar, authors) for place in places]
            return Understanding(tuple(r for one in lists for r in one.readings), lists[0].jielong)
        if said.sender.role in STAFF and said.quote is None:
            apart = line_by_line(text, lambda line: self._works(self._cleaner.clean(line), said), self.kinds)
            return apart if apart is not None else self._works(clean, said)
        return self._sections(clean, said)

    def answer(self, field: Field, said: Said) -> Any | None:
        """The value a short answer to the bot's own question gives, or None when it is no answer to it."""
        said = unquoted(said)
        if len(said.text) > 400:
            return None
        return answer_to(field, self._cleaner.clean(said.text), said, self._grammar)

    def _works(self, clean: Clean, said: Said) -> Understanding:
        """What staff have written, piece of work by piece of work."""
        whole = self._sections(clean, said)
        if len(clean.text) > _OF_WORKS:
            return whole
        return works_apart(Parts(clean, said, self._grammar, whole, lambda part: self._sections(self._cleaner.clean(part), said)))

    def _sections(self, clean: Clean, said: Said) -> Understanding:
        sections, unknown = sections_of(clean, said, self._grammar, clean.greeted)
        drafts: list[Draft] = []
        talk: tuple[str, ...] = ()
        doubtful = False
        for section in sections:
            if section.kind is not None:
                drafts += read_titled(section, passage_of(clean, said, section.start, section.end), self._grammar)
                continue
            for piece in pieces_of(clean, said, section.start, section.end):
                found = read_plain(piece, self._grammar)
                doubt = doubt_of(piece, found, self._likeness, self._lexicon)
                if doubt > 0:
                    talk += self._likeness.strongest(piece.text)
                    doubtful = doubtful or doubt < SURELY
                else:
                    drafts += found
        if len(sections) > 1:
            above = sections[0].end if sections[0].kind is None else sections[0].title_start
            give_to_all(drafts, passage_of(clean, said, sections[0].start, max(above, sections[0].start)), self._grammar)
            share_room(drafts, said)
        if drafts:
            return Understanding(tuple(finish(d, clean, said) for d in drafts), talk=talk)
        near = near_titles(unknown, self._grammar.titles) if unknown else ()
        return Understanding(near_kinds=near, talk=talk, unread=doubtful or (not near and not talk and self._is_unread(clean, said)))

    def _is_unread(self, clean: Clean, said: Said) -> bool:
        """我左肾有石头 又开始绞着痛: no rule knows it, but people who want something talk so. What staff write is full of such words."""
        words = "".join(patterns.HAN_WORD.findall(clean.low))
        return said.sender.role in ON_SITE and len(words) >= _WORDS and self._likeness.odds(clean.low) < _A_RECORD
