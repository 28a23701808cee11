"""Letters, numbers and words: what holds of any text."""
