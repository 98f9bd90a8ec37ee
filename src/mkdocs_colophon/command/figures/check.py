"""`colophon figures check`: draws figures anew, and says what differs from the lockfile."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from mkdocs_colophon.command.figures.project import Project, add_choice
from mkdocs_colophon.command.terminal import Parsers, tell
from mkdocs_colophon.figures.drift import report, verdicts
from mkdocs_colophon.figures.drift.verdicts import Verdict
from mkdocs_colophon.problems import Refused


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("check", help="draw figures anew, twice, and compare them with figures.lock")
    parser.add_argument("--strict", action="store_true", help="refuse other renderings by other versions, too")
    parser.add_argument("--report", type=Path, metavar="DIR", help="write a page there that shows what differs")
    parser.add_argument("--against", type=Path, metavar="SITE", help="a built site, to show what was published")
    add_choice(parser)
    parser.set_defaults(run=run)


def run(given: Namespace) -> int:
    project = Project.of(given.config, given.jobs)
    lock = project.lock()
    if lock.problems:
        return tell(lock.problems)
    if given.against and not given.against.is_dir():
        raise Refused(f"there is no folder {given.against} with a built site")
    found = project.compared(lock, given.names)
    if given.report:
        _report(project, found, given.report, given.against)
    tell(verdicts.problems(found, lock))
    print(verdicts.summary(found))
    if caveat := verdicts.caveat(found):
        print(caveat)
    return int(not verdicts.passes(found, strict=given.strict))


def _report(project: Project, found: Sequence[Verdict], folder: Path, against: Path | None) -> None:
    exhibits = [report.exhibit(each, project.cache, against) for each in found]
    try:
        print(f"The report is {report.write(folder, exhibits)}")
    except OSError as error:
        raise Refused(f"the report cannot be written: {error}") from error
