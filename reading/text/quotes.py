"""A quote inside the text: 「name：old words」, a line of dashes, the new words. Only what is below the dashes is new."""

from dataclasses import replace

from reading.expressions import patterns
from reading.said import Quote, Said


def unquoted(said: Said) -> Said:
    """The same message with the quote where it belongs."""
    opening = patterns.QUOTE_BLOCK.match(said.text)
    if opening is None:
        return said
    line = patterns.DASH_LINE.search(said.text, opening.end())
    if line is None:
        return said
    old = said.text[opening.end() : line.start()].strip().rstrip('」』"”')
    quote = said.quote or Quote(opening.group(1).strip(), old)
    return replace(said, text=said.text[line.end() :].strip("\n"), quote=quote)
