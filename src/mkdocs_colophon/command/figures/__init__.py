"""`colophon figures`: draws the figures of a project, says which are stale and why, and which have drifted."""

from pathlib import Path

from mkdocs_colophon.command.figures import accept, build, check, clean, listing, show, why
from mkdocs_colophon.command.terminal import Command, Parsers

COMMANDS: tuple[Command, ...] = (build, listing, check, accept, why, show, clean)  # as `--help` lists them


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("figures", help="draw figures, and say which are stale and why")
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="the site's mkdocs.yml")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
