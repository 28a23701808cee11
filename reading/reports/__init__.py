"""Temperatures and their corrections."""
