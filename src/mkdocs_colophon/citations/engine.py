"""One pandoc process, kept open for a build, that formats the citations of page after page."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.resources import as_file, files
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any

import pypandoc

from mkdocs_colophon.citations.model import Formatted
from mkdocs_colophon.problems import Problem, did_you_mean

STYLES = ("chicago-author-date",)  # pandoc's own; any other is the path of a .csl file
PATIENCE = 60.0  # seconds for one page, a hundred times what a long one takes
REMEDY = "run the build again, and report the page if it stays so"


class EngineError(Exception):
    """Pandoc is missing, has died, does not answer, or refuses the library or the style; the text says which."""


class Engine:
    """Formats citations in one style and language; start it with `with`, or end it with `close`.

    Parameters
    ----------
    library : BibTeX of every entry that may be cited.
    style : one of `STYLES`, or the path of a .csl file.
    language : as in BCP 47, for the words and quotation marks that a style takes from its locale.

    Examples
    --------
    >>> with Engine("@book{a, author={Doe, Jo}, title={Title}, publisher={Press}, year=2001}") as engine:
    ...     engine.format(["[@a, p. 3]"]).citations
    ('<span class="citation" data-cites="a">(<a href="#ref-a" role="doc-biblioref">Doe 2001, 3</a>)</span>',)
    """

    def __init__(self, library: str, style: str = STYLES[0], language: str = "en-US") -> None:
        self._style = "" if style in STYLES else style
        self._language = language
        self._answers: SimpleQueue[str] = SimpleQueue()
        self._process = _start()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self._ask({"library": library})
        except EngineError:
            self.close()
            raise

    def format(self, citations: Sequence[str]) -> Formatted:
        """The citations of one page, given as pandoc's Markdown, and the page's bibliography.

        Raises
        ------
        EngineError
            If pandoc refuses them or does not answer.
        """
        if not citations:
            return Formatted()
        request = {"citations": list(citations), "style": self._style, "language": self._language}
        answer = self._ask(request)
        entries = {entry["key"]: entry["html"] for entry in answer["entries"]}
        return Formatted(tuple(answer["citations"]), entries)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin and self._process.stdout
        self._process.terminate()
        self._process.wait()
        with suppress(BrokenPipeError):  # what was still to be written is of no use any more
            self._process.stdin.close()
        self._reader.join()
        self._process.stdout.close()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, request: Mapping[str, object]) -> dict[str, Any]:
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._answers.get(timeout=PATIENCE)
        except (BrokenPipeError, Empty) as error:
            raise EngineError(f"pandoc does not answer; {REMEDY}") from error
        if not line:
            raise EngineError(f"pandoc ended before it answered; {REMEDY}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise EngineError(" ".join(str(answer["error"]).split()))
        return answer

    def _read(self) -> None:
        """Pass on pandoc's lines, so that `_ask` need not wait for ever for one; an empty string is the end."""
        assert self._process.stdout
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")


def _start() -> "subprocess.Popen[str]":
    try:
        pandoc = pypandoc.get_pandoc_path()
    except OSError as error:
        raise EngineError("pandoc is missing; `pip install pypandoc_binary` brings it") from error
    with as_file(files("mkdocs_colophon").joinpath("citations/worker.lua")) as script:
        return subprocess.Popen(
            [pandoc, "lua", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            text=True,
        )


class LateEngine:
    """An engine that starts when the first citation comes, and that, once it has failed, fails for every page.

    Parameters
    ----------
    library, style, language : as for `Engine`.
    failed : told of the error, once.
    """

    def __init__(self, library: str, style: str, language: str, failed: Callable[[EngineError], None]) -> None:
        self._arguments = (library, style, language)
        self._failed = failed
        self._engine: Engine | None = None
        self._error: EngineError | None = None

    def format(self, citations: Sequence[str]) -> Formatted:
        """As `Engine.format`."""
        if self._error:
            raise self._error
        if not citations:
            return Formatted()
        try:
            self._engine = self._engine or Engine(*self._arguments)
            return self._engine.format(citations)
        except EngineError as error:
            self._error = error
            self._failed(error)
            raise

    def close(self) -> None:
        """End the engine, if it has started."""
        if self._engine:
            self._engine.close()
            self._engine = None


def choose_style(style: str, folder: Path) -> tuple[str, list[Problem]]:
    """The style called `style`, and a problem if there is none; then pandoc's own takes its place.

    `folder` is where paths begin.
    """
    if style in STYLES:
        return style, []
    if style.endswith(".csl") and (folder / style).is_file():
        return str(folder / style), []
    hint = did_you_mean(style, STYLES) or f"there is {', '.join(STYLES)}, or the path of a .csl file"
    return STYLES[0], [Problem("CITE004", f"unknown citation style '{style}'", hint)]
