"""Links to the source of what made a figure."""

import pytest

from mkdocs_colophon.figures.source_links import Links, definition

SOURCE = "class A:\n    async def f(self):\n        def g(): ...\n\n\ndef f(): ...\n"


@pytest.fixture
def links(tmp_path):
    (tmp_path / "src/a b").mkdir(parents=True)
    (tmp_path / "src/a b/<c>.py").write_text(SOURCE)
    return Links(tmp_path, ["src"], "https://example.org/?path={path}&line={line}")


def test_a_link_leads_to_a_line_and_is_named_by_what_stands_there(links):
    address = "https://example.org/?path=src/a%20b/%3Cc%3E.py&amp;line="
    path = "src/a b/<c>.py"
    assert links.file(path) == f'<a href="{address}1"><code>src/a b/&lt;c&gt;.py</code></a>'
    assert links.function(path, "A.f") == f'<a href="{address}2"><code>a b.&lt;c&gt;.A.f</code></a>'
    assert links.line(path, 7) == f'<a href="{address}7">7</a>'


def test_without_an_address_there_are_names_only(tmp_path):
    links = Links(tmp_path, ["src"])
    assert links.file("src/a&b.py") == "<code>src/a&amp;b.py</code>"
    assert links.function("src/a.py", "f.<locals>.<lambda>") == "<code>a.f.&lt;locals&gt;.&lt;lambda&gt;</code>"
    assert links.line("src/a.py", 7) == "7"


def test_a_module_is_a_file_below_a_folder_of_modules(links):
    assert [links.is_module(path) for path in ("src/a.py", "srca.py", "figures_src/a.py")] == [True, False, False]


@pytest.mark.parametrize(
    ("name", "line"), [("f", 6), ("A", 1), ("A.f", 2), ("A.f.<locals>.g", 3), ("A.h", 1), ("h", 1), ("f.<lambda>", 6)]
)
def test_a_function_is_found_or_else_what_stands_around_it(name, line):
    assert definition(SOURCE, name) == line
