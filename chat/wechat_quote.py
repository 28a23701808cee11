"""The quotation that WeChat's gateways write into the text: 「name：old words」, a rule of dashes, new words."""


def split_quote(text: str) -> tuple[str | None, str | None, str]:
    """(name, old words, new words); (None, None, text) if nothing is quoted. Linear, no expressions: residents wrote this."""
    if not text.startswith("「"):
        return None, None, text
    lines = text.split("\n")
    rule = _rule_line(lines)
    if rule is None:
        return None, None, text
    name, old = _name_and_words("\n".join(lines[:rule]).rstrip()[1:-1])
    return name, old, "\n".join(lines[rule + 1 :]).strip()


def _rule_line(lines: list[str]) -> int | None:
    """The first rule after which every bracket is closed, so that a quoted quotation stays whole; else the first rule at all."""
    depth, first = 0, None
    for at, line in enumerate(lines):
        if at and _is_rule(line) and lines[at - 1].rstrip().endswith("」"):
            if depth <= 0:
                return at
            first = at if first is None else first
        depth += line.count("「") - line.count("」")
    return first


def _is_rule(line: str) -> bool:
    marks = line.replace(" ", "").strip()
    return len(marks) >= 5 and not marks.strip("-—")


def _name_and_words(quoted: str) -> tuple[str | None, str]:
    ends = [at for at in (quoted.find("："), quoted.find(":")) if at >= 0]
    if not ends:
        return None, quoted.strip()
    return quoted[: min(ends)].strip() or None, quoted[min(ends) + 1 :].strip()
