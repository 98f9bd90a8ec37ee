"""Hexo's references by their extension alone: what stands on the page, and what its markers tell to be wrong."""

import re

import markdown
import pytest

from mkdocs_colophon.citations.syntax.hexo import HexoExtension
from mkdocs_colophon.html import markers

BLOCK = "{% references %}\n[a] A.\n{% endreferences %}"
BOUNDS = "a block begins with {% references %}, ends with {% endreferences %}, and holds nothing but paragraphs"


def read(source, *extensions, **options):
    """The page that is written as `source`, and the problems that are told in it."""
    html = markdown.Markdown(extensions=[*extensions, HexoExtension(**options)]).convert(source)
    return markers.replace(html, markers.text), [dict(marker.data) for marker in markers.find(html)]


def reference(alias, number, place=1):
    return (
        f'<sup class="citation" id="rawcite-{alias}-{place}"><a class="citation" data-keys="{alias}" '
        f'data-label="rawref-{alias}" href="#rawref-{alias}" role="doc-biblioref">[{number}]</a></sup>'
    )


def item(alias, text, *letters):
    """An entry, with a way back for each of `letters`."""
    links = " ".join(
        f'<a href="#rawcite-{alias}-{place}" role="doc-backlink" aria-label="Back to citation {name}">'
        f"{name if len(letters) > 1 else '↩'}</a>"
        for place, name in enumerate(letters, 1)
    )
    sign = '<span aria-hidden="true">↩</span> ' if len(letters) > 1 else ""
    back = f'<span class="bibliography-back">{sign}{links}</span>'
    more = f'<div class="bibliography-more" data-search-exclude="">{back}</div>' if letters else ""
    words = f'<div class="bibliography-text">{text}</div>'
    return f'<div class="bibliography-entry" id="rawref-{alias}" role="listitem">{words}{more}</div>'


def listed(*items, heading="References"):
    lines = "\n".join(items)
    whole = f'<div class="bibliography-entries" role="list" aria-label="{heading}">\n{lines}\n</div>'
    return f'<div class="bibliography raw-bibliography">\n{whole}\n</div>'


A = listed(item("a", "[1] A.", "a"))


def test_a_reference_has_the_number_of_its_entry_and_the_way_back():
    page = f"<p>See {reference('a', 1)} and {reference('a', 1, 2)}.</p>\n{listed(item('a', '[1] A.', 'a', 'b'))}"
    assert read(f"See {{% ref a %}} and {{% ref a %}}.\n\n{BLOCK}") == (page, [])


def test_numbers_follow_the_references_in_the_order_of_the_page():
    block = "{% references %}\n[a] A.\n[b] B.\n[c] C.\n{% endreferences %}"
    html, problems = read("{% ref b %}[^1]\n\n[^1]: {% ref c %}\n\n> {% ref a %}\n\n" + block, "footnotes")
    assert re.findall(r'id="rawcite-([^"]*)".*?>\[(\d)\]<', html) == [("b-1", "1"), ("a-1", "2"), ("c-1", "3")]
    assert re.findall(r'<div class="bibliography-text">(.*?)</div>', html) == ["[1] B.", "[2] A.", "[3] C."]
    assert problems == []


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("{% ref a %}\n\n> {% references %}\n> [a] A.\n> {% endreferences %}", "<blockquote>{}\n</blockquote>"),
        (
            "{% ref a %}\n\n- x\n\n    {% references %}\n\n    [a] A.\n\n    {% endreferences %}",
            "<ul>\n<li>\n<p>x</p>\n{}\n</li>\n</ul>",
        ),
        (f'{{% ref a %}}\n\n<div markdown="1">\n\n{BLOCK}\n\n</div>', "<div>{}\n</div>"),
    ],
)
def test_a_block_may_stand_in_a_quotation_a_list_or_a_division(source, page):
    assert read(source, "md_in_html") == (f"<p>{reference('a', 1)}</p>\n{page.format(A)}", [])


def test_an_entry_goes_on_over_lines_and_paragraphs_and_has_markup():
    source = "{% ref a %}\n\n{% references %}\n[a] *A*,  \n  B,\n\nC.\n{% endreferences %}"
    entry = item("a", "[1] <em>A</em>,\nB,\nC.", "a")
    assert read(source) == (f"<p>{reference('a', 1)}</p>\n{listed(entry)}", [])


@pytest.mark.parametrize(("own", "texts"), [("", ["[1] A.\n[J] B."]), ("{% ref J %}", ["[1] A.", "[2] B."])])
def test_a_mark_of_a_type_begins_an_entry_only_if_something_refers_to_it(own, texts):
    html, _ = read(f"{{% ref a %}}{own}\n\n{{% references %}}\n[a] A.\n[J] B.\n{{% endreferences %}}")
    assert re.findall(r'<div class="bibliography-text">(.*?)</div>', html, re.DOTALL) == texts


def test_a_hidden_list_is_called_by_the_language_of_the_page():
    source = "{% references hide %}\n[a] A.\n{% endreferences %}"
    list_ = '<div class="bibliography-entries" role="list" aria-label="Literatur">\n{}\n</div>'
    folded = f"<details>\n<summary>Literatur</summary>\n{list_.format(item('a', 'A.'))}\n</details>"
    page = f'<div class="bibliography raw-bibliography">\n{folded}\n</div>'
    assert read(source, language="de-AT") == (
        page,
        [{"code": "CITE011", "informational": "true", "message": "nothing refers to 'a'", "needle": "[a]"}],
    )


def test_the_second_entry_of_an_alias_goes_with_its_references():
    source = "{% ref a %}\n\n{% references %}\n[a] A.\n[a] See {% ref b %}.\n[b] B.\n{% endreferences %}"
    page = f"<p>{reference('a', 1)}</p>\n{listed(item('a', '[1] A.', 'a'), item('b', 'B.'))}"
    assert read(source) == (
        page,
        [
            {"code": "CITE012", "hint": "rename one", "message": "reference 'a' stands there twice", "needle": "[a]"},
            {"code": "CITE011", "informational": "true", "message": "nothing refers to 'b'", "needle": "[b]"},
        ],
    )


def test_an_unknown_reference_stays_as_it_is_written():
    shown = '<span class="unresolved" data-label="x&amp;&lt;b&gt;">{% ref x&amp;&lt;b&gt; %}</span>'
    hint = "add a line '[x&<b>] …' to the block that begins with {% references %}"
    problem = {"code": "CITE010", "hint": hint, "message": "unknown reference 'x&<b>'"}
    assert read("{% ref x&<b> %}") == (f"<p>{shown}</p>", [problem])


@pytest.mark.parametrize("written", ["{% references %}", "{% endreferences %}", "*{% references hide %}*"])
def test_one_bound_of_a_block_without_the_other_stays_as_it_is_written(written):
    html, problems = read(written)
    assert html == f"<p>{markdown.markdown(written)[3:-4]}</p>"
    assert problems == [
        {"code": "CITE012", "hint": BOUNDS, "message": f"{written.strip('*')} has no counterpart"},
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Foo{% ref a %}",
        "{% references hide %}\n[a] A < *B*.[J]\n{% endreferences %}",
        "# A {% ref a_b_ %}",
        '<i title="{% ref a %}">x</i> <!-- {% endreferences %} --> `{% ref a %}`',
    ],
)
def test_a_page_that_does_not_ask_for_it_reads_as_without(source):
    assert read(source, enabled=False) == (markdown.markdown(source), [])


def test_what_is_no_reference_is_no_list_of_attributes_either():
    assert read("x\n{% endreferences %}", "attr_list", enabled=False)[0] == "<p>x\n{% endreferences %}</p>"


@pytest.mark.parametrize(
    "source",
    [
        '<i title="{% ref a %}">x</i>',
        "<!-- {% ref a %} -->",
        "x <!-- {% references %}\n[a] A.\n{% endreferences %} -->",
        "`{% references %}` to `{% endreferences %}`",
        "    {% ref a %}",
        "$<b data-x='{% ref a %}'>x</b>$",
        "<script>\n{% ref a %}\n</script>",
    ],
)
def test_code_comments_and_attributes_are_left_as_they_are(source):
    assert read(source) == (markdown.markdown(source), [])


def test_a_comment_begins_no_entry():
    source = "{% ref a %}\n\n{% references %}\n[a] A. <!--\n[b] B. -->\n{% endreferences %}"
    entry = item("a", "[1] A. <!--\n[b] B. -->", "a")
    assert read(source) == (f"<p>{reference('a', 1)}</p>\n{listed(entry)}", [])


def test_attributes_behind_a_reference_do_not_take_its_id():
    assert read(f"x {{% ref a %}}{{#own}}\n\n{BLOCK}", "attr_list") == (f"<p>x {reference('a', 1)}</p>\n{A}", [])


def test_a_heading_has_the_number_in_the_table_of_contents():
    md = markdown.Markdown(extensions=["toc", HexoExtension()])
    md.convert(f"# Foo{{% ref a %}}\n\n{BLOCK}")
    assert [token["name"] for token in md.toc_tokens] == ["Foo[1]"]


def test_links_and_ids_are_in_the_tree_where_others_find_them():
    found = []

    class Looking(markdown.treeprocessors.Treeprocessor):
        def run(self, root):
            found.extend(
                (each.get("id"), each.get("href")) for each in root.iter() if each.get("id") or each.get("href")
            )

    md = markdown.Markdown(extensions=[HexoExtension()])
    md.treeprocessors.register(Looking(md), "looking", 0)
    md.convert("{% ref a %}\n\n{% references %}\n[a] [A](a.md).\n{% endreferences %}")
    assert found == [("rawcite-a-1", None), (None, "#rawref-a"), (None, "a.md")]
