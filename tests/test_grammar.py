"""Cites are read as pandoc reads them: `grammar.json` holds 90 inputs with the citations that pandoc 3.9 finds."""

import json
import re
from pathlib import Path

import markdown
import pytest

from mkdocs_colophon.grammar import Cite, cites, closing_bracket, group, substitute, textual
from mkdocs_colophon.html import markers
from mkdocs_colophon.pipeline.syntax import ColophonExtension

CASES = json.loads(Path(__file__).with_name("grammar.json").read_text("utf-8"))
EXTENSIONS = ["attr_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc", ColophonExtension()]

# What we read otherwise than pandoc, and why. That a second key in a suffix is a problem is in the golden cases.
DEVIATIONS = {
    "![@b](i.png) x": ([], "the alternative text of an image in a line is read aloud as it is written"),
    "[![@b](i.png)](u) x": ([], "as above"),
    "![cap @fig:a](i.png){#fig:b}": ([("AuthorInText", "fig:a", "", "")], "pandoc's list has caption and alt text"),
    "[#fig:a](#fig:a)": ([("AuthorInText", "fig:a", "", "")], "a link that names itself is a reference (Hexo)"),
}
# Deviations for inputs that pandoc's list lacks.
OURS = {
    "http://a.b/@k": ([], "no key begins inside a bare URL"),
    "(@k) text": ([("AuthorInText", "k", "", "")], "there are no example lists"),
    "[@a][@b]": ([("NormalCitation", "a", "", ""), ("NormalCitation", "b", "", "")], "two groups, as they look"),
    "@a [@b; @c]": (
        [("AuthorInText", "a", "", ""), ("NormalCitation", "b", "", ""), ("NormalCitation", "c", "", "")],
        "pandoc merges the bracket into the citation before it and prints nonsense in some styles",
    ),
}


def read(text):
    """The cites in `text` as pandoc would list them: mode, key, prefix, suffix."""
    html = markdown.Markdown(extensions=EXTENSIONS).convert(text)
    cites = []
    for marker in (each for each in markers.find(html) if each.name == "cite"):
        for place, (key, prefix, suffix, suppress) in enumerate(json.loads(marker.data["cites"])):
            textual = marker.data["form"] == "textual" and place == 0
            mode = "SuppressAuthor" if suppress else "AuthorInText" if textual else "NormalCitation"
            cites.append((mode, key, prefix, suffix.strip()))
    return cites


def listed(cite):
    """A cite of pandoc's list, with what its list says of the markup around it as Markdown."""

    def written(text):
        text = re.sub(r"<CITE ([^>]*)>", r"@\1", text).replace("<Emph>", "*see*").replace("<Strong>", "**p. 3**")
        return text.strip()

    return cite["mode"], cite["key"], written(cite["prefix"]), written(cite["suffix"])


@pytest.mark.parametrize("case", CASES, ids=[case["md"] for case in CASES])
def test_cites_are_read_as_pandoc_reads_them(case):
    expected = DEVIATIONS.get(case["md"], ([listed(cite) for cite in case["cites"]],))[0]
    assert read(case["md"]) == expected


@pytest.mark.parametrize(("text", "expected"), [(text, cites) for text, (cites, _) in OURS.items()], ids=[*OURS])
def test_cites_are_read_for_the_author_where_pandoc_would_surprise(text, expected):
    assert read(text) == expected


def test_there_are_ninety_cases_and_every_deviation_is_one_of_them():
    assert len(CASES) == 90
    assert DEVIATIONS.keys() <= {case["md"] for case in CASES}


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("@a", (Cite("a"),)),
        ("-@a, p. 3", (Cite("a", suffix=", p. 3", suppress=True),)),
        ("see @{a b}; @a", None),
        ("see @{a.b.}, [x; y] &amp; z; @c", (Cite("a.b.", "see", ", [x; y] &amp; z"), Cite("c"))),
        ("[@a]", None),
        ("https://x.org/@a", None),
        ("", None),
    ],
)
def test_the_inside_of_a_bracket_is_a_group_if_every_part_has_a_key(inside, found):
    assert group(inside) == found


def test_a_bracket_behind_a_key_has_its_locator_and_further_cites():
    assert textual("a", True, " p. 3 ; see @b") == (Cite("a", suffix="p. 3", suppress=True), Cite("b", "see"))
    assert textual("a", False, "p. 3; no key") == (Cite("a", suffix="p. 3"),)


def test_keys_are_found_in_any_text():
    assert cites("@a, a@b.org, www.x.org/@c, -@{d e}, -@{d}, [@e_f; @g.]") == ["a", "d", "e_f", "g"]


def test_in_a_text_groups_are_replaced_before_the_keys_in_them():
    def worded(found, text):
        return None if found[0].key == "b" else f"<{'+'.join(cite.key for cite in found)}>"

    assert substitute("@a [see @a; @c] @b [x @b] [y] a@c", worded) == "<a> <a+c> @b [x @b] [y] a@c"


@pytest.mark.parametrize(("text", "start", "end"), [("[a]", 0, 2), ("[[a] b", 0, -1), ("x [] []", 5, 6), ("[", 0, -1)])
def test_a_bracket_closes_with_its_own(text, start, end):
    assert closing_bracket(text, start) == end
