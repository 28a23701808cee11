"""The message in hand: its clauses, what has been found, the words to look with."""
