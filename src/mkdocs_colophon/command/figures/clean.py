"""`colophon figures clean`: removes the cache of figures."""

from argparse import Namespace

from mkdocs_colophon.command.figures.project import Project
from mkdocs_colophon.command.terminal import Parsers


def add(parsers: Parsers) -> None:
    parsers.add_parser("clean", help="remove the cache of figures").set_defaults(run=run)


def run(given: Namespace) -> int:
    Project.of(given.config).cache.clear()
    return 0
