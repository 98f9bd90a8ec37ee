"""`colophon figures build`: draws every figure that is stale."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from mkdocs_colophon.command.figures.project import Project, add_choice
from mkdocs_colophon.command.terminal import Parsers, progress, tell
from mkdocs_colophon.figures.batch import Batch, Outcome
from mkdocs_colophon.figures.executor import chosen_executor, parse_shard, shard
from mkdocs_colophon.processes.isolation import Limits


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("build", help="draw every figure that is stale")
    parser.add_argument("--executor", default="process", help="process, dask or dask=ADDRESS")
    add_choice(parser)
    parser.add_argument("--shard", metavar="I/N", help="only this machine's share, as 1/4")
    parser.add_argument("--verify", action="store_true", help="read every file, whatever its date says")
    parser.set_defaults(run=run)


def run(given: Namespace) -> int:
    project = Project.of(given.config, given.jobs, thorough=given.verify)
    names = project.chosen(given.names)
    return draw(project, _share(given.shard, project, names) if given.shard else names, given.executor)


def draw(project: Project, names: Sequence[str], choice: str = "process") -> int:
    """Bring figures up to date, and print which were drawn and what is wrong; gives the exit status."""
    limits = Limits(project.settings.timeout, project.settings.memory)
    with chosen_executor(choice, project.jobs, limits) as executor:
        batch = Batch(project.settings, lambda: executor, names)
        with progress("Drawing figures", batch.stale) as step:
            try:
                outcomes = batch.finish(lambda outcome: step(_line(outcome)))
            except KeyboardInterrupt:
                executor.shutdown(cancel_futures=True)
                raise
    return tell((problem for outcome in outcomes for problem in outcome.problems), sys.stderr)


def _line(outcome: Outcome) -> str:
    figure = outcome.figure if outcome.drawn else None
    return f"Drew {figure.uri} ({figure.picture.seconds:.2f} s)" if figure else ""


def _share(text: str, project: Project, names: Sequence[str]) -> list[str]:
    """Those of `names` that fall to this machine."""
    number, count = parse_shard(text)
    seconds = {figure.name: figure.record.picture.seconds if figure.record else None for figure in project.figures()}
    return shard({name: seconds[name] for name in names}, number, count)
