"""Whom a notice is for, and whether it wants an answer."""

from reading import work_patterns


def audience_in(low: str, start: int, end: int) -> list[str]:
    """Sites and work groups that are named."""
    named = [m.group(0) for m in work_patterns.AUDIENCE.finditer(low, start, end)]
    for match in work_patterns.SITES_IN_A_ROW.finditer(low, start, end):
        named += match.group(0).replace("和", "、").replace(",", "、").replace("，", "、").split("、")  # 学府点、锦江点
    return list(dict.fromkeys(named))


def wants_answer(text: str) -> bool:
    """收到请回复, 请回复收到."""
    return work_patterns.WANTS_ANSWER.search(text) is not None
