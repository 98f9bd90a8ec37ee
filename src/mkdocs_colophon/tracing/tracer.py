"""Records which functions and lines of a project's code run.

From Python 3.12 it uses `sys.monitoring`, which costs nothing once a line has been seen, and lets coverage.py and
debuggers work beside it. Python 3.11 has room for one trace function only: it does not start beside another one, and
once another one has taken its place, `take` says that it did not see all. It makes all code slow, so that the code of
a long run is instrumented instead.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_colophon.tracing.instrumentation import Instrumentation
from mkdocs_colophon.tracing.observers import FollowedFiles, MonitoringObserver, Observer, SettraceObserver


@dataclass(frozen=True, slots=True)
class Ran:
    """What ran of a file: functions by `__qualname__`, and lines, those of the module itself included."""

    functions: frozenset[str] = frozenset()
    lines: frozenset[int] = frozenset()


class Tracer:
    """Records what runs, in any thread, of the files below `folders`, but for installed packages and the generator.

    Parameters
    ----------
    folders : where the code is that is followed.
    instrumenting : on Python 3.11, instrument the code: only of modules that are imported from the start on, and of a
        statement only its first line, but at little cost.

    Examples
    --------
    >>> tracer = Tracer([Path("lib")])
    >>> tracer.start()
    >>> _ = len("nothing below lib")
    >>> tracer.stop()
    >>> tracer.take()
    {}
    """

    def __init__(self, folders: Iterable[Path], *, instrumenting: bool = False) -> None:
        files = FollowedFiles(folders)
        old: Observer = Instrumentation(files) if instrumenting else SettraceObserver(files)
        self._observer = MonitoringObserver(files) if sys.version_info >= (3, 12) else old

    def start(self) -> None:
        """Begin to record.

        Raises
        ------
        RuntimeError
            If the interpreter has no room for one more observer; instrumenting, if a module that is to be followed has
            been imported already.
        """
        self._observer.start()

    def stop(self) -> None:
        """End recording, and put back what was there before; what has been recorded can still be taken."""
        self._observer.stop()

    def take(self) -> dict[str, Ran] | None:
        """What ran since the start or the last call, by the file's resolved path; None if some of it was not seen."""
        ran: dict[str, tuple[set[str], set[int]]] = {}
        for path, function, hits in self._observer.take():
            functions, lines = ran.setdefault(path, (set(), set()))
            functions.add(function)
            lines |= hits
        found = {path: Ran(frozenset(ran[path][0] - {""}), frozenset(ran[path][1])) for path in sorted(ran)}
        return found if self._observer.is_complete() else None
