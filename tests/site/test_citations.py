"""Citations and bibliographies in a built site."""

import re

from mkdocs_colophon.citations import formatter, pandoc


def text(html):
    """The words of `html`, without its tags."""
    return re.sub(r"<[^>]*>", "", html)


def test_a_citation_in_brackets_has_author_year_and_page(build, library):
    page = build({"docs/index.md": "Read [see @lecun1998, p. 2290].", "docs/references.bib": library}).page(
        "index.html"
    )
    assert "Read (see LeCun et al. 1998, 2290)." in text(page)


def test_a_citation_in_the_sentence_names_the_author_outside_the_bracket(build, library):
    page = build({"docs/index.md": "As @goodfellow2016 [chap. 9] say.", "docs/references.bib": library}).page(
        "index.html"
    )
    assert "As Goodfellow et al. (2016, chap. 9) say." in text(page)


def test_several_sources_share_one_bracket(build, library):
    page = build({"docs/index.md": "[@lecun1998; @goodfellow2016]", "docs/references.bib": library}).page("index.html")
    assert "(LeCun et al. 1998; Goodfellow et al. 2016)" in text(page)


def test_a_citation_leads_to_its_entry_at_the_end_of_the_page(build, library):
    page = build({"docs/index.md": "[@lecun1998]", "docs/references.bib": library}).page("index.html")
    link, entry = page.index('href="#ref-lecun1998"'), page.index('id="ref-lecun1998"')
    assert link < page.index('<h2 id="colophon-bibliography">References</h2>') < entry


def test_the_bibliography_lists_what_the_page_cites_and_nothing_else(build, library):
    files = {"docs/index.md": "[@lecun1998]", "docs/two.md": "[@goodfellow2016]", "docs/references.bib": library}
    built = build(files)
    assert re.findall(r'id="ref-(\w+)"', built.page("index.html")) == ["lecun1998"]
    assert re.findall(r'id="ref-(\w+)"', built.page("two/index.html")) == ["goodfellow2016"]


def test_a_page_without_citations_has_no_bibliography(build, library):
    assert "bibliography" not in build({"docs/index.md": "None.", "docs/references.bib": library}).page("index.html")


def test_the_bibliography_stands_where_the_author_puts_it(build, library):
    source = "[@lecun1998]\n\n[[bibliography]]\n\nThe end.\n"
    page = build({"docs/index.md": source, "docs/references.bib": library}).page("index.html")
    assert page.index('id="ref-lecun1998"') < page.index("The end.")
    assert page.count('id="ref-lecun1998"') == 1


def test_a_reference_and_a_citation_share_one_bracket(build, library):
    source = "![One.](a.png){#fig:one alt=x}\n\nSee [@fig:one; @lecun1998].\n"
    page = build({"docs/index.md": source, "docs/references.bib": library, "docs/a.png": ""}).page("index.html")
    assert "See Figure\N{NO-BREAK SPACE}1 and (LeCun et al. 1998)." in text(page)


def test_an_unknown_key_is_reported_at_its_place_with_the_nearest_key(build, library):
    built = build({"docs/index.md": "One.\n\nTwo [@lecun1989].\n", "docs/references.bib": library})
    assert built.problems == ["docs/index.md:3:6 CITE001 unknown key 'lecun1989' (did you mean 'lecun1998'?)"]
    assert 'Two <span class="unresolved" data-label="lecun1989">¿lecun1989?</span>.' in built.page("index.html")


def test_the_known_keys_of_a_bracket_are_printed_beside_an_unknown_one(build, library):
    built = build({"docs/index.md": "[@goodfellow2016; @none]", "docs/references.bib": library})
    assert "(Goodfellow et al. 2016) ¿none?" in text(built.page("index.html"))


def test_a_missing_library_is_one_clear_line(build):
    assert build({"docs/index.md": "[@lecun1998]"}).problems == [
        "docs/index.md:1:2 CITE001 no bibliography to find 'lecun1998' in (docs/references.bib does not exist: "
        "create it, or name another under `bibliography`; a plain @ is written \\@)"
    ]


def test_a_broken_entry_is_reported_with_its_line_and_the_others_are_cited(build, library):
    broken = library + "@book{broken,\n  title = {No end,\n}\n@book{whole, author={Doe, Jo}, title={T}, year=2001}\n"
    built = build({"docs/index.md": "[@lecun1998; @whole]", "docs/references.bib": broken})
    line = broken.lstrip("\n")[: broken.lstrip("\n").index("@book{broken")].count("\n") + 1
    assert [problem.split(" the entry")[0] for problem in built.problems] == [f"docs/references.bib:{line} CITE003"]
    assert "(LeCun et al. 1998; Doe 2001)" in text(built.page("index.html"))


def test_an_entry_that_stands_twice_is_reported_with_both_lines(build):
    twice = "@book{a, author={Doe, Jo}, title={T}, year=2001}\n@book{a, title={U}}\n"
    assert build({"docs/index.md": "[@a]", "docs/references.bib": twice}).problems == [
        "docs/references.bib:2 CITE002 entry 'a' is there already "
        "(the first stands in docs/references.bib:1; rename one)"
    ]


def test_an_unknown_style_is_one_clear_line(build, library):
    config = "site_name: T\ntheme: {name: mkdocs}\nplugins:\n  - colophon: {citation_style: chicago-author-data}\n"
    built = build({"docs/index.md": "[@lecun1998]", "docs/references.bib": library}, config=config)
    assert built.problems == [
        "mkdocs.yml:4:32 CITE004 unknown citation style 'chicago-author-data' (did you mean 'chicago-author-date'?)"
    ]


def test_keys_that_and_joins_are_a_problem_because_pandoc_would_print_one_only(build, library):
    built = build({"docs/index.md": "[@lecun1998 and @goodfellow2016]", "docs/references.bib": library})
    assert built.problems == [
        "docs/index.md:1:1 CITE006 '@goodfellow2016' stands among the words of '@lecun1998' (separate them by ';')"
    ]


def test_markup_in_a_library_reaches_the_page_as_text(build):
    hostile = "@book{a, author={Doe, Jo}, title={A <script>alert(1)</script> \\input{x}}, year=2001}\n"
    page = build({"docs/index.md": "[@a]", "docs/references.bib": hostile}).page("index.html")
    assert "<script>alert" not in page
    assert "alert(1)" in page


def test_a_name_keeps_its_particle(build):
    entry = "@book{a, author={van der Maaten, Laurens}, title={T}, year=2008}\n"
    page = build({"docs/index.md": "[@a]", "docs/references.bib": entry}).page("index.html")
    assert "(van der Maaten 2008)" in text(page)


def test_without_pandoc_citations_are_marked_and_one_line_says_how_to_get_it(build, library, monkeypatch):
    def missing():
        raise pandoc.PandocError("pandoc is missing; `pip install pypandoc_binary` brings one")

    monkeypatch.setattr(pandoc, "find", missing)
    pages = {"docs/index.md": "[@lecun1998]", "docs/two.md": "[@goodfellow2016]"}
    built = build(pages | {"docs/references.bib": library})
    assert built.problems == ["CITE009 pandoc is missing; `pip install pypandoc_binary` brings one"]
    assert '<span class="unresolved" data-label="lecun1998">¿lecun1998?</span>' in built.page("index.html")


CONFIG = """
site_name: Tiny
theme: {{name: mkdocs}}
plugins:
  - colophon: {{{}}}
"""


def test_several_files_in_several_formats_are_one_library(build, library):
    files = {
        "docs/index.md": "[@lecun1998; @a; @b]",
        "docs/references.bib": library,
        "docs/more.json": '[{"id": "a", "title": "A", "author": [{"family": "Doe"}], "issued": "2001"}]',
        "zotero.yaml": "- {id: b, type: book, title: B, author: [{family: Poe}], issued: 2002}\n",
    }
    built = build(files, config=CONFIG.format('bibliography: ["docs/*.bib", docs/more.json, zotero.yaml]'))
    assert built.problems == []
    assert "(LeCun et al. 1998; Doe 2001; Poe 2002)" in text(built.page("index.html"))


def test_a_style_is_chosen_by_name_for_the_site_and_for_a_page(build, library):
    pages = {"docs/index.md": "@lecun1998", "docs/own.md": "---\ncitation_style: apa\n---\n@lecun1998"}
    built = build({**pages, "docs/references.bib": library}, config=CONFIG.format("citation_style: ieee"))
    assert "LeCun et al. [1]" in text(built.page("index.html"))
    assert "LeCun et al. (1998)" in text(built.page("own/index.html"))


def test_an_unknown_style_in_front_matter_is_a_problem_of_its_page(build, library):
    page = "---\ntitle: T\ncitation_style: apex\n---\n[@lecun1998]"
    assert build({"docs/index.md": page, "docs/references.bib": library}).problems == [
        "docs/index.md:3 CITE004 unknown citation style 'apex' (there is apa, ieee, chicago-author-date, nature, acm, "
        "gb-t-7714-2015-numeric, and the path of any .csl file)"
    ]


def test_a_page_may_bring_entries_of_its_own_that_win_over_those_of_files(build, library):
    page = """---
references:
- id: lecun1998
  type: book
  title: Own
  author: [{family: Roe}]
  issued: 1999
---
[@lecun1998]
"""
    built = build({"docs/index.md": page, "docs/two.md": "[@lecun1998]", "docs/references.bib": library})
    assert built.problems == []
    assert "(Roe 1999)" in text(built.page("index.html"))
    assert "(LeCun et al. 1998)" in text(built.page("two/index.html"))


def test_what_front_matter_names_is_listed_though_nothing_cites_it(build, library):
    page = '---\nnocite: "@goodfellow2016"\n---\nText.'
    assert "Deep Learning" in build({"docs/index.md": page, "docs/references.bib": library}).page("index.html")


def test_an_unknown_key_to_be_listed_is_a_problem(build, library):
    page = '---\nnocite: "@goodfelow2016"\n---\nText.'
    assert build({"docs/index.md": page, "docs/references.bib": library}).problems == [
        "docs/index.md:2:10 CITE001 unknown key 'goodfelow2016' (did you mean 'goodfellow2016'?)"
    ]


def test_the_language_of_the_theme_is_that_of_the_citations(build, library):
    config = CONFIG.format("citation_style: ieee").replace("name: mkdocs", "name: material, language: de")
    built = build({"docs/index.md": "[@lecun1998]", "docs/references.bib": library}, config=config)
    assert "„Gradient-based learning applied to document recognition“" in text(built.page("index.html"))


def test_an_entry_that_lacks_what_the_style_needs_is_a_problem(build):
    entry = "@article{a, author={Doe, Jo}, title={T}}\n"
    assert build({"docs/index.md": "[@a]", "docs/references.bib": entry}).problems == [
        "docs/references.bib:1 CITE007 entry 'a' (article) has no date, no journal"
    ]


def test_an_entry_that_nothing_cites_is_no_problem_for_a_strict_build(build, library):
    built = build({"docs/index.md": "[@lecun1998]", "docs/references.bib": library}, strict=True)
    assert not built.aborted


def test_a_second_build_starts_no_pandoc(build, library, monkeypatch):
    files = {"docs/index.md": "[@lecun1998]", "docs/references.bib": library}
    assert "(LeCun et al. 1998)" in text(build(files).page("index.html"))
    monkeypatch.setattr(formatter, "Worker", None)
    assert "(LeCun et al. 1998)" in text(build(files).page("index.html"))


def test_a_number_above_the_line_stands_close_to_the_word_before_it(build, library):
    files = {"docs/index.md": "As shown [@lecun1998], and @goodfellow2016 agree.", "docs/references.bib": library}
    page = build(files, config=CONFIG.format("citation_style: nature")).page("index.html")
    assert (
        'As shown<span class="citation" id="cite-lecun1998-1" data-cites="lecun1998"><sup><a class="citation"' in page
    )
    assert "As shown1, and Goodfellow et al.2 agree." in text(page)


def test_mathematics_in_a_title_is_typeset(build):
    entry = "@book{a, author={Doe, Jo}, title={On $x^2$}, publisher={P}, year=2001}"
    page = build({"docs/index.md": "[@a]", "docs/references.bib": entry}).page("index.html")
    assert '<em>On <span class="katex">' in page


NUMERIC = """
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Numbers</title><id>numbers</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation collapse="citation-number"><sort><key variable="citation-number"/></sort>
<layout prefix="[" suffix="]" delimiter=","><text variable="citation-number"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""
MATERIAL = """
site_name: Tiny
site_url: https://example.org/
theme: {{name: material, font: false, language: {language}}}
plugins:
  - search
  - blog
  - colophon: {{{options}}}
markdown_extensions: [attr_list, footnotes]
validation: {{anchors: warn}}
"""
POST = "---\ndate: 2026-01-0{0}\n---\n# Post {0}\n\n{1}\n\n<!-- more -->\n\n{2}\n"
REFPLUS = "---\nrefplus: true\n---\n# Hexo\n\n"
DRAFT = (
    "So here is the way what Max C. Foo(2021){% ref mcf-2021 %} do.\n\n{% references %}\n"
    "[mcf-2021]  Max C. Foo.  A way to write an article.[J] Journal of Kelaideng University Samwin School. "
    "2021.3 300-321.\n{% endreferences %}\n"
)


def ids(html):
    return re.findall(r' id="([^"]*)"', html)


def test_an_entry_leads_back_to_every_place_that_cites_it(build, library):
    source = "[@lecun1998], [@goodfellow2016; @lecun1998]\n\n> @lecun1998\n"
    page = build({"docs/index.md": source, "docs/references.bib": library}).page("index.html")
    ways = re.findall(r'<a href="#(cite-[^"]*)" role="doc-backlink"', page)
    assert ways == ["cite-goodfellow2016-1", "cite-lecun1998-1", "cite-goodfellow2016-1", "cite-lecun1998-2"]
    assert set(ways) <= set(ids(page))


def test_the_bibliography_is_called_by_the_language_of_the_site(build, library):
    config = MATERIAL.format(language="de", options="")
    built = build({"docs/index.md": "# A\n\n[@lecun1998]", "docs/references.bib": library}, config=config, strict=True)
    page = built.page("index.html")
    assert '<h2 id="colophon-bibliography">Literatur</h2>' in page
    entry = re.search(r'<a href="#colophon-bibliography".*?</a>', page, re.DOTALL)[0]
    assert text(entry).split() == ["Literatur"]
    assert ">BibTeX kopieren</button>" in page


def test_a_page_lists_the_sources_of_the_site_and_says_where_they_are_cited(build, library):
    files = {
        "docs/index.md": "# Home\n\n[[bibliography scope=site group=type]]\n",
        "docs/one.md": "# One\n\n[@lecun1998] and @lecun1998\n",
        "docs/two.md": "# Two\n\n@goodfellow2016 and [@lecun1998]\n",
        "docs/references.bib": library + "@book{idle, author={Doe, Jo}, title={T}, year=2001}\n",
    }
    built = build(files)
    page = built.page("index.html")
    assert re.findall(r'<h2 id="bibliography-type-(\w+)">', page) == ["article", "book"]
    assert [name for name in ids(page) if name.startswith("ref-")] == ["ref-lecun1998", "ref-goodfellow2016"]
    ways = re.findall(r'<a href="([^"]*)" role="doc-backlink"', page)
    assert ways == [
        "one/#cite-lecun1998-1",
        "one/#cite-lecun1998-2",
        "two/#cite-lecun1998-1",
        "two/#cite-goodfellow2016-1",
    ]
    assert {"cite-lecun1998-1", "cite-lecun1998-2"} <= set(ids(built.page("one/index.html")))


def test_the_list_of_the_site_does_not_take_the_ids_of_the_page_s_own(build, library):
    source = "[@lecun1998]\n\n[[bibliography scope=site]]\n\n[[bibliography]]\n"
    page = build({"docs/index.md": source, "docs/references.bib": library}).page("index.html")
    assert ids(page).count("ref-lecun1998") == 1
    assert page.count('class="bibliography-entry"') == 2


def test_a_title_that_cites_is_plain_words_wherever_it_is_shown(build, library):
    files = {"docs/index.md": "# On [@lecun1998]\n", "docs/all.md": "# All\n\n[[bibliography scope=site]]\n"}
    built = build(files | {"docs/references.bib": library})
    assert ">On (LeCun et al. 1998)</a>" in built.page("all/index.html")
    assert "<cite>On (LeCun et al. 1998)</cite>" in built.page("all/index.html")
    assert "[@" not in built.page("all/index.html")


def test_a_key_that_swallowed_the_end_of_an_emphasis_is_told_how_to_let_go(build, library):
    built = build({"docs/index.md": "One.\n\n_@lecun1998_ said.\n", "docs/references.bib": library})
    hint = "the key took in what follows it; write @{lecun1998}"
    assert built.problems == [f"docs/index.md:3:2 CITE001 unknown key 'lecun1998_' ({hint})"]


def test_a_hyphen_between_two_citations_is_a_problem_at_its_place(build, library):
    built = build({"docs/index.md": "One @lecun1998-@goodfellow2016.\n", "docs/references.bib": library})
    assert built.problems == [
        "docs/index.md:1:15 CITE013 the '-' of '-@goodfellow2016' leaves out the author, and is no dash "
        "(write –, or leave a space before it)"
    ]


def test_a_citation_in_the_words_of_a_link_is_no_link_in_a_link(build, library):
    source = "[the paper of @lecun1998](https://example.org)"
    page = build({"docs/index.md": source, "docs/references.bib": library}).page("index.html")
    link = re.search(r'<a href="https://example.org">(.*?)</a>', page)[1]
    assert link == 'the paper of <span class="citation" id="cite-lecun1998-1">LeCun et al. (1998)</span>'


def test_locators_are_read_as_pandoc_and_its_users_write_them(build, library):
    source = "[@goodfellow2016, ch. 9], [@goodfellow2016{ii, A, D-Z}, rest] and [@goodfellow2016{}, 99 years later]"
    page = build({"docs/index.md": source, "docs/references.bib": library}).page("index.html")
    citations = re.findall(r'<span class="citation".*?</span>', page)
    assert [text(each) for each in citations] == [
        "(Goodfellow et al. 2016, chap. 9)",
        "(Goodfellow et al. 2016, ii, A, D–Z, rest)",
        "(Goodfellow et al. 2016, 99 years later)",
    ]


def test_a_collapsed_range_of_numbers_shows_all_its_entries(build):
    entries = "".join(f"@book{{k{n}, author={{Doe, Jo}}, title={{Title {n}}}, year=200{n}}}\n" for n in range(3))
    config = "site_name: T\ntheme: {name: mkdocs}\nplugins:\n  - colophon: {citation_style: numbers.csl}\n"
    files = {"docs/index.md": "[@k0; @k1; @k2]", "docs/references.bib": entries, "numbers.csl": NUMERIC}
    page = build(files, config=config).page("index.html")
    assert re.findall(r'data-keys="([^"]*)" data-label="([^"]*)" href="([^"]*)"', page) == [
        ("k0 k1 k2", "card-cite-k0-1", "#ref-k0"),
        ("k0 k1 k2", "card-cite-k0-1", "#ref-k2"),
    ]
    card = re.search(r'<template class="colophon-preview" data-label="card-cite-k0-1">(.*?)</template>', page)[1]
    assert text(card) == "Title 0Title 1Title 2"


def test_numbers_in_excerpts_are_those_of_their_posts(build, library):
    posts = {
        "docs/blog/posts/one.md": POST.format(1, "[@lecun1998]", "@goodfellow2016"),
        "docs/blog/posts/two.md": POST.format(2, "[@goodfellow2016]", "The end."),
    }
    files = {"docs/index.md": "# Home\n", "docs/blog/index.md": "# Blog\n", "numbers.csl": NUMERIC}
    config = MATERIAL.format(language="en", options="citation_style: numbers.csl")
    page = build(files | posts | {"docs/references.bib": library}, config=config, strict=True).page("blog/index.html")
    links = re.findall(r'<a class="citation" data-keys="\w+" href="([^"]*)">(.*?)</a>', page)
    assert links == [
        ("2026/01/02/post-2/#ref-goodfellow2016", "1"),
        ("2026/01/01/post-1/#ref-lecun1998", "1"),
    ]
    assert [name for name in ids(page) if name.startswith(("cite-", "ref-"))] == []


def test_a_draft_of_hexo_has_its_references_numbered_and_word_for_word(build):
    built = build({"docs/index.md": REFPLUS + DRAFT}, strict=True)
    page = built.page("index.html")
    assert "Max C. Foo(2021)[1] do." in text(page)
    assert (
        "[1] Max C. Foo.  A way to write an article.[J] Journal of Kelaideng University Samwin School. 2021.3 300-321."
    ) in text(page)
    assert 'data-label="rawref-mcf-2021" href="#rawref-mcf-2021"' in page
    assert "rawref-mcf-2021" in ids(page)


def test_without_refplus_the_same_draft_is_left_as_it_is_written(build):
    page = build({"docs/index.md": DRAFT}, strict=True).page("index.html")
    assert "Max C. Foo(2021){% ref mcf-2021 %} do." in page
    assert "{% references %}\n[mcf-2021]  Max C. Foo." in page


def test_an_unknown_raw_reference_is_reported_at_its_place_and_an_idle_one_is_told(build, caplog):
    source = REFPLUS + DRAFT.replace("{% ref mcf-2021 %}", "{% ref mfc-2021 %}")
    built = build({"docs/index.md": source})
    hint = "did you mean 'mcf-2021'?"
    assert built.problems == [f"docs/index.md:6:41 CITE010 unknown reference 'mfc-2021' ({hint})"]
    told = [record.getMessage() for record in caplog.records if "CITE011" in record.getMessage()]
    assert told == ["colophon: docs/index.md:9:1 CITE011 nothing refers to 'mcf-2021'"]


def test_a_raw_reference_in_an_excerpt_keeps_its_number_and_has_no_id(build):
    post = "---\ndate: 2026-01-01\nrefplus: true\n---\n# One\n\n" + DRAFT.replace("\n\n", "\n\n<!-- more -->\n\n")
    files = {"docs/index.md": "# Home\n", "docs/blog/index.md": "# Blog\n", "docs/blog/posts/one.md": post}
    built = build(files, config=MATERIAL.format(language="en", options=""), strict=True)
    link = (
        '<a class="citation" data-keys="mcf-2021" data-label="rawref-mcf-2021" href="2026/01/01/one/#rawref-mcf-2021" '
    )
    mark = f'<sup class="citation">{link}role="doc-biblioref">[1]</a></sup>'
    assert f"Max C. Foo(2021){mark} do." in built.page("blog/index.html")
    assert "rawcite-mcf-2021-1" in ids(built.page("blog/2026/01/01/one/index.html"))


def test_the_search_index_reads_citations_and_entries_but_no_bibtex(build, library):
    config = MATERIAL.format(language="en", options="")
    built = build({"docs/index.md": "# A\n\n[@lecun1998]", "docs/references.bib": library}, config=config)
    index = built.page("search/search_index.json")
    assert "LeCun et al. 1998" in index
    assert "@article" not in index
