"""What tests prove about the code that a figure ran, told from a ledger and the files of now."""

from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_colophon.evidence import ledger
from mkdocs_colophon.evidence.current_ledger import CurrentLedger, current_ledger_at, read
from mkdocs_colophon.evidence.evidence import Evidence, Status, evidence_for, needed, problems
from mkdocs_colophon.evidence.ledger import Ledger, Outcome, Piece, Result
from mkdocs_colophon.evidence.source_tree import SourceTree
from mkdocs_colophon.tracing.tracer import Ran

POOLING = """SIZE = 2


def pool(rows, size=SIZE):
    if size == 1:
        return rows
    rows = list(rows)
    return [
        max(rows)
    ]


def mean(rows):
    return sum(rows)


half = lambda x: x / 2
"""
TEST = "from sample.pooling import pool\n"
VERSIONS = {"python": "3.11"}
PATH = "src/sample/pooling.py"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {PATH: POOLING, "src/sample/__init__.py": "", "tests/test_pooling.py": TEST}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def sources_at(root: Path) -> SourceTree:
    return SourceTree(root, [Path("src")])


def ran(root: Path, *lines: int, functions: tuple[str, ...] = ()) -> frozenset[Piece]:
    """What a run of these lines of the module comes to."""
    return sources_at(root).pieces({str(root / PATH): Ran(frozenset(functions), frozenset(lines))})


def recorded(root: Path, **tests: tuple[Outcome, tuple[int, ...]]) -> Ledger:
    """A ledger of tests that ran these lines of the module."""
    context = sources_at(root).context("tests/test_pooling.py")
    results = {
        f"tests/test_pooling.py::{name}": Result(outcome, context, ran(root, *lines))
        for name, (outcome, lines) in tests.items()
    }
    return Ledger(VERSIONS, results)


def judged(root: Path, figure: frozenset[Piece], known: Ledger) -> Evidence:
    sources = sources_at(root)
    return evidence_for(figure, CurrentLedger.of(known, sources, VERSIONS), sources)


def said(root: Path, figure: frozenset[Piece], known: Ledger) -> list[str]:
    sources = sources_at(root)
    current = CurrentLedger.of(known, sources, VERSIONS)
    return [str(problem) for problem in problems(evidence_for(figure, current, sources), current)]


def test_all_that_a_figure_ran_is_proven_by_the_tests_that_ran_it_together(root: Path) -> None:
    known = recorded(root, test_one=("passed", (5, 6)), test_two=("passed", (5, 7, 8, 9)))
    figure = ran(root, 5, 7, 8)
    [pool] = judged(root, figure, known).functions
    assert (str(pool), pool.line, pool.status) == ("sample.pooling.pool", 5, Status.PROVEN)
    assert pool.passing == ("tests/test_pooling.py::test_one", "tests/test_pooling.py::test_two")
    assert (pool.failing, pool.stale, pool.untested) == ((), (), ())
    assert judged(root, figure, known).status == Status.PROVEN
    assert judged(root, figure, known).tests == pool.passing
    assert said(root, figure, known) == []


def test_lines_that_no_passing_test_ran_are_named(root: Path) -> None:
    known = recorded(root, test_one=("passed", (5, 6)), test_two=("xfailed", (5, 7, 8)))
    assert said(root, ran(root, 5, 7, 8, 9), known) == [
        "FIG023 the figure ran lines 7-8 of sample.pooling.pool that no passing test runs "
        "(write a test that does, or run `pytest --colophon` if there is one; see src/sample/pooling.py:7)"
    ]


@pytest.mark.parametrize("outcome", ["skipped", "xfailed", "xpassed"])
def test_a_test_that_did_not_pass_proves_nothing(root: Path, outcome: Outcome) -> None:
    known = recorded(root, test_one=(outcome, (14,)))
    assert said(root, ran(root, 14), known) == [
        "FIG022 the figure ran sample.pooling.mean, which no passing test runs "
        "(write a test that does, or run `pytest --colophon` if there is one)"
    ]


def test_a_failing_test_is_named_although_others_pass(root: Path) -> None:
    known = recorded(root, test_a=("failed", (14,)), test_b=("passed", (14,)), test_c=("failed", (14,)))
    assert said(root, ran(root, 14), known) == [
        "FIG021 the figure ran sample.pooling.mean, which tests find wrong: "
        "tests/test_pooling.py::test_a, tests/test_pooling.py::test_c"
    ]
    assert judged(root, ran(root, 14), known).status == Status.FAILING


def test_a_failing_test_of_another_function_does_not_matter(root: Path) -> None:
    known = recorded(root, test_a=("failed", (5, 6)), test_b=("passed", (14,)))
    assert said(root, ran(root, 14), known) == []


def test_without_any_record_that_is_said_once(root: Path) -> None:
    assert said(root, ran(root, 5, 6, 14), Ledger()) == [
        "FIG020 no test is recorded as evidence for the figure (run `pytest --colophon`)"
    ]


def test_a_figure_that_runs_no_code_of_the_project_has_no_evidence_and_no_problem(root: Path) -> None:
    assert judged(root, frozenset(), recorded(root)).status == Status.NONE
    assert said(root, frozenset(), Ledger()) == []


def test_a_function_without_statements_of_its_own_is_proven_by_a_test_that_ran_it(root: Path) -> None:
    figure = ran(root, 17, functions=("<lambda>",))
    known = recorded(root, test_one=("passed", (14,)))
    assert judged(root, figure, known).status == Status.NONE
    [name] = known.tests
    proven = Ledger(VERSIONS, {name: replace(known.tests[name], ran=figure)})
    assert judged(root, figure, proven).status == Status.PROVEN


STALE = "whose tests have not run since something changed (run `pytest --colophon-stale`)"
EDITS = [
    (PATH, "return sum(rows)", "return sum(list(rows))", {"test_mean"}),
    (PATH, "return rows", "return [*rows]", {"test_pool"}),
    (PATH, "SIZE = 2", "SIZE = 3", {"test_mean", "test_pool"}),
    ("tests/test_pooling.py", TEST, f"{TEST}import math\n", {"test_mean", "test_pool"}),
    (PATH, "return sum(rows)", "# all\n    return (\n        sum(rows)\n    )", set()),
    ("tests/test_pooling.py", TEST, f"# a test\n{TEST}", set()),
]


@pytest.mark.parametrize(("name", "old", "new", "stale"), EDITS)
def test_after_an_edit_evidence_is_stale_where_the_edit_may_matter(
    root: Path, name: str, old: str, new: str, stale: set[str]
) -> None:
    known = recorded(root, test_mean=("passed", (14,)), test_pool=("passed", (5, 6)))
    (root / name).write_text((root / name).read_text().replace(old, new))
    sources = sources_at(root)
    current = CurrentLedger.of(known, sources, VERSIONS)
    where = {"test_mean": "mean", "test_pool": "pool"}
    figure = ran(root, *sources[PATH].lines["mean"], 5, 6)
    assert {name for name in known.tests if current.has_to_run(name)} == {f"tests/test_pooling.py::{n}" for n in stale}
    assert needed(figure, current) == {f"tests/test_pooling.py::{test}" for test in stale}
    named = ", ".join(f"sample.pooling.{where[test]}" for test in sorted(stale))
    assert said(root, figure, known) == ([f"FIG024 the figure ran {named}, {STALE}"] if stale else [])


def test_the_lines_named_are_those_of_now(root: Path) -> None:
    known, figure = recorded(root, test_one=("passed", (5, 6))), ran(root, 5, 7, 8)
    (root / PATH).write_text('"""Moved."""\n\n' + POOLING)
    assert judged(root, figure, known).functions[0].untested == (9, 10)


def test_under_other_versions_all_evidence_is_stale(root: Path) -> None:
    known = replace(recorded(root, test_one=("passed", (14,))), environment={"python": "3.10"})
    assert judged(root, ran(root, 14), known).status == Status.STALE


def test_what_a_helper_of_the_tests_changes_makes_them_stale(root: Path) -> None:
    (root / "tests/helper.py").write_text("def given():\n    return 1\n")
    (root / "tests/test_pooling.py").write_text("import helper\n" + TEST)
    known = recorded(root, test_one=("passed", (14,)))
    (root / "tests/helper.py").write_text("def given():\n    return 2\n")
    assert judged(root, ran(root, 14), known).status == Status.STALE


def test_where_tests_import_from_is_read_with_the_evidence(root: Path) -> None:
    (root / "lib").mkdir()
    (root / "lib/helper.py").write_text("GIVEN = 1\n")
    (root / "tests/test_pooling.py").write_text("import helper\n" + TEST)
    sources = SourceTree(root, [Path("src")], [Path("lib")])
    result = Result("passed", sources.context("tests/test_pooling.py"), ran(root, 14))
    known = Ledger(sources.environment(), {"tests/test_pooling.py::test_one": result}, ("lib",))
    (root / ledger.PATH).parent.mkdir(parents=True)
    (root / ledger.PATH).write_text(ledger.dumps(known))
    current, read_sources, wrong = current_ledger_at(root, [Path("src")])
    assert (current.ledger, current.fresh, wrong) == (known, known.tests.keys(), [])
    assert evidence_for(ran(root, 14), current, read_sources).status == Status.PROVEN


def test_only_failing_and_stale_tests_of_the_figures_functions_are_needed(root: Path) -> None:
    known = recorded(root, test_a=("failed", (14,)), test_b=("passed", (14,)), test_c=("failed", (5, 6)))
    current = CurrentLedger.of(known, sources_at(root), VERSIONS)
    assert needed(ran(root, 14), current) == {"tests/test_pooling.py::test_a"}


def test_a_file_that_is_gone_or_broken_makes_its_tests_stale(root: Path) -> None:
    known, figure = recorded(root, test_one=("passed", (14,))), ran(root, 14)
    (root / PATH).write_text("def mean(:\n")
    assert judged(root, figure, known).status == Status.STALE
    (root / PATH).unlink()
    assert judged(root, figure, known).status == Status.STALE


def test_a_ledger_is_read_as_it_was_written(root: Path) -> None:
    known = recorded(root, test_a=("failed", (5, 7, 8)), **{"test_b[ü, 1::2]": ("passed", (14,))})
    assert ledger.loads(ledger.dumps(known)) == known
    assert ledger.loads(ledger.dumps(Ledger())) == Ledger()


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"version": 2}', '{"version": 1, "tests": []}'])
def test_what_is_no_ledger_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        ledger.loads(text)


def test_of_a_file_seen_whole_tests_that_were_not_collected_are_forgotten() -> None:
    result = Result("passed", "")
    known = Ledger(VERSIONS, dict.fromkeys(["a.py::x", "a.py::y", "b.py::z"], result))
    new = Ledger(VERSIONS, {"a.py::w": replace(result, outcome="failed")})
    assert dict(known.merged(new, ["a.py::y"], ["a.py"]).tests) == {
        "a.py::w": replace(result, outcome="failed"),
        "a.py::y": result,
        "b.py::z": result,
    }


def test_tests_that_ran_under_other_versions_are_forgotten() -> None:
    known = Ledger({"python": "3.11"}, {"a.py::x": Result("passed", "")})
    new = Ledger({"python": "3.12"}, {"a.py::y": Result("passed", "")})
    assert known.merged(new) == new


def test_a_broken_file_of_evidence_is_a_problem_and_a_missing_one_is_none(tmp_path: Path) -> None:
    (tmp_path / "evidence.json").write_text("[]")
    known, [problem] = read(tmp_path / "evidence.json")
    assert known == Ledger()
    assert (problem.code, problem.text) == ("FIG025", "the recorded evidence cannot be read: no ledger of tests")
    assert read(tmp_path / "nowhere.json") == (Ledger(), [])
