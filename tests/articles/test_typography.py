"""The letters of the prose: one kind of apostrophe."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
# what is no prose: code, formulas, tags
_OTHER = re.compile(r"^ {4}.*$|^(```|~~~).*?^\1|`+[^`]*`+|\$\$.*?\$\$|\$[^$\n]*\$|<[^>]*>", re.DOTALL | re.MULTILINE)


def straight(text: str) -> list[str]:
    """The words of a page with an apostrophe of a typewriter."""
    return re.findall(r"\w+'[a-z]+", _OTHER.sub("", text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_apostrophes_are_curly(path):
    assert straight(path.read_text("utf-8")) == []


def test_apostrophes_in_the_words_of_a_notebook_are_curly():
    cells = re.findall(r"(?m)^# (.*)$", (DOCS / "notebooks/learned_kernels.py").read_text("utf-8"))
    assert straight("\n".join(cells)) == []


def test_a_straight_one_is_found():
    assert straight("It's `it's`\n```\nit's\n```\n") == ["It's"]
