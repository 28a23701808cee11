"""Titles, and what stands under them."""
