"""Pages' citations that were formatted before, kept between builds: a build with nothing new starts no pandoc."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS citations (digest TEXT PRIMARY KEY, answer TEXT) WITHOUT ROWID"
_PATIENCE = 10.0  # seconds to wait for another build that is writing


class CitationCache:
    """Answers of pandoc by the digest of the question, in a database that several builds may use at once.

    A database that cannot be read or written costs time only.

    Parameters
    ----------
    path : the database; it and its folder are made when there is something to keep.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, digests: list[str]) -> dict[str, str]:
        """The answers that are known, by digest."""
        if not digests or not self._path.is_file():
            return {}
        try:
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database:
                select = "SELECT digest, answer FROM citations WHERE digest = ?"
                return dict(row for digest in digests for row in database.execute(select, (digest,)))
        except sqlite3.Error:
            return {}

    def write(self, answers: dict[str, str]) -> None:
        """Keep `answers`."""
        with suppress(sqlite3.Error, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database, database:
                database.execute(_TABLE)
                database.executemany("INSERT OR REPLACE INTO citations VALUES (?, ?)", answers.items())
