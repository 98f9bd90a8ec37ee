"""How commands meet the terminal: what they can be told, and what they show besides what they were asked for."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO, TypeAlias

from rich.console import Console
from rich.progress import Progress

from mkdocs_colophon.problems import Problem

Parsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class Command(Protocol):
    """A module that adds a command, or commands that belong together, to those that there are."""

    def add(self, parsers: Parsers, /) -> None:
        """Name it, say what it can be told, and have that given to its `run`, which gives the exit status."""


def tell(problems: Iterable[Problem], stream: TextIO | None = None) -> int:
    """Print problems; gives the exit status, which is 1 if there are any, or else 0.

    >>> tell([Problem("FIG042", "the lockfile has a figure 'a' that no script draws")]), tell([])
    FIG042 the lockfile has a figure 'a' that no script draws
    (1, 0)
    """
    told = list(problems)
    for problem in told:
        print(problem, file=stream)
    return int(bool(told))


@contextmanager
def progress(text: str, total: int) -> Iterator[Callable[..., None]]:
    """A bar of `total` steps, on a terminal; what it gives is called after each, with a line to be printed above it."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(text, total=total)

        def step(line: str = "") -> None:
            if line:
                bar.console.out(line, highlight=False)  # as it is: neither wrapped nor read as markup
            bar.advance(task)

        yield step
