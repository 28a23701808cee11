"""The XML that some gateways pass on as it is: group notes (接龙), quotations, files, withdrawals."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_LONGEST = 256 * 1024
_KINDS = {"5": "link", "6": "file", "53": "jielong", "57": "text", "74": "file"}


@dataclass(frozen=True, slots=True)
class Note:
    """The words of an app message; kind is None where the markup does not say."""

    text: str
    kind: str | None = None
    quote_nick: str | None = None
    quote_text: str | None = None


def read_note(text: str) -> Note:
    """The title of an app message and what it quotes. Text that is no markup stays; markup that is none of these is no words."""
    root = _parse(text)
    if root is None:
        return Note(text)
    message = root.find("appmsg")
    if message is None:
        return Note("")
    kind, title = _KINDS.get(_of(message, "type")), _of(message, "title")
    quoted = message.find("refermsg")
    if quoted is None:
        return Note(title, kind)
    return Note(title, kind, _of(quoted, "displayname") or None, read_note(_of(quoted, "content")).text)


def recalled_id(text: str) -> str | None:
    """The id of the withdrawn message: Wechaty puts it in place of the text, some gateways leave WeChat's own markup there."""
    root = _parse(text)
    if root is not None:
        inner = root.find("revokemsg")
        return None if inner is None else _of(inner, "newmsgid") or _of(inner, "msgid") or None
    bare = text.strip()
    return bare if bare and len(bare) <= 128 and bare.isascii() and not any(c.isspace() for c in bare) else None


def _parse(text: str) -> Element | None:
    start = text.find("<")
    # A group message may carry the writer's id and a line break in front of the markup.
    if start < 0 or len(text) > _LONGEST or (text[:start].strip() and not text[:start].endswith(":\n")):
        return None
    try:
        root: Element = fromstring(text[start:].strip(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return root


def _of(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()
