"""Patterns that are sought only where one of their signs is."""

import re

import pytest

from mkdocs_colophon.prefilter import Prefilter

DOLLARS = re.compile(r"\$(\w+)\$|\\(\w+)")


@pytest.mark.parametrize("text", ["", "none", "a $b$ c", r"a \b c", r"$a$ \b $c$", "$ a"])
@pytest.mark.parametrize("start", [0, 3])
def test_it_finds_what_its_pattern_finds(text, start):
    found = [match.span() for match in Prefilter(DOLLARS, ("$", "\\")).finditer(text, start)]
    assert found == [match.span() for match in DOLLARS.finditer(text, start)]


def test_a_text_without_a_sign_is_not_searched():
    assert list(Prefilter(re.compile("a"), ("@",)).finditer("a")) == []
