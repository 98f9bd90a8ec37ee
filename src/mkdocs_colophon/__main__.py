"""The command `colophon`: the only part of the package that prints."""

import argparse
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from mkdocs_colophon.figures import plan, render
from mkdocs_colophon.figures.cache import Cache, CacheError
from mkdocs_colophon.figures.executors import ExecutorError, chosen_executor
from mkdocs_colophon.figures.isolation import Limits
from mkdocs_colophon.figures.model import Studio
from mkdocs_colophon.figures.options import Options, OptionsError, read
from mkdocs_colophon.figures.render import Batch, Figure, Outcome
from mkdocs_colophon.problems import did_you_mean


class Refused(Exception):
    """What was asked for cannot be done; the text says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status: 0, or 1 if something is wrong, or 2 if it was called wrongly."""
    given = _parser().parse_args(arguments)
    try:
        options = read(given.config)
        root = given.config.resolve().parent
        studio = options.studio(root, thorough=getattr(given, "verify", False))
        status: int = given.run(given, options, studio)
        return status
    except (Refused, OptionsError, ExecutorError, CacheError, LookupError) as error:
        print(f"colophon: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="colophon", description="Figures, drawn from tested code.")
    parts = parser.add_subparsers(required=True, metavar="figures")
    figures = parts.add_parser("figures", help="draw figures, and say which are stale and why")
    figures.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="the site's mkdocs.yml")
    commands = figures.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="draw every figure that is stale")
    build.add_argument("names", nargs="*", metavar="NAME", help="only these")
    build.add_argument("--executor", default="process", help="process, loky, dask or dask=ADDRESS")
    build.add_argument("--jobs", type=int, default=0, help="figures drawn at once")
    build.add_argument("--shard", metavar="I/N", help="only this machine's share, as 1/4")
    build.add_argument("--verify", action="store_true", help="read every file, whatever its date says")
    build.set_defaults(run=_build)

    listing = commands.add_parser("list", help="the names of the figures, one a line")
    listing.add_argument("--stale", action="store_true", help="only those that have to be drawn")
    listing.set_defaults(run=_list)

    for name, run, text in (("why", _why, "why a figure is stale"), ("show", _show, "draw a figure and open it")):
        command = commands.add_parser(name, help=text)
        command.add_argument("name", metavar="NAME")
        command.set_defaults(run=run)
    commands.add_parser("clean", help="remove the cache of figures").set_defaults(run=_clean)
    return parser


def _build(given: argparse.Namespace, options: Options, studio: Studio) -> int:
    only = _chosen(given.names, studio)
    if given.shard:
        only = _share(given.shard, studio, only)
    return _drawn(studio, given.executor, given.jobs or options.at_once, only)


def _drawn(studio: Studio, choice: str, jobs: int, only: Sequence[str]) -> int:
    """Bring figures up to date, and print which were drawn and what is wrong."""
    with chosen_executor(choice, jobs, Limits(studio.timeout, studio.memory)) as executor:
        batch = Batch(studio, lambda: executor, only)
        with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("Drawing figures", total=batch.stale)

            def tell(outcome: Outcome) -> None:
                if outcome.drawn:
                    progress.console.print(
                        f"Drew {render.uri(outcome.name)} ({outcome.seconds:.2f} s)", highlight=False
                    )
                progress.advance(task)

            try:
                outcomes = batch.finish(tell)
            except KeyboardInterrupt:
                executor.shutdown(cancel_futures=True)
                raise
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    for problem in problems:
        print(problem, file=sys.stderr)
    return int(bool(problems))


def _list(given: argparse.Namespace, options: Options, studio: Studio) -> int:
    for figure in _figures(studio):
        if figure.reasons or not given.stale:
            print(figure.name)
    return 0


def _why(given: argparse.Namespace, options: Options, studio: Studio) -> int:
    [name] = _chosen([given.name], studio)
    [figure] = [figure for figure in _figures(studio) if figure.name == name]
    print("\n".join(figure.reasons) or f"{name} is fresh")
    return 0


def _show(given: argparse.Namespace, options: Options, studio: Studio) -> int:
    [name] = _chosen([given.name], studio)
    status = _drawn(studio, "process", 1, [name])
    if not status:
        [figure] = [figure for figure in _figures(studio) if figure.name == name]
        assert figure.record
        path = render.drawing_of(figure.record, Cache(studio.cache)).files[".svg"]
        print(path)
        webbrowser.open(path.as_uri())
    return status


def _clean(given: argparse.Namespace, options: Options, studio: Studio) -> int:
    Cache(studio.cache).clear()
    return 0


def _figures(studio: Studio) -> list[Figure]:
    return render.inspect(studio, Cache(studio.cache), every_reason=True)[0]


def _chosen(names: Sequence[str], studio: Studio) -> list[str]:
    """The figures that `names` names, or all; a name may be the path of the script."""
    known = render.scripts(studio)
    paths = {studio.relative(path): name for name, path in known.items()}
    for name in names:
        if name not in known and name not in paths:
            hint = did_you_mean(name, known)
            raise Refused(f"there is no figure '{name}'" + (f" ({hint})" if hint else ""))
    return [paths.get(name, name) for name in names] or list(known)


def _share(text: str, studio: Studio, only: Sequence[str]) -> list[str]:
    try:
        number, count = plan.parse_shard(text)
    except ValueError as error:
        raise Refused(str(error)) from error
    seconds = {figure.name: figure.record.seconds if figure.record else None for figure in _figures(studio)}
    return plan.shard(plan.known({name: seconds[name] for name in only}), number, count)


if __name__ == "__main__":
    sys.exit(main())
