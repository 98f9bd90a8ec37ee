"""Which pages are cited, and as what."""

import pytest

from mkdocs_colophon.publication import article
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Author, Publication

ADA = Author("Lovelace", "Ada")
TEAM = Author("The Ts", organization=True)
WORK = Publication("Whole", (TEAM,), (2026, 1, 1), kind="software", doi="10.1/x", license="MIT", version="2")


def cite(front, *, home=False, placed=False, defaults=None, source="---\ndate: x\ncite: x\n---\n"):
    page = article.Source("A page", "https://x.org/a/", Fields.of_page(front, "a.md", source), home, placed)
    return article.publication(page, defaults or article.Defaults())


def shown(front, **options):
    return cite(front, **options)[0] is not None


DATED = {"author": "Ada Lovelace", "date": "2026-11-20"}


@pytest.mark.parametrize(
    ("front", "options", "expected"),
    [
        (DATED, {}, True),
        (DATED | {"cite": False}, {}, False),
        (DATED | {"cite": False}, {"placed": True}, False),
        ({"date": "2026-11-20"}, {}, False),
        ({"author": "Ada Lovelace"}, {}, False),
        ({"author": "Ada Lovelace", "cite": True}, {}, True),
        ({"author": "Ada Lovelace"}, {"placed": True}, True),
        ({"date": "2026-11-20"}, {"defaults": article.Defaults(authors=(ADA,))}, True),
        ({}, {"defaults": article.Defaults(authors=(ADA,))}, False),
        (DATED, {"home": True}, False),
        (DATED | {"cite": True}, {"home": True}, True),
        (DATED, {"defaults": article.Defaults(dated=False)}, False),
        (DATED | {"cite": True}, {"defaults": article.Defaults(dated=False)}, True),
    ],
)
def test_which_pages_are_cited(front, options, expected):
    assert shown(front, **options) is expected


def test_front_matter_says_everything():
    front = {
        "authors": ["Ada Lovelace", {"organization": "The Ts"}],
        "date": {"created": "2026-01-01", "updated": "2026-02-02"},
        "doi": "doi:10.1109/5.726791",
        "license": "CC0-1.0",
        "lang": "fr",
        "description": "Two\nlines.",
        "keywords": "one, two",
        "tags": ["three"],
        "version": 3,
    }
    expected = Publication(
        "A page",
        (ADA, TEAM),
        (2026, 1, 1),
        (2026, 2, 2),
        url="https://x.org/a/",
        doi="10.1109/5.726791",
        container="Site",
        license="CC0-1.0",
        language="fr",
        description="Two lines.",
        keywords=("one", "two"),
        version="3",
    )
    assert cite(front, defaults=article.Defaults("Site", license="MIT")) == (expected, [])


def test_the_site_says_what_front_matter_does_not():
    defaults = article.Defaults("Site", "https://x.org/", (ADA,), "CC-BY-4.0", "de", WORK)
    found, _ = cite({"date": "2026-11-20", "updated": "2026-11-21", "tags": ["a"]}, defaults=defaults)
    assert found == Publication(
        "A page",
        (ADA,),
        (2026, 11, 20),
        (2026, 11, 21),
        url="https://x.org/a/",
        container="Site",
        container_url="https://x.org/",
        license="CC-BY-4.0",
        language="de",
        keywords=("a",),
    )


def test_the_home_page_is_cited_as_the_whole_work():
    found, _ = cite({"cite": True}, home=True, defaults=article.Defaults("Site", authors=(ADA,), work=WORK))
    assert found == Publication(
        "Whole",
        (TEAM,),
        (2026, 1, 1),
        kind="software",
        url="https://x.org/a/",
        doi="10.1/x",
        license="MIT",
        version="2",
    )


@pytest.mark.parametrize(
    ("front", "message"),
    [
        (
            DATED | {"date": "soon"},
            "a.md:2:7 PUB001 'soon' is not a date (write it as 2026-11-20, or 2026-11, or 2026)",
        ),
        (DATED | {"cite": "maybe"}, "a.md:3:7 PUB005 `cite` is 'maybe' (it is true or false)"),
        (
            {"cite": True},
            "a.md:3:7 PUB006 the page is to be cited, but has no author "
            "(name one under `authors`, in the front matter, in mkdocs.yml or in CITATION.cff)",
        ),
        (DATED | {"doi": "5.72"}, "a.md:2:1 PUB004 '5.72' is no DOI (one begins with '10.' and has a '/')"),
    ],
)
def test_a_problem_has_its_place(front, message):
    _, problems = cite(front)
    assert [str(problem) for problem in problems] == [message]


@pytest.mark.parametrize(
    ("front", "options"),
    [({"cite": False}, {}), ({}, {"home": True}), ({}, {"defaults": article.Defaults(dated=False)})],
)
def test_a_page_that_is_not_cited_may_write_its_fields_as_it_likes(front, options):
    assert cite({"date": "soon", "author": 3, "doi": "none"} | front, **options) == (None, [])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("---\ntitle: x\ndate: 2026-13-45\n---\n", "a.md:2 PUB003 the fields cannot be read: month must be in 1..12"),
        ("---\ntitle: x\nauthor: [a\n---\n", "a.md:4:1 PUB003 the fields cannot be read: expected ',' or ']', but got"),
    ],
)
def test_front_matter_that_mkdocs_cannot_read_is_a_problem(source, message):
    found, [problem] = cite({}, source=source)
    assert found is None
    assert str(problem).startswith(message)


@pytest.mark.parametrize(
    "source", ["", "# A page\n", "---\n---\n", "Title: x\n\n# A\n", "---\r\na: 1\r\n---\r\n", "---\n[\n"]
)
def test_a_page_without_fields_is_no_problem(source):
    assert cite({}, source=source) == (None, [])


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({"date": "2026-11-20"}, (2026, 11, 24)),
        ({}, (2026, 11, 24)),
        ({"date": "2026-11-24"}, ()),
        ({"date": "2026-11-25"}, ()),
        ({"date": "2026-11"}, ()),
        ({"date": "2026-10"}, (2026, 11, 24)),
        ({"date": "2026-11-20", "updated": "2026-11-21"}, (2026, 11, 21)),
        ({"date": {"created": "2026-11-20", "updated": "2026-11-21"}}, (2026, 11, 21)),
        ({"date": {"created": "2026-11-20"}}, (2026, 11, 24)),
        ({"date": "2026-11-20", "updated": "some day"}, ()),
    ],
)
def test_the_history_of_a_file_tells_of_changes_after_publication_unless_the_page_does(front, expected):
    fields = Fields.of_page(front, "a.md", "---\nupdated: x\n---\n")
    page = article.Source("A page", "https://x.org/a/", fields, revised=(2026, 11, 24))
    assert article.read(page, article.Defaults())[0].updated == expected
