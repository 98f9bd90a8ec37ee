"""What a build has to tell: the log of MkDocs, and the problems that are told at its end."""

import logging
from collections.abc import Iterable

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from mkdocs_colophon.problems import Problem

_log = get_plugin_logger("colophon")
# what bibtexparser logs of a broken entry is a problem with a line already
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


class ProblemLog:
    """Takes the problems of one build as they are found."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def say(self, text: str) -> None:
        """Tell at once, for the author's information."""
        _log.info("%s", text)

    def note(self, *problems: Problem) -> None:
        """Take problems that are told at the end."""
        self._problems += problems

    def close(self, *, strict: bool) -> None:
        """Log every problem once, in the order of files and lines, and end a strict build before it writes a page.

        Raises
        ------
        PluginError
            If the build is strict and something is wrong.
        """
        problems = _sorted(self._problems)
        for problem in problems:
            _log.log(logging.INFO if problem.informational else logging.WARNING, "%s", problem)
        wrong = sum(not problem.informational for problem in problems)
        if strict and wrong:
            raise PluginError(f"Colophon found {wrong} problem{'s' if wrong > 1 else ''}; nothing is published")


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda problem: (problem.path, problem.line, problem.column))
