"""The block, its places, and its words."""

import re
from html import unescape
from urllib.parse import unquote

from mkdocs_colophon.publication.block import block, place, with_block
from mkdocs_colophon.publication.formats import bibtex, csl_json, ris


def test_the_block_shows_what_it_saves(article):
    html = block(article)
    shown = [unescape(text) for text in re.findall("<pre>(.*?)</pre>", html, re.DOTALL)]
    saved = [unquote(address) for address in re.findall(r'href="data:[^,]*,([^"]*)"', html)]
    assert shown == saved == [bibtex(article), csl_json(article), ris(article)]


def test_the_block_is_a_details_element(article):
    parts = re.findall(r'<div class="how-to-cite-format">.*?</div>', block(article), re.DOTALL)
    assert block(article) == (
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
    html = with_block(f"a{place()}b{place()}c<colophon-cite>x</colophon-cite>", article)
    assert html == f"a{block(article)}bc<colophon-cite>x</colophon-cite>"


def test_without_a_publication_no_place_remains():
    assert with_block(f"a{place()}b", None) == "ab"
