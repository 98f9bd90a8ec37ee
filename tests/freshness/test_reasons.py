"""Why a run is not fresh, in the words of its author."""

from pathlib import Path

import pytest

from mkdocs_colophon.freshness.changes import changes, version_changes
from mkdocs_colophon.freshness.file_state import FileState
from mkdocs_colophon.tracing import code, environ_monitor, file_digests
from mkdocs_colophon.tracing.trace import Module, Trace

SOURCE = "A = 1\n\n\ndef half(x):\n    return x / 2\n\n\ndef unused():\n    return 1\n"
VARIABLES = {"SIZE": "1"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/x").write_text("1")
    (tmp_path / "kit.py").write_text(SOURCE)
    return tmp_path


def trace(root: Path, *, coarse: bool = False) -> Trace:
    """What a run was made from that ran one function, read a file, missed one, listed a folder and so on."""
    of = code.digests(SOURCE)
    digest = file_digests.content(str(root / "kit.py")) or ""
    return Trace(
        modules={"kit.py": Module(digest, of.skeleton, {"half": of.functions["half"]})},
        coarse=coarse,
        files={"d/x": file_digests.content(str(root / "d/x")), "missing": None},
        folders={"d": file_digests.listing(str(root / "d")) or "", "nowhere": ""},
        variables={"SIZE": environ_monitor.digest("1"), "NONE": None},
        packages={"pytest": pytest.__version__},
    )


def found(root: Path, made: Trace, variables: dict[str, str] = VARIABLES) -> list[str]:
    return list(changes(made, FileState(root, variables)))


def test_a_run_is_fresh_while_nothing_changes(root: Path) -> None:
    assert found(root, trace(root)) == []


@pytest.mark.parametrize(
    ("name", "text", "reasons"),
    [
        ("kit.py", SOURCE.replace("A = 1", "A = 2"), ["kit.py: what importing it runs has changed"]),
        ("kit.py", SOURCE.replace("x / 2", "x // 2"), ["kit.py: half has changed"]),
        ("kit.py", SOURCE.replace("return 1", "return 2"), []),
        ("kit.py", "# a comment\n" + SOURCE, []),
        ("kit.py", "# colophon: reads d/y\n" + SOURCE, ["kit.py: it says that it reads d/y"]),
        ("kit.py", "# colophon: reads d/x\n" + SOURCE, []),
        ("kit.py", "def", ["kit.py has changed"]),
        ("kit.py", None, ["kit.py is gone"]),
        ("d/x", "2", ["d/x has changed"]),
        ("d/x", None, ["d/x is gone", "d/ holds other files"]),
        ("d/y", "", ["d/ holds other files"]),
        ("missing", "", ["missing is new"]),
        ("nowhere/x", "", ["nowhere/ holds other files"]),
    ],
)
def test_a_change_is_told_where_it_matters(root: Path, name: str, text: str | None, reasons: list[str]) -> None:
    made = trace(root)
    if text is None:
        (root / name).unlink()
    else:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)
    assert found(root, made) == reasons


def test_of_a_coarse_run_every_change_of_a_module_matters(root: Path) -> None:
    made = trace(root, coarse=True)
    (root / "kit.py").write_text("# a comment\n" + SOURCE)
    assert found(root, made) == ["kit.py has changed"]


@pytest.mark.parametrize(
    ("variables", "name"), [({"SIZE": "2"}, "SIZE"), ({}, "SIZE"), ({**VARIABLES, "NONE": ""}, "NONE")]
)
def test_a_variable_that_was_read_matters(root: Path, variables: dict[str, str], name: str) -> None:
    assert found(root, trace(root), variables) == [f"the environment variable {name} has changed"]


def test_another_version_of_a_package_is_told_with_both() -> None:
    made = Trace({}, False, {}, {}, {}, {"pytest": "1", "no-such-package": "2"})
    assert list(changes(made, FileState(Path("nowhere")))) == [
        f"pytest was 1 and is {pytest.__version__}",
        "no-such-package was 2 and is absent",
    ]


def test_versions_that_draw_are_compared_by_name() -> None:
    before, after = {"numpy": "1", "freetype": "a", "gone": "3"}, {"numpy": "1", "freetype": "b", "new": "4"}
    assert list(version_changes(before, after)) == [
        "how Matplotlib sets text has changed",
        "gone was 3 and is absent",
        "new was absent and is 4",
    ]
