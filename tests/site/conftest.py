"""`build` builds tiny sites."""

from tiny_site import build, figure, library

__all__ = ["build", "figure", "library"]
