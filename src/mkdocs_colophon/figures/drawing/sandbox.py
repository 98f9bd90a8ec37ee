"""What a figure script may not do: change files, start processes, use the network, open windows.

What an installed package does is its own affair: Matplotlib starts LaTeX if it is asked for that.
"""

import os
import sys
from pathlib import Path
from typing import Any

from mkdocs_colophon.tracing.access_monitor import CHANGING, Handler, changed
from mkdocs_colophon.tracing.system_paths import OWN, STANDARD, caches, installed

_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty")
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto")
_WINDOWS = ("tkinter", "_tkinter", "PyQt5", "PyQt6", "PySide2", "PySide6", "wx", "gi", "webbrowser")


class Forbidden(Exception):
    """A script does what no figure script may."""


class Sandbox:
    """The rules of a process that draws, for `AccessMonitor.start`; they raise `Forbidden`.

    Parameters
    ----------
    root : the project's folder.
    scratch : the folder of temporary files, the only one in which a script may change any.
    """

    def __init__(self, root: Path, scratch: Path) -> None:
        self._root = f"{root}{os.sep}"
        self._scratch = tuple(os.path.join(path, "") for path in (scratch, os.path.realpath(scratch), os.devnull))
        self._caches, self._installed = caches(), installed()

    def rules(self) -> dict[str, Handler]:
        """What is to be called of which event."""
        return (
            dict.fromkeys(CHANGING, self._on_change)
            | dict.fromkeys(_STARTS, self._on_start)
            | dict.fromkeys(_CALLS, self._on_call)
            | {"import": self._on_import}
        )

    def _on_change(self, event: str, arguments: tuple[Any, ...]) -> None:
        for path in changed(event, arguments):
            if not f"{path}{os.sep}".startswith(self._scratch) and not self._is_cache_of_package(path):
                named = path.removeprefix(self._root)
                raise Forbidden(f"the script changes a file, {named}; a script only returns its figure")

    def _on_start(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._is_by_script():
            raise Forbidden("the script starts a process; what that reads and does is not known")

    def _on_call(self, event: str, arguments: tuple[Any, ...]) -> None:
        raise Forbidden("the script uses the network; keep what it needs in the project")

    def _on_import(self, event: str, arguments: tuple[Any, ...]) -> None:
        if str(arguments[0]).partition(".")[0] in _WINDOWS and self._is_by_script():
            raise Forbidden(f"the script opens a window: it imports {arguments[0]}")

    def _is_cache_of_package(self, path: str) -> bool:
        """Whether an installed package is at work in its own cache, as Matplotlib with the text that LaTeX has set."""
        return not path.startswith(self._root) and path.startswith(self._caches) and not self._is_by_script()

    def _is_by_script(self) -> bool:
        """Whether a file of the project does what is being done, itself or by the standard library."""
        frame = sys._getframe(1)
        while frame:
            name = frame.f_code.co_filename
            if not name.startswith((STANDARD, OWN, "<frozen")) or "site-packages" in name:
                return not name.startswith(self._installed)
            frame = frame.f_back  # type: ignore[assignment]
        return False
