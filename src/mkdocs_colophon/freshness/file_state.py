"""The present state of what runs have touched: files, folders, variables, versions."""

import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import metadata
from importlib.metadata import PackageNotFoundError
from importlib.util import decode_source
from pathlib import Path

from mkdocs_colophon.processes import pool
from mkdocs_colophon.tracing import code, file_digests

_VERSION = re.compile(r"^Version:(.+)$", re.MULTILINE)


_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file shows in its dates on every file system


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system said of a file when its digest was taken: as long as it says the same, that holds."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: str


class FileState:
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
        self._variables = pool.environment()
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
            self._listings[path] = file_digests.listing(os.path.join(self._root, path))
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
        digest = file_digests.content(full)
        if digest and time.time_ns() + self._later - max(found.st_mtime_ns, found.st_ctime_ns) > _SETTLED:
            self.stamps[path] = Stamp(*seen, digest)
        return digest


def _version(name: str) -> str:
    """As `importlib.metadata.version`, which reads the whole description of the distribution, too."""
    distribution = metadata.distribution(name)
    found = _VERSION.search(distribution.read_text("METADATA") or "")
    return found[1].strip() if found else distribution.version
