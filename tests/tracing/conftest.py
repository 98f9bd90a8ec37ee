"""Code that runs in sight of a monitor."""

from traced_run import run

__all__ = ["run"]
