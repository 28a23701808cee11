"""What every drill with a real process checks at its end: one row and one effect for each message id."""

from collections import Counter
from collections.abc import Mapping

from tests.drills.process import Bot


def check_effects(bot: Bot, effects: Mapping[str, str | None]) -> tuple[int, int]:
    """One row for each id, exactly one effect of the right sort, nothing for a human to look at; effects lost and doubled."""
    rows = bot.rows("SELECT external_id, id, state, human, error FROM message WHERE external_id LIKE 'msg-%'")
    assert sorted(row[0] for row in rows) == sorted(effects)
    unlike = [row for row in rows if row[2:] != ("done", None, None)]
    assert not unlike, f"not handled, or for a human to look at: {unlike}"
    tables = " UNION ALL ".join(f"SELECT '{table}', message_id FROM {table}" for table in ("request", "checkin", "entry"))
    found = Counter(bot.rows(tables))
    expected = Counter((table, id) for external_id, id, *_ in rows if (table := effects[external_id]) is not None)
    texts = {id: text for id, text in bot.rows("SELECT id, text FROM message")}
    wrong = Counter(texts[id] for _, id in ((found - expected) + (expected - found)).elements())
    assert not wrong, f"without its one effect, or with another: {wrong}"
    tickets = bot.rows("SELECT site_id, ticket FROM request")
    assert len(tickets) == len(set(tickets))
    return (expected - found).total(), (found - expected).total()
