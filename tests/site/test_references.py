"""Figures, equations and references in a built site."""

import os
import re
import time

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

FORWARD = {
    "docs/index.md": """
        # First

        Before it stands: [@fig:later] and @eq:energy, in short [#fig:later](#fig:later).

        ![One.](one.png){#fig:one alt=x}

        ![Two.](two.png){#fig:two alt=x}

        See [@fig:two; @fig:one].
        """,
    "docs/second.md": """
        # Second

        ![Later.](one.png){#fig:later alt=x}

        $$ E = mc^2 $$ {#eq:energy}

        Here @fig:later and [@eq:energy], there @fig:one.
        """,
    "docs/one.png": "",
    "docs/two.png": "",
}


NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def link(label, text, way=""):
    """A link to `label`; `~` in its text stands for a no-break space, as in TeX."""
    return f'<a class="crossref" data-label="{label}" href="{way}#{label}">{text.replace("~", NO_BREAK_SPACE)}</a>'


def test_a_page_refers_to_a_target_on_a_page_built_after_it(build):
    page = build(FORWARD).page("index.html")
    assert f"stands: {link('fig:later', 'Figure~1 in “Second”', 'second/')}" in page


def test_a_page_refers_to_a_target_on_a_page_built_before_it(build):
    page = build(FORWARD).page("second/index.html")
    assert f"there {link('fig:one', 'Figure~1 in “First”', '../')}." in page


def test_an_equation_is_referred_to_across_pages(build):
    page = build(FORWARD).page("index.html")
    assert f"and {link('eq:energy', 'Equation~1 in “Second”', 'second/')}," in page


def test_the_form_of_the_draft_takes_the_number_too(build):
    page = build(FORWARD).page("index.html")
    assert f"in short {link('fig:later', 'Figure~1 in “Second”', 'second/')}." in page


def test_several_figures_share_a_name_in_their_order(build):
    page = build(FORWARD).page("index.html")
    assert f"See Figures{NO_BREAK_SPACE}{link('fig:one', '1')} and {link('fig:two', '2')}." in page


def test_numbers_begin_anew_on_each_page(build):
    page = build(FORWARD).page("second/index.html")
    assert '<span class="caption-label">Figure 1</span>. Later.' in page


def test_an_equation_is_numbered_outside_its_formula(build):
    page = build(FORWARD).page("second/index.html")
    assert '<a class="equation-number" href="#eq:energy">(1)</a></div>' in page
    assert '<div class="equation" id="eq:energy">' in page


def test_a_site_without_problems_passes_strict(build):
    built = build(FORWARD, strict=True)
    assert (built.problems, built.aborted) == ([], False)


def test_an_unknown_label_is_reported_at_its_place_with_the_nearest_label(build):
    files = FORWARD | {"docs/third.md": "# Third\n\nText, `@fig:on`, and\nthen @fig:on.\n"}
    assert build(files).problems == [
        "docs/third.md:4:6 XREF001 unknown label 'fig:on' (did you mean 'fig:one'?)",
    ]


def test_an_unknown_label_stays_visible_in_the_page(build):
    page = build({"docs/index.md": "See @fig:none."}).page("index.html")
    assert 'See <span class="unresolved" data-label="fig:none">¿fig:none?</span>.' in page


def test_an_unknown_label_fails_a_strict_build_and_leaves_no_page(build):
    built = build({"docs/index.md": "See @fig:none."}, strict=True)
    assert built.aborted
    assert not list((built.root / "site").rglob("*.html"))


def test_a_duplicate_label_is_reported_with_both_places(build):
    files = FORWARD | {"docs/third.md": "# Third\n\n![Again.](one.png){#fig:one alt=x}\n"}
    assert build(files).problems == [
        "docs/third.md:3:20 XREF002 label 'fig:one' is taken "
        "(the first stands in docs/index.md:5:18; give this one another)",
    ]


def test_the_place_of_a_problem_counts_the_front_matter(build):
    built = build({"docs/index.md": "---\ntitle: T\n---\n\nSee @fig:none.\n"})
    assert built.problems == ["docs/index.md:5:5 XREF001 unknown label 'fig:none'"]


def test_flat_addresses_are_linked_too(build):
    config = """
        site_name: Tiny
        use_directory_urls: false
        theme: {name: mkdocs}
        plugins: [colophon]
        """
    page = build(FORWARD, config=config).page("index.html")
    assert link("fig:later", "Figure~1 in “Second”", "second.html") in page


CODE = """
    # Code

    ```
    @fig:x [@key] $$ $$ {#eq:y}
    [@fig:a; @fig:b] [#fig:x](#fig:x) $x$ [[bibliography]]
    ![Caption.](x.png){#fig:x}
    ```

    A span, `@fig:x [@key] $$ $$ {#eq:y} $x$`, and an escape, \\@fig:x.

        @fig:x in indented code, $$ a $$ {#eq:y}

    <!-- @fig:x [@key] $$ $$ {#eq:y} -->

    <div title="@fig:x">@fig:x [@key] $x$</div>

    Mathematics: $x_{@}$ and <a title="[@key]" href="https://example.org/@key">a link</a>, [one](x@y "@key"),
    me@key.org, https://example.org/@key.
    """


def test_code_mathematics_and_escapes_stay_as_they_are(build):
    built = build({"docs/index.md": CODE})
    page = built.page("index.html")
    fence = CODE.split("```")[1].replace("\n    ", "\n").lstrip("\n")
    assert f"<pre><code>{fence}</code></pre>" in page
    assert "A span, <code>@fig:x [@key] $$ $$ {#eq:y} $x$</code>, and an escape, @fig:x." in page
    assert "<pre><code>@fig:x in indented code, $$ a $$ {#eq:y}\n</code></pre>" in page
    assert "<!-- @fig:x [@key] $$ $$ {#eq:y} -->" in page
    assert '<div title="@fig:x">@fig:x [@key] $x$</div>' in page
    assert '<a title="[@key]" href="https://example.org/@key">a link</a>' in page
    assert '<a href="x@y" title="@key">one</a>,\nme@key.org, https://example.org/@key.' in page
    assert built.problems == []


def test_a_page_holds_previews_of_what_it_refers_to_on_other_pages(build):
    page = build(FORWARD).page("index.html")
    previews = re.findall(r'<template class="colophon-preview" data-label="(.*?)">', page)
    assert previews == ["fig:later", "eq:energy"]


def test_previews_are_not_in_the_search_index(build):
    config = "site_name: T\ntheme: {name: material, font: false}\nplugins: [search, colophon]\n"
    built = build(FORWARD, config=config)
    assert "Later." not in built.page("search/search_index.json").partition('"location":"second/"')[0]
    page = built.page("index.html")
    assert page.index("<template") < page.index("</article>")


def test_signs_of_html_in_titles_are_signs_wherever_they_are_shown(build):
    files = {
        "docs/index.md": "# R & D\n\n## A < b & `<i>` in @fig:one\n\n![One.](one.png){#fig:one alt=x}\n",
        "docs/second.md": "# Of @fig:one & <x\n\nSee @fig:one.\n",
        "docs/one.png": "",
    }
    built = build(files, config="site_name: T\ntheme: {name: material, font: false}\nplugins: [colophon]\n")
    assert "Figure~1 in “R &amp; D”</a>".replace("~", NO_BREAK_SPACE) in built.page("second/index.html")
    home = re.sub(r"\s+", " ", built.page("index.html").replace(NO_BREAK_SPACE, " "))
    assert '<span class="md-ellipsis"> A &lt; b &amp; &lt;i&gt; in Figure 1 </span>' in home
    assert '<span class="md-ellipsis"> Of Figure 1 &amp; &lt;x </span>' in home


def test_a_dirty_build_knows_the_pages_that_it_leaves_out(build):
    root = build(FORWARD).root
    index = root / "docs/index.md"
    index.write_text(index.read_text("utf-8") + "\nChanged.\n", "utf-8")
    os.utime(index, (later := time.time() + 10, later))
    loaded = load_config(str(root / "mkdocs.yml"))
    before = (root / "site/second/index.html").stat().st_mtime_ns
    mkdocs_build(loaded, dirty=True)
    loaded.plugins["colophon"].on_shutdown()
    html = (root / "site/index.html").read_text("utf-8")
    assert "Changed." in html
    assert "unresolved" not in html
    assert (root / "site/second/index.html").stat().st_mtime_ns == before
