"""`colophon figures list`: the names of the figures, one a line."""

from argparse import Namespace

from mkdocs_colophon.command.figures.project import Project
from mkdocs_colophon.command.terminal import Parsers


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("list", help="the names of the figures, one a line")
    parser.add_argument("--stale", action="store_true", help="only those that have to be drawn")
    parser.set_defaults(run=run)


def run(given: Namespace) -> int:
    for figure in Project.of(given.config).figures():
        if figure.reasons or not given.stale:
            print(figure.name)
    return 0
