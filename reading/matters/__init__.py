"""Situations, faults and emergencies."""
