"""The Markdown that a notebook becomes, and what is put into the page's HTML afterwards."""

import pytest

from mkdocs_colophon.notebooks.notebook import DisplayOptions

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="36pt" height="18pt"><path fill="#014884"/></svg>'
PALETTE = {"#014884": "#96c7fe"}
LINKS = (
    '<p class="notebook-downloads" data-search-exclude="">'
    '<a href="../notebooks/one/one.ipynb" download="">one.ipynb</a> '
    '<a href="../notebooks/one/one.py" download="">one.py</a></p>'
)


def drawn(svg=SVG, **metadata):
    return {"output_type": "display_data", "data": {"image/svg+xml": svg, "text/plain": "x"}, "metadata": metadata}


def shown(**data):
    kinds = {"html": "text/html", "markdown": "text/markdown", "plain": "text/plain", "latex": "text/latex"}
    given = {kinds[name]: text for name, text in data.items()}
    return {"output_type": "execute_result", "data": given, "metadata": {}, "execution_count": 1}


def printed(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def boxed(kind, inside):
    """A box that scrolls by itself and that the keyboard reaches."""
    start = f'<div class="notebook-output output-{kind}" tabindex="0" role="group" aria-label="Output">'
    return f"{start}{inside}</div>"


def html(page, text):
    """The finished page, with its Markdown left as `text`."""
    return page.finished(text, lambda uri: f"../{uri}")


def test_markdown_stays_and_code_is_fenced(page):
    assert page("# %% [markdown]\n# Some *text* and $x$.\n\n# %%\nx = 1\n").markdown == (
        "Some *text* and $x$.\n\n```python\nx = 1\n```\n"
    )


def test_front_matter_comes_first_and_jupytexts_own_is_left_out(page):
    text = "# ---\n# title: T\n# jupyter:\n#   jupytext:\n#     main_language: python\n# ---\n\n# %% [markdown]\n# A\n"
    assert page(text).markdown == "---\ntitle: T\n---\n\nA\n"


def test_raw_cells_are_left_out_nope(page):
    assert page("# %% [markdown]\n# A\n\n# %% [raw]\n# <raw>\n").markdown == "A\n"


def test_a_fence_is_longer_than_what_it_holds(page):
    assert page("# %%\nx = '````'\n").markdown == "`````python\nx = '````'\n`````\n"


def test_text_is_put_in_a_box_of_its_own(page):
    one = page("# %%\nprint()\n", [printed("a < b\n")])
    place = '<div data-notebook-output="0"></div>'
    assert one.markdown == f"```python\nprint()\n```\n\n{place}\n"
    assert html(one, place) == LINKS + boxed("stdout", "<pre>a &lt; b</pre>")


def test_html_is_not_read_as_markdown(page):
    one = page("# %%\nx\n", [shown(html="<b>*a*\n\n# b</b>", plain="x")])
    assert one.markdown == '```python\nx\n```\n\n<div data-notebook-output="0"></div>\n'
    assert one.blocks == (boxed("html", "<b>*a*\n\n# b</b>"),)


def test_html_of_a_cell_is_no_marker_nope(page):
    made = page("# %%\nx = 1\n", [shown(html="<colophon-cite>x</colophon-cite>")])
    place = '<div data-notebook-output="0"></div>'
    assert html(made, place) == LINKS + boxed("html", "<COLOPHON-cite>x</COLOPHON-cite>")


def test_what_a_cell_calls_markdown_is_markdown_of_the_page(page):
    one = page('# %% tags=["remove-input"]\nx\n', [shown(markdown="A [@fig:x].", plain="x")])
    assert one.markdown == "A [@fig:x].\n"


@pytest.mark.parametrize("written", ["$x$", "$\\displaystyle x$", "$$x$$", "\\[x\\]"])
def test_a_formula_is_displayed(page, written):
    expected = "\\displaystyle x" if "style" in written else "x"
    one = page('# %% tags=["remove-input"]\nx\n', [shown(latex=written, plain="x")])
    assert one.markdown == f"$$ {expected} $$\n"


def test_a_picture_has_its_words_its_size_and_a_dark_twin(page):
    one = page('# %% alt="A \\"b\\"." tags=["remove-input"]\nx\n', [drawn()], options=DisplayOptions(palette=PALETTE))
    assert html(one, one.markdown.strip()) == LINKS + (
        '<div class="notebook-output output-picture">'
        '<img src="../notebooks/one/cell-1-1.svg#only-light" alt="A &quot;b&quot;." loading="lazy" decoding="async"'
        ' width="48" height="24">'
        '<img src="../notebooks/one/cell-1-1.dark.svg#only-dark" alt="A &quot;b&quot;." loading="lazy" decoding="async"'
        ' width="48" height="24"></div>'
    )
    assert one.files["notebooks/one/cell-1-1.svg"] == SVG.encode()
    assert one.files["notebooks/one/cell-1-1.dark.svg"] == SVG.replace("#014884", "#96c7fe").encode()


def test_a_picture_without_a_palette_lies_on_paper(page):
    one = page('# %% alt="A"\nx\n', [drawn()])
    assert sorted(one.files) == ["notebooks/one/cell-1-1.svg", "notebooks/one/one.ipynb", "notebooks/one/one.py"]
    assert html(one, '<div data-notebook-output="0"></div>') == LINKS + (
        '<div class="notebook-output output-picture"><img src="../notebooks/one/cell-1-1.svg" alt="A" loading="lazy"'
        ' decoding="async" width="48" height="24" class="notebook-paper"></div>'
    )


def test_a_picture_with_a_caption_is_a_figure_of_the_page(page):
    one = page('# %% label="fig:x" caption="A *b* ${c}$." alt="D {e}" tags=["remove-input"]\nx\n', [drawn()])
    assert one.markdown == "![A *b* ${c}$.](one/cell-1-1.svg){#fig:x alt=notebook-picture-0}\n"
    image = '<a href="one/cell-1-1.svg"><img src="one/cell-1-1.svg" alt="notebook-picture-0"></a>'
    assert html(one, image) == LINKS + (
        '<a href="one/cell-1-1.svg"><img src="one/cell-1-1.svg" alt="D {e}" loading="lazy" decoding="async"'
        ' width="48" height="24" class="notebook-paper"></a>'
    )


def test_a_picture_is_put_in_its_place_with_its_style_however_that_is_written(page):
    one = page('# %% label="fig:x" caption="C" alt="A"\nx\n', [drawn()])
    place = "<IMG title='a > b' src=one/cell-1-1.svg alt='notebook-picture-0' style='width: 50%'>"
    assert html(one, f"<p>{place}</p>") == f"{LINKS}<p>" + (
        '<img src="one/cell-1-1.svg" alt="A" loading="lazy" decoding="async" style="width: 50%"'
        ' width="48" height="24" class="notebook-paper"></p>'
    )


def test_code_and_tables_take_labels_too(page):
    code = page('# %% label="lst:x" caption="C."\nx\n')
    assert code.markdown == "```python\nx\n```\n\nListing: C. {#lst:x}\n"
    table = page('# %% label="tbl:x" caption="C." tags=["remove-input"]\nx\n', [shown(markdown="| a |\n|---|\n")])
    assert table.markdown == "| a |\n|---|\n\n\n: C. {#tbl:x}\n"


def test_the_code_may_say_what_its_picture_shows(page):
    one = page("# %%\nx\n", [drawn(**{"image/svg+xml": {"alt": "Said by code"}})])
    assert one.problems == ()
    assert [each.alt for each in one.blocks] == ["Said by code"]


def test_several_pictures_have_a_list_of_words(page):
    one = page('# %% alt=["One", "Two"]\nx\n', [drawn(), drawn()])
    assert [shown.alt for shown in one.shown] == ["One", "Two"]
    assert one.problems == ()


@pytest.mark.parametrize("given", ["", ' alt=["One"]'])
def test_a_picture_without_words_is_a_problem_at_its_cell(page, given):
    pictures = [drawn()] if not given else [drawn(), drawn()]
    one = page(f"# %% [markdown]\n# A\n\n# %%{given}\nx\n", pictures)
    assert [str(problem) for problem in one.problems] == [
        "one.py:5 BOOK002 cell 2 draws a picture without alternative text "
        '(write what it shows to who cannot see it, as in `# %% alt="A curve that falls."`)'
    ]


def test_a_decorative_picture_has_empty_words_nope(page):
    assert page('# %% alt=""\nx\n', [drawn()]).problems == ()


@pytest.mark.parametrize(
    ("given", "outputs", "text"),
    [
        ('label="eq:x" caption="C"', [], "cell 1 has the label 'eq:x' (it begins with fig:, tbl: or lst:)"),
        ('label="fig:x" caption="C"', [printed("1")], "for which it needs a caption and one picture"),
        ('label="fig:x" alt="A"', [drawn()], "for which it needs a caption and one picture"),
        (
            'label="fig:x" caption="C" alt=["A", "B"]',
            [drawn(), drawn()],
            "for which it needs a caption and one picture",
        ),
        (
            'label="tbl:x" caption="C"',
            [shown(html="<table>")],
            "for which it needs a caption and one output in Markdown",
        ),
        ('label="lst:x" caption="C" tags=["remove-input"]', [], "for which it needs a caption and code that is shown"),
    ],
)
def test_a_label_that_nothing_can_carry_is_a_problem(page, given, outputs, text):
    [problem] = page(f"# %% {given}\nx\n", outputs).problems
    assert problem.code == "BOOK006"
    assert text in str(problem)


def test_a_cell_that_was_not_executed_is_not_asked_for_its_picture_nope(page):
    assert page('# %% label="fig:x" caption="C" alt="A"\nx\n').problems == ()


def test_tags_hide_cells_code_and_outputs(page):
    text = '# %% tags=["remove-cell"]\na\n\n# %% tags=["quiet"]\nb\n\n# %% tags=["remove-output"]\nc\n'
    one = page(
        text, [printed("1")], [printed("2")], [printed("3")], options=DisplayOptions(hidden_inputs=frozenset({"quiet"}))
    )
    assert one.markdown == '<div data-notebook-output="0"></div>\n\n```python\nc\n```\n'
    assert one.blocks == (boxed("stdout", "<pre>2</pre>"),)


def test_a_terminals_colors_and_overwritten_lines_are_gone(page):
    one = page("# %%\nx\n", [printed("\x1b[31mred\x1b[0m\n 10%\r 50%\r100%\nend\r\n")])
    assert one.blocks == (boxed("stdout", "<pre>red\n100%\nend</pre>"),)


def test_an_error_that_is_allowed_is_shown(page):
    error = {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["\x1b[31mE\x1b[0m: <e>"]}
    assert page("# %%\nx\n", [error]).blocks == (boxed("error", "<pre>E: &lt;e&gt;</pre>"),)


def test_what_is_downloaded_stands_below_the_title(page):
    one = page("# %%\nx\n")
    assert html(one, "<h1>T</h1><p>a</p>") == f"<h1>T</h1>{LINKS}<p>a</p>"
    assert one.files["notebooks/one/one.py"] == b"# %%\nx\n"


@pytest.mark.parametrize(
    "title",
    [
        "<H1 title='</h1>'>T</H1 >",
        "<!-- <h1>O</h1> --><h1>T</h1>",
        "<script>'</h1>'</script><h1>T<!-- </h1> --></h1>",
        "",
    ],
)
def test_the_title_is_what_a_browser_shows_as_one(page, title):
    assert html(page("# %%\nx\n"), f"{title}<p>a</p>") == f"{title}{LINKS}<p>a</p>"


def test_a_title_among_the_outputs_is_not_the_pages(page):
    one = page("# %%\nx\n", [shown(html="<h1>Output</h1>")])
    place = '<div data-notebook-output="0"></div>'
    assert html(one, f"{place}<h1>T</h1>") == boxed("html", "<h1>Output</h1>") + f"<h1>T</h1>{LINKS}"


@pytest.mark.parametrize(
    "own",
    [
        '<div data-notebook-output="7"></div><img src="a.png" alt="notebook-picture-7">',
        '<div data-notebook-output="00"></div><div data-notebook-output="0">a</div><div data-notebook-output></div>',
        '<img alt="0" src="a.png"><img alt="notebook-picture-00"><div alt="notebook-picture-0"></div>',
        '<!-- <div data-notebook-output="0"></div><img alt="notebook-picture-0"> -->',
        '<script>\'<div data-notebook-output="0"></div><img alt="notebook-picture-0">\'</script>',
        '<template><div data-notebook-output="0"></div></template>',
        "<p title='<div data-notebook-output=\"0\"></div>'>a</p>",
        '<div data-notebook-output="0">',
    ],
)
def test_places_of_an_authors_own_are_left_alone_nope(page, own):
    one = page('# %% label="fig:x" caption="C" alt="A"\nx\n', [drawn(), printed("1")])
    assert (len(one.shown), len(one.blocks)) == (1, 1)
    assert html(one, own) == LINKS + own


@pytest.mark.parametrize(
    "place", ['<div data-notebook-output="0"></div>', "<DIV data-notebook-output=0 title='>'></DIV >"]
)
def test_a_place_is_filled_however_it_is_written(page, place):
    one = page("# %%\nx\n", [printed("1")])
    assert html(one, f"<div>{place}</div>") == f"{LINKS}<div>{boxed('stdout', '<pre>1</pre>')}</div>"


def test_an_author_cannot_ask_for_a_block_by_writing_its_place_in_code_nope(page):
    one = page('# %% [markdown]\n# `<div data-notebook-output="0"></div>`\n')
    rendered = '<code>&lt;div data-notebook-output="0"&gt;&lt;/div&gt;</code>'
    assert html(one, rendered) == LINKS + rendered
