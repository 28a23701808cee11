"""Measurements: each prints JSON with what it compares to in the same run."""
