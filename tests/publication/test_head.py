"""The metadata in a page's head."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_colophon.html.rendered_page import RenderedPage
from mkdocs_colophon.publication.block import resolve
from mkdocs_colophon.publication.head import json_ld, metadata
from mkdocs_colophon.publication.metadata import Author, Publication

PAGE = "<!doctype html><html><head><title>x</title></head><body><p>x</p></body></html>"


def with_metadata(page, publication):
    return resolve(RenderedPage.of(page), publication).html


class Reader(HTMLParser):
    """Start tags with their attributes, and what stands in scripts."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.scripts, self._inside = [], [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag == "script"

    def handle_endtag(self, tag):
        self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.scripts.append(data)


def test_the_names_that_google_scholar_and_dublin_core_know(article):
    assert [(name, content) for name, content in metadata(article) if content] == [
        ("citation_title", "Pooling"),
        ("citation_author", "van Beethoven, Ludwig"),
        ("citation_author_institution", "Vienna"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "The Colophon developers"),
        ("citation_publication_date", "2026/11/20"),
        ("citation_online_date", "2026/11/20"),
        ("citation_doi", "10.1109/5.726791"),
        ("citation_public_url", "https://example.org/articles/pooling/"),
        ("citation_language", "en"),
        ("citation_keywords", "pooling; shifts"),
        ("DC.title", "Pooling"),
        ("DC.creator", "van Beethoven, Ludwig"),
        ("DC.creator", "The Colophon developers"),
        ("DC.date", "2026-11-20"),
        ("DCTERMS.modified", "2026-11-24"),
        ("DC.identifier", "https://doi.org/10.1109/5.726791"),
        ("DC.language", "en"),
        ("DC.rights", "https://creativecommons.org/licenses/by/4.0/"),
    ]


def test_the_words_of_schema_org(article):
    assert json.loads(json_ld(article)) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "Pooling",
        "name": "Pooling",
        "description": "What stays.",
        "author": [
            {
                "@type": "Person",
                "name": "Ludwig van Beethoven",
                "givenName": "Ludwig",
                "familyName": "van Beethoven",
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "affiliation": {"@type": "Organization", "name": "Vienna"},
            },
            {"@type": "Organization", "name": "The Colophon developers"},
        ],
        "datePublished": "2026-11-20",
        "dateModified": "2026-11-24",
        "identifier": "https://doi.org/10.1109/5.726791",
        "url": "https://example.org/articles/pooling/",
        "mainEntityOfPage": "https://example.org/articles/pooling/",
        "inLanguage": "en",
        "keywords": ["pooling", "shifts"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "version": "1.2",
        "isPartOf": {"@type": "WebSite", "name": "Tiny & Co", "url": "https://example.org/"},
    }


@pytest.mark.parametrize(("kind", "type_"), [("post", "BlogPosting"), ("software", "SoftwareSourceCode")])
def test_other_kinds_have_other_types(article, kind, type_):
    assert json.loads(json_ld(replace(article, kind=kind)))["@type"] == type_


HOSTILE = st.text(alphabet="</script>SCRIPT<!-->\"'&\u2028\n;ab", max_size=40)


@given(HOSTILE)
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example('"><img src=x onerror=alert(1)>')
def test_no_text_leaves_its_script_or_its_attribute(text):
    publication = Publication(text, (Author(text, text),), url=f"https://x.org/{text}", description=text)
    reader = Reader(with_metadata(PAGE, publication))
    [script] = reader.scripts
    assert json.loads(script).get("description", "") == text
    assert not {"<", ">", "&", "\u2028"} & set(script)
    assert {tag for tag, _ in reader.tags} == {"html", "head", "title", "meta", "link", "script", "body", "p"}


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="canonical" href="x">',
        "<link href=x rel=canonical>",
        "<LINK href='x'\nREL='canonical'>",
        '<link title="a > b" rel="shortlink Canonical" href="x">',
    ],
)
def test_a_canonical_address_is_not_told_twice(article, link):
    html = with_metadata(PAGE.replace("</head>", f"{link}</head>"), article)
    assert len(re.findall("canonical", html, re.IGNORECASE)) == 1


def test_a_canonical_address_is_told_where_the_theme_tells_none(article):
    canonical = "https://example.org/articles/pooling/"
    html = with_metadata(PAGE.replace("<p>", '<p><link rel="canonical" href="x">'), article)
    assert re.findall('<link rel="canonical" href="([^"]*)">', html) == [canonical, "x"]


@pytest.mark.parametrize(
    "text",
    [
        '<!-- <link rel="canonical" href="x"> -->',
        '<script>"<link rel=canonical>"</script>',
        '<meta content="<link rel=canonical>">',
        '<link rel="canonical-like" href="x">',
    ],
)
def test_what_only_looks_like_a_canonical_address_is_none(article, text):
    html = with_metadata(PAGE.replace("</head>", f"{text}</head>"), article)
    assert re.findall('<link rel="canonical" href="(https:[^"]*)">', html) == ["https://example.org/articles/pooling/"]


@pytest.mark.parametrize("title", ["x", "İİİ"])  # the small İ is two characters long
def test_the_metadata_end_the_head(article, title):
    page = PAGE.replace("<title>x", f"<title>{title}").replace("</head>", "</HEAD>")
    html = with_metadata(page, article)
    assert html.startswith(page.partition("</HEAD>")[0] + '<meta name="citation_title"')
    assert html.endswith("</script>\n</HEAD><body><p>x</p></body></html>")


@pytest.mark.parametrize("page", ["<p>no head</p>", ""])
def test_a_page_without_a_head_is_left_as_it_is(article, page):
    assert with_metadata(page, article) == page
