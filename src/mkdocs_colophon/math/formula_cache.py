"""The formulas of a site, kept between builds: looking one up takes a hundredth of typesetting it."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from importlib.resources import files

from mkdocs_colophon.math.background import Background
from mkdocs_colophon.math.macros import NONE, written
from mkdocs_colophon.math.typeset import Formula
from mkdocs_colophon.store import Store, digest_of


class FormulaCache:
    """What formulas look like; end it with `close`.

    Parameters
    ----------
    store : what earlier builds have typeset.
    macros : the commands that all formulas know. A formula is kept together with all the macros it was typeset with,
        those of its page included, and found again only with the same.
    """

    def __init__(self, store: Store, macros: Mapping[str, str] = NONE) -> None:
        self._store = store
        self._macros, self._written = macros, written(macros)
        self._version = files("mkdocs_colophon").joinpath("assets/katex/VERSION").read_text("utf-8")
        self._known: dict[Formula, str] = {}
        self._new: dict[str, str] = {}
        self._ahead = Background()

    def expect(self, formulas: Iterable[tuple[str, bool]], own: Mapping[str, str] = NONE) -> None:
        """Begin to typeset `formulas`, each TeX and whether it is displayed, of a page with the macros `own`."""
        asked = [self._formula(tex, display, own) for tex, display in formulas]
        self._ahead.expect(formula for formula in asked if not self._find(formula))

    def typeset(self, tex: str, display: bool, own: Mapping[str, str] = NONE) -> str:
        """As `math.typeset.typeset`, with the macros `own` of a page before those of the site."""
        formula = self._formula(tex, display, own)
        html = self._find(formula)
        if not html:
            html = self._known[formula] = self._new[self._digest(formula)] = self._ahead.typeset(formula)
        return html

    def close(self) -> None:
        """Keep what is new."""
        self._ahead.close()
        if self._new:
            self._store.write(self._new)
        self._new = {}
        self._store.close()

    def _formula(self, tex: str, display: bool, own: Mapping[str, str]) -> Formula:
        return Formula(tex, display, written({**self._macros, **own}) if own else self._written)

    def _find(self, formula: Formula) -> str:
        """What is known of `formula`; nothing, if it is new."""
        if formula not in self._known:
            digest = self._digest(formula)
            if html := self._store.read([digest]).get(digest):
                self._known[formula] = html
        return self._known.get(formula, "")

    def _digest(self, formula: Formula) -> str:
        return digest_of((self._version, astuple(formula)))
