"""What tests prove about figures, in a built site: how each was made, and what becomes of those that lack proof."""

import re
import subprocess
import sys

import pytest

CONFIG = """
site_name: Tiny
theme: {{name: mkdocs}}
repo_url: https://github.com/ann/tiny
edit_uri: edit/main/docs/
plugins: [search, colophon: {{evidence: {evidence}}}]
"""
FILES = {
    "docs/index.md": "# One\n\n![Corners meet.](figures/square.svg){#fig:square}\n\n[[figures thumbnails]]\n",
    "figures_src/square.py": '''
"""A square with a line from corner to corner."""
from matplotlib.figure import Figure
from nets import corners

def draw():
    figure = Figure(figsize=(2, 1))
    figure.add_subplot().plot(corners(2), corners(2))
    return figure
''',
    "src/nets.py": "def corners(n):\n    if n > 1:\n        return [0, 1]\n    return [0]\n",
    "test_nets.py": "import nets\n\n\ndef test_corners():\n    assert nets.corners(2) == [0, 1]\n",
    "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["src"]\n',
}


@pytest.fixture
def tested(build):
    """Builds the site with some files changed, once its tests have been run."""

    def run(evidence="warn", **files):
        changed = {name.replace("__", "/") + ".py": text for name, text in files.items()}
        first = build(FILES | changed, config=CONFIG.format(evidence=evidence))
        command = [sys.executable, "-m", "pytest", "-q", "--colophon", "-p", "no:cacheprovider", "test_nets.py"]
        subprocess.run(command, cwd=first.root, capture_output=True, check=False)
        return build(FILES | changed, config=CONFIG.format(evidence=evidence))

    return run


def test_a_figure_of_tested_code_says_which_tests_stand_behind_it(tested):
    built = tested(evidence="error")
    page = built.page("index.html")
    assert built.problems == []
    assert '<code>nets.corners</code></a><details class="colophon-tests passing">' in page
    assert '<a href="https://github.com/ann/tiny/blob/main/src/nets.py#L1">' in page
    assert 'test_nets.py#L1"><code>test_nets.py</code></a>: 1</li>' in page
    assert re.search(
        r'<span class="colophon-credit">.*figures_src/square.py.* <span>tests passed: 1</span></span>', page
    )


def test_the_colophon_is_no_part_of_what_search_finds(tested):
    assert "How this figure was made" not in tested().page("search/search_index.json")


def test_lines_that_no_test_ran_are_told_and_are_a_problem(tested):
    test = "import nets\n\n\ndef test_corners():\n    assert nets.corners(1) == [0]\n"
    built = tested(test_nets=test)
    assert [problem.partition(" the ")[0] for problem in built.problems] == ["figures_src/square.py FIG023"]
    assert 'lines without a passing test: <a href="https://github.com/ann/tiny/blob/main/src/nets.py#L3">3</a>' in (
        built.page("index.html")
    )


def test_a_figure_that_fails_its_tests_is_not_published_if_evidence_must_be(tested):
    test = "import nets\n\n\ndef test_corners():\n    assert nets.corners(2) == [1, 0]\n"
    built = tested(evidence="error", test_nets=test)
    assert [problem.partition(" the ")[0] for problem in built.problems] == ["figures_src/square.py FIG021"]
    assert '<span class="unresolved">¿figures/square.svg?</span>' in built.page("index.html")
    assert not (built.root / "site/figures/square.py").exists()


def test_without_evidence_the_page_says_so_and_nothing_is_wrong_unless_it_is_asked_for(build):
    built = build(FILES, config=CONFIG.format(evidence="off"))
    assert built.problems == []
    assert "<p>no evidence recorded</p>" in built.page("index.html")


def test_the_same_build_gives_the_same_page(build):
    def page():
        return re.sub("Build Date UTC.*", "", build(FILES, config=CONFIG.format(evidence="off")).page("index.html"))

    assert page() == page()


def test_a_site_can_leave_the_colophon_out(build):
    config = "site_name: T\ntheme: {name: mkdocs}\nplugins: [colophon: {figure_colophon: false}]\n"
    built = build(FILES, config=config)
    assert "colophon-made" not in built.page("index.html")
    assert not (built.root / "site/figures/square.py").exists()


def test_an_address_of_source_without_a_place_for_the_path_is_a_problem(build):
    config = "site_name: T\ntheme: {name: mkdocs}\nplugins: [colophon: {source_url: https://example.org}]\n"
    assert build({"docs/index.md": "One."}, config=config).problems == [
        "mkdocs.yml:3:34 FIG033 `source_url` has no {path}: https://example.org"
    ]
