"""Which tests matter for figures: those nearest to the code that the scripts call, and those on record that ran it."""

from pathlib import Path

import pytest

from mkdocs_colophon.evidence.ledger import Ledger, Piece, Result
from mkdocs_colophon.evidence.selection import Selection
from mkdocs_colophon.evidence.source_tree import SourceTree

FILES = {
    "figures_src/max.py": "from nets.pooling import pool\nimport drawing\n",
    "src/nets/__init__.py": "",
    "src/nets/pooling.py": "from nets.windows import slide\n",
    "src/nets/windows.py": "",
    "src/nets/layers.py": "import nets.pooling\n",
    "src/nets/loss.py": "",
    "tests/test_pooling.py": "from nets import pooling\n",
    "tests/test_pooling_gradients.py": "import nets.pooling\n",
    "tests/test_borders.py": "import nets.pooling\n",
    "tests/test_layers.py": "import nets.layers\n",
    "tests/test_loss.py": "import nets.loss\n",
}
AFTER = {"tests/test_pooling.py", "tests/test_pooling_gradients.py"}  # called after the module that the script names
NAMING, REACHING = {"tests/test_borders.py"}, {"tests/test_layers.py"}
TESTS = {name for name in FILES if name.startswith("tests/")}


def selection(root: Path, *without: str, ledger: Ledger | None = None) -> Selection:
    for name in FILES.keys() - set(without):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(FILES[name])
    tests = sorted((root / "tests").glob("*.py"))
    return Selection(SourceTree(root, [Path("src")]), ledger or Ledger(), root / "figures_src", tests)


@pytest.mark.parametrize(
    ("without", "expected"),
    [(set(), AFTER), (AFTER, NAMING), (AFTER | NAMING, REACHING), ({"figures_src/max.py"}, TESTS)],
    ids=["called after the module", "naming it", "reaching it", "all, without scripts"],
)
def test_of_tests_that_are_not_on_record_the_nearest_matter(
    tmp_path: Path, without: set[str], expected: set[str]
) -> None:
    found = selection(tmp_path, *without)
    assert {name for name in TESTS - without if found.of_file(name)} == expected
    assert {name for name in TESTS - without if found.of_test(f"{name}::test")} == expected


def test_of_tests_on_record_those_matter_that_ran_what_scripts_reach(tmp_path: Path) -> None:
    ran = {
        "tests/test_layers.py::test_slides": Piece("src/nets/windows.py", "slide", ""),
        "tests/test_layers.py::test_imports": Piece("src/nets/windows.py", "", ""),
        "tests/test_loss.py::test_loss": Piece("src/nets/loss.py", "loss", ""),
    }
    results = {name: Result("passed", "", frozenset([piece])) for name, piece in ran.items()}
    found = selection(tmp_path, ledger=Ledger(tests=results))
    assert [name for name in ran if found.of_test(name)] == ["tests/test_layers.py::test_slides"]
    assert {name for name in TESTS if found.of_file(name)} == AFTER | REACHING
