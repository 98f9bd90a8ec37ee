"""The pandoc process, and what happens when it does not do its work."""

import re

import pypandoc
import pytest

from mkdocs_colophon.citations import engine
from mkdocs_colophon.citations.engine import Engine, EngineError

LIBRARY = """
@book{a, author={Doe, Jo}, title={First}, publisher={Press}, year=2001}
@book{b, author={Doe, Jo}, title={Second}, publisher={Press}, year=2001}
"""


def test_two_books_of_one_year_get_letters():
    with Engine(LIBRARY) as pandoc:
        formatted = pandoc.format(["@a", "@b"])
    assert ["2001a" in formatted.citations[0], "2001b" in formatted.citations[1]] == [True, True]


def test_letters_are_a_matter_of_the_page():
    with Engine(LIBRARY) as pandoc:
        pandoc.format(["@a", "@b"])
        assert ">2001<" in pandoc.format(["@b"]).citations[0]


def test_only_cited_entries_are_listed():
    with Engine(LIBRARY) as pandoc:
        assert list(pandoc.format(["[@b]"]).entries) == ["b"]


def test_quotation_marks_follow_the_language():
    article = "@article{a, author={Doe, Jo}, title={First}, journal={J}, year=2001}"
    with Engine(article, language="de-DE") as pandoc:
        assert "„First“" in pandoc.format(["[@a]"]).entries["a"]


def test_a_style_from_a_file_is_used(tmp_path):
    style = tmp_path / "tiny.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>t</id>'
        "<updated>2026-01-01T00:00:00Z</updated></info>"
        '<citation><layout prefix="{" suffix="}"><text variable="title"/></layout></citation></style>'
    )
    with Engine(LIBRARY, str(style)) as pandoc:
        assert re.sub("<[^>]*>", "", pandoc.format(["[@a]"]).citations[0]) == "{First}"


def test_a_library_that_pandoc_refuses_is_an_error():
    with pytest.raises(EngineError, match="unexpected end of input"):
        Engine("@book{a, title={")


def test_a_process_that_has_died_is_an_error():
    with Engine(LIBRARY) as pandoc:
        pandoc._process.kill()
        pandoc._process.wait()
        with pytest.raises(EngineError, match="pandoc"):
            pandoc.format(["[@a]"])


def test_a_process_that_does_not_answer_is_an_error_and_no_hang(monkeypatch):
    with Engine(LIBRARY) as pandoc:
        monkeypatch.setattr(engine, "PATIENCE", 0.0)
        with pytest.raises(EngineError, match="does not answer"):
            pandoc.format(["[@a]"])


def test_a_missing_pandoc_is_an_error_that_says_how_to_get_it(monkeypatch):
    def missing():
        raise OSError("no pandoc")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", missing)
    with pytest.raises(EngineError, match="pip install pypandoc_binary"):
        Engine(LIBRARY)


def test_no_citations_need_no_answer():
    with Engine(LIBRARY) as pandoc:
        assert pandoc.format([]).citations == ()
