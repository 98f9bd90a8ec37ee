"""The command `colophon`: the only part of the package that prints."""

import argparse
import sys
import webbrowser
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from mkdocs_colophon.figures import inventory, sharding
from mkdocs_colophon.figures.batch import Batch, Outcome
from mkdocs_colophon.figures.drawn_record import drawing_of
from mkdocs_colophon.figures.drift import lockfile, redraw, report, verdicts
from mkdocs_colophon.figures.drift.fingerprint import Entry
from mkdocs_colophon.figures.drift.lockfile import Lock, LockError
from mkdocs_colophon.figures.drift.verdicts import Verdict
from mkdocs_colophon.figures.executor import chosen_executor
from mkdocs_colophon.figures.figure_cache import Cache, CacheError
from mkdocs_colophon.figures.inventory import Figure
from mkdocs_colophon.figures.settings import FigureSettings, figure_settings
from mkdocs_colophon.options import Options, OptionsError, read
from mkdocs_colophon.problems import Problem, did_you_mean
from mkdocs_colophon.processes.isolation import Limits
from mkdocs_colophon.processes.pool import ExecutorError


class Refused(Exception):
    """What was asked for cannot be done; the text says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status: 0, or 1 if something is wrong, or 2 if it was called wrongly."""
    given = _parser().parse_args(arguments)
    try:
        options = read(given.config)
        root = given.config.resolve().parent
        settings = figure_settings(options, root, thorough=getattr(given, "verify", False))
        status: int = given.run(given, options, settings)
        return status
    except (Refused, OptionsError, ExecutorError, CacheError, LookupError, LockError) as error:
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

    check = commands.add_parser("check", help="draw figures anew, twice, and compare them with figures.lock")
    check.add_argument("--strict", action="store_true", help="refuse other renderings by other versions, too")
    check.add_argument("--report", type=Path, metavar="DIR", help="write a page there that shows what differs")
    check.add_argument("--against", type=Path, metavar="SITE", help="a built site, to show what was published")
    check.set_defaults(run=_check)
    accept = commands.add_parser("accept", help="draw figures anew, and write figures.lock")
    accept.set_defaults(run=_accept)
    for command in (check, accept):
        command.add_argument("names", nargs="*", metavar="NAME", help="only these")
        command.add_argument("--jobs", type=int, default=0, help="figures drawn at once")

    for name, run, text in (("why", _why, "why a figure is stale"), ("show", _show, "draw a figure and open it")):
        command = commands.add_parser(name, help=text)
        command.add_argument("name", metavar="NAME")
        command.set_defaults(run=run)
    commands.add_parser("clean", help="remove the cache of figures").set_defaults(run=_clean)
    return parser


def _build(given: argparse.Namespace, options: Options, settings: FigureSettings) -> int:
    only = _chosen(given.names, settings)
    if given.shard:
        only = _share(given.shard, settings, only)
    return _drawn(settings, given.executor, given.jobs or options.at_once, only)


def _drawn(settings: FigureSettings, choice: str, jobs: int, only: Sequence[str]) -> int:
    """Bring figures up to date, and print which were drawn and what is wrong."""
    with chosen_executor(choice, jobs, Limits(settings.timeout, settings.memory)) as executor:
        batch = Batch(settings, lambda: executor, only)
        with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("Drawing figures", total=batch.stale)

            def tell(outcome: Outcome) -> None:
                if outcome.drawn:
                    progress.console.print(
                        f"Drew {inventory.uri(outcome.name)} ({outcome.seconds:.2f} s)", highlight=False
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


def _list(given: argparse.Namespace, options: Options, settings: FigureSettings) -> int:
    for figure in _figures(settings):
        if figure.reasons or not given.stale:
            print(figure.name)
    return 0


def _why(given: argparse.Namespace, options: Options, settings: FigureSettings) -> int:
    [name] = _chosen([given.name], settings)
    [figure] = [figure for figure in _figures(settings) if figure.name == name]
    print("\n".join(figure.reasons) or f"{name} is fresh")
    return 0


def _show(given: argparse.Namespace, options: Options, settings: FigureSettings) -> int:
    [name] = _chosen([given.name], settings)
    status = _drawn(settings, "process", 1, [name])
    if not status:
        [figure] = [figure for figure in _figures(settings) if figure.name == name]
        assert figure.record
        path = drawing_of(figure.record, Cache(settings.cache).pictures).files[".svg"]
        print(path)
        webbrowser.open(path.as_uri())
    return status


def _check(given: argparse.Namespace, options: Options, settings: FigureSettings) -> int:
    lock = lockfile.read(settings.scripts / lockfile.NAME, settings.relative(settings.scripts / lockfile.NAME))
    if lock.problems:
        return _told(lock.problems)
    if given.against and not given.against.is_dir():
        raise Refused(f"there is no folder {given.against} with a built site")
    found, _ = _verdicts(given, options, settings, lock)
    if given.report:
        _report(given, settings, found)
    _told(verdicts.problems(found, lock))
    print(verdicts.summary(found))
    if caveat := verdicts.caveat(found):
        print(caveat)
    return int(not verdicts.passes(found, strict=given.strict))


def _report(given: argparse.Namespace, settings: FigureSettings, found: Sequence[Verdict]) -> None:
    exhibits = [report.exhibit(each, Cache(settings.cache), given.against) for each in found]
    try:
        print(f"The report is {report.write(given.report, exhibits)}")
    except OSError as error:
        raise Refused(f"the report cannot be written: {error}") from error


def _accept(given: argparse.Namespace, options: Options, settings: FigureSettings) -> int:
    path = settings.scripts / lockfile.NAME
    lock = lockfile.read(path, settings.relative(path))
    if lock.problems and given.names:  # what it says of the others would be lost
        return _told(lock.problems)
    found, others = _verdicts(given, options, settings, lock)
    entries = others | verdicts.accepted(found)
    redraw.keep(Cache(settings.cache), [each.redrawn for each in found if each.redrawn])
    if entries or lock.text is not None:
        lockfile.write(path, entries)
    for each in found:
        if each.name not in entries and each.before:
            print(f"Forgot {each.name}")
        elif entries.get(each.name) != each.before:
            print(f"Accepted {each.name}")
    return _told(each.problem for each in found if each.problem and each.kind in ("failed", "unstable"))


def _verdicts(
    given: argparse.Namespace, options: Options, settings: FigureSettings, lock: Lock
) -> tuple[list[Verdict], dict[str, Entry]]:
    """How the chosen figures compare with their entries in the lockfile, and the entries of the others."""
    only = _chosen(given.names, settings)
    scripts = {name: path for name, path in inventory.scripts(settings).items() if name in only}
    others = {name: entry for name, entry in lock.entries.items() if given.names and name not in only}
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Drawing figures twice", total=2 * len(scripts))
        redrawn = redraw.redraw(settings, scripts, given.jobs or options.at_once, done=lambda: progress.advance(task))
    return verdicts.verdicts(redrawn, {n: entry for n, entry in lock.entries.items() if n not in others}), others


def _told(problems: Iterable[Problem]) -> int:
    """Print problems; gives 1 if there are any, or else 0."""
    told = list(problems)
    for problem in told:
        print(problem)
    return int(bool(told))


def _clean(given: argparse.Namespace, options: Options, settings: FigureSettings) -> int:
    Cache(settings.cache).clear()
    return 0


def _figures(settings: FigureSettings) -> list[Figure]:
    return inventory.inspect(settings, Cache(settings.cache), every_reason=True)[0]


def _chosen(names: Sequence[str], settings: FigureSettings) -> list[str]:
    """The figures that `names` names, or all; a name may be the path of the script."""
    known = inventory.scripts(settings)
    paths = {settings.relative(path): name for name, path in known.items()}
    for name in names:
        if name not in known and name not in paths:
            hint = did_you_mean(name, known)
            raise Refused(f"there is no figure '{name}'" + (f" ({hint})" if hint else ""))
    return [paths.get(name, name) for name in names] or list(known)


def _share(text: str, settings: FigureSettings, only: Sequence[str]) -> list[str]:
    try:
        number, count = sharding.parse_shard(text)
    except ValueError as error:
        raise Refused(str(error)) from error
    seconds = {figure.name: figure.record.seconds if figure.record else None for figure in _figures(settings)}
    return sharding.shard(sharding.known({name: seconds[name] for name in only}), number, count)
