"""A trace crosses the border between two processes as plain data."""

import json
from dataclasses import asdict

import pytest

from mkdocs_colophon.tracing.trace import Module, Trace

TRACE = Trace(
    modules={"/p/src/b.py": Module("1", "2", {"f": "3"}, {"f": (0, 2)}), "/p/src/a.py": Module("4")},
    coarse=False,
    files={"/p/x": "5", "/etc/y": None},
    folders={"/p/d": "6"},
    variables={"SIZE": None, "HOME": "7"},
    packages={"numpy": "2.4.6"},
)


def test_a_trace_comes_back_from_json() -> None:
    carried = Trace.of(json.loads(json.dumps(asdict(TRACE))))
    assert asdict(carried) | {"modules": ...} == asdict(TRACE) | {"modules": ...}
    assert carried.modules == {
        path: Module(each.digest, each.skeleton, each.functions, {name: [*p] for name, p in each.statements.items()})
        for path, each in TRACE.modules.items()
    }


@pytest.mark.parametrize("given", [{}, {"modules": {}}, {"modules": []}, {"modules": {"a": {"x": 1}}}])
def test_what_is_no_trace_is_refused(given: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError)):
        Trace.of(given)


def test_paths_are_renamed_and_all_is_sorted() -> None:
    found = TRACE.relative(lambda path: path.removeprefix("/p/"))
    assert [list(found.modules), list(found.files), list(found.folders), list(found.variables)] == [
        ["src/a.py", "src/b.py"],
        ["/etc/y", "x"],
        ["d"],
        ["HOME", "SIZE"],
    ]
    assert found.modules["src/b.py"] == TRACE.modules["/p/src/b.py"]
