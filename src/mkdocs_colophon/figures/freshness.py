"""When a figure is fresh: when nothing it was made from has changed since, as far as the figure can tell.

What that is its drawings have recorded. Of a module of the project counts what importing it runs, and the functions
that the figure ran.
"""

import os
import re
import sys
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib import metadata
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.metadata import PackageNotFoundError
from importlib.util import decode_source, find_spec
from pathlib import Path

from mkdocs_colophon.figures import code, digests, executors
from mkdocs_colophon.figures.cache import Stamp
from mkdocs_colophon.figures.job import Module
from mkdocs_colophon.figures.record import Record
from mkdocs_colophon.figures.witness import declared

# the modules that make a figure what it is
_DRAWERS = (
    "worker",
    "job",
    "script",
    "provenance",
    "picture",
    "animation",
    "witness",
    "finder",
    "variables",
    "places",
    "code",
    "tracing",
)
_VERSION = re.compile(r"^Version:(.+)$", re.MULTILINE)
_PARTS = {"worker": "how Colophon draws has changed", "freetype": "how Matplotlib sets text has changed"}
_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file shows in its dates on every file system


class World:
    """The present state of what figures are made from; everything is looked at once.

    Parameters
    ----------
    root : the project's folder, to which paths are relative.
    known : stamps of files from before, by path.
    thorough : whether to read files even if their stamps say that they have not changed.
    later : nanoseconds by which our clock is ahead.
    """

    def __init__(self, root: Path, known: Mapping[str, Stamp], thorough: bool = False, later: int = 0) -> None:
        self._root, self._later = str(root), later
        self._variables = executors.environment()
        self._known = {} if thorough else known
        self._digests: dict[str, str | None] = {}
        self._codes: dict[str, code.Digests | None] = {}
        self._listings: dict[str, str | None] = {}
        self._versions: dict[str, str | None] = {}
        self.stamps: dict[str, Stamp] = {}

    def digest(self, path: str) -> str | None:
        """The digest of a file, or None if there is none."""
        if path not in self._digests:
            self._digests[path] = self._digest(path)
        return self._digests[path]

    def source(self, path: str) -> bytes:
        """The bytes of a module; none if it is not there."""
        try:
            return Path(self._root, path).read_bytes()
        except OSError:
            return b""

    def code(self, path: str) -> code.Digests | None:
        """The digests of a module's code, or None if it is not Python."""
        if path not in self._codes:
            try:
                self._codes[path] = code.digests(decode_source(self.source(path)))
            except (SyntaxError, ValueError):
                self._codes[path] = None
        return self._codes[path]

    def listing(self, path: str) -> str | None:
        """The digest of the names in a folder, or None if there is none."""
        if path not in self._listings:
            self._listings[path] = digests.listing(os.path.join(self._root, path))
        return self._listings[path]

    def variable(self, name: str) -> str | None:
        """The digest of an environment variable, or None if it is not set."""
        value = self._variables.get(name)
        return None if value is None else sha256(value.encode()).hexdigest()

    def version(self, name: str) -> str | None:
        """The version of an installed distribution, or None."""
        if name not in self._versions:
            try:
                self._versions[name] = _version(name)
            except PackageNotFoundError:
                self._versions[name] = None
        return self._versions[name]

    def _digest(self, path: str) -> str | None:
        full = os.path.join(self._root, path)
        try:
            found = os.stat(full)
        except (OSError, ValueError):
            return None
        seen = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        known = self._known.get(path)
        if known and (known.size, known.modified, known.changed, known.inode) == seen:
            return known.digest
        digest = digests.content(full)
        if digest and time.time_ns() + self._later - max(found.st_mtime_ns, found.st_ctime_ns) > _SETTLED:
            self.stamps[path] = Stamp(*seen, digest)
        return digest


def _version(name: str) -> str:
    """As `importlib.metadata.version`, which reads the whole description of the distribution, too."""
    distribution = metadata.distribution(name)
    found = _VERSION.search(distribution.read_text("METADATA") or "")
    return found[1].strip() if found else distribution.version


def environment(world: World) -> dict[str, str]:
    """The versions of everything that draws.

    Raises
    ------
    LookupError
        If NumPy or Matplotlib is not installed; the text says how to install it.
    """
    found = {name: world.version(name) for name in ("numpy", "matplotlib", "pillow", "mkdocs-colophon")}
    for name in ("numpy", "matplotlib"):
        if found[name] is None:
            raise LookupError(f"no figure is drawn: {name} is missing; `pip install numpy matplotlib` brings it")
    own = [world.digest(str(Path(__file__).with_name(f"{name}.py"))) for name in _DRAWERS]
    return {
        "python": ".".join(str(part) for part in sys.version_info[:3]),
        **{name: number or "" for name, number in found.items()},
        "freetype": (world.digest(_freetype()) or "")[:16],
        "worker": sha256(repr(own).encode()).hexdigest()[:16],
    }


def _freetype() -> str:
    """The compiled module by which Matplotlib sets text: a distribution may build it with a FreeType of its own."""
    spec = find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec else None
    return os.path.join((folders or [""])[0], f"ft2font{EXTENSION_SUFFIXES[0]}")


def changes(record: Record, world: World, now: Mapping[str, str]) -> Iterator[str]:
    """What has changed since a figure was drawn, in the words of its author; nothing if the figure is fresh."""
    trace = record.trace
    yield from version_changes(record.environment, now)
    for path, module in trace.modules.items():
        if world.digest(path) != module.digest:
            yield from _module_changes(record, path, module, world)
    for path, digest in trace.files.items():
        if (found := world.digest(path)) != digest:
            yield f"{path} {'is new' if digest is None else 'is gone' if found is None else 'has changed'}"
    for path, digest in trace.folders.items():
        if world.listing(path) != (digest or None):
            yield f"{path}/ holds other files"
    for name, digest in trace.variables.items():
        if world.variable(name) != digest:
            yield f"the environment variable {name} has changed"
    for name, number in trace.packages.items():
        if (found := world.version(name)) != number:
            yield f"{name} was {number} and is {found or 'absent'}"


def version_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """What has changed of the versions that draw.

    >>> list(version_changes({"numpy": "2.4.6", "worker": "a"}, {"numpy": "2.5.0", "worker": "b"}))
    ['numpy was 2.4.6 and is 2.5.0', 'how Colophon draws has changed']
    """
    for name in sorted({*before, *after}):
        old, new = before.get(name) or "absent", after.get(name) or "absent"
        if old != new:
            yield _PARTS.get(name) or f"{name} was {old} and is {new}"


def _module_changes(record: Record, path: str, module: Module, world: World) -> Iterator[str]:
    now = world.code(path)
    if world.digest(path) is None:
        yield f"{path} is gone"
    elif record.trace.coarse or now is None:
        yield f"{path} has changed"
    else:
        if now.skeleton != module.skeleton:
            yield f"{path}: what importing it runs has changed"
        for name, digest in module.functions.items():
            if now.of(name) != digest:
                yield f"{path}: {name} has changed"
        for other in declared(world.source(path)):
            if other not in record.trace.files and other not in record.trace.folders:
                yield f"{path}: it says that it reads {other}"
