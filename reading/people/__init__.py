"""Who is spoken of."""
