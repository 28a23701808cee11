"""Lists that come as XML from the app."""

from html import unescape


def unwrapped(text: str) -> tuple[str, tuple[str, ...]]:
    """An app message as XML: its title is the whole list; the authors of its entries, in order."""
    if not text.lstrip().startswith(("<?xml", "<msg", "<sysmsg", "<appmsg")):
        return text, ()
    title = _between(text, "<title>", "</title>")
    if title is None:
        return text, ()
    title = title.removeprefix("<![CDATA[").removesuffix("]]>")
    authors, at = [], text.find("<solitaire_info")
    while at >= 0 and (found := text.find("<u>", at)) >= 0:
        end = text.find("</u>", found)
        if end < 0:
            break
        authors.append(unescape(text[found + 3 : end]))
        at = end
    return unescape(title), tuple(authors)


def _between(text: str, left: str, right: str) -> str | None:
    start = text.find(left)
    end = text.find(right, start)
    return text[start + len(left) : end] if 0 <= start < end else None
