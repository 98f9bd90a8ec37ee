"""The block, its places, and its words."""

import re
import tomllib
from html import unescape
from importlib.resources import files
from urllib.parse import unquote

import pytest

from mkdocs_colophon.publication.block import block, place, with_block
from mkdocs_colophon.publication.formats.bibtex import bibtex
from mkdocs_colophon.publication.formats.csl import csl_json
from mkdocs_colophon.publication.formats.ris import ris
from mkdocs_colophon.publication.words import Words, words

WORDS = Words("How to cite this page", "Copy", "Copied", "Download", "Updated", "{} read", "", "", "")


def test_the_block_shows_what_it_saves(article):
    html = block(article, WORDS)
    shown = [unescape(text) for text in re.findall("<pre>(.*?)</pre>", html, re.DOTALL)]
    saved = [unquote(address) for address in re.findall(r'href="data:[^,]*,([^"]*)"', html)]
    assert shown == saved == [bibtex(article), csl_json(article), ris(article)]


def test_the_block_is_a_details_element(article):
    parts = re.findall(r'<div class="how-to-cite-format">.*?</div>', block(article, WORDS), re.DOTALL)
    assert block(article, WORDS) == (
        '<details class="how-to-cite" id="how-to-cite"><summary>How to cite this page</summary>\n'
        + "\n".join(parts)
        + "\n</details>"
    )
    heads = [re.sub(r'href="[^"]*"', 'href=""', part.partition("<pre>")[0]) for part in parts]
    assert heads == [
        f'<div class="how-to-cite-format"><p class="how-to-cite-head"><strong>{name}</strong> '
        f'<button type="button" class="how-to-cite-copy" aria-live="polite" aria-label="Copy: {name}" '
        f'data-done="Copied: {name}">'
        f'Copy</button> <a href="" download="beethoven2026pooling.{suffix}" aria-label="Download: {name}">'
        "Download</a></p>"
        for name, suffix in (("BibTeX", "bib"), ("CSL-JSON", "json"), ("RIS", "ris"))
    ]


def test_the_block_stands_in_the_first_place_only(article):
    html = with_block(f"a{place()}b{place()}c<colophon-cite>x</colophon-cite>", article, WORDS)
    assert html == f"a{block(article, WORDS)}bc<colophon-cite>x</colophon-cite>"


def test_without_a_publication_no_place_remains():
    assert with_block(f"a{place()}b", None, WORDS) == "ab"


LANGUAGES = tomllib.loads(files("mkdocs_colophon.publication").joinpath("words.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_its_words(language):
    own = words(language)
    assert all((own.title, own.copy, own.copied, own.download))


def test_the_languages_are_those_of_references():
    others = tomllib.loads(files("mkdocs_colophon.crossref").joinpath("languages.toml").read_text("utf-8"))
    assert LANGUAGES.keys() == others.keys()
