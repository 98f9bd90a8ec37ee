"""Formulas that were typeset before, kept between builds: looking one up takes a hundredth of typesetting it."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from mkdocs_colophon.math.typeset import typeset

_TABLE = """
CREATE TABLE IF NOT EXISTS formulas (katex TEXT, display INT, tex TEXT, html TEXT, PRIMARY KEY (katex, display, tex))
"""
_PATIENCE = 10.0  # seconds to wait for another build that is writing


class FormulaCache:
    """The formulas of a site, in a database that several builds may use at once.

    A database that cannot be read or written costs time only: formulas are typeset anew.

    Parameters
    ----------
    path : the database; it and its folder are made when there is something to keep.
    macros : the commands that all formulas know; formulas that were typeset with others are not used.
    """

    def __init__(self, path: Path, macros: Mapping[str, str] = MappingProxyType({})) -> None:
        self._path = path
        self._macros = macros
        version = files("mkdocs_colophon").joinpath("assets/katex/VERSION").read_text("utf-8")
        self._katex = f"{version} {json.dumps(dict(macros), sort_keys=True)}" if macros else version
        self._known = self._read()
        self._new: dict[tuple[str, bool], str] = {}

    def typeset(self, tex: str, display: bool) -> str:
        """As `math.typeset.typeset`."""
        html = self._known.get((tex, display)) or self._new.get((tex, display))
        if html is None:
            html = self._new[tex, display] = typeset(tex, display, self._macros)
        return html

    def close(self) -> None:
        """Keep what is new."""
        rows = [(self._katex, display, tex, html) for (tex, display), html in self._new.items()]
        self._new = {}
        if rows:
            with suppress(sqlite3.Error, OSError):
                self._write(rows)

    def _read(self) -> dict[tuple[str, bool], str]:
        if not self._path.is_file():
            return {}
        query = "SELECT tex, display, html FROM formulas WHERE katex = ?"
        try:
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database:
                return {(tex, bool(display)): html for tex, display, html in database.execute(query, (self._katex,))}
        except sqlite3.Error:
            return {}

    def _write(self, rows: list[tuple[str, bool, str, str]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database, database:
            database.execute(_TABLE)
            database.executemany("INSERT OR IGNORE INTO formulas VALUES (?, ?, ?, ?)", rows)
