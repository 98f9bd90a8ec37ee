"""Whole documents in each style that ships, compared with what `pandoc --citeproc` makes of the same document.

Pandoc's program is the oracle: it reads the same file as a bibliography, and one Markdown document with every citation
in a paragraph of its own. We mean to deviate in two things only:

- A name keeps its particle, "van der Maaten", as if its entry had `options = {useprefix=true}`, which the oracle gets.
- In a style that cites by numbers, a citation in a sentence names the authors, "LeCun et al. [1]" for pandoc's "[1]".
"""

import os
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from mkdocs_colophon.citations import checks, library, pandoc, styles
from mkdocs_colophon.citations.formatter import Formatter
from mkdocs_colophon.citations.request import Asked, Form, Formatted, Request
from mkdocs_colophon.store import Store

WORKS = Path(__file__).with_name("golden") / "works.bib"
KEYS = re.findall(r"^@\w+\{(\w+),$", WORKS.read_text("utf-8"), re.MULTILINE)
NARRATIVE = ("article", "book", "arxiv", "corporate", "firstofyear", "nonlatin")
# every work in brackets, some in a sentence, and what else can stand in brackets
ASKED: list[tuple[str, Form]] = [
    *((f"[@{{{key}}}]", "group") for key in KEYS),
    *((f"@{{{key}}}", "textual") for key in NARRATIVE),
    ("[see @{article}, pp. 3-5; also @{book}, chap. 2]", "group"),
    ("@{book} [sec. 9.1]", "textual"),
    ("[-@{firstofyear}]", "group"),
    ("[@{secondofyear}; @{firstofyear}; @{article}]", "group"),
]
PARTICLE = "@article{particle,"
NUMERIC = ("ieee", "nature", "acm", "gb-t-7714-2015-numeric")
NAMES = {
    "article": "LeCun et al.",
    "book": "Goodfellow et al.",
    "arxiv": "Dumoulin and Visin",
    "corporate": "NVIDIA Corporation",
    "firstofyear": "Knuth",
    "nonlatin": "周志华",
}


def words(html: str) -> str:
    """What a reader reads: pandoc's program writes formulas as HTML or as TeX, wraps lines, and sets margins apart."""
    return " ".join(unescape(re.sub("<[^>]*>", "", html)).split())


def divisions(html: str) -> dict[str, str]:
    """The words of each bibliography entry in a document of pandoc's."""
    entry = r'<div id="ref-(\w+)" class="csl-entry" role="listitem">(.*?)\n</div>\n(?=<div id|</div>)'
    found = re.findall(entry, html, re.DOTALL)
    return {key: words(entry) for key, entry in found}


def ask(style: str) -> Formatted:
    works, problems = library.read(WORKS.parent, [WORKS.name])
    assert problems == []
    formatter = Formatter(works, Store(Path(os.devnull, "citations.db")), pytest.fail)
    request = Request(tuple(Asked(*each) for each in ASKED), styles.choose(style, Path())[0])
    assert [each for each in checks.find(works, [request]) if not each.informational] == []
    try:
        return formatter.format(request)
    finally:
        formatter.close()


def oracle(style: str, folder: Path) -> str:
    source = WORKS.read_text("utf-8")
    assert source.count(PARTICLE) == 1
    (folder / "works.bib").write_text(source.replace(PARTICLE, f"{PARTICLE} options = {{useprefix=true}},"), "utf-8")
    document = "\n\n".join(markdown for markdown, _ in ASKED)
    command = [pandoc.find()[0], "--from=markdown", "--to=html", "--wrap=none", "--citeproc", "--katex"]
    options = ["--bibliography=works.bib", f"--csl={styles.choose(style, Path())[0].path}", "--metadata=lang:en-US"]
    done = subprocess.run(
        [*command, *options], input=document, capture_output=True, encoding="utf-8", check=True, cwd=folder
    )
    return done.stdout


@pytest.fixture(scope="module", params=sorted(styles.SHIPPED))
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Formatted, str]:
    return request.param, ask(request.param), oracle(request.param, tmp_path_factory.mktemp("oracle"))


def test_citations_read_as_pandocs(both: tuple[str, Formatted, str]) -> None:
    style, ours, theirs = both
    expected = [words(each) for each in re.findall(r"<p>(.*?)</p>", theirs.partition('<div id="refs"')[0], re.S)]
    for place, (markdown, form) in enumerate(ASKED):
        if form == "textual" and style in NUMERIC:
            between = "" if "<sup>" in ours.citations[place] else " "
            [key] = re.findall(r"@\{(\w+)\}", markdown)
            expected[place] = f"{NAMES[key]}{between}{expected[place]}"
    assert [words(each) for each in ours.citations] == expected


def test_the_bibliography_reads_as_pandocs_in_the_same_order(both: tuple[str, Formatted, str]) -> None:
    _, ours, theirs = both
    assert list({key: words(html) for key, html in ours.entries.items()}.items()) == list(divisions(theirs).items())
