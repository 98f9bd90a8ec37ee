"""Formats the citations of pages: what was formatted before comes from a store, the rest from pandoc processes."""

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from mkdocs_colophon.citations import pandoc
from mkdocs_colophon.citations.entry import Entry, Library
from mkdocs_colophon.citations.pandoc import Message, PandocError, Worker
from mkdocs_colophon.citations.request import (
    NAMES,
    Formatted,
    Request,
    digest,
    question,
    refusal,
    sources,
    unread,
    wordless,
)
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.store import Store

MANY = 16  # pages; as many keep two processors busy for longer than a second pandoc takes to start


class Engine:
    """One pandoc process, started with the first question and, should it die or hang, replaced once."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._worker: Worker | None = None
        self._replaced = False
        self._added: list[Message] = []
        self._told: dict[str, dict[str, str]] = {}  # by language, the keys that pandoc has been told of, and why not

    def add(self, entries: Iterable[Entry], language: str) -> None:
        """Tell pandoc of those of `entries` that it does not know yet; how it reads them is a matter of `language`."""
        told = self._told.setdefault(language, {})
        new = [entry for entry in entries if entry.key not in told]
        if new:
            message = {"add": sources(new), "language": language}
            [answer] = self.ask([message])
            self._added.append(message)
            told |= {entry.key: answer["refused"].get(entry.key, "") for entry in new}

    def refused(self, keys: Iterable[str], language: str) -> dict[str, str]:
        """By key, why pandoc cannot read some of what it was told of."""
        told = self._told.get(language, {})
        return {key: told[key] for key in keys if told.get(key)}

    def ask(self, messages: Sequence[Message]) -> list[dict[str, Any]]:
        """The answer to each of `messages`.

        Raises
        ------
        PandocError
            If pandoc dies or does not answer, and does so once more when it has been started anew.
        """
        answers: list[dict[str, Any]] = []
        while len(answers) < len(messages):
            try:
                for answer in self._running().exchange(messages[len(answers) :]):
                    answers.append(answer)  # one by one, as those before an error are sound
            except PandocError as error:
                self.close()
                if self._replaced:
                    text = f"{error}, nor when it was started anew; report the page if it stays so"
                    raise PandocError(text) from error
                self._replaced = True
        return answers

    def close(self) -> None:
        """End the process, if there is one."""
        if self._worker:
            self._worker.close()
            self._worker = None

    def _running(self) -> Worker:
        if not self._worker:
            self._worker = Worker(self._program)
            list(self._worker.exchange(self._added))
        return self._worker


class Formatter:
    """The citations of a site's pages; end it with `close`.

    Parameters
    ----------
    library : what can be cited.
    store : what earlier builds have formatted.
    note : told of each problem: an entry that pandoc refuses, and what keeps pandoc from working.

    Examples
    --------
    >>> from pathlib import Path
    >>> from mkdocs_colophon.citations import library
    >>> from mkdocs_colophon.citations.request import Asked
    >>> _ = Path("a.bib").write_text("@book{a, author={Doe, Jo}, title={T}, publisher={P}, year=2001}")
    >>> books, _ = library.read(Path(), ["a.bib"])
    >>> formatter = Formatter(books, Store(Path("citations.db")), print)
    >>> formatter.format(Request((Asked("[@{a}, p. 3]"),))).citations
    ('<span class="citation" data-cites="a">(<a href="#ref-a" role="doc-biblioref">Doe 2001, 3</a>)</span>',)
    >>> formatter.close()
    """

    def __init__(self, library: Library, store: Store, note: Callable[[Problem], None]) -> None:
        self._library = library
        self._store = store
        self._note = note
        self._known: dict[Request, Formatted | PandocError] = {}
        self._engines: list[Engine] = []
        self._failure: PandocError | None = None

    def prefetch(self, requests: Iterable[Request]) -> None:
        """Have what `requests` ask for at hand; pandoc is given all that is new at once."""
        new = {each: each.entries(self._library) for each in dict.fromkeys(requests) if each not in self._known}
        self._known |= {each: Formatted() for each, entries in new.items() if not entries}
        wanted = {each: entries for each, entries in new.items() if entries}
        if not wanted or self._failure:
            return
        try:
            program, identity = pandoc.find()
            basis = (identity, pandoc.LOCALE, pandoc.WORKER.read_bytes(), NAMES.read_bytes())
            digests = {each: digest(basis, each, self._library, entries) for each, entries in wanted.items()}
            found = self._store.read(list(digests.values()))
            for request in [request for request in wanted if digests[request] in found]:
                self._keep(request, json.loads(found[digests[request]]))
            missing = [request for request in wanted if request not in self._known]
            if missing:
                answers = self._ask(program, missing)
                sound = [each for each in zip(missing, answers, strict=True) if "error" not in each[1]]
                self._store.write({digests[request]: json.dumps(answer) for request, answer in sound})
        except PandocError as error:
            self._failure = error
            self._note(Problem("CITE009", str(error)))

    def format(self, request: Request) -> Formatted:
        """What `request` asks for.

        Raises
        ------
        PandocError
            If pandoc is missing or fails; the problem has been noted then.
        """
        self.prefetch([request])
        formatted = self._known.get(request) or self._failure
        if isinstance(formatted, PandocError):
            raise formatted
        assert formatted
        return formatted

    def close(self) -> None:
        """End pandoc, if it runs, and the store."""
        self._store.close()
        for engine in self._engines:
            engine.close()
        self._engines = []

    def _ask(self, program: str, requests: Sequence[Request]) -> list[dict[str, Any]]:
        """Pandoc's answers to `requests`, which are kept for `format`, too."""
        if not self._engines:
            pandoc.check(program)
        half = (len(requests) + 1) // 2
        shares = [requests] if len(requests) < MANY else [requests[:half], requests[half:]]
        self._engines += [Engine(program) for _ in range(len(shares) - len(self._engines))]
        with ThreadPoolExecutor(len(shares)) as threads:
            answers = [answer for share in threads.map(self._answers, self._engines, shares) for answer in share]
        for request, answer in zip(requests, answers, strict=True):
            self._keep(request, answer)
        return answers

    def _answers(self, engine: Engine, requests: Sequence[Request]) -> list[dict[str, Any]]:
        """The answers of one process."""
        for language in dict.fromkeys(request.language for request in requests):
            spoken = [request for request in requests if request.language == language]
            cited = {key for request in spoken for key in request.entries(self._library)}
            engine.add((entry for key, entry in self._library.entries.items() if key in cited), language)
        answers = engine.ask([question(request, self._library) for request in requests])
        for request, answer in zip(requests, answers, strict=True):
            if "error" not in answer:
                answer["refused"] |= engine.refused(request.entries(self._library), request.language)
        return answers

    def _keep(self, request: Request, answer: dict[str, Any]) -> None:
        if "error" in answer:
            reason = " ".join(str(answer["error"]).split())
            self._known[request] = PandocError(reason)
            self._note(Problem("CITE009", f"pandoc fails in the citation style '{request.style.name}': {reason}"))
            return
        entries = dict(zip(answer["keys"], answer["entries"], strict=True))
        self._known[request] = Formatted(tuple(answer["citations"]), entries, tuple(answer["notes"]))
        cited = request.entries(self._library)
        wrong = [refusal(cited[key], reason) for key, reason in answer["refused"].items()]
        wrong += [each for key, html in entries.items() if key in cited for each in unread(cited[key], html)]
        wrong += [wordless(cited[key], word, request.language) for key, word in answer["wordless"].items()]
        for problem in wrong:
            self._note(problem)
