"""What targets are called: in each language, by each preset, and as a site declares."""

from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_colophon.crossref.labels import Label
from mkdocs_colophon.crossref.wording import wording
from mkdocs_colophon.locales.languages import shipped

KINDS = ["fig", "tbl", "eq", "lst", "sec", "thm", "lem", "cor", "prp", "def", "exm", "exr", "rem", "alg", "prf"]
KINDS += ["cnj", "axm", "asm", "sol", "tip", "nte", "wrn", "imp", "cau"]
LANGUAGES = ["en", "de", "fr", "es", "zh", "zh-tw", "ja", "ko", "pt", "pt-pt", "ru", "it"]
WITHOUT_PLURALS = ["zh", "zh-tw", "ja", "ko"]

SPOKEN = {
    "en": ["Figure~3", "Figures~1, 2 and 4", "Table~3", "Section~3", "Section “Pooling”", "Figure~3 in “Pooling”"],
    "de": [
        "Abbildung~3",
        "Abbildungen~1, 2 und 4",
        "Tabelle~3",
        "Abschnitt~3",
        "Abschnitt „Pooling“",
        "Abbildung~3 in „Pooling“",
    ],
    "fr": [
        "figure~3",
        "figures~1, 2 et 4",
        "tableau~3",
        "section~3",
        "section «~Pooling~»",
        "figure~3 dans «~Pooling~»",
    ],
    "es": ["figura~3", "figuras~1, 2 y 4", "tabla~3", "sección~3", "sección «Pooling»", "figura~3 en «Pooling»"],
    "zh": ["图~3", "图~1、2 和 4", "表~3", "第~3~节", "小节“Pooling”", "“Pooling”中的图~3"],
    "zh-tw": ["圖~3", "圖~1、2 和 4", "表~3", "第~3~節", "小節「Pooling」", "「Pooling」中的圖~3"],
    "ja": ["図~3", "図~1、2、4", "表~3", "第~3~節", "節「Pooling」", "「Pooling」の図~3"],
    "ko": ["그림~3", "그림~1, 2 및 4", "표~3", "제~3~절", "“Pooling” 절", "“Pooling”의 그림~3"],
    "pt": ["figura~3", "figuras~1, 2 e 4", "tabela~3", "seção~3", "seção “Pooling”", "figura~3 em “Pooling”"],
    "pt-pt": ["figura~3", "figuras~1, 2 e 4", "tabela~3", "secção~3", "secção «Pooling»", "figura~3 em «Pooling»"],
    "ru": [
        "рисунок~3",
        "рисунки~1, 2 и 4",
        "таблица~3",
        "раздел~3",
        "раздел «Pooling»",
        "рисунок~3 на странице «Pooling»",
    ],
    "it": ["figura~3", "figure~1, 2 e 4", "tabella~3", "sezione~3", "sezione «Pooling»", "figura~3 in «Pooling»"],
}

PAIRS = {
    "en": "1 and 2",
    "de": "1 und 2",
    "fr": "1 et 2",
    "es": "1 y 2",
    "zh": "1 和 2",
    "zh-tw": "1 和 2",
    "ja": "1、2",
    "ko": "1 및 2",
    "pt": "1 e 2",
    "pt-pt": "1 e 2",
    "ru": "1 и 2",
    "it": "1 e 2",
}

HEADS = {
    "en": ["Figure 3", "Theorem 3", "Proof", "Theorem 3 (Pythagoras)"],
    "de": ["Abbildung 3", "Theorem 3", "Beweis", "Theorem 3 (Pythagoras)"],
    "fr": ["Figure 3", "Théorème 3", "Démonstration", "Théorème 3 (Pythagoras)"],
    "es": ["Figura 3", "Teorema 3", "Demostración", "Teorema 3 (Pythagoras)"],
    "zh": ["图 3", "定理 3", "证明", "定理 3（Pythagoras）"],
    "zh-tw": ["圖 3", "定理 3", "證明", "定理 3（Pythagoras）"],
    "ja": ["図 3", "定理 3", "証明", "定理 3（Pythagoras）"],
    "ko": ["그림 3", "정리 3", "증명", "정리 3 (Pythagoras)"],
    "pt": ["Figura 3", "Teorema 3", "Demonstração", "Teorema 3 (Pythagoras)"],
    "pt-pt": ["Figura 3", "Teorema 3", "Demonstração", "Teorema 3 (Pythagoras)"],
    "ru": ["Рисунок 3", "Теорема 3", "Доказательство", "Теорема 3 (Pythagoras)"],
    "it": ["Figura 3", "Teorema 3", "Dimostrazione", "Teorema 3 (Pythagoras)"],
}

CHAPTERS = {
    "en": "Chapter~3",
    "de": "Kapitel~3",
    "fr": "chapitre~3",
    "es": "capítulo~3",
    "zh": "第~3~章",
    "zh-tw": "第~3~章",
    "ja": "第~3~章",
    "ko": "제~3~장",
    "pt": "capítulo~3",
    "pt-pt": "capítulo~3",
    "ru": "глава~3",
    "it": "capitolo~3",
}

SHORT = {
    "fig": ("fig.", "figs.", "Figure 3"),
    "tbl": ("tbl.", "tbls.", "Table 3"),
    "eq": ("eq.", "eqns.", "(3)"),
    "lst": ("lst.", "lsts.", "Listing 3"),
    "sec": ("sec.", "secs.", "3"),
}

ERRORS = [
    ({"fig": {"nam": "Fig."}}, "'fig' has no 'nam'; it may have name, plural, reference, caption, scheme"),
    ({"fig": "Fig."}, "'fig' must have any of name, plural, reference, caption, scheme, got 'Fig.'"),
    ({"fig": {"name": 3}}, "name of 'fig' must be text, got 3"),
    ({"fig": {"name": ""}}, "name of 'fig' must be text, got ''"),
    ({"vid": {"plural": "Videos"}}, "'vid' is a new kind and has no name; write one, as in 'name: Vid'"),
    ({"Vid": {"name": "V"}}, "'Vid' cannot begin a label; write letters, the first of them small, as in 'vid'"),
    ({"v:d": {"name": "V"}}, "'v:d' cannot begin a label; write letters, the first of them small, as in 'vid'"),
    ({"3d": {"name": "V"}}, "'3d' cannot begin a label; write letters, the first of them small, as in 'vid'"),
    ({7: {"name": "V"}}, "7 cannot begin a label; write letters, the first of them small, as in 'vid'"),
    (
        {"fig": {"reference": "{name} {nr}"}},
        "reference of 'fig' has '{nr}', which is none of {name}, {number}, {title}, {page}",
    ),
    ({"fig": {"caption": "{}"}}, "caption of 'fig' has '{}', which is none of {name}, {number}, {title}, {page}"),
    (
        {"fig": {"caption": "{number:03}"}},
        "caption of 'fig' has '{number:03}', which is none of {name}, {number}, {title}, {page}",
    ),
    (
        {"fig": {"caption": "{name!r}"}},
        "caption of 'fig' has '{name!r}', which is none of {name}, {number}, {title}, {page}",
    ),
    (
        {"fig": {"caption": "{name.__class__}"}},
        "caption of 'fig' has '{name.__class__}', which is none of {name}, {number}, {title}, {page}",
    ),
    (
        {"fig": {"caption": "{name"}},
        "caption of 'fig' has a brace that is not closed or not opened; write a plain one twice",
    ),
]


def plain(text):
    """`text` with its no-break spaces to be seen."""
    return text.replace("\N{NO-BREAK SPACE}", "~")


def said(language, declared=None):
    return wording("default", language, declared or {})


def placeholders(template):
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def test_the_languages_that_ship_are_those_tested_here():
    assert sorted(shipped()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_kind(language):
    assert sorted(said(language).labels) == sorted(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_language_is_empty(language):
    labels = [said(language).chapter, *said(language).labels.values()]
    assert [label for label in labels if not (label.name.strip() and label.plural.strip())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_kinds_of_a_language_have_one_name(language):
    names = [label.name for label in said(language).labels.values()]
    assert len(set(names)) == len(KINDS)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language not in WITHOUT_PLURALS])
def test_a_language_with_plurals_has_that_of_every_kind(language):
    assert [kind for kind, label in said(language).labels.items() if label.plural == label.name] == []


@pytest.mark.parametrize("language", WITHOUT_PLURALS)
def test_a_language_without_plurals_has_one_name_for_one_and_for_many(language):
    assert [kind for kind, label in said(language).labels.items() if label.plural != label.name] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_of_a_language_have_the_placeholders_that_they_are_filled_with(language):
    words = said(language)
    assert (placeholders(words.said.elsewhere), placeholders(words.said.own)) == ({"reference", "page"}, {"title"})
    for label in (words.chapter, *words.labels.values()):
        assert label.shared
        assert {"number"} <= placeholders(label.reference) <= {"name", "number"}
        assert {"number"} <= placeholders(label.caption) <= {"name", "number"}
        assert placeholders(label.reference_unnumbered) == {"name", "title"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_in_a_language(language):
    words = said(language)
    figure, section = words.labels["fig"], words.labels["sec"]
    assert [plain(text) for text in SPOKEN[language]] == [
        plain(figure.refer("3")),
        plain(figure.refer(words.listed(["1", "2", "4"]), many=True)),
        plain(words.labels["tbl"].refer("3")),
        plain(section.refer("3", title="Pooling")),
        plain(section.refer("", title="Pooling")),
        plain(words.said.elsewhere.format(reference=figure.refer("3"), page="Pooling")),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_numbers_in_a_language(language):
    assert said(language).listed(["1", "2"]) == PAIRS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_at_targets_in_a_language(language):
    words = said(language)
    theorem = words.labels["thm"].head("3")
    own = words.said.own.format(title="Pythagoras")
    assert [words.labels["fig"].head("3"), theorem, words.labels["prf"].head(""), theorem + own] == HEADS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_in_a_language(language):
    assert plain(said(language).chapter.refer("3")) == CHAPTERS[language]


@pytest.mark.parametrize(("language", "mark"), [("en", "–"), ("de", "–"), ("zh", "–"), ("ja", "～"), ("ko", "~")])
def test_the_mark_of_a_range(language, mark):
    assert said(language).said.range == mark


@pytest.mark.parametrize(
    ("language", "nearest"),
    [
        ("pt-BR", "pt"),
        ("pt_BR", "pt"),
        ("pt-PT", "pt-pt"),
        ("zh-TW", "zh-tw"),
        ("zh-Hant", "zh-tw"),
        ("zh-Hant-HK", "zh-tw"),
        ("zh-HK", "zh-tw"),
        ("zh-Hans", "zh"),
        ("zh-CN", "zh"),
        ("de-AT", "de"),
        ("EN", "en"),
        ("eo", "en"),
        ("", "en"),
    ],
)
def test_a_language_that_does_not_ship_is_the_nearest_that_does(language, nearest):
    assert said(language) == said(nearest)


def test_a_list_of_one_is_that_one():
    assert said("en").listed(["1"]) == "1"


def test_a_list_of_two_has_a_delimiter_of_its_own():
    assert replace(said("en"), said=replace(said("en").said, pair=" & ")).listed(["1", "2"]) == "1 & 2"


def test_an_empty_list_is_nothing():
    assert said("en").listed([]) == ""


def test_references_of_different_kinds_follow_one_another():
    assert said("en").listed(["Figure 1", "Table 2", "Equation 3"]) == "Figure 1, Table 2 and Equation 3"


def test_the_default_preset():
    words = said("en")
    assert (words.caption_end, words.panel, words.said.range) == (". ", "{number}{part}", "–")
    assert words.pandoc is False


def test_the_label_of_a_figure():
    assert said("en").labels["fig"] == Label(
        name="Figure",
        plural="Figures",
        reference="{name}\N{NO-BREAK SPACE}{number}",
        caption="{name} {number}",
        reference_unnumbered="{name} “{title}”",
        caption_unnumbered="",
    )


@pytest.mark.parametrize(("kind", "head"), [("eq", "(3)"), ("sec", "3"), ("alg", "Algorithm 3"), ("tbl", "Table 3")])
def test_what_stands_at_a_target(kind, head):
    assert said("en").labels[kind].head("3") == head


@pytest.mark.parametrize(
    ("kind", "head"), [("fig", ""), ("eq", ""), ("sec", ""), ("thm", "Theorem"), ("alg", "Algorithm")]
)
def test_what_stands_at_a_target_without_a_number(kind, head):
    assert said("en").labels[kind].head("") == head


def test_a_target_with_neither_number_nor_title_is_called_by_its_name():
    assert said("en").labels["prf"].refer("") == "Proof"


def test_a_capital_reference_has_its_name_capitalized():
    words = said("fr")
    figure = words.capitalize(words.labels["fig"])
    assert [plain(figure.refer("3")), plain(figure.refer("3–5", many=True))] == ["Figure~3", "Figures~3–5"]


def test_a_capital_reference_is_capitalized_where_it_begins():
    words = said("fr", {"fig": {"name": "image", "reference": "l’{name} {number}", "caption": "l’{name} {number}"}})
    figure = words.capitalize(words.labels["fig"])
    assert [plain(figure.refer("3")), figure.head("3")] == ["L’image~3", "l’image 3"]


def test_a_capital_reference_without_a_number_is_capitalized_too():
    words = said("fr")
    assert plain(words.capitalize(words.labels["sec"]).refer("", title="x")) == "Section «~x~»"


def test_a_declared_reference_without_a_number_is_capitalized_where_it_begins():
    words = said("en", {"sec": {"reference": "the part “{title}”"}})
    assert words.capitalize(words.labels["sec"]).refer("", title="Pooling") == "The part “Pooling”"


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_the_texts_of_pandoc_crossref_are_english_in_every_language(language):
    assert wording("pandoc-crossref", language, {}) == wording("pandoc-crossref", "en", {})


@pytest.mark.parametrize("kind", SHORT)
def test_the_names_of_pandoc_crossref(kind):
    label = wording("pandoc-crossref", "en", {}).labels[kind]
    assert (label.name, label.plural, label.head("3")) == SHORT[kind]


@pytest.mark.parametrize("kind", SHORT)
def test_the_references_of_pandoc_crossref(kind):
    label = wording("pandoc-crossref", "en", {}).labels[kind]
    assert [plain(label.refer("3")), plain(label.refer("3-5", many=True))] == [
        f"{SHORT[kind][0]}~3",
        f"{SHORT[kind][1]}~3-5",
    ]


def test_the_delimiters_of_pandoc_crossref():
    words = wording("pandoc-crossref", "en", {})
    lists = [words.listed(["1", "2"]), words.listed(["1", "2", "4"]), words.listed(["fig. 1", "eq. 1", "tbl. 1"])]
    assert lists == ["1, 2", "1, 2, 4", "fig. 1, eq. 1, tbl. 1"]
    assert (words.said.range, words.caption_end, words.panel, words.said.elsewhere) == (
        "-",
        ": ",
        "{number} ({part})",
        "{reference}",
    )
    assert words.pandoc is True


def test_pandoc_crossref_calls_a_chapter_a_section():
    assert plain(wording("pandoc-crossref", "en", {}).chapter.refer("3")) == "sec.~3"


def test_pandoc_crossref_capitalizes_every_word():
    words = wording("pandoc-crossref", "en", {"fig": {"name": "my fig."}})
    assert plain(words.capitalize(words.labels["fig"]).refer("3")) == "My Fig.~3"


def test_pandoc_crossref_leaves_theorems_to_the_default_preset():
    assert wording("pandoc-crossref", "en", {}).labels["thm"] == said("en").labels["thm"]


def test_a_site_declares_a_kind():
    label = said("zh", {"vid": {"name": "视频"}}).labels["vid"]
    assert [plain(label.refer("3")), label.head("3"), label.head(""), label.refer("", title="A")] == [
        "视频~3",
        "视频 3",
        "",
        "视频“A”",
    ]


def test_a_name_without_a_plural_is_its_own():
    label = said("en", {"fig": {"name": "Fig."}}).labels["fig"]
    assert (label.name, label.plural) == ("Fig.", "Fig.")


def test_a_declared_plural_is_kept():
    label = said("en", {"fig": {"name": "Fig.", "plural": "Figs."}}).labels["fig"]
    assert (label.name, label.plural) == ("Fig.", "Figs.")


def test_what_is_not_declared_stays():
    caption = said("en", {"fig": {"caption": "Image {number} of {page}"}}).labels["fig"]
    assert (caption.head("3", page="Pooling"), plain(caption.refer("3"))) == ("Image 3 of Pooling", "Figure~3")


def test_a_declared_chapter():
    assert plain(said("en", {"chapter": {"name": "Part"}}).chapter.refer("3")) == "Part~3"


def test_a_chapter_is_no_kind_of_label():
    assert "chapter" not in said("en", {"chapter": {"name": "Part"}}).labels


def test_a_declared_reference_does_not_part_its_number_from_its_words():
    label = said("en", {"fig": {"reference": "see figure {number} above"}}).labels["fig"]
    assert plain(label.refer("3")) == "see figure~3~above"


def test_a_declared_reference_without_a_number_serves_targets_without_one():
    label = said("en", {"sec": {"reference": "the part “{title}”"}}).labels["sec"]
    assert [label.refer("", title="Pooling"), label.refer("3", title="Pooling")] == ["the part “Pooling”"] * 2


@pytest.mark.parametrize(("reference", "shared"), [("{number}", True), ("{number} {title}", False), ("{page}", False)])
def test_a_reference_that_tells_a_title_is_for_one_target(reference, shared):
    assert said("en", {"fig": {"reference": reference}}).labels["fig"].shared is shared


def test_declared_words_are_escaped_for_html():
    words = said("en", {"fig": {"name": "A&B", "caption": "<{name}> {number}"}, "chapter": {"name": "<C>"}}).escaped()
    assert (words.labels["fig"].head("3"), plain(words.chapter.refer("3"))) == ("&lt;A&amp;B&gt; 3", "&lt;C&gt;~3")


def test_what_stands_between_things_is_escaped_for_html():
    given = {"pair": " & ", "range": "<>", "caption": " & "}
    words = said("en", {}).delimited(given).escaped()
    assert (words.said.pair, words.said.range, words.caption_end) == (" &amp; ", "&lt;&gt;", " &amp; ")
    assert (words.said.between, words.said.last) == (", ", " and ")


@pytest.mark.parametrize(("declared", "message"), ERRORS)
def test_a_declaration_that_is_not_of_the_form_is_refused(declared, message):
    with pytest.raises(ValueError) as caught:
        said("en", declared)
    assert str(caught.value) == f"labels: {message}"


@given(st.lists(st.sampled_from(["{", "}", "name", "number", "title", "x", "!r", ":", ".", "[0]", " "])).map("".join))
def test_a_template_that_is_not_refused_can_be_filled(template):
    try:
        label = said("en", {"fig": {"reference": template, "caption": template}}).labels["fig"]
    except ValueError:
        return
    assert isinstance(label.refer("3", title="a") + label.head("3", title="a"), str)
