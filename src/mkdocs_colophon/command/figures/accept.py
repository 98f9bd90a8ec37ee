"""`colophon figures accept`: draws figures anew, and writes what they are into the lockfile."""

from argparse import Namespace

from mkdocs_colophon.command.figures.project import Project, add_choice
from mkdocs_colophon.command.terminal import Parsers, tell
from mkdocs_colophon.figures.drift import lockfile, redraw, verdicts


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("accept", help="draw figures anew, and write figures.lock")
    add_choice(parser)
    parser.set_defaults(run=run)


def run(given: Namespace) -> int:
    project = Project.of(given.config, given.jobs)
    lock = project.lock()
    if lock.problems and given.names:  # what it says of the others would be lost
        return tell(lock.problems)
    found = project.compared(lock, given.names)
    compared = {each.name for each in found}
    entries = {name: entry for name, entry in lock.entries.items() if name not in compared} | verdicts.accepted(found)
    redraw.keep(project.cache, [each.redrawn for each in found if each.redrawn])
    if entries or lock.text is not None:
        lockfile.write(project.lock_path, entries)
    for each in found:
        if each.name not in entries and each.before:
            print(f"Forgot {each.name}")
        elif entries.get(each.name) != each.before:
            print(f"Accepted {each.name}")
    return tell(each.problem for each in found if each.problem and each.kind in ("failed", "unstable"))
