"""The file in which a site has names for others: as Sphinx writes and reads it."""

import zlib

import pytest

from mkdocs_colophon.crossref.inventory import Inventory, Thing, read, written

HEADER = (
    b"# Sphinx inventory version 2\n# Project: %s\n# Version: %s\n"
    b"# The remainder of this file is compressed using zlib.\n"
)
FIGURE = Thing("fig:x", "a/#fig:x", "Figure 3", "fig", "3")
SECTION = Thing("sec:y", "#sec:y", "The size of it", "sec")


def packed(lines, project=b"Other", version=b"1.0"):
    """A file as Sphinx has it."""
    return HEADER % (project, version) + zlib.compress(lines.encode())


def test_a_label_is_written_as_sphinx_has_it_and_with_its_number():
    data = written("A site", [FIGURE, SECTION])
    header = HEADER % (b"A site", b"")
    assert data.startswith(header)
    assert zlib.decompress(data[len(header) :]).decode() == (
        "fig:x colophon:fig 1 a/#fig:x 3\n"
        "fig:x std:label -1 a/#fig:x Figure 3\n"
        "sec:y colophon:sec 1 #sec:y -\n"
        "sec:y std:label -1 #sec:y The size of it\n"
    )


def test_what_another_program_has_written_stays():
    data = written("A", [SECTION], packed("f py:function 1 api/#$ -\n"))
    assert list(read(data, "").things) == ["f", "sec:y"]


def test_what_is_written_is_read_with_addresses_of_the_site():
    found = read(written("A site", [FIGURE, SECTION]), "https://a.org/x")
    assert found == Inventory(
        "A site",
        {
            "fig:x": Thing("fig:x", "https://a.org/x/a/#fig:x", "Figure 3", "fig", "3"),
            "sec:y": Thing("sec:y", "https://a.org/x/#sec:y", "The size of it", "sec"),
        },
    )


@pytest.mark.parametrize(
    ("line", "thing"),
    [
        (
            "numpy.dot py:function 1 ref/numpy.dot.html#$ -",
            Thing("numpy.dot", "u/ref/numpy.dot.html#numpy.dot", "numpy.dot"),
        ),
        (
            "the-label std:label -1 a.html#the-label A: title, 2",
            Thing("the-label", "u/a.html#the-label", "A: title, 2"),
        ),
        ("a name of words std:term -1 g.html#term -", Thing("a name of words", "u/g.html#term", "a name of words")),
    ],
)
def test_what_sphinx_writes_is_read(line, thing):
    assert read(packed(f"{line}\n"), "u").things == {thing.label: thing}


def test_a_label_comes_before_what_else_has_its_name():
    lines = "x py:module 0 a.html#x -\nx std:label -1 b.html#x B\nx std:doc -1 c.html C\n"
    assert read(packed(lines), "u").things == {"x": Thing("x", "u/b.html#x", "B")}


def test_a_line_that_says_nothing_is_passed_over_nope():
    assert read(packed("nothing\nx y z\na b:c d e f\n"), "u").things == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it does not begin with '# Sphinx inventory version 2'"),
        (
            b"# Sphinx inventory version 1\n# Project: a\n# Version: 1\nx\n",
            "it does not begin with '# Sphinx inventory version 2'",
        ),
        (HEADER % (b"a", b"1") + b"no zlib", "it is damaged: "),
    ],
)
def test_what_is_no_inventory_is_said(data, reason):
    with pytest.raises(ValueError) as error:
        read(data, "")
    assert str(error.value).startswith(reason)
