"""The versions of everything that draws."""

import os
import sys
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path

from mkdocs_colophon import tracing
from mkdocs_colophon.figures import drawing
from mkdocs_colophon.freshness.file_state import FileState

ROOMS = (drawing, tracing)  # all that runs in the process that draws, so that it makes a figure what it is


def environment(state: FileState) -> dict[str, str]:
    """The versions of everything that draws.

    Raises
    ------
    LookupError
        If NumPy or Matplotlib is not installed; the text says how to install it.
    """
    found = {name: state.version(name) for name in ("numpy", "matplotlib", "pillow", "mkdocs-colophon")}
    for name in ("numpy", "matplotlib"):
        if found[name] is None:
            raise LookupError(f"no figure is drawn: {name} is missing; `pip install numpy matplotlib` brings it")
    own = [state.digest(str(path)) for room in ROOMS for path in sorted(Path(room.__path__[0]).glob("*.py"))]
    return {
        "python": ".".join(str(part) for part in sys.version_info[:3]),
        **{name: number or "" for name, number in found.items()},
        "freetype": (state.digest(_freetype()) or "")[:16],
        "worker": sha256(repr(own).encode()).hexdigest()[:16],
    }


def _freetype() -> str:
    """The compiled module by which Matplotlib sets text: a distribution may build it with a FreeType of its own."""
    spec = find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec else None
    return os.path.join((folders or [""])[0], f"ft2font{EXTENSION_SUFFIXES[0]}")
