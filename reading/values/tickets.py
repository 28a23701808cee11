"""Ticket numbers: Y12, ｙ12, 用药12, 慈宾Y12; also from the quoted message."""

from dataclasses import dataclass

from reading.expressions import patterns, work_patterns
from reading.expressions.patterns import Match
from reading.message.grammar import Grammar
from reading.message.passage import Passage
from reading.text.words import Words


@dataclass(slots=True)
class TicketHit:
    """A ticket number in the text."""

    start: int
    end: int
    ticket: str


def tickets_of(passage: Passage, grammar: Grammar) -> list[TicketHit]:
    """Every ticket in the whole stretch."""
    return passage.once(("tickets",), lambda: tickets_in(passage.low, passage.start, passage.end, grammar.letters, grammar.ticket_words))


def tickets_in(text: str, start: int, end: int, letters: frozenset[str], labels: Words) -> list[TicketHit]:
    """Every ticket between two places. `letters`: those that kinds use; `labels`: 用药 → Y."""
    if patterns.HAS_DIGIT.search(text, start, end) is None:
        return []
    found = []
    for first in work_patterns.TICKET.finditer(text, start, end):
        match: Match[str] | None = first
        while match is not None and match.group(1).upper() in letters:
            found.append(TicketHit(match.start(), match.end(), match.group(1).upper() + str(int(match.group(2)))))
            found += _up_to(text, found[-1], end) or _going_on(text, found[-1], end)
            match = work_patterns.TICKET_GLUED.match(text, match.end(), end)  # y90y91
    for match in work_patterns.TICKET_WORD.finditer(text, start, end) if labels.says(text, start, end) else ():
        word = match.group(1)
        letter = next((labels.values[word[-n:]] for n in (4, 3, 2) if word[-n:] in labels), None)
        if letter:
            found.append(TicketHit(match.end() - len(match.group(0)), match.end(), letter + str(int(match.group(2)))))
    return sorted(found, key=lambda t: t.start)


NEAR = 12
"""Tickets told in one breath lie no further apart; what does is a room or a count."""


def _up_to(text: str, before: TicketHit, end: int) -> list[TicketHit]:
    """Y12-Y15: all of them; the last is found by itself when it has its letter."""
    match = work_patterns.TICKETS_UP_TO.match(text, before.end, end)
    first, last = int(before.ticket[1:]), int(match.group(2)) if match is not None else 0
    same = match is not None and match.group(1).upper() in ("", before.ticket[0])
    if match is None or not same or not first < last <= first + NEAR:
        return []
    numbers = range(first + 1, last if match.group(1) else last + 1)
    return [TicketHit(match.start(), match.start(2) if match.group(1) else match.end(), f"{before.ticket[0]}{n}") for n in numbers]


def _going_on(text: str, before: TicketHit, end: int) -> list[TicketHit]:
    """W21 22 23: the letter is said once for those that follow and count up."""
    out: list[TicketHit] = []
    while (match := work_patterns.TICKET_GOES_ON.match(text, before.end, end)) is not None:
        last, number = int(before.ticket[1:]), int(match.group(1))
        if not last < number <= last + NEAR or number >= 300:
            break
        before = TicketHit(match.start(1), match.end(1), before.ticket[0] + str(number))
        out.append(before)
    return out
