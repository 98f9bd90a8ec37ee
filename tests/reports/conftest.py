"""`build` builds tiny sites, for small reproductions of what users of other tools have reported."""

from tiny_site import build

__all__ = ["build"]
