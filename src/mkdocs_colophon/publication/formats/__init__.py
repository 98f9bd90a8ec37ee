"""A publication as reference managers read it."""
