"""Whether figures are still what was accepted."""
