"""The folders of a machine that are no project's: those of Python, of installed packages, and of what packages keep."""

import os
import sys
from pathlib import Path

STANDARD = os.path.dirname(os.__file__) + os.sep
OWN = str(Path(__file__).resolve().parents[1]) + os.sep


def caches() -> tuple[str, ...]:
    """The folders in which packages keep what they may lose."""
    named = [os.environ.get(name) for name in ("XDG_CACHE_HOME", "MPLCONFIGDIR", "LOCALAPPDATA")]
    home = [os.path.join(os.path.expanduser("~"), name) for name in (".cache", ".matplotlib", "Library/Caches")]
    return tuple(f"{os.path.abspath(folder)}{os.sep}" for folder in (*named, *home) if folder)


def installed() -> tuple[str, ...]:
    """The beginnings of the paths of Python's own files, and of those of installed packages."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(STANDARD)}
    # Python itself may live in a folder such as /usr, of which not all is Python's
    parts = {os.path.join(folder, part) for folder in folders for part in ("lib", "lib64", "Lib", "DLLs")}
    python = {f"{path}{os.sep}python" for path in parts} | {f"{part}{os.sep}" for part in parts if os.name == "nt"}
    return tuple(sorted(python | {os.path.realpath(path) for path in python} | {STANDARD}))
