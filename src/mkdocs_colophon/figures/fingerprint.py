"""When a figure is fresh: when nothing it was made from has changed since.

The parts are those that the last drawing really used, as it recorded them: the script, the local modules it imported,
the data files it opened, the style and the palette, and the versions of what drew it.
"""

import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs_colophon.figures.model import Studio

ABSENT = "absent"


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal, or `ABSENT`."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ABSENT


def environment() -> dict[str, str]:
    """The versions of everything that draws.

    Raises
    ------
    LookupError
        If NumPy or Matplotlib is not installed; the text says how to install it.
    """
    try:
        installed = {name: version(name) for name in ("numpy", "matplotlib", "mkdocs-colophon")}
    except PackageNotFoundError as error:
        raise LookupError(
            f"no figure is drawn: {error.name} is missing; `pip install numpy matplotlib` brings it"
        ) from error
    python = ".".join(str(part) for part in sys.version_info[:3])
    return {"python": python, **installed, "worker": digest(Path(__file__).with_name("worker.py"))}


def files(studio: Studio, script: Path, used: Iterable[Path]) -> dict[str, str]:
    """The digest of each file that a figure was made from, by its path below the project's folder, sorted."""
    paths = {script, studio.style, studio.palette, *used}
    return {studio.relative(path): digest(path) for path in sorted(paths)}


def changed(studio: Studio, recorded: Mapping[str, str]) -> list[str]:
    """The recorded files whose content is another now."""
    return [name for name, known in recorded.items() if digest(studio.root / name) != known]
