"""The command, run in a small project with three figures."""

from command_line import run

__all__ = ["run"]
