"""Which styles there are, and how each cites."""

from pathlib import Path

import pytest

from mkdocs_colophon.citations import styles
from mkdocs_colophon.citations.request import Style

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="{}"><info>{}</info></style>'


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("apa", "author-date"),
        ("ieee", "numeric"),
        ("chicago-author-date", "author-date"),
        ("nature", "numeric"),
        ("acm", "numeric"),
        ("gb-t-7714-2015-numeric", "numeric"),
    ],
)
def test_a_style_ships_with_its_license_and_its_kind_is_known(name, kind):
    style, problems = styles.choose(name, Path())
    assert (style.name, style.kind, problems) == (name, kind, [])
    assert "creativecommons.org/licenses/by-sa/3.0" in Path(style.path).read_text()


def test_the_license_of_the_styles_stands_beside_them():
    assert "Attribution-ShareAlike 3.0" in (styles.FOLDER / "LICENSE").read_text()


def test_every_style_that_ships_has_a_name():
    assert {path.stem for path in styles.FOLDER.glob("*.csl")} == set(styles.SHIPPED.values())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HEAD.format("note", '<category citation-format="note"/>'), "note"),
        (HEAD.format("in-text", '<category citation-format="numeric"/>'), "numeric"),
        (HEAD.format("in-text", '<category citation-format="label"/>'), "label"),
        (HEAD.format("in-text", ""), "author-date"),
    ],
)
def test_how_a_style_from_a_file_cites_is_read_from_it(tmp_path, text, kind):
    (tmp_path / "x.csl").write_text(text)
    assert styles.choose("x.csl", tmp_path)[0].kind == kind


def test_a_changed_file_is_another_style(tmp_path):
    found = []
    for title in "ab":
        (tmp_path / "x.csl").write_text(HEAD.format("note", f"<title>{title}</title>"))
        found.append(styles.choose("x.csl", tmp_path)[0])
    assert found[0] != found[1]


def dependent(parent):
    return HEAD.format("in-text", f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>')


def test_a_style_that_only_names_another_stands_for_it(tmp_path):
    (tmp_path / "x.csl").write_text(dependent("ieee"))
    (tmp_path / "y.csl").write_text(dependent("own"))
    (tmp_path / "own.csl").write_text(HEAD.format("note", ""))
    assert [styles.choose(name, tmp_path)[0].kind for name in ("x.csl", "y.csl")] == ["numeric", "note"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("none.csl", None, "CITE004 unknown citation style 'none.csl' (there is apa, ieee, "),
        ("iee", None, "CITE004 unknown citation style 'iee' (did you mean 'ieee'?)"),
        ("x.csl", "nothing", "x.csl CITE004 the citation style is no CSL: syntax error: line 1, column 0"),
        ("x.csl", "<a/>", "x.csl CITE004 the citation style is no CSL: its root is not <style>"),
        (
            "x.csl",
            dependent("far-away"),
            "x.csl CITE004 the citation style only refers to 'far-away' (put far-away.csl",
        ),
    ],
)
def test_what_is_no_style_is_a_problem_and_the_default_takes_its_place(tmp_path, name, text, problem):
    if text:
        (tmp_path / "x.csl").write_text(text)
    style, problems = styles.choose(name, tmp_path)
    assert style == styles.choose("chicago-author-date", tmp_path)[0]
    assert [str(each)[: len(problem)] for each in problems] == [problem]


def test_a_style_without_a_file_is_pandocs_own():
    assert (Style().name, Style().path) == (styles.DEFAULT, "")


@pytest.mark.parametrize(
    ("language", "locale"),
    [("zh", "zh-CN"), ("zh-TW", "zh-TW"), ("zh-Hant", "zh-TW"), ("pt-BR", "pt-BR"), ("en_GB", "en-GB"), ("eo", "eo")],
)
def test_a_language_of_the_theme_is_a_locale_of_pandoc(language, locale):
    assert styles.locale(language) == locale
