"""`colophon figures why`: why a figure is stale."""

from argparse import Namespace

from mkdocs_colophon.command.figures.project import Project
from mkdocs_colophon.command.terminal import Parsers


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("why", help="why a figure is stale")
    parser.add_argument("name", metavar="NAME")
    parser.set_defaults(run=run)


def run(given: Namespace) -> int:
    project = Project.of(given.config)
    [name] = project.chosen([given.name])
    print("\n".join(project.figure(name).reasons) or f"{name} is fresh")
    return 0
