"""Notebooks in a built site: mkdocs-jupyter brings them, real kernels execute them."""

import json
import logging
import re
import subprocess
import sys

import pytest

CONFIG = """
site_name: Tiny
site_url: https://example.org/tiny/
theme: {{name: mkdocs}}
plugins:
  - search
  - mkdocs-jupyter: {{include: ["notebooks/*"], execute: {execute}, allow_errors: {allow_errors}}}
  - colophon: {{notebook_timeout: {timeout}, import_paths: [lib]}}
markdown_extensions: [attr_list, footnotes, tables, toc, admonition]
"""
NOTEBOOK = """
# ---
# title: Front
# jupyter:
#   kernelspec:
#     name: python3
#     language: python
#     display_name: Python 3
# ---

# %% [markdown]
# # A notebook
#
# Words with $y = x^2$, [@lecun1998] and [@fig:square; @eq:far].
#
# $$ a < b $$ {#eq:near}

# %% label="fig:square" caption="A *square*." alt="A black square."
from IPython.display import SVG
SVG(data='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9H0z"/></svg>')

# %%
print(sorted(name for name in globals() if name in ("os", "sys", "json") or "colophon" in name))
"""
ARTICLE = "# Article\n\nSee [@fig:square] and [@eq:near].\n\n$$ c $$ {#eq:far}\n"


def config(execute="true", allow_errors="false", timeout="60"):
    return CONFIG.format(execute=execute, allow_errors=allow_errors, timeout=timeout)


def words(html):
    return " ".join(re.sub("<[^>]*>", "", html).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def executed(caplog):
    """Tells what the last build has executed."""

    def names():
        messages = [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]
        return [message.split()[-1] for message in messages if "Executed" in message]

    return names


@pytest.fixture
def one(build, executed):
    """Builds a site with one notebook, whose cells are code, or Markdown if they begin with a title."""

    def built(text, *, name="one.py", files=None, **options):
        given = {"docs/index.md": "# Home", f"docs/notebooks/{name}": text} | (files or {})
        return build(given, config=config(**options))

    return built


def test_a_notebook_is_numbered_cited_and_found_like_an_article(one, library):
    built = one(NOTEBOOK, files={"docs/references.bib": library, "docs/article.md": ARTICLE})
    page, article = built.page("notebooks/one/index.html"), built.page("article/index.html")
    assert built.problems == []
    assert "(LeCun et al. 1998) and Figure 1 and Equation 1 in “Article”." in words(page)
    assert "See Figure 1 in “Front” and Equation 1 in “Front”." in words(article)
    assert re.search(r'<figcaption id="fig:square-caption"><span class="caption-label">Figure 1</span>. A <em>', page)
    assert '<img src="cell-3-1.svg" alt="A black square." loading="lazy"' in page
    assert 'class="equation" id="eq:near"' in page and "<msup><mi>x</mi><mn>2</mn></msup>" in page
    assert "<title>Front - Tiny</title>" in page
    # the kernel was watched, and the notebook had nothing of it in its namespace
    assert "<pre>[]</pre>" in page
    # nothing of mkdocs-jupyter's own page
    assert "jp-" not in page and "<style" not in page
    entries = [
        entry for entry in json.loads(built.page("search/search_index.json"))["docs"] if "one" in entry["location"]
    ]
    assert [entry["title"] for entry in entries] == ["Front", "A notebook", "References"]
    assert entries[0]["text"].count("y = x²") == 1
    tree = json.loads(built.page("notebooks/one/one.ipynb"))
    assert tree["cells"][3]["outputs"][0]["text"] == ["[]\n"]
    assert built.page("notebooks/one/one.py").strip() == NOTEBOOK.strip()


def test_a_notebook_is_executed_again_when_something_it_used_has_changed_and_only_then(one, executed, tmp_path):
    text = "# %%\nimport json, outer\nprint(outer.f(), json.load(open('../../data.json')))\n"
    files = {"lib/outer.py": "import inner\ndef f(): return inner.N\n", "lib/inner.py": "N = 1", "data.json": "2"}
    assert "<pre>1 2</pre>" in one(text, files=files).page("notebooks/one/index.html")
    assert executed() == ["docs/notebooks/one.py"]
    unused = {"lib/other.py": "N = 1", "docs/index.md": "# Home\n\nMore."}
    assert "<pre>1 2</pre>" in one(text, files=files | unused).page("notebooks/one/index.html")
    assert executed() == []
    assert "<pre>3 2</pre>" in one(text, files=files | {"lib/inner.py": "N = 3"}).page("notebooks/one/index.html")
    assert executed() == ["docs/notebooks/one.py"]
    (tmp_path / "data.json").write_text("4")
    changed = {"lib/inner.py": "N = 3", "data.json": "4"}
    assert "<pre>3 4</pre>" in one(text, files=files | changed).page("notebooks/one/index.html")
    assert executed() == ["docs/notebooks/one.py"]
    kept = [path.name for path in (tmp_path / ".cache/colophon/notebooks").iterdir()]
    assert len(kept) == 1 and kept[0].startswith("one-")


def test_a_cell_that_fails_fails_the_build_and_is_named_with_its_line(one):
    text = "# %% [markdown]\n# # T\n\n# %%\ndef f():\n    return 1 / 0\n\n\n# %%\nx = 1\nf()\n"
    built = one(text)
    assert built.aborted
    assert built.problems == [
        "docs/notebooks/one.py:11 BOOK001 cell 3 fails in its line 2: ZeroDivisionError: division by zero"
    ]
    assert not (built.root / "site/notebooks/one/index.html").exists()


def test_errors_that_are_allowed_are_shown(one):
    built = one("# %%\n1 / 0\n\n# %%\nprint('after')\n", allow_errors="true")
    assert (built.problems, built.aborted) == ([], False)
    page = built.page("notebooks/one/index.html")
    assert 'class="notebook-output output-error"' in page and "<pre>after</pre>" in page


def test_a_cell_that_may_fail_says_so_by_its_tag(one):
    built = one('# %% tags=["raises-exception"]\n1 / 0\n\n# %%\nprint("after")\n')
    assert (built.problems, built.aborted) == ([], False)
    assert "<pre>after</pre>" in built.page("notebooks/one/index.html")


def test_what_a_kernel_of_another_language_uses_is_not_known_so_it_runs_each_time(one, executed, monkeypatch, tmp_path):
    spec = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "language": "snake"}
    folder = tmp_path / "share/kernels/snake"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec | {"display_name": "Snake"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share"))
    text = NOTEBOOK.replace("name: python3", "name: snake").replace("language: python", "language: snake")
    for _ in range(2):
        one(text)
        assert executed() == ["docs/notebooks/one.py"]


def test_a_cell_that_never_ends_is_stopped(one):
    built = one("# %%\nwhile True: pass\n", timeout="1")
    assert built.aborted
    assert built.problems == [
        "docs/notebooks/one.py:2 BOOK004 cell 1 takes longer than 1 s and is stopped "
        "(make it quicker, or raise `notebook_timeout`)"
    ]


def test_a_cell_that_ends_its_kernel_is_named(one):
    built = one("# %%\nimport os\nos._exit(3)\n")
    assert built.problems == [
        "docs/notebooks/one.py:2 BOOK001 cell 1 ends its kernel (run it by hand, and see what it says)"
    ]


def test_a_kernel_that_is_not_there_is_named_with_those_that_are(one):
    built = one(NOTEBOOK.replace("name: python3", "name: nope"))
    assert built.aborted
    assert "docs/notebooks/one.py BOOK003 there is no kernel 'nope' (there is python3)" in built.problems


def test_a_file_that_is_no_notebook_is_a_problem(one):
    built = one("{]", name="one.ipynb")
    assert built.aborted
    [problem] = built.problems
    assert problem.startswith("docs/notebooks/one.ipynb BOOK005 the notebook cannot be read: ")


def test_what_is_not_to_be_executed_shows_the_outputs_it_has(one, executed):
    output = {"output_type": "stream", "name": "stdout", "text": "before"}
    code = {"cell_type": "code", "id": "a", "source": "print('now')", "metadata": {}, "execution_count": 1}
    prose = {"cell_type": "markdown", "id": "b", "source": '# T\n\nSee [@fig:\\"x\\"].', "metadata": {}}
    tree = {"cells": [prose, code | {"outputs": [output]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    built = one(json.dumps(tree, indent=1), name="one.ipynb", execute="false")
    assert executed() == []
    assert "<pre>before</pre>" in built.page("notebooks/one/index.html")
    assert (built.root / "site/notebooks/one/one.py").read_text().count("# %%") == 2


def test_a_problem_in_a_notebook_of_jupyter_has_its_line(one):
    prose = {"cell_type": "markdown", "id": "b", "source": ["# T\n", "\n", "See [@fig:nope]."], "metadata": {}}
    tree = {"cells": [prose], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(tree, indent=1)
    line = next(number for number, each in enumerate(text.splitlines(), start=1) if "nope" in each)
    built = one(text, name="one.ipynb", execute="false")
    [problem] = built.problems
    assert problem.startswith(f"docs/notebooks/one.ipynb:{line}:")


def test_without_jupyter_nothing_is_missed(tmp_path):
    (tmp_path / "docs/notebooks").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "docs/notebooks/one.py").write_text("1 / 0\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: T\nplugins: [colophon]\n")
    program = (
        "import sys\n"
        "for name in 'jupytext nbformat nbclient nbconvert jupyter_client traitlets mkdocs_jupyter'.split():\n"
        "    sys.modules[name] = None\n"
        "from mkdocs.__main__ import cli\n"
        "cli(['build', '--strict', '--quiet'])\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    assert (tmp_path / "site/notebooks/one.py").read_text() == "1 / 0\n"
    assert not (tmp_path / "site/notebooks/one").exists()


@pytest.mark.parametrize("cell", ["raw", "markdown"])
def test_the_macros_of_a_notebook_of_jupyter_stand_in_its_first_cell(one, cell):
    head = {
        "cell_type": cell,
        "id": "a",
        "source": "---\ntitle: N\nmacros:\n  '\\R': '\\mathsf{B}'\n---",
        "metadata": {},
    }
    prose = {"cell_type": "markdown", "id": "b", "source": "# N\n\n$x \\in \\R$", "metadata": {}}
    tree = {"cells": [head, prose], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    built = one(json.dumps(tree, indent=1), name="one.ipynb", execute="false")
    assert built.problems == []
    assert built.page("notebooks/one/index.html").count('<mi mathvariant="sans-serif">B</mi>') == 1


def test_the_macros_of_a_notebook_are_for_its_formulas_and_their_copies(build):
    notebook = (
        "# ---\n# title: N\n# macros:\n#   '\\R': '\\mathsf{B}'\n#   Q: x\n# ---\n\n"
        "# %% [markdown]\n# # N\n#\n# $$ x \\in \\R $$ {#eq:near}\n#\n# $y \\quad \\eqref{eq:gone}$\n"
    )
    files = {"docs/notebooks/n.py": notebook, "docs/index.md": "# Home\n\n[[equations scope=site]]\n\n$\\mathbb{R}$\n"}
    built = build(files, config=config(execute="false"))
    assert [problem.split(" (")[0] for problem in built.problems] == [
        "docs/notebooks/n.py:5:5 MATH002 the macro 'Q' is no command with its TeX",
        "docs/notebooks/n.py:13:12 XREF001 unknown label 'eq:gone'",
    ]
    for page in ("notebooks/n/index.html", "index.html"):
        assert built.page(page).count('<mi mathvariant="sans-serif">B</mi>') == 1
