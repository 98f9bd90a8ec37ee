"""Citations by the real pandoc; the process, the cache, and what happens when pandoc does not do its work."""

import json
import re
from pathlib import Path

import pytest

from libraries import parse
from mkdocs_colophon.citations import pandoc, styles
from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.citations.formatter import Formatter
from mkdocs_colophon.citations.pandoc import PandocError
from mkdocs_colophon.citations.request import Asked, Request, Style
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.store import Store

BOOKS = r"""
@string{press = {The Press}}
@book{a, author={Doe, Jo}, title={First}, publisher=press, year=2001}
@book{b, author={Doe, Jo}, title={Second}, publisher=press, year=2001}
@article{four, author={One, A. and Two, B. and Three, C. and Four, D.}, title={Many}, journal={J}, year=1998}
@book{edited, editor={van der Maaten, Laurens}, title={Edited}, publisher=press, year=2008}
@misc{untitled, title={Only a Title}, year=2010}
@inproceedings{talk, author={Poe, P.}, title={Talk}, crossref={meeting}}
@proceedings{meeting, title={The Meeting}, publisher=press, year=2005}
"""


def style(name):
    return styles.choose(name, Path())[0]


def group(*texts):
    return tuple(Asked(text) for text in texts)


@pytest.fixture
def formatter(tmp_path):
    """Makes formatters that share a cache; `formatter.problems` is what they have noted."""
    made = []

    def make(text=BOOKS, name="x.bib", **options):
        library, _ = parse(text, name)
        made.append(Formatter(library, Store(tmp_path / "cache/citations.db"), make.problems.append))
        return made[-1]

    make.problems = []
    yield make
    for each in made:
        each.close()


@pytest.fixture
def starts(monkeypatch):
    """What processes have been started."""
    started, real = [], pandoc.Worker.__init__

    def init(self, path):
        started.append(path)
        real(self, path)

    monkeypatch.setattr(pandoc.Worker, "__init__", init)
    return started


def words(html):
    return re.sub("<[^>]*>", "", html)


def told(formatter, *asked, kind="chicago-author-date", **options):
    return [words(html) for html in formatter.format(Request(asked, style(kind), **options)).citations]


def test_two_books_of_one_year_get_letters(formatter):
    assert told(formatter(), *group("@{a}", "@{b}")) == ["Doe (2001a)", "Doe (2001b)"]


def test_letters_are_a_matter_of_the_page(formatter):
    engine = formatter()
    told(engine, *group("@{a}", "@{b}"))
    assert told(engine, *group("@{b}")) == ["Doe (2001)"]


def test_only_cited_entries_are_listed(formatter):
    assert list(formatter().format(Request(group("[@{b}]"))).entries) == ["b"]


def test_an_entry_uses_the_strings_of_its_file(formatter):
    assert words(formatter().format(Request(group("[@{b}]"))).entries["b"]) == "Doe, Jo. 2001. Second. The Press."


def test_an_entry_inherits_from_another_that_is_not_listed_itself(formatter):
    entries = formatter().format(Request(group("[@{talk}]"), style("ieee"))).entries
    assert {key: words(html) for key, html in entries.items()} == {
        "talk": "[1] P. Poe, “Talk,” in The meeting, The Press, 2005."
    }


def test_what_nothing_cites_may_be_listed(formatter):
    request = Request(group("[@{b}]"), style("ieee"), nocite=("four", "b"))
    assert list(formatter().format(request).entries) == ["b", "four"]


def test_everything_may_be_listed(formatter):
    engine = formatter("@book{a, author={A}, title={A}, year=2001}@book{b, author={B}, title={B}, year=2001}")
    assert list(engine.format(Request(nocite=("*",))).entries) == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "form", "markdown", "expected"),
    [
        ("ieee", "textual", "@{four}", "One et al. [1]"),
        ("ieee", "textual", "@{a} [p. 3]", "Doe [1, p. 3]"),
        ("ieee", "textual", "@{a} [p. 3; @{four}]", "Doe [1, p. 3], [2]"),
        ("ieee", "textual", "-@{a}", "[1]"),
        ("ieee", "group", "[@{a}; @{four}]", "[1], [2]"),
        ("nature", "textual", "@{four}", "One et al.1"),
        ("ieee", "author", "@{four}", "One et al."),
        ("chicago-author-date", "author", "@{four}", "One et al."),
        ("chicago-author-date", "author", "@{edited}", "van der Maaten"),
        ("chicago-author-date", "author", "@{untitled}", "Only a title"),
        ("chicago-author-date", "textual", "@{edited}", "van der Maaten (2008)"),
        ("chicago-author-date", "group", "[-@{a}]", "(2001)"),
        ("apa", "textual", "@{four} [chap. 2]", "One et al. (1998, Chapter 2)"),
    ],
)
def test_each_form_reads_as_it_should(formatter, kind, form, markdown, expected):
    assert told(formatter(), Asked(markdown, form), kind=kind) == [expected]


AND = {
    "en": "and",
    "de": "und",
    "fr": "et",
    "es": "y",
    "zh": "和",
    "zh-TW": "及",
    "ja": "と",
    "ko": "와/과",
    "pt": "e",
    "pt-PT": "e",
    "ru": "и",
    "it": "e",
}


def test_names_are_joined_in_the_language_of_the_page(formatter):
    engine = formatter("@book{a, author={Doe, Jo and Poe, P.}, title={T}, publisher={P}, year=2001}")
    found = {
        language: told(engine, Asked("@{a}", "textual"), kind="ieee", language=styles.locale(language))
        for language in AND
    }
    assert found == {language: [f"Doe {word} Poe [1]"] for language, word in AND.items()}


def test_names_alone_lead_to_the_entry_and_list_it(formatter):
    formatted = formatter().format(Request((Asked("@{a}", "author"),)))
    assert formatted.citations == (
        '<span class="citation" data-cites="a"><a href="#ref-a" role="doc-biblioref">Doe</a></span>',
    )
    assert list(formatted.entries) == ["a"]


def test_numbers_collapse_as_the_style_says(formatter):
    texts = group("[@{a}]", "[@{b}]", "[@{four}]", "[@{a}; @{b}; @{four}]")
    assert told(formatter(), *texts, kind="nature") == ["1", "2", "3", "1–3"]


def test_a_superscript_number_stands_close_to_the_name(formatter):
    [html] = formatter().format(Request((Asked("@{a}", "textual"),), style("nature"))).citations
    assert html == (
        '<span class="citation" data-cites="a">Doe<sup><a href="#ref-a" role="doc-biblioref">1</a></sup></span>'
    )


@pytest.mark.parametrize(
    ("language", "entry"),
    [
        ("de-DE", "Doe, Jo. 2001. <span>„First“</span>. <em>J</em>."),
        ("fr-FR", "Doe, Jo. 2001. <span>«\xa0First\xa0»</span>. <em>J</em>."),
        ("zh-CN", "Doe, Jo. 2001年. <span>《First》</span>. <em>J</em>."),
    ],
)
def test_quotation_marks_follow_the_language(formatter, language, entry):
    article = "@article{a, author={Doe, Jo}, title={First}, journal={J}, year=2001}"
    request = Request(group("[@{a}]"), language=language)
    assert formatter(article).format(request).entries == {"a": entry}


def csl(citation, **attributes):
    listed = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"{listed}><info><title>T</title><id>t</id>'
        f"<updated>2026-01-01T00:00:00Z</updated></info><citation><layout>{citation}</layout></citation></style>"
    )


def test_a_style_from_a_file_is_used(formatter, tmp_path):
    (tmp_path / "tiny.csl").write_text(csl('<text variable="title" prefix="{" suffix="}"/>', class_="in-text"))
    tiny, problems = styles.choose("tiny.csl", tmp_path)
    assert problems == []
    assert [words(html) for html in formatter().format(Request(group("[@{a}]"), tiny)).citations] == ["{First}"]


def test_a_note_style_gives_notes_and_leaves_names_in_the_text(formatter, tmp_path):
    names = '<names variable="author"><name form="short"/></names><text variable="title" prefix=", "/>'
    (tmp_path / "notes.csl").write_text(csl(names, class_="note"))
    notes, _ = styles.choose("notes.csl", tmp_path)
    formatted = formatter().format(Request((Asked("[@{a}]"), Asked("@{b}", "textual")), notes))
    assert [words(html) for html in formatted.citations] == ["", "Doe"]
    assert [words(html) for html in formatted.notes] == ["Doe, First", "Second"]


def test_a_style_without_notes_gives_none(formatter):
    assert formatter().format(Request(group("[@{a}]"))).notes == ()


def test_a_style_that_pandoc_refuses_costs_its_own_pages_only(formatter, tmp_path):
    (tmp_path / "bad.csl").write_text('<style xmlns="http://purl.org/net/xbiblio/csl"><citation/></style>')
    bad, _ = styles.choose("bad.csl", tmp_path)
    engine = formatter()
    with pytest.raises(PandocError):
        engine.format(Request(group("[@{a}]"), bad))
    assert told(engine, *group("[@{a}]")) == ["(Doe 2001)"]
    assert [problem.code for problem in formatter.problems] == ["CITE009"]
    assert str(formatter.problems[0]).startswith("CITE009 pandoc fails in the citation style 'bad.csl': ")


def test_markdown_in_what_an_author_writes_around_a_key_is_read(formatter):
    assert formatter().format(Request(group("[*see* @{a}, $x$]"))).citations == (
        '<span class="citation" data-cites="a">(<em>see</em> <a href="#ref-a" role="doc-biblioref">Doe 2001</a>, '
        '<span class="colophon-math">x</span>)</span>',
    )


@pytest.mark.parametrize("odd", ["[# x\n@{a}]", "[- @{a}]", "[see\n\n@{a}]", "[| a | @{a}]"])
def test_odd_words_do_not_shift_the_citations_after_them(formatter, odd):
    assert told(formatter(), *group("[@{b}]", odd, "[@{four}]"))[::2] == ["(Doe 2001b)", "(One et al. 1998)"]


# What a bibliography holds is text.

HOSTILE = [
    ("x.bib", r"@misc{a, author={Doe}, year=2001, title={<script>alert(1)</script> \input{x} <img src=x>}}"),
    ("x.bib", "@misc{a, author={Doe}, year=2001, title={T}, url={javascript:alert(1)}}"),
    ("x.bib", r"@misc{a, author={Doe}, year=2001, title={\href{javascript:alert(1)}{T}}}"),
    ("x.bib", '@misc{a, author={Doe}, year=2001, title={T}, doi={"><script>alert(1)</script>}}'),
    ("x.bib", '@misc{a, author={{<script>}}, year=2001, title={$<script>"$}}'),
    ("x.json", '[{"id": "a", "type": "book", "title": "<script>alert(1)</script><b onclick=x>b</b>"}]'),
    ("x.json", '[{"id": "a", "type": "book", "title": "T", "URL": "javascript:alert(1)"}]'),
    ("x.yaml", '[{id: a, title: "[x]{onclick=alert(1)} ![i](http://x/y.png) [l](javascript:alert(1))"}]'),
    ("x.yaml", '[{id: a, title: "`<script>`{=html} <script>alert(1)</script> <b onclick=x>b</b>"}]'),
    ("x.ris", "TY  - BOOK\nID  - a\nTI  - <script>alert(1)</script>\nUR  - javascript:alert(1)\nER  - "),
]


@pytest.mark.parametrize("kind", ["apa", "ieee", "nature", "chicago-author-date"])
@pytest.mark.parametrize(("name", "text"), HOSTILE)
def test_no_script_picture_or_handler_comes_out_of_a_library(formatter, name, text, kind):
    request = Request((Asked("[@{a}]"), Asked("@{a}", "textual"), Asked("@{a}", "author")), style(kind))
    formatted = formatter(text, name).format(request)
    html = " ".join([*formatted.citations, *formatted.entries.values()])
    assert list(formatted.entries) == ["a"]
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {"span", "a", "em", "sup", "div", "strong", "code"}
    assert set(re.findall(r'<[a-z]+ [^>]*?([a-z-]+)="', html)) <= {"class", "data-cites", "href", "role"}
    assert re.findall(r'href="(?!#ref-a"|https://doi\.org/)[^"]*', html) == []


def entry_of(formatter, fields, kind="chicago-author-date"):
    engine = formatter(f"@misc{{a, author={{Doe, Jo}}, year=2001, {fields}}}")
    return engine.format(Request(group("[@{a}]"), style(kind))).entries["a"]


def test_how_it_was_published_may_be_an_address(formatter):
    assert entry_of(formatter, r"title={T}, howpublished={\url{https://example.org/t}}") == (
        'Doe, Jo. 2001. <em>T</em>. <a href="https://example.org/t">https://example.org/t</a>.'
    )


def test_how_it_was_published_may_be_words_and_an_address(formatter):
    assert entry_of(formatter, r"title={T}, howpublished={Blog, \url{https://example.org/t}}") == (
        'Doe, Jo. 2001. <em>T</em>. Blog. <a href="https://example.org/t">https://example.org/t</a>.'
    )


def test_code_and_mathematics_in_a_title_are_kept(formatter):
    assert entry_of(formatter, r"title={The \texttt{conv2d} of $x_1 < x^2$}", "ieee") == (
        '<div class="csl-left-margin">[1] </div><div class="csl-right-inline">J. Doe, '
        '<span>“The <code>conv2d</code> of <span class="colophon-math">x_1 &lt; x^2</span>.”</span> 2001.</div>'
    )


def test_braces_in_a_title_keep_the_case_of_their_words(formatter):
    assert words(entry_of(formatter, "title={on {t}-{SNE}}")) == "Doe, Jo. 2001. On t-SNE."


def test_tex_that_pandoc_does_not_know_is_shown(formatter):
    assert words(entry_of(formatter, r"title={A \foo{bar}}")) == r"Doe, Jo. 2001. A \foo{bar}."


LACKS_A_COMMA = """@string{s = {S}}
@book{a, author={Doe}, title={A}, year=2001}

@book{b, author={Poe},
  title={B}
  year=2002}
@book{c, author={Roe}, title={C}, publisher=s, year=2003}
"""


def test_an_entry_that_pandoc_refuses_is_a_problem_with_its_line_and_costs_itself_only(formatter):
    formatted = formatter(LACKS_A_COMMA).format(Request(group("[@{a}; @{b}; @{c}]")))
    assert {key: words(html) for key, html in formatted.entries.items()} == {
        "a": "Doe. 2001. A.",
        "c": "Roe. 2003. C. S.",
    }
    assert [str(problem) for problem in formatter.problems] == [
        "x.bib:6 CITE003 pandoc cannot read the entry 'b': unexpected 'y' "
        "(look for a missing comma, brace or quote before it)"
    ]


def test_an_entry_that_pandoc_refuses_is_a_problem_in_the_next_build_too(formatter, starts):
    for _ in range(2):
        formatter(LACKS_A_COMMA).format(Request(group("[@{b}]")))
    assert len(starts) == 1
    assert formatter.problems[0] == formatter.problems[1]


def test_a_command_of_tex_that_nobody_knows_is_a_problem(formatter):
    text = "@book{a, author={Doe, Jo}, title={The \\xyz{New} \\LaTeX}, publisher={P}, year=2001}"
    entry = formatter(text).format(Request(group("[@{a}]"))).entries["a"]
    assert words(entry) == r"Doe, Jo. 2001. The \xyz{New} LaTeX. P."
    assert [str(problem) for problem in formatter.problems] == [
        r"x.bib:1 CITE018 pandoc does not know '\xyz{New}' in entry 'a' "
        "(write its characters, or mathematics between $ and $)"
    ]


@pytest.mark.parametrize(("language", "told"), [("en-US", 0), ("fr-FR", 0), ("de-DE", 1)])
def test_a_word_that_pandoc_lacks_in_a_language_is_for_information(formatter, language, told):
    text = "@phdthesis{a, author={Doe, Jo}, title={T}, school={S}, year=2001}"
    formatter(text).format(Request(group("[@{a}]"), language=language))
    problem = Problem(
        "CITE019",
        "pandoc has no word in de-DE for 'phdthesis', which it prints in entry 'a'",
        "write type = {…} in that language",
        "x.bib",
        1,
        informational=True,
    )
    assert formatter.problems == [problem] * told


def test_page_entries_win_over_those_of_files(formatter):
    record = json.dumps({"id": "a", "type": "book", "title": "*Own*"})
    own = Entry("a", record, 3, "page.md", "cslyaml", source=record)
    engine = formatter()
    assert told(engine, *group("[@{a}]"), references=(own,)) == ["(Own, n.d.)"]
    assert told(engine, *group("[@{a}]")) == ["(Doe 2001)"]


# One process, and a cache.


def test_no_citations_start_no_pandoc(formatter, starts):
    assert formatter().format(Request()).citations == ()
    assert starts == []


@pytest.mark.parametrize(("pages", "processes"), [(15, 1), (16, 2), (51, 2)])
def test_all_pages_are_formatted_by_one_process_or_many_by_two(formatter, starts, pages, processes):
    engine = formatter()
    requests = [Request(group(f"[@{{a}}, p. {page}]")) for page in range(pages)]
    engine.prefetch(requests)
    assert [words(engine.format(request).citations[0]) for request in requests] == [
        f"(Doe 2001, {page})" for page in range(pages)
    ]
    assert len(starts) == processes


def test_what_was_formatted_before_starts_no_pandoc_and_reads_the_same(formatter, starts):
    request = Request((Asked("[@{a}]"), Asked("@{four}", "textual")), style("ieee"), nocite=("b",))
    first = formatter().format(request)
    assert formatter().format(request) == first
    assert len(starts) == 1


def test_an_edit_formats_only_the_pages_that_cite_the_entry(formatter, monkeypatch):
    requests = [Request(group("[@{a}]")), Request(group("[@{four}]"))]
    formatter().prefetch(requests)
    asked, real = [], pandoc.Worker.exchange

    def exchange(self, messages):
        asked.extend(message["keys"] for message in messages if "keys" in message)
        return real(self, messages)

    monkeypatch.setattr(pandoc.Worker, "exchange", exchange)
    engine = formatter(BOOKS.replace("First", "Other"))
    engine.prefetch(requests)
    assert asked == [["a"]]
    assert words(engine.format(requests[0]).entries["a"]) == "Doe, Jo. 2001. Other. The Press."


CHANGES = {
    "the entry": (BOOKS.replace("First", "Other"), Request(group("[@{a}]"))),
    "a string": (BOOKS.replace("The Press", "A Press"), Request(group("[@{a}]"))),
    "the citation": (BOOKS, Request(group("[see @{a}]"))),
    "the form": (BOOKS, Request((Asked("[@{a}]", "author"),))),
    "in how many lists entries stand": (BOOKS, Request(group("[@{a}]"), divided=True)),
    "the style": (BOOKS, Request(group("[@{a}]"), Style(digest="x"))),
    "the language": (BOOKS, Request(group("[@{a}]"), language="de-DE")),
    "what is listed": (BOOKS, Request(group("[@{a}]"), nocite=("b",))),
    "the page's own entry": (BOOKS, Request(group("[@{a}]"), references=(Entry("a", '{"id":"a"}', 1, "", "cslyaml"),))),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_matters_formats_anew(formatter, starts, change):
    formatter().format(Request(group("[@{a}]")))
    text, request = CHANGES[change]
    formatter(text).format(request)
    assert len(starts) == 2


def test_another_locale_of_pandoc_formats_anew(formatter, starts, monkeypatch):
    formatter().format(Request(group("[@{a}]")))
    monkeypatch.setattr(pandoc, "LOCALE", "en_US.UTF-8")
    formatter().format(Request(group("[@{a}]")))
    assert len(starts) == 2


def test_another_pandoc_formats_anew(formatter, starts, monkeypatch):
    formatter().format(Request(group("[@{a}]")))
    path, _ = pandoc.find()
    monkeypatch.setattr(pandoc, "find", lambda: (path, "another"))
    formatter().format(Request(group("[@{a}]")))
    assert len(starts) == 2


def test_a_change_that_does_not_matter_starts_no_pandoc(formatter, starts):
    formatter().format(Request(group("[@{a}]")))
    formatter("\n\n" + BOOKS.replace("Second", "Other")).format(Request(group("[@{a}]")))
    assert len(starts) == 1


def test_a_broken_cache_costs_time_only(formatter, tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/citations.db").write_text("no database")
    assert told(formatter(), *group("[@{a}]")) == ["(Doe 2001)"]


# A pandoc that does not do its work.


def test_a_process_that_dies_is_replaced_once_and_the_page_is_as_if_nothing_had_been(formatter, starts):
    engine = formatter()
    told(engine, *group("[@{a}]"))
    engine._engines[0]._worker._process.kill()
    assert told(engine, *group("[@{a}; @{b}]")) == ["(Doe 2001a, 2001b)"]
    assert len(starts) == 2
    assert formatter.problems == []


FAULTS = {
    "dies": ("exit 1", "pandoc ended before it answered"),
    "is silent": ("exec sleep 60", "pandoc does not answer"),
    "closes its output": ("exec >&-; exec sleep 60", "pandoc ended before it answered"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_process_that_fails_twice_is_one_clear_problem_and_no_hang(formatter, starts, monkeypatch, tmp_path, fault):
    does, told = FAULTS[fault]
    program = tmp_path / "pandoc"
    program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo pandoc 3.9 && exit\n{does}\n')
    program.chmod(0o755)
    monkeypatch.setenv("COLOPHON_PANDOC", str(program))
    monkeypatch.setattr(pandoc, "PATIENCE", 0.5)
    engine = formatter()
    for page in range(3):
        with pytest.raises(PandocError):
            engine.format(Request(group(f"[@{{a}}, p. {page}]")))
    assert len(starts) == 2
    text = f"{told}, nor when it was started anew; report the page if it stays so"
    assert formatter.problems == [Problem("CITE009", text)]


def test_a_pandoc_that_is_too_old_is_a_problem_with_the_command_that_helps(formatter, monkeypatch, tmp_path):
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho pandoc 2.9\n")
    program.chmod(0o755)
    monkeypatch.setenv("COLOPHON_PANDOC", str(program))
    with pytest.raises(PandocError):
        formatter().format(Request(group("[@{a}]")))
    assert [str(problem) for problem in formatter.problems] == [
        "CITE009 pandoc 2.9 is too old, 3.1 is needed; `pip install pypandoc_binary` brings one"
    ]
