"""The front matter of what readers read: every article and every page of the guide can be cited."""

from datetime import date
from pathlib import Path

import pytest
from mkdocs.utils import meta

from mkdocs_colophon.publication import article, cff
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.metadata import Publication

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/articles/*.md"), *ROOT.glob("docs/guide/*.md")])


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def publication(request: pytest.FixtureRequest) -> Publication:
    text = request.param.read_text("utf-8")
    values = meta.get_data(text)[1]
    work, _ = cff.read((ROOT / cff.FILE).read_text("utf-8"))
    page = article.Source(str(values["title"]), "", Fields.of_page(values, request.param.name, text))
    found, problems = article.publication(page, article.Defaults(authors=work.authors))
    assert problems == []
    assert found is not None
    return found


def test_a_page_says_what_it_is_about(publication: Publication) -> None:
    assert publication.description.endswith(".")


def test_a_page_was_not_changed_before_it_was_published(publication: Publication) -> None:
    assert date(*publication.issued) <= date(*(publication.updated or publication.issued))


def test_a_page_has_the_authors_of_the_project(publication: Publication) -> None:
    assert [author.name for author in publication.authors] == ["The Colophon authors"]
