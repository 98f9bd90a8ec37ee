"""The report of a check: what differs is shown as it was and as it is, in one file that loads nothing."""

import re
from base64 import b64decode
from html.parser import HTMLParser

import pytest

from mkdocs_colophon.figures.drawing.job import Picture
from mkdocs_colophon.figures.drift.fingerprint import Entry
from mkdocs_colophon.figures.drift.redraw import Redrawn
from mkdocs_colophon.figures.drift.report import Exhibit, exhibit, page, write
from mkdocs_colophon.figures.drift.verdicts import Verdict
from mkdocs_colophon.figures.figure_cache import Cache, Record
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.tracing.trace import Trace

OLD, NEW = b'<svg><path d="M 1 1"/></svg>', b'<svg><path d="M 1 2"/><g/></svg>'
RECORD = Record("a", Picture(1, 1, 'A <b> & "c".'), {}, {}, Trace({}, False, {}, {}, {}, {}))


def redrawn(**files):
    return Redrawn("a", "a.py", RECORD, {".svg": NEW} | files)


class Reader(HTMLParser):
    """Reads a page as plain lines: a heading or paragraph a line, an image as what it shows, in brackets."""

    def __init__(self, text):
        super().__init__()
        self.lines, self.open = [""], []
        self.feed(text.partition("<main>")[2])
        self.close()
        assert self.open == [], "elements that are not closed"

    def handle_starttag(self, name, given):
        given = dict(given)
        if name == "img":
            kind, _, data = given["src"].partition(";base64,")
            self.lines[-1] += f"[{given['alt']}|{kind}|{b64decode(data).decode('utf-8', 'replace')[:40]}]"
        elif name != "meta":
            self.open.append(name)
        if name in ("h1", "h2", "h3", "p", "figure", "li", "summary", "tr"):
            self.lines.append("")

    def handle_endtag(self, name):
        assert name in ("main", "body", "html") or self.open.pop() == name

    def handle_data(self, data):
        self.lines[-1] += data.strip("\n")


def read(*exhibits):
    return [line for line in Reader(page(exhibits)).lines if line]


PICTURE = "data:image/svg+xml"
HEAD = "Figures compared with what was accepted"


def test_a_figure_that_differs_is_shown_before_and_now_with_the_difference_in_numbers_and_in_detail():
    problem = Problem("FIG045", "the picture is <other>", "accept it")
    verdict = Verdict("a<b>", "look", problem, Entry("", "", {}), redrawn())
    assert read(Exhibit(verdict, {".svg": OLD}, "as accepted, from the cache")) == [
        HEAD,
        "1 figure: 1 with another picture.",
        "a<b>: with another picture",
        "The picture is <other>.",
        "Accept it.",
        "Before: as accepted, from the cache.",
        "Light",
        f'[Before: A <b> & "c".|{PICTURE}|{OLD.decode()}]Before',
        f'[Now: A <b> & "c".|{PICTURE}|{NEW.decode()}]Now',
        f"[|{PICTURE}|{OLD.decode()}][|{PICTURE}|{NEW.decode()}]"
        "Difference: 2 of 3 elements differ; numbers in them: 1, by at most 1",
        "Elements that are not alike",
        "BeforeNow",
        "<g/>",
    ]


def test_what_is_as_accepted_is_only_named_and_what_is_gone_is_shown_as_it_was():
    gone = Exhibit(Verdict("b", "orphan", before=Entry("", "", {})), {".dark.svg": OLD}, "as published")
    assert read(Exhibit(Verdict("a", "same", redrawn=redrawn())), gone) == [
        HEAD,
        "2 figures: 1 as accepted, 1 without a script.",
        "b: without a script",
        "Before: as published.",
        "Dark",
        f"[Before: b|{PICTURE}|{OLD.decode()}]Before",
        "As accepted",
        "a",
    ]


def test_a_picture_that_is_the_same_has_no_difference_and_a_bitmap_that_cannot_be_read_is_shown_nonetheless():
    verdict = Verdict("a", "look", redrawn=redrawn(**{".webp": b"new"}))
    lines = read(Exhibit(verdict, {".svg": NEW, ".webp": b"old"}))
    assert [line.rpartition("]")[2] for line in lines if "Difference" in line] == ["Difference: none", "Difference"]


def test_the_page_has_no_script_and_may_load_nothing():
    verdict = Verdict("<script>alert(1)</script>", "look", Problem("X", "<script>", "<img src=x>"), None, redrawn())
    text = page([Exhibit(verdict, {".svg": b"<svg onload='alert(1)'/>"}, "<script>")])
    assert re.findall(r"<script|<link|<img src=(?!\"data:image)|https?:|<[^>]*\bonload", text) == []
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in text


# Where the earlier picture comes from.


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site/figures/deep").mkdir(parents=True)
    (tmp_path / "site/figures/deep/a.svg").write_bytes(b"published")
    return tmp_path / "site"


VERDICT = Verdict("deep/a", "look", before=Entry("", "", {".svg": "12", ".dark.svg": "34"}), redrawn=redrawn())


def test_the_earlier_picture_is_that_of_the_cache(cache, site):
    cache.path("12.svg").parent.mkdir(parents=True)
    cache.path("12.svg").write_bytes(b"accepted")
    assert exhibit(VERDICT, cache, site) == Exhibit(VERDICT, {".svg": b"accepted"}, "as accepted, from the cache")


def test_or_that_of_a_built_site(cache, site):
    assert exhibit(VERDICT, cache, site) == Exhibit(VERDICT, {".svg": b"published"}, "as published")


def test_or_there_is_none_and_the_report_says_why(cache, site):
    missing = "the accepted one is not in the cache; `--against` names a built site that has it"
    assert exhibit(VERDICT, cache, None) == Exhibit(VERDICT, {}, missing)
    new = Verdict("b", "new", redrawn=redrawn())
    assert exhibit(new, cache, site) == Exhibit(new, {}, "none was accepted")


def test_of_an_unstable_figure_it_is_the_first_of_its_two_drawings(cache):
    both = Redrawn("a", "a.py", RECORD, {".svg": OLD}, again={".svg": NEW}, parts=("its picture",), cause="chance")
    found = exhibit(Verdict("a", "unstable", redrawn=both), cache, None)
    assert (found.before, found.after, found.origin) == ({".svg": OLD}, {".svg": NEW}, "the first of two drawings")


def test_the_report_is_written_where_it_is_asked_for(tmp_path):
    exhibits = [Exhibit(Verdict("a", "same"))]
    assert write(tmp_path / "deep/report", exhibits).read_text() == page(exhibits)
