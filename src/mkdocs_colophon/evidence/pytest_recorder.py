"""Follows one run of pytest, and writes the ledger of its tests at its end."""

from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, cast

import pytest

from mkdocs_colophon import options
from mkdocs_colophon.atomic import write
from mkdocs_colophon.evidence import ledger
from mkdocs_colophon.evidence.current_ledger import CurrentLedger, read
from mkdocs_colophon.evidence.ledger import Ledger, Outcome, Piece, Result
from mkdocs_colophon.evidence.selection import Selection
from mkdocs_colophon.evidence.source_tree import SourceTree
from mkdocs_colophon.tracing.tracer import Tracer

Hook = Generator[None, Any, Any]


class Recorder:
    """The hooks of pytest in one run; of that of `pytest-xdist`'s workers, each has its own."""

    def __init__(self, config: pytest.Config, *, only_stale: bool) -> None:
        root = config.rootpath
        chosen = options.given(root)
        folders = config.getini("colophon_paths") or chosen.import_paths
        others = [Path(each) for each in config.getini("pythonpath") or []]
        self._sources = SourceTree(root, [Path(folder) for folder in folders], others)
        self._others = tuple(self._sources.relative((self._sources.root / each).resolve()) for each in others)
        self._path = root / ledger.PATH
        self._only_stale = only_stale
        self._scripts = root / (chosen.figures_src or options.FIGURES_SRC)
        self._selection: Selection | None = None
        self._tracer = Tracer(self._sources.folders, instrumenting=True)
        self._collected: set[str] = set()
        self._outcomes: dict[str, Outcome] = {}
        self._ran: dict[str, frozenset[Piece]] = {}
        self._current = ""  # the test that is running
        self._shared: dict[tuple[str, str], frozenset[Piece]] = {}  # by name and place of a fixture
        self._outside: set[Piece] = set()
        self._workers: list[Any] = []
        try:
            self._tracer.start()
        except RuntimeError as error:
            raise pytest.UsageError(f"--colophon cannot record: {error}") from error

    # What is run.

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        if self._only_stale:
            files = _test_files(session.config)
            self._selection = Selection(self._sources, read(self._path)[0], self._scripts, files)

    def pytest_ignore_collect(self, collection_path: Path, config: pytest.Config) -> bool | None:
        if not self._selection or not collection_path.is_file():
            return None
        return None if self._selection.of_file(self._sources.relative(collection_path.resolve())) else True

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        self._collected.add(item.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        if self._selection:
            current = CurrentLedger.of(read(self._path)[0], self._sources, self._sources.environment())
            names = {each.nodeid for each in items}
            wanted = {name for name in names if self._selection.of_test(name) and current.has_to_run(name)}
            config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in wanted])
            items[:] = [item for item in items if item.nodeid in wanted]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Hook:
        self._outside |= self._take()
        self._current = item.nodeid
        result = yield
        own = self._take() | self._ran.get(item.nodeid, frozenset())
        names = set(getattr(item, "fixturenames", ()))
        shared = [ran for (name, base), ran in self._shared.items() if name in names and item.nodeid.startswith(base)]
        self._ran[item.nodeid] = own.union(*shared)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Hook:
        if fixturedef.scope == "function":
            return (yield)
        self._ran[self._current] = self._ran.get(self._current, frozenset()) | self._take()
        try:
            return (yield)
        finally:
            self._shared[fixturedef.argname, fixturedef.baseid] = self._take()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Hook:
        report: pytest.TestReport = yield
        known = self._outcomes.get(item.nodeid)
        if report.outcome == "failed" or known not in ("failed", "skipped", "xfailed", "xpassed"):
            self._outcomes[item.nodeid] = outcome(report)
        return report

    # What is kept.

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        self._outside |= self._take()
        self._tracer.stop()
        new, collected = self._recorded(), sorted(self._collected)
        self._sources.save()
        if hasattr(session.config, "workeroutput"):  # a worker of pytest-xdist: its controller writes
            session.config.workeroutput["colophon"] = [ledger.dumps(new), collected]
            return
        for text, names in self._workers:
            new = new.merged(ledger.loads(text))
            collected += names
        known = read(self._path)[0]
        merged = known.merged(new, collected, self._whole(session.config, collected, known))
        write(self._path, ledger.dumps(merged).encode())
        if self._only_stale and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK  # all evidence is fresh: nothing had to be run

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        self._workers += [node.workeroutput["colophon"]] if "colophon" in getattr(node, "workeroutput", {}) else []

    def pytest_report_header(self) -> str:
        folders = ", ".join(self._sources.relative(folder) for folder in self._sources.folders)
        return f"colophon: recording what tests run of {folders}"

    def _take(self) -> frozenset[Piece]:
        return self._sources.pieces(self._tracer.take() or {})

    def _recorded(self) -> Ledger:
        results = {}
        for name, became in self._outcomes.items():
            file = ledger.file_of(name)
            # what importing a module runs has run for every test that imports it
            imported = {piece for piece in self._outside if piece.path in self._sources.reached(file)}
            results[name] = Result(became, self._sources.context(file), self._ran.get(name, frozenset()) | imported)
        return Ledger(self._sources.environment(), results, self._others)

    def _whole(self, config: pytest.Config, collected: Iterable[str], known: Ledger) -> set[str]:
        """The test files of which every test has been collected, and those that are gone."""
        parts = {ledger.file_of(argument) for argument in config.args if "::" in argument}
        in_part = {self._sources.relative((config.invocation_params.dir / part).resolve()) for part in parts}
        files = {ledger.file_of(name) for name in known.tests}
        gone = {file for file in files if not (config.rootpath / file).exists()}
        return {ledger.file_of(name) for name in collected} - in_part | gone


def _test_files(config: pytest.Config) -> Iterator[Path]:
    """The files that a run may collect."""
    patterns = config.getini("python_files")
    for path in (config.invocation_params.dir / ledger.file_of(argument) for argument in config.args):
        yield from (path,) if path.is_file() else chain.from_iterable(map(path.rglob, patterns))


def outcome(report: pytest.TestReport) -> Outcome:
    """What became of a test, or of a part of it."""
    if hasattr(report, "wasxfail"):
        return "xfailed" if report.skipped else "xpassed"
    return cast(Outcome, report.outcome)
