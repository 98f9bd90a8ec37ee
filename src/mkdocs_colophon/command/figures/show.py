"""`colophon figures show`: draws a figure and opens it."""

import webbrowser
from argparse import Namespace

from mkdocs_colophon.command.figures.build import draw
from mkdocs_colophon.command.figures.project import Project
from mkdocs_colophon.command.terminal import Parsers


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("show", help="draw a figure and open it")
    parser.add_argument("name", metavar="NAME")
    parser.set_defaults(run=run)


def run(given: Namespace) -> int:
    project = Project.of(given.config, jobs=1)
    [name] = project.chosen([given.name])
    if status := draw(project, [name]):
        return status
    record = project.figure(name).record
    assert record
    path = project.cache.path(record.outputs[".svg"])
    print(path)
    webbrowser.open(path.as_uri())
    return 0
