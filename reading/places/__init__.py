"""Rooms and areas."""
