"""Formulas that were typeset before, kept between builds: looking one up takes a hundredth of typesetting it."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from importlib.resources import files
from pathlib import Path

from mkdocs_colophon.math.ahead import Ahead
from mkdocs_colophon.math.macros import NONE, written
from mkdocs_colophon.math.typeset import Formula

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
    macros : the commands that all formulas know. A formula is kept together with all the macros it was typeset with,
        those of its page included, and found again only with the same.
    """

    def __init__(self, path: Path, macros: Mapping[str, str] = NONE) -> None:
        self._path = path
        self._macros = macros
        self._version = files("mkdocs_colophon").joinpath("assets/katex/VERSION").read_text("utf-8")
        self._known: dict[str, dict[tuple[str, bool], str]] = {}
        self._new: list[tuple[str, bool, str, str]] = []
        self._ahead = Ahead()

    def expect(self, formulas: Iterable[tuple[str, bool]], own: Mapping[str, str] = NONE) -> None:
        """Begin to typeset `formulas`, each TeX and whether it is displayed, of a page with the macros `own`."""
        macros, _, known = self._with(own)
        self._ahead.expect(Formula(*formula, macros) for formula in formulas if formula not in known)

    def typeset(self, tex: str, display: bool, own: Mapping[str, str] = NONE) -> str:
        """As `math.typeset.typeset`, with the macros `own` of a page before those of the site."""
        macros, key, known = self._with(own)
        html = known.get((tex, display))
        if html is None:
            html = known[tex, display] = self._ahead.typeset(Formula(tex, display, macros))
            self._new.append((key, display, tex, html))
        return html

    def close(self) -> None:
        """Keep what is new."""
        self._ahead.close()
        rows, self._new = self._new, []
        if rows:
            with suppress(sqlite3.Error, OSError):
                self._write(rows)

    def _with(self, own: Mapping[str, str]) -> tuple[str, str, dict[tuple[str, bool], str]]:
        """All macros of a page with the macros `own`, what formulas with these are kept under, and those known."""
        macros = written({**self._macros, **own})
        key = f"{self._version} {macros}" if self._macros or own else self._version
        if key not in self._known:
            self._known[key] = self._read(key)
        return macros, key, self._known[key]

    def _read(self, key: str) -> dict[tuple[str, bool], str]:
        if not self._path.is_file():
            return {}
        query = "SELECT tex, display, html FROM formulas WHERE katex = ?"
        try:
            with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database:
                return {(tex, bool(display)): html for tex, display, html in database.execute(query, (key,))}
        except sqlite3.Error:
            return {}

    def _write(self, rows: list[tuple[str, bool, str, str]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database, database:
            database.execute(_TABLE)
            database.executemany("INSERT OR IGNORE INTO formulas VALUES (?, ?, ?, ?)", rows)
