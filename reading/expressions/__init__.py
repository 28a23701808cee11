"""Every regular expression of the reader, by what it is about."""
