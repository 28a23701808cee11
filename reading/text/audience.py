"""Whom a notice is for, and whether it wants an answer."""

from reading.expressions import work_patterns
from reading.text.numbers import number_of


def audience_in(low: str, start: int, end: int) -> list[str]:
    """Sites and work groups that are named."""
    named = [m.group(0) for m in work_patterns.AUDIENCE.finditer(low, start, end)]
    for match in work_patterns.SITES_IN_A_ROW.finditer(low, start, end):
        named += work_patterns.BETWEEN_SITES.split(match.group(0))  # 学府点、锦江点
    for match in work_patterns.SITES_COUNTED.finditer(low, start, end):
        sites = work_patterns.BETWEEN_SITES.split(match.group("sites"))
        named += sites if len(sites) == number_of(match.group("count")) else []  # 口罩和面罩都要三个点清点
    return list(dict.fromkeys(named))


def wants_answer(text: str) -> bool:
    """收到请回复, 请回复收到."""
    return work_patterns.WANTS_ANSWER.search(text) is not None
