"""Texts that take long to make, kept between builds under a digest of all that they are made from."""

import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

AGE = 90  # days for which a text is kept that no build has used
_TABLE = "CREATE TABLE IF NOT EXISTS texts (digest TEXT PRIMARY KEY, text TEXT, day INT)"
_PATIENCE = 10.0  # seconds to wait for another build that is writing
_DAY = 86400.0  # seconds


def digest_of(parts: object) -> str:
    """A digest that changes with anything that `parts` are written with.

    >>> digest_of(("a", 1)) == digest_of(("a", 1)), digest_of(("a", 1)) == digest_of(("a", "1"))
    (True, False)
    """
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Store:
    """A database that several builds may use at once; end it with `close`.

    One that cannot be read or written costs time only: what it should hold is made anew.

    Parameters
    ----------
    path : the database; it and its folder are made when there is something to keep.
    day : today, counted from any day.

    Examples
    --------
    >>> store = Store(Path("texts.db"))
    >>> store.write({"b5bb9d80": "a text"})
    >>> store.read(["b5bb9d80", "7d865e95"])
    {'b5bb9d80': 'a text'}
    >>> store.close()
    """

    def __init__(self, path: Path, day: int | None = None) -> None:
        self._path = path
        self._day = int(time.time() // _DAY) if day is None else day
        self._database: sqlite3.Connection | None = None
        self._used: set[str] = set()  # for the first time today

    def read(self, digests: Iterable[str]) -> dict[str, str]:
        """The texts that are known, by digest."""
        if not self._database and not self._path.is_file():
            return {}
        try:
            database, query = self._open(), "SELECT digest, text, day FROM texts WHERE digest = ?"
            rows = [row for digest in digests for row in database.execute(query, (digest,))]
        except sqlite3.Error:
            return {}
        self._used |= {digest for digest, _, day in rows if day < self._day}
        return {digest: text for digest, text, _ in rows}

    def write(self, texts: Mapping[str, str]) -> None:
        """Keep `texts`."""
        rows = [(digest, text, self._day) for digest, text in texts.items()]
        with suppress(sqlite3.Error, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as database:
                database.execute(_TABLE)
                database.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Note what was used, once a day, and forget what has not been used for long."""
        if self._used:
            with suppress(sqlite3.Error), self._open() as database:
                rows = [(self._day, digest) for digest in self._used]
                database.executemany("UPDATE texts SET day = ? WHERE digest = ?", rows)
                database.execute("DELETE FROM texts WHERE day < ?", (self._day - AGE,))
        if self._database:
            self._database.close()
        self._database, self._used = None, set()

    def _open(self) -> sqlite3.Connection:
        if not self._database:
            self._database = sqlite3.connect(self._path, timeout=_PATIENCE)
        return self._database
