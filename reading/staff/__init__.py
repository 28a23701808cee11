"""What staff report of their work."""
