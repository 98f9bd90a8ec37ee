"""The command `colophon`: the only part of the package that prints."""
