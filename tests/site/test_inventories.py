"""References to other sites, by the inventories that they publish."""

from functools import partial

import pytest

from mkdocs_colophon.crossref.inventory import Thing, read, written

CONFIG = """
site_name: Tiny
theme: {{name: mkdocs{theme}}}
plugins:
  - colophon: {{inventories: {inventories}}}
markdown_extensions: [attr_list, footnotes]
"""
OTHER = "{other: {url: 'https://other.example/', file: other.inv}}"
THINGS = [
    Thing("fig:x", "a/#fig:x", "Figure 3", "fig", "3"),
    Thing("sec:y", "a/#sec:y", "The size", "sec"),
    Thing("dia:z", "a/#dia:z", "Diagram 2", "dia", "2"),
    Thing("numpy.dot", "n/#numpy.dot", "numpy.dot"),
]
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def paragraph(build, tmp_path):
    """What becomes of a paragraph, and the problems of the site."""
    (tmp_path / "other.inv").write_bytes(written("The other", THINGS))
    return partial(_paragraph, build)


def _paragraph(build, text, theme="", inventories=OTHER):
    files = {"docs/index.md": f"# A\n\n{text}\n"}
    built = build(files, config=CONFIG.format(theme=theme, inventories=inventories))
    return built.page("index.html").partition("<p>")[2].partition("</p>")[0], built.problems


def link(label, text, page="a"):
    return f'<a class="crossref" href="https://other.example/{page}/#{label}">{text}</a>'


FIGURE = link("fig:x", f"Figure{SPACE}3 in “The other”")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See [@other:fig:x].", f"See {FIGURE}."),
        ("See @other:fig:x.", f"See {FIGURE}."),
        ("[see @other:fig:x, left]", f"see {FIGURE}, left"),
        ("[-@other:fig:x]", link("fig:x", "3")),
        ("[@other:sec:y]", link("sec:y", "Section “The size” in “The other”")),
        ("[@other:dia:z]", link("dia:z", "Diagram 2 in “The other”")),
        ("[@other:numpy.dot]", link("numpy.dot", "numpy.dot in “The other”", "n")),
        ("[@other:fig:x; @other:sec:y]", f"{FIGURE} and {link('sec:y', 'Section “The size” in “The other”')}"),
    ],
)
def test_a_reference_leads_to_another_site_with_the_number_there(paragraph, written, shown):
    assert paragraph(written) == (shown, [])


def test_a_kind_is_called_in_the_language_of_this_site(paragraph):
    html, _ = paragraph("[@other:fig:x]", theme=", language: de")
    assert f">Abbildung{SPACE}3 in " in html


def test_what_another_site_does_not_have_is_a_problem(paragraph):
    html, problems = paragraph("See [@other:fig:xx].")
    assert html == 'See <span class="unresolved" data-label="other:fig:xx">¿other:fig:xx?</span>.'
    assert problems == [
        "docs/index.md:3:6 INV001 'fig:xx' is not among what 'other' has (did you mean 'fig:x'?)",
    ]


@pytest.mark.parametrize(
    ("inventories", "place", "reason"),
    [
        (
            "{other: {url: 'https://a.org', file: none.inv}}",
            "4:37",
            "the inventory 'other' cannot be read: No such file or directory",
        ),
        ("{other: {file: other.inv}}", "4:37", "the inventory 'other' cannot be read: it has no url, or no file"),
        ("{other: other.inv}", "4:37", "the inventory 'other' cannot be read: it has no url, or no file"),
        (
            "{other: {url: 'https://a.org', file: mkdocs.yml}}",
            "4:37",
            "the inventory 'other' cannot be read: it does not begin with",
        ),
        (
            "{fig: {url: 'https://a.org', file: other.inv}}",
            "4:35",
            "the inventory 'fig' cannot be read: its name is one word",
        ),
    ],
)
def test_an_inventory_that_cannot_be_read_is_a_problem(paragraph, inventories, place, reason):
    _, [problem] = paragraph("Nothing.", inventories=inventories)
    assert problem.startswith(f"mkdocs.yml:{place} INV002 {reason}")


def test_a_site_has_an_inventory_of_all_its_labels(build):
    text = "# A\n\n![B](b.png){#fig:b alt=x aliases=fig:old}\n\n## C {#sec:c}\n\n$$ x $$ {#eq:d}\n"
    root = build({"docs/index.md": "# I\n", "docs/a.md": text, "docs/b.png": ""}).root
    found = read((root / "site/objects.inv").read_bytes(), "https://example.org/tiny")
    url = "https://example.org/tiny/a/#"
    assert (found.project, list(found.things.values())) == (
        "Tiny",
        [
            Thing("eq:d", f"{url}eq:d", f"Equation{SPACE}1", "eq", "1"),
            Thing("fig:b", f"{url}fig:b", f"Figure{SPACE}1", "fig", "1"),
            Thing("fig:old", f"{url}fig:b", f"Figure{SPACE}1", "fig", "1"),
            Thing("sec:c", f"{url}sec:c", "C", "sec"),
        ],
    )


def test_one_site_leads_to_another(build, tmp_path):
    first = build({"docs/index.md": "# I\n\n![B](b.png){#fig:b alt=x}\n", "docs/b.png": ""}).root
    (first / "first.inv").write_bytes((first / "site/objects.inv").read_bytes())
    config = CONFIG.format(theme="", inventories="{tiny: {url: 'https://tiny.example', file: first.inv}}")
    page = build({"docs/index.md": "# I\n\n[@tiny:fig:b]\n"}, config=config).page("index.html")
    assert f'<a class="crossref" href="https://tiny.example/#fig:b">Figure{SPACE}1 in “Tiny”</a>' in page
