"""The cache of figures: files under the digest of their bytes, and a database of what each figure was made from.

A figure has a record for each state of the project that it was drawn in, so that switching branches draws nothing. A
record is written after its files and in one step: whatever kills a build, the cache holds whole figures only. Several
builds may use it at once.
"""

import json
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mkdocs_colophon.atomic import write
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.gallery import DrawnFigure
from mkdocs_colophon.problems import Refused
from mkdocs_colophon.tracing.trace import Trace

_SCHEMA = 2
_TABLE = "CREATE TABLE records (name TEXT, record TEXT, used REAL, PRIMARY KEY (name, record))"
_PATIENCE = 30.0  # seconds to wait for another build that is writing
_STATES = 16  # records kept of one figure
_AGE = 90 * 86400.0  # seconds for which a record is kept that no build has used
_SHOWN = ("python", "numpy", "matplotlib", "mkdocs-colophon")  # of all that drew it, the versions that readers know


@dataclass(frozen=True, slots=True)
class Record:
    """A figure that was drawn.

    Attributes
    ----------
    name : the figure's name.
    picture : what its script has drawn.
    outputs : the name of each file in the cache, by what follows the figure's name on the site.
    environment : the versions of everything that drew it.
    trace : what it was made from; paths are relative to the project's folder if they are below it.
    """

    name: str
    picture: Picture
    outputs: Mapping[str, str]
    environment: Mapping[str, str]
    trace: Trace

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """The record in `text`.

        Raises
        ------
        ValueError, KeyError, TypeError, AttributeError
            If there is none.
        """
        given: dict[str, Any] = json.loads(text)
        return cls(**given | {"picture": Picture(**given["picture"]), "trace": Trace.of(given["trace"])})

    def figure(self, folder: Path) -> DrawnFigure:
        """What pages show of it; its files are in `folder`."""
        ran = tuple(
            Piece(path, name, digest, tuple(module.statements.get(name, ())))
            for path, module in sorted(self.trace.modules.items())
            for name, digest in sorted(module.functions.items())
        )
        versions = {name: self.environment[name] for name in _SHOWN if name in self.environment}
        return DrawnFigure(self.name, self.picture, folder, self.outputs, ran, versions | dict(self.trace.packages))


class CacheError(Refused):
    """The cache cannot be read or written."""


class Cache:
    """The figures kept in a folder, which is made when there is something to keep.

    Attributes
    ----------
    pictures : the folder of the files that records name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / "records.db"
        self.pictures = folder / "pictures"

    def path(self, name: str) -> Path:
        """Where the file stands that a record calls `name`."""
        return self.pictures / name

    def present(self) -> frozenset[str]:
        """The names of the files that are there."""
        return frozenset(path.name for path in self.pictures.glob("*"))

    def read(self) -> dict[str, list[Record]]:
        """The records of each figure, those last used first.

        Raises
        ------
        CacheError
            If the database cannot be read.
        """
        if not self._path.is_file():
            return {}
        with self._database() as database:
            rows = database.execute("SELECT name, record FROM records ORDER BY used DESC, rowid DESC").fetchall()
        records: dict[str, list[Record]] = {}
        for name, text in rows:
            records.setdefault(name, []).append(Record.from_json(text))
        return records

    def keep(self, record: Record, contents: Mapping[str, bytes], instead: Record | None = None) -> Record:
        """Take in a figure that was drawn; `contents` are its files, by suffix. Gives the record with their names.

        Raises
        ------
        CacheError
            If it cannot be written.
        """
        with self._database() as database, _writing(database):
            for name, content in contents.items():
                path = self.path(record.outputs[name])
                if not path.is_file() or path.stat().st_size != len(content):
                    write(path, content)
            if instead:
                database.execute("DELETE FROM records WHERE name = ? AND record = ?", (record.name, instead.to_json()))
            row = (record.name, record.to_json(), time.time())
            database.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", row)
        return record

    def note(self, used: Iterable[Record]) -> None:
        """Remember which records were of use.

        Raises
        ------
        CacheError
            If that cannot be written.
        """
        now = time.time()
        with self._database() as database, _writing(database):
            rows = [(now, record.name, record.to_json()) for record in used]
            database.executemany("UPDATE records SET used = ? WHERE name = ? AND record = ?", rows)

    def sweep(self) -> None:
        """Remove records that have not been used for long, and files that no record names.

        Raises
        ------
        CacheError
            If that cannot be done.
        """
        with self._database() as database, _writing(database):
            database.execute("DELETE FROM records WHERE used < ?", (time.time() - _AGE,))
            ranked = "SELECT rowid, row_number() OVER (PARTITION BY name ORDER BY used DESC) AS place FROM records"
            old = f"SELECT rowid FROM ({ranked}) WHERE place > ?"
            database.execute(f"DELETE FROM records WHERE rowid IN ({old})", (_STATES,))
            texts = [text for (text,) in database.execute("SELECT record FROM records")]
            named = {output for text in texts for output in Record.from_json(text).outputs.values()}
            for path in self.pictures.glob("*"):
                if path.name not in named:
                    path.unlink()

    def clear(self) -> None:
        """Remove the cache.

        Raises
        ------
        CacheError
            If that cannot be done.
        """
        try:
            shutil.rmtree(self._folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise CacheError(str(error)) from error

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as database:
                yield database
        except (sqlite3.Error, OSError) as error:
            raise CacheError(str(error)) from error

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
        try:
            if database.execute("PRAGMA user_version").fetchone() == (_SCHEMA,):
                return database
        except sqlite3.DatabaseError as error:
            database.close()
            if error.sqlite_errorname not in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
                raise
            self._path.unlink()
            return self._open()
        with _writing(database):
            if database.execute("PRAGMA user_version").fetchone() != (_SCHEMA,):
                database.execute("DROP TABLE IF EXISTS records")
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version = {_SCHEMA}")
        return database


@contextmanager
def _writing(database: sqlite3.Connection) -> Iterator[None]:
    """One step for all who read, and for no two builds at once."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        yield
