"""The formulas of a site, kept between builds: looking one up takes a hundredth of typesetting it.

New ones are typeset in the background: in a thread, outside of Python's lock, while pages that follow are read.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.resources import files

from mkdocs_colophon.math.macros import NONE, written
from mkdocs_colophon.math.typeset import Formula, TexError, typeset_all
from mkdocs_colophon.store import Store, digest_of

_BATCH = 50  # after each the thread waits up to 5 ms for the lock; each takes about as many ms as it has formulas


class FormulaCache:
    """What formulas look like; its thread starts with the first that is new, and ends with `close`.

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
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="katex")
        self._waiting: dict[Formula, None] = {}
        self._sent: dict[Formula, tuple[Future[list[str | TexError]], int]] = {}

    def expect(self, formulas: Iterable[tuple[str, bool]], own: Mapping[str, str] = NONE) -> None:
        """Begin to typeset `formulas`, each TeX and whether it is displayed, of a page with the macros `own`."""
        asked = [self._formula(tex, display, own) for tex, display in formulas]
        new = (formula for formula in asked if formula not in self._sent and not self._find(formula))
        self._waiting |= dict.fromkeys(new)
        if len(self._waiting) >= _BATCH:
            self._send()

    def typeset(self, tex: str, display: bool, own: Mapping[str, str] = NONE) -> str:
        """The HTML of a formula, or a `TexError`, with the macros `own` of a page before those of the site."""
        formula = self._formula(tex, display, own)
        html = self._find(formula)
        if not html:
            html = self._known[formula] = self._new[self._digest(formula)] = self._made(formula)
        return html

    def close(self) -> None:
        """End the thread and keep what is new; what has not begun is not made."""
        self._thread.shutdown(cancel_futures=True)
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
        return digest_of((self._version, tuple(formula)))

    def _made(self, formula: Formula) -> str:
        """The HTML of what is new, once it is there, or a `TexError` is raised."""
        if formula not in self._sent:
            self._waiting[formula] = None
            self._send()
        batch, place = self._sent[formula]
        made = batch.result()[place]
        if isinstance(made, TexError):
            raise made
        return made

    def _send(self) -> None:
        formulas, self._waiting = list(self._waiting), {}
        batch = self._thread.submit(typeset_all, formulas)
        self._sent |= {formula: (batch, place) for place, formula in enumerate(formulas)}
