"""docs/rights.md says what the kinds' files say."""

from pathlib import Path

from commands.rights import table


def test_the_table_in_the_docs_is_the_one_in_the_code() -> None:
    kept = (Path(__file__).parent.parent / "docs" / "rights.md").read_text("utf-8")
    assert kept == table(), "run: python bot.py rights > docs/rights.md"
