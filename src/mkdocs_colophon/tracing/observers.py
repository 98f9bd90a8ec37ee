"""Ways to see which functions and lines run."""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Protocol

from mkdocs_colophon.tracing.code import owner
from mkdocs_colophon.tracing.system_paths import OWN

Local = Callable[[FrameType, str, Any], Any]
_FUNCTION = 0x1  # inspect.CO_OPTIMIZED: set in the code of functions, not in that of modules and classes
_INSTALLED = {"site-packages", "dist-packages"}
_NAME = "mkdocs-colophon"
_TOOLS = (4, 2, 5, 3)  # coverage.py is 1, debuggers are 0, Hypothesis is 3; whoever comes first has it


class FollowedFiles(dict[str, str]):
    """The resolved path of a file that is followed, by the name that its code has for it; empty for all others."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = [folder.resolve() for folder in folders]

    def __missing__(self, name: str) -> str:
        path = Path(os.path.realpath(name))
        inside = [path.relative_to(folder) for folder in self._folders if path.is_relative_to(folder)]
        foreign = name.startswith("<") or path.is_relative_to(OWN) or not inside
        followed = not foreign and not _INSTALLED & set(inside[0].parts)
        self[name] = str(path) if followed else ""
        return self[name]


class Observer(Protocol):
    """A way to watch; `take` gives file, function (empty for the module itself) and lines."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def take(self) -> Iterable[tuple[str, str, set[int]]]: ...

    def is_complete(self) -> bool:
        return True


class MonitoringObserver(Observer):
    """Watches by `sys.monitoring`, from Python 3.12.

    Every event disables itself once it has fired. A code object that is followed has events of its own for
    lines; to switch these off and on again makes them fire anew, and leaves everybody else's code as it is.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._tool = -1
        self._lines: dict[int, tuple[CodeType, set[int]]] = {}

    def start(self) -> None:
        monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
        free = [tool for tool in _TOOLS if monitoring.get_tool(tool) is None]
        if not free:
            raise RuntimeError("all tools of sys.monitoring are taken: there is no room for one more observer")
        self._monitoring, self._tool = monitoring, free[0]
        monitoring.use_tool_id(self._tool, _NAME)
        events = monitoring.events
        monitoring.register_callback(self._tool, events.PY_START, self._entered)
        monitoring.register_callback(self._tool, events.PY_RESUME, self._entered)
        monitoring.register_callback(self._tool, events.LINE, self._line)
        monitoring.set_events(self._tool, events.PY_START | events.PY_RESUME)

    def stop(self) -> None:
        events = self._monitoring.events
        self._monitoring.set_events(self._tool, 0)
        for code, _ in self._lines.values():
            self._monitoring.set_local_events(self._tool, code, 0)
        for event in (events.PY_START, events.PY_RESUME, events.LINE):
            self._monitoring.register_callback(self._tool, event, None)
        self._monitoring.free_tool_id(self._tool)
        self._tool = -1

    def take(self) -> Iterator[tuple[str, str, set[int]]]:
        for code, lines in [each for each in list(self._lines.values()) if each[1]]:
            yield self._files[code.co_filename], _function(code), set(lines)
            lines.clear()
            if self._tool >= 0:
                self._monitoring.set_local_events(self._tool, code, 0)
                self._monitoring.set_local_events(self._tool, code, self._monitoring.events.LINE)

    def _entered(self, code: CodeType, offset: int) -> Any:
        if self._files[code.co_filename] and id(code) not in self._lines:
            self._lines[id(code)] = code, set()
            self._monitoring.set_local_events(self._tool, code, self._monitoring.events.LINE)
        return self._monitoring.DISABLE

    def _line(self, code: CodeType, line: int) -> Any:
        self._lines[id(code)][1].add(line)
        return self._monitoring.DISABLE


class SettraceObserver(Observer):
    """Watches by `sys.settrace`, on Python 3.11: every call, and lines only of code that is followed."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._lines: dict[int, tuple[CodeType, set[int], Local]] = {}
        self._enter: Local = self._entered  # one object, by which we know ourselves
        self._running, self._complete = False, True

    def start(self) -> None:
        if sys.gettrace() is not None:
            raise RuntimeError("another tool traces this run (coverage, a debugger): there is no room for a second one")
        self._before = threading.gettrace()
        threading.settrace(self._enter)
        sys.settrace(self._enter)
        self._running, self._complete = True, True

    def stop(self) -> None:
        self._complete, self._running = self.is_complete(), False
        if sys.gettrace() is self._enter:
            sys.settrace(None)
        if threading.gettrace() is self._enter:
            threading.settrace(self._before)

    def take(self) -> Iterator[tuple[str, str, set[int]]]:
        for code, lines, _ in [each for each in list(self._lines.values()) if each[1]]:
            yield self._files[code.co_filename], _function(code), set(lines)
            lines.clear()

    def is_complete(self) -> bool:
        return self._complete and (not self._running or sys.gettrace() is self._enter)

    def _entered(self, frame: FrameType, event: str, argument: Any) -> Local | None:
        code = frame.f_code
        if not self._files[code.co_filename]:
            return None
        known = self._lines.get(id(code))
        if known is None:
            lines: set[int] = set()
            known = self._lines[id(code)] = code, lines, _local(lines.add)
        return known[2]


def _local(add: Callable[[int], None]) -> Local:
    def local(frame: FrameType, event: str, argument: Any) -> Local:
        if event == "line":
            add(frame.f_lineno)
        return local

    return local


def _function(code: CodeType) -> str:
    return owner(code.co_qualname) if code.co_flags & _FUNCTION else ""
