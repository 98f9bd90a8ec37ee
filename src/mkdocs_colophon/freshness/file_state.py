"""The present state of what runs have touched: files, folders, variables, versions."""

import os
import re
import time
from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import sha256
from importlib import metadata
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from mkdocs_colophon.options import CACHE
from mkdocs_colophon.store import Store, digest_of
from mkdocs_colophon.tracing import code, environ_monitor, file_digests

PATH = f"{CACHE}/files.db"
_VERSION = re.compile(r"^Version:(.+)$", re.MULTILINE)
_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file shows in its dates on every file system

P = ParamSpec("P")
T = TypeVar("T")


def once(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], T]:
    """A method that is called once for all equal arguments; the object keeps what it gave, for as long as it lives."""

    @wraps(method)
    def asked(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        kept: dict[object, T] = vars(self).setdefault(f"kept by {method.__name__}", {})
        if args not in kept:
            kept[args] = method(self, *args, **kwargs)
        return kept[args]

    return asked


class FileState:
    """The present state of what runs are made from; everything is looked at once.

    What was found out of a file holds for as long as the file system says that it has not changed, also for later
    builds, if `save` is called.

    Parameters
    ----------
    root : the project's folder, to which paths are relative.
    variables : the environment variables that a run has.
    thorough : whether to read files even if the file system says that they have not changed.
    later : nanoseconds by which our clock is ahead.

    Attributes
    ----------
    learned : what has been found out, as `Store` keeps it.
    """

    def __init__(
        self, root: Path, variables: Mapping[str, str] = os.environ, *, thorough: bool = False, later: int = 0
    ) -> None:
        self._root, self._variables, self._thorough, self._later = str(root), variables, thorough, later
        self._store = Store(root / PATH)
        self.learned: dict[str, str] = {}

    @once
    def digest(self, path: str) -> str | None:
        """The digest of a file, or None if there is none."""
        file = os.path.join(self._root, path)
        try:
            found = os.stat(file)
        except (OSError, ValueError):
            return None
        stamp = digest_of((file, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
        if not self._thorough and (known := self._store.read([stamp])):
            return known[stamp]
        digest = file_digests.content(file)
        if digest and time.time_ns() + self._later - max(found.st_mtime_ns, found.st_ctime_ns) > _SETTLED:
            self.learned[stamp] = digest
        return digest

    def source(self, path: str) -> bytes:
        """The bytes of a module; none if it is not there."""
        try:
            return Path(self._root, path).read_bytes()
        except OSError:
            return b""

    @once
    def code(self, path: str) -> code.Digests | None:
        """The digests of a module's code, or None if it is not Python."""
        try:
            return code.digests(self.source(path))
        except (SyntaxError, ValueError):
            return None

    def derived(self, path: str, kind: str, make: Callable[[bytes], str]) -> str | None:
        """What `make` makes of the bytes of a file, or None if there is none; `kind` tells it from all else."""
        digest = self.digest(path)
        if digest is None:
            return None
        key = digest_of((kind, digest))
        if known := self._store.read([key]):
            return known[key]
        content = self.source(path)  # maybe another than it was a moment ago
        made = make(content)
        self.learned[digest_of((kind, sha256(content).hexdigest()))] = made
        return made

    @once
    def listing(self, path: str) -> str | None:
        """The digest of the names in a folder, or None if there is none."""
        return file_digests.listing(os.path.join(self._root, path))

    def variable(self, name: str) -> str | None:
        """The digest of an environment variable, or None if it is not set."""
        return environ_monitor.digest(self._variables.get(name))

    @once
    def version(self, name: str) -> str | None:
        """The version of an installed distribution, or None."""
        try:
            return _version(name)
        except PackageNotFoundError:
            return None

    def save(self) -> None:
        """Keep what has been learned."""
        if self.learned:
            self._store.write(self.learned)
        self._store.close()


def _version(name: str) -> str:
    """As `importlib.metadata.version`, which reads the whole description of the distribution, too."""
    distribution = metadata.distribution(name)
    found = _VERSION.search(distribution.read_text("METADATA") or "")
    return found[1].strip() if found else distribution.version
