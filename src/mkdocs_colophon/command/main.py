"""The command `colophon`: which commands it has, and the status with which each ends."""

import argparse
import sys
from collections.abc import Sequence

from mkdocs_colophon.command import figures
from mkdocs_colophon.command.terminal import Command
from mkdocs_colophon.problems import Refused

COMMANDS: tuple[Command, ...] = (figures,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit status: 0, or 1 if something is wrong, or 2 if it was called wrongly."""
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except Refused as error:
        print(f"colophon: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; `run` of what it reads takes just that, and gives the exit status."""
    whole = argparse.ArgumentParser(prog="colophon", description="Figures, drawn from tested code.")
    parsers = whole.add_subparsers(required=True, metavar="figures")
    for command in COMMANDS:
        command.add(parsers)
    return whole
