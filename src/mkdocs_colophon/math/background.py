"""Formulas typeset ahead: in a thread, outside of Python's lock, while MkDocs reads the pages that follow."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from mkdocs_colophon.math.typeset import Formula, TexError, typeset_all

_BATCH = 50  # after each the thread waits up to 5 ms for the lock; each takes about as many ms as it has formulas


class Background:
    """Typesets what it is told to expect; the thread starts with the first formula and ends with `close`."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="katex")
        self._waiting: dict[Formula, None] = {}
        self._sent: dict[Formula, tuple[Future[list[str | TexError]], int]] = {}

    def expect(self, formulas: Iterable[Formula]) -> None:
        """Begin with `formulas`, unless that has been done."""
        self._waiting |= {formula: None for formula in formulas if formula not in self._sent}
        if len(self._waiting) >= _BATCH:
            self._send()

    def typeset(self, formula: Formula) -> str:
        """The HTML of `formula`, once it is there, or a `TexError` is raised."""
        if formula not in self._sent:
            self.expect([formula])
            self._send()
        batch, place = self._sent[formula]
        made = batch.result()[place]
        if isinstance(made, TexError):
            raise made
        return made

    def close(self) -> None:
        """End the thread; what it has not begun is not made."""
        self._thread.shutdown(cancel_futures=True)

    def _send(self) -> None:
        formulas, self._waiting = list(self._waiting), {}
        batch = self._thread.submit(typeset_all, formulas)
        self._sent |= {formula: (batch, place) for place, formula in enumerate(formulas)}
