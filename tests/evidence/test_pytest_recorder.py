"""What becomes of a test, in the words that the ledger has for it; recording itself is tested by running pytest."""

import pytest

from mkdocs_colophon.evidence.pytest_plugin import pytest_addoption
from mkdocs_colophon.evidence.pytest_recorder import outcome


def report(result: str, **more: object) -> pytest.TestReport:
    return pytest.TestReport("a.py::b", ("a.py", 0, "b"), {}, result, None, "call", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (report("passed"), "passed"),
        (report("failed"), "failed"),
        (report("skipped"), "skipped"),
        (report("skipped", wasxfail="reason"), "xfailed"),
        (report("passed", wasxfail="reason"), "xpassed"),
    ],
)
def test_an_outcome_is_that_of_the_report(given: pytest.TestReport, expected: str) -> None:
    assert outcome(given) == expected


def test_nothing_is_asked_of_a_run_that_names_no_option_of_ours() -> None:
    parser = pytest.Parser(_ispytest=True)
    pytest_addoption(parser)
    given = parser.parse_known_args([])
    assert (given.colophon, given.colophon_stale) == (False, False)
