"""Watches what a figure script touches of the world, and keeps it from what a figure has no business with.

What it sees: modules imported from the project, by the bytes that ran; files opened; files and modules looked for and
not found; folders listed; environment variables read. It watches its own process to the end, so it has to be one that
draws a single figure.
"""

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.machinery import SOURCE_SUFFIXES, ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs_colophon.tracing.environ_monitor import Variables
from mkdocs_colophon.tracing.file_digests import content, listing
from mkdocs_colophon.tracing.module_finder import Finder, Loader
from mkdocs_colophon.tracing.system_paths import OWN, STANDARD, caches, installed

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("mkdir", "rmdir", "remove", "rename", "link", "symlink", "truncate", "chmod", "chown", "utime")
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty")
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto")
_WINDOWS = ("tkinter", "_tkinter", "PyQt5", "PyQt6", "PySide2", "PySide6", "wx", "gi", "webbrowser")
_DECLARED = re.compile(r"^\s*#\s*colophon:\s*reads\s+(\S.*?)\s*$", re.MULTILINE)
_NOWHERE = ("/proc/", "/sys/", "/dev/")


class Forbidden(Exception):
    """A script does what no figure script may."""


def declared(source: bytes) -> list[str]:
    """The files and folders of which a module says that it reads them, where nobody could see it.

    >>> declared(b"# colophon: reads data/table.csv\\nROWS = load()\\n")
    ['data/table.csv']
    """
    return [os.path.normpath(name) for name in _DECLARED.findall(source.decode("utf-8", "replace"))]


class AccessMonitor:
    """What a script has touched, by absolute path or name.

    Attributes
    ----------
    sources : the text of each module of the project that was imported.
    files : the digest of each other file that was opened, as it was then; None where there was no file.
    folders : the digest of the names in each folder that was listed.
    variables : the digest of each environment variable that was read; None where there was none.
    """

    def __init__(self, root: Path, cache: Path, scratch: Path) -> None:
        self._root = f"{root}{os.sep}"
        self._ignored = (f"{cache}{os.sep}", *_NOWHERE)
        self._scratch = (f"{scratch}{os.sep}", f"{os.path.realpath(scratch)}{os.sep}", f"{os.devnull}{os.sep}")
        self._caches = caches()
        self._installed = installed()
        self._quiet = threading.local()
        self.sources: dict[str, bytes] = {}
        self.files: dict[str, str | None] = {}
        self.folders: dict[str, str] = {}
        self.variables: dict[str, str | None] = {}

    def start(self) -> None:
        """Watch from now on."""
        for path in [path for path in sys.path_importer_cache if self.is_local(path)]:
            del sys.path_importer_cache[path]
        sys.path_hooks.insert(0, self._finder)
        os.environ = Variables(os.environ, self.variables)  # type: ignore[assignment]  # noqa: B003
        handlers = self._handlers()

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in handlers and not getattr(self._quiet, "on", False):
                handlers[event](event, arguments)

        sys.addaudithook(hook)

    def load(self, name: str, path: str) -> ModuleType:
        """Import the module at `path` under a name."""
        loader = Loader(name, path, self)
        module = ModuleType(name)
        module.__spec__ = ModuleSpec(name, loader, origin=path)
        module.__spec__.has_location = True
        module.__file__, module.__loader__ = path, loader
        sys.modules[name] = module  # dataclasses look their module up
        loader.exec_module(module)
        return module

    def note_declared(self) -> None:
        """Take what the sources say they read, in lines such as `# colophon: reads data/table.csv`."""
        for name in [name for source in self.sources.values() for name in declared(source)]:
            path = os.path.join(self._root, name)
            self.list(path) if os.path.isdir(path) else self.open(path)

    def is_local(self, path: str) -> bool:
        """Whether a file is the project's own: below its folder, and not of an installed package."""
        absolute = os.path.abspath(path)
        return f"{absolute}{os.sep}".startswith(self._root) and not self.is_installed(absolute)

    def is_installed(self, path: str) -> bool:
        """Whether a file belongs to Python or to an installed package, for which a version stands."""
        absolute = os.path.abspath(path)
        return absolute.startswith(self._installed) or os.path.realpath(absolute).startswith(self._installed)

    def open(self, path: str) -> None:
        """Note that a file is opened, or would be if it were there."""
        absolute = os.path.abspath(path)
        if absolute not in self.files and self._counts(absolute):
            with self.quiet():
                self.files[absolute] = content(absolute)

    def list(self, path: str) -> None:
        """Note that a folder is listed."""
        absolute = os.path.abspath(path)
        if absolute not in self.folders and self._counts(absolute):
            with self.quiet():
                self.folders[absolute] = listing(absolute) or ""

    def seek(self, folder: str, name: str) -> None:
        """Note that a module is not in a folder: were it there, it would be the one imported."""
        for candidate in (*(f"{name}{suffix}" for suffix in SOURCE_SUFFIXES), os.path.join(name, "__init__.py")):
            self.files.setdefault(os.path.join(folder, candidate), None)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Do not take for the script's what is done meanwhile in this thread."""
        before, self._quiet.on = getattr(self._quiet, "on", False), True
        try:
            yield
        finally:
            self._quiet.on = before

    def _counts(self, absolute: str) -> bool:
        ignored = absolute.startswith((*self._ignored, *self._scratch)) or "__pycache__" in absolute
        return not ignored and not self.is_installed(absolute)

    def _finder(self, path: str) -> Finder:
        if not self.is_local(path) or not os.path.isdir(path):
            raise ImportError
        return Finder(path, self)

    def _handlers(self) -> dict[str, Callable[[str, tuple[Any, ...]], None]]:
        return (
            {"open": self._on_open, "import": self._on_import, "sqlite3.connect": self._on_connect}
            | {"ctypes.dlopen": self._on_connect}
            | dict.fromkeys(("os.listdir", "os.scandir"), self._on_list)
            | {f"os.{name}": self._on_change for name in _CHANGES}
            | dict.fromkeys(_STARTS, self._on_start)
            | dict.fromkeys(_CALLS, self._on_call)
        )

    def _on_open(self, event: str, arguments: tuple[Any, ...]) -> None:
        path, mode, flags = arguments
        if isinstance(path, int) or path is None:
            return
        if isinstance(mode, str) and set(mode) & set("wax+") or isinstance(flags, int) and flags & _WRITING:
            self._on_change(event, arguments)
        else:
            self.open(os.fsdecode(path))

    def _on_list(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not isinstance(arguments[0], int):
            self.list(os.fsdecode(arguments[0] if arguments[0] is not None else "."))

    def _on_connect(self, event: str, arguments: tuple[Any, ...]) -> None:
        if isinstance(arguments[0], str | bytes | os.PathLike) and os.path.isfile(arguments[0]):
            self.open(os.fsdecode(arguments[0]))

    def _on_import(self, event: str, arguments: tuple[Any, ...]) -> None:
        if str(arguments[0]).partition(".")[0] in _WINDOWS and self._is_by_script():
            raise Forbidden(f"the script opens a window: it imports {arguments[0]}")
        if arguments[1]:  # the file of an extension module
            self.open(os.fsdecode(arguments[1]))

    def _on_change(self, event: str, arguments: tuple[Any, ...]) -> None:
        path = arguments[0]
        if isinstance(path, int) or path is None:
            return
        absolute = os.path.abspath(os.fsdecode(path))
        if not f"{absolute}{os.sep}".startswith(self._scratch) and not self._is_cache_of_package(absolute):
            named = absolute.removeprefix(self._root)
            raise Forbidden(f"the script changes a file, {named}; a script only returns its figure")

    def _on_start(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._is_by_script():
            raise Forbidden("the script starts a process; what that reads and does is not known")

    def _on_call(self, event: str, arguments: tuple[Any, ...]) -> None:
        raise Forbidden("the script uses the network; keep what it needs in the project")

    def _is_cache_of_package(self, absolute: str) -> bool:
        """Whether an installed package is at work in its own cache, as Matplotlib with the text that LaTeX has set."""
        outside = not absolute.startswith(self._root)
        return outside and absolute.startswith(self._caches) and not self._is_by_script()

    def _is_by_script(self) -> bool:
        """Whether a file of the project does what is being done, itself or by the standard library.

        What an installed package does is its own affair: Matplotlib starts LaTeX if it is asked for that.
        """
        frame = sys._getframe(1)
        while frame:
            name = frame.f_code.co_filename
            if not name.startswith((STANDARD, OWN, "<frozen")) or "site-packages" in name:
                return not name.startswith(self._installed)
            frame = frame.f_back  # type: ignore[assignment]
        return False
