"""Medicines and goods that are asked for."""
