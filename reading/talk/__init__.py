"""What ordinary talk is."""
