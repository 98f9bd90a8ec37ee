"""Notes what a run touches.

It sees modules of the project that are imported, by the bytes that ran; files that are opened; files and modules that
are looked for and not found; folders that are listed; environment variables that are read. It watches its own process
to the end, so that this has to be one of a single run, and it needs nothing but Python.
"""

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.machinery import SOURCE_SUFFIXES
from types import MappingProxyType
from typing import Any

from mkdocs_colophon.tracing.environ_monitor import Variables
from mkdocs_colophon.tracing.file_digests import content, listing
from mkdocs_colophon.tracing.module_finder import Finder
from mkdocs_colophon.tracing.system_paths import OWN, STANDARD, installed

Handler = Callable[[str, tuple[Any, ...]], None]
"""Is called with an audit event of Python and its arguments, before what it announces is done."""

NONE: Mapping[str, Handler] = MappingProxyType({})
# by event, which arguments name what is changed; of `open` it depends on how
CHANGING = {"open": (0,), "os.rename": (0, 1), "os.link": (1,), "os.symlink": (1,)} | {
    f"os.{name}": (0,) for name in ("mkdir", "rmdir", "remove", "truncate", "chmod", "chown", "utime")
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DECLARED = re.compile(r"^\s*#\s*colophon:\s*reads\s+(\S.*?)\s*$", re.MULTILINE)
_METADATA = os.path.join(STANDARD, "importlib", "metadata", "")
_NOWHERE = ("/proc/", "/sys/", "/dev/")


def declared(source: bytes) -> list[str]:
    """The files and folders of which a module says that it reads them, where nobody could see it.

    >>> declared(b"# colophon: reads data/table.csv\\nROWS = load()\\n")
    ['data/table.csv']
    """
    return [os.path.normpath(name) for name in _DECLARED.findall(source.decode("utf-8", "replace"))]


def changed(event: str, arguments: tuple[Any, ...]) -> list[str]:
    """The absolute paths of what one of the events `CHANGING` is about to change.

    >>> changed("os.rename", ("/a", "/b", -1, -1)), changed("open", ("/c", "r+", os.O_RDWR))
    (['/a', '/b'], ['/c'])
    >>> changed("open", ("/c", "r", os.O_RDONLY))
    []
    """
    if event == "open" and not _is_writing(*arguments[1:]):
        return []
    given = [arguments[number] for number in CHANGING[event]]
    return [os.path.abspath(os.fsdecode(path)) for path in given if _is_path(path)]


class AccessMonitor:
    """What a run has touched, by absolute path or name.

    Parameters
    ----------
    root : the project's folder.
    ignored : folders whose files are nothing that a run is made from: those of caches and temporary files.

    Attributes
    ----------
    sources : the text of each module of the project that was imported.
    files : the digest of each other file that was opened, as it was then; None where there was no file.
    folders : the digest of the names in each folder that was listed.
    variables : the digest of each environment variable that was read; None where there was none.
    before : the modules that were there at the start.
    """

    def __init__(self, root: str | os.PathLike[str], *ignored: str | os.PathLike[str]) -> None:
        self._root = os.path.join(root, "")
        real = (os.path.realpath(folder) for folder in ignored)
        self._ignored = (*_NOWHERE, *(os.path.join(folder, "") for folder in (*ignored, *real)))
        self._installed = installed()
        self._quiet = threading.local()
        self._changed: set[str] = set()
        self.sources: dict[str, bytes] = {}
        self.files: dict[str, str | None] = {}
        self.folders: dict[str, str] = {}
        self.variables: dict[str, str | None] = {}
        self.before: frozenset[str] = frozenset()

    def start(self, rules: Mapping[str, Handler] = NONE) -> None:
        """Watch from now on. What is called by `rules` may raise, so that an event does not come about."""
        self.before = frozenset(sys.modules)
        for path in [path for path in sys.path_importer_cache if self.is_local(path)]:
            del sys.path_importer_cache[path]
        sys.path_hooks.insert(0, self._finder)
        os.environ = Variables(self.variables)  # noqa: B003
        own = self._handlers()
        handlers = {name: [each[name] for each in (rules, own) if name in each] for name in {*rules, *own}}

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in handlers and not getattr(self._quiet, "on", False):
                for handle in handlers[event]:
                    handle(event, arguments)

        sys.addaudithook(hook)

    def finish(self) -> None:
        """Take what the sources say they read, and what the run itself has changed as it has left it."""
        for name in [name for source in self.sources.values() for name in declared(source)]:
            path = os.path.join(self._root, name)
            self.list(path) if os.path.isdir(path) else self.open(path)
        with self.quiet():
            self.files |= {path: content(path) for path in self._changed & self.files.keys()}
            left = {os.path.dirname(path) for path in self._changed} & self.folders.keys()
            self.folders |= {folder: listing(folder) or "" for folder in left}

    def is_local(self, path: str) -> bool:
        """Whether a file is the project's own: below its folder, and not of an installed package."""
        absolute = os.path.abspath(path)
        return os.path.join(absolute, "").startswith(self._root) and not self.is_installed(absolute)

    def is_installed(self, path: str) -> bool:
        """Whether a module belongs to Python, to an installed package or to Colophon, for which a version stands."""
        absolute = os.path.abspath(path)
        return absolute.startswith(OWN) or self._is_of_package(absolute)

    def open(self, path: str) -> None:
        """Note that a file is opened, or would be if it were there."""
        self._note(path, self.files, content)

    def list(self, path: str) -> None:
        """Note that a folder is listed."""
        self._note(path, self.folders, lambda folder: listing(folder) or "")

    def seek(self, folder: str, name: str) -> None:
        """Note that a module is not in a folder: were it there, it would be the one imported."""
        for candidate in (*(f"{name}{suffix}" for suffix in SOURCE_SUFFIXES), os.path.join(name, "__init__.py")):
            self.files.setdefault(os.path.join(folder, candidate), None)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Do not take for the run's what is done meanwhile in this thread."""
        before, self._quiet.on = getattr(self._quiet, "on", False), True
        try:
            yield
        finally:
            self._quiet.on = before

    def _note(self, path: str, noted: dict[str, Any], digest: Callable[[str], str | None]) -> None:
        absolute = os.path.abspath(path)
        if absolute not in noted and self._counts(absolute):
            with self.quiet():
                noted[absolute] = digest(absolute)

    def _counts(self, absolute: str) -> bool:
        ignored = os.path.join(absolute, "").startswith(self._ignored) or "__pycache__" in absolute
        return not ignored and not self._is_of_package(absolute)  # of the text of Colophon no version speaks

    def _is_of_package(self, absolute: str) -> bool:
        return absolute.startswith(self._installed) or os.path.realpath(absolute).startswith(self._installed)

    def _finder(self, path: str) -> Finder:
        if not self.is_local(path) or not os.path.isdir(path):
            raise ImportError
        return Finder(path, self)

    def _handlers(self) -> dict[str, Handler]:
        return (
            dict.fromkeys(CHANGING, self._on_change)
            | {"open": self._on_open, "import": self._on_import}
            | dict.fromkeys(("sqlite3.connect", "ctypes.dlopen"), self._on_connect)
            | dict.fromkeys(("os.listdir", "os.scandir"), self._on_list)
        )

    def _on_change(self, event: str, arguments: tuple[Any, ...]) -> None:
        self._changed.update(changed(event, arguments))

    def _on_open(self, event: str, arguments: tuple[Any, ...]) -> None:
        if paths := changed(event, arguments):
            self._changed.update(paths)
        elif _is_path(arguments[0]):
            self.open(os.fsdecode(arguments[0]))

    def _on_import(self, event: str, arguments: tuple[Any, ...]) -> None:
        if arguments[1]:  # the file of an extension module
            self.open(os.fsdecode(arguments[1]))

    def _on_connect(self, event: str, arguments: tuple[Any, ...]) -> None:
        if isinstance(arguments[0], str | bytes | os.PathLike) and os.path.isfile(arguments[0]):
            self.open(os.fsdecode(arguments[0]))

    def _on_list(self, event: str, arguments: tuple[Any, ...]) -> None:
        by = sys._getframe(2).f_code.co_filename
        # of what is installed in a folder that Python imports from, versions are noted
        if not isinstance(arguments[0], int) and not by.startswith(_METADATA):
            self.list(os.fsdecode(arguments[0] if arguments[0] is not None else "."))


def _is_path(given: object) -> bool:
    return given is not None and not isinstance(given, int)


def _is_writing(mode: object, flags: object) -> bool:
    return isinstance(mode, str) and bool(set(mode) & set("wax+")) or isinstance(flags, int) and bool(flags & _WRITING)
