"""The Python files of a project as they are now, and what is known of them from before."""

from pathlib import Path

import pytest

from mkdocs_colophon.evidence import source_facts
from mkdocs_colophon.evidence.ledger import Piece
from mkdocs_colophon.evidence.source_tree import SourceTree
from mkdocs_colophon.freshness.file_state import PATH, FileState
from mkdocs_colophon.tracing.tracer import Ran

FILES = {
    "src/nets/__init__.py": "",
    "src/nets/pooling.py": "import numpy, absent\nfrom .windows import slide\n\n\ndef pool(x):\n    return slide(x)\n",
    "src/nets/windows.py": "def slide(x):\n    return x\n",
    "tests/helpers/shapes.py": "SIZE = 2\n",
    "tests/conftest.py": "import helpers.shapes\n",
    "tests/test_pooling.py": "from nets.pooling import pool\n",
}
TEST = "tests/test_pooling.py"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def tree(root: Path, state: FileState | None = None) -> SourceTree:
    return SourceTree(root, [Path("src")], [Path("tests")], state)


def test_what_a_file_reaches_is_what_it_imports_and_the_packages_in_which_that_stands(root: Path) -> None:
    nets = {"src/nets/__init__.py", "src/nets/pooling.py", "src/nets/windows.py"}
    assert tree(root).reached(TEST) == nets | {TEST}
    assert tree(root).named(TEST) == {"src/nets/pooling.py"}


def test_only_the_code_that_figures_call_is_proven(root: Path) -> None:
    assert [name for name in FILES if tree(root).is_proven(name)] == list(FILES)[:3]


def test_what_ran_comes_as_pieces_with_the_skeleton_of_their_file(root: Path) -> None:
    path = "src/nets/windows.py"
    sources = tree(root)
    ran = {str(root / path): Ran(frozenset({"slide"}), frozenset({2}))}
    digests = sources[path].digests
    assert sources.pieces(ran) == {
        Piece(path, "", digests.skeleton),
        Piece(path, "slide", digests.functions["slide"], (0,)),
    }


@pytest.mark.parametrize(
    ("name", "text", "same"),
    [
        (TEST, "from nets.pooling import pool\nimport math\n", False),
        (TEST, "from nets.pooling import pool  # a comment\n", True),
        ("tests/conftest.py", "import helpers.shapes, math\n", False),
        ("tests/helpers/shapes.py", "SIZE = 3\n", False),
        ("src/nets/windows.py", "SIZE = 2\n\n\ndef slide(x):\n    return x\n", False),
        ("src/nets/windows.py", "def slide(x):\n    return +x\n", True),  # that it ran is recorded elsewhere
    ],
)
def test_the_context_of_a_test_is_all_that_it_stands_on_but_what_it_runs(
    root: Path, name: str, text: str, same: bool
) -> None:
    before = tree(root).context(TEST)
    (root / name).write_text(text)
    assert (tree(root).context(TEST) == before) is same


def test_versions_are_those_of_python_and_of_installed_packages_that_the_code_imports(root: Path) -> None:
    assert list(tree(root).environment()) == ["python", "numpy"]


def test_a_file_that_is_gone_or_empty_has_nothing_in_it_and_only_the_one_is_there(root: Path) -> None:
    (root / TEST).write_text("")
    empty = tree(root)
    contexts = [empty.context(TEST)]
    (root / TEST).unlink()
    contexts.append(tree(root).context(TEST))
    assert tree(root)[TEST] == empty[TEST] == source_facts.facts(b"")
    assert contexts[0] != contexts[1]


# What is kept for later builds.


def known(root: Path, monkeypatch: pytest.MonkeyPatch | None = None) -> dict[str, source_facts.SourceFacts]:
    """All facts, kept as if the files had been written long ago; with a monkeypatch, nothing may be parsed."""
    if monkeypatch:
        monkeypatch.setattr(source_facts, "facts", None)
    sources = tree(root, FileState(root, later=5 * 10**9))
    found = {name: sources[name] for name in FILES}
    sources.save()
    return found


def test_a_file_that_has_not_changed_is_not_parsed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert known(root) == known(root, monkeypatch)


def test_a_file_that_has_changed_is_parsed_again(root: Path) -> None:
    before = known(root)
    (root / TEST).write_text("import math\n")
    assert known(root) == before | {TEST: source_facts.facts(b"import math\n")}


def test_what_another_python_or_colophon_has_found_out_is_not_used(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known(root)
    monkeypatch.setattr(source_facts, "kind", lambda: "another")
    with pytest.raises(TypeError):
        known(root, monkeypatch)


def test_a_cache_that_is_none_costs_time_only(root: Path) -> None:
    before = known(root)
    (root / PATH).write_bytes(b"no database")
    assert known(root) == before
