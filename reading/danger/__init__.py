"""Danger to life, now."""
