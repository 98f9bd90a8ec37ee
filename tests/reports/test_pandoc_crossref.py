"""What users of pandoc-crossref and of Quarto have reported, in small reproductions of our own."""

from mkdocs_colophon.html import as_text, elements

FIGURES = {"docs/one.png": "", "docs/two.png": ""}


def words(page):
    """The words of the paragraphs of the article that refer to something."""
    shown = (each for each in elements(page, "p") if any(a.has_class("crossref") for a in elements(each.inner, "a")))
    return [as_text(each.inner).replace("\N{NO-BREAK SPACE}", " ") for each in shown]


def captions(page):
    """The words of captions, in the order in which they end."""
    return [as_text(each.inner).strip() for each in elements(page, "figcaption")]


def test_a_reference_in_parentheses_is_one(build):
    """lierdakil/pandoc-crossref#210: `(@fig:x)` was left as it was written."""
    text = """
    ![A](one.png){#fig:x alt=x}

    By itself (@fig:x), in brackets ([@fig:x]).
    """
    built = build({"docs/index.md": text, **FIGURES})
    assert words(built.page("index.html")) == ["By itself (Figure 1), in brackets (Figure 1)."]
    assert built.problems == []


def test_a_single_row_of_subfigures_is_numbered(build):
    """lierdakil/pandoc-crossref#381: the references to two figures of one row were broken."""
    text = """
    <div id="fig:logos" markdown>

    ![cool](one.png){#fig:logo1 width=40% alt=x} ![cooler](two.png){#fig:logo2 width=40% alt=y}

    Copies of a logo

    </div>

    Those are different: [@fig:logo1] and [@fig:logo2].
    """
    config = """
    site_name: Tiny
    theme: {name: mkdocs}
    plugins: [colophon]
    markdown_extensions: [md_in_html]
    """
    built = build({"docs/index.md": text, **FIGURES}, config=config)
    page = built.page("index.html")
    assert words(page) == ["Those are different: Figure 1a and Figure 1b."]
    assert captions(page) == ["(a) cool", "(b) cooler", "Figure 1. Copies of a logo"]
    assert built.problems == []


def test_subfigures_take_the_number_of_their_own_figure(build):
    """lierdakil/pandoc-crossref#382: a page's second figure, in two parts, was called 1a and 1b in the text."""
    text = """
    It refers to [@fig:example1], [@fig:example2a] and also [@fig:example2b].

    ![Image 1](one.png){#fig:example1 alt=x}

    ::: {#fig:example2}
    ![Image 2a](one.png){#fig:example2a width=45% alt=x}
    ![Image 2b](two.png){#fig:example2b width=45% alt=y}

    Example with subfigures
    :::
    """
    built = build({"docs/index.md": text, **FIGURES})
    assert words(built.page("index.html")) == ["It refers to Figure 1, Figure 2a and also Figure 2b."]
    assert built.problems == []


def test_parts_without_labels_take_no_number_of_their_own(build):
    """quarto-dev/quarto-cli#9414: a figure of two unlabeled pictures was numbered behind them."""
    text = """
    ::: {#fig:elephants}
    ![Hanno](one.png){alt=x}

    ![Surus](two.png){alt=y}

    Elephants
    :::

    See @fig:elephants.
    """
    built = build({"docs/index.md": text, **FIGURES})
    page = built.page("index.html")
    assert words(page) == ["See Figure 1."]
    assert captions(page) == ["(a) Hanno", "(b) Surus", "Figure 1. Elephants"]
    assert built.problems == []


def test_a_figure_of_a_chapter_without_a_number_keeps_its_own(build):
    """quarto-dev/quarto-cli#8514: in chapters without numbers, references read as the whole caption."""
    text = """
    # Soils {.unnumbered}

    ![The hierarchy of soils](one.png){#fig:one alt=x}

    See @fig:one.
    """
    config = """
    site_name: Tiny
    theme: {name: mkdocs}
    plugins: [{colophon: {number_sections: true, numbering: chapter}}]
    markdown_extensions: [attr_list]
    """
    built = build({"docs/index.md": text, **FIGURES}, config=config)
    assert words(built.page("index.html")) == ["See Figure 1."]
    assert built.problems == []
