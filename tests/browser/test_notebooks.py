"""The page of a notebook in a real browser, in both palettes, on a phone and on a desk."""

from pathlib import Path

import pytest
from serving import serving_site

AXE = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="`.venv/bin/pip install axe-playwright-python`"
)
CONFIG = """
site_name: Tiny
theme:
  name: material
  font: false
  features: [content.code.copy]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
plugins:
  - search
  - colophon
  - mkdocs-jupyter: {include: ["notebooks/*"], execute: true, allow_errors: false}
markdown_extensions: [attr_list, tables, toc, pymdownx.highlight, pymdownx.superfences]
"""
NOTEBOOK = """
# %% [markdown]
# # A notebook
#
# By [@eq:long] and [@fig:line].
#
# $$ a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + x + y + z $$ {#eq:long}

# %% label="fig:line" caption="A line." alt="A line that rises."
import matplotlib.pyplot as plt
plt.plot([1, 2]);

# %% alt="Four cells."
from IPython.display import Image
import io
file = io.BytesIO()
plt.imsave(file, [[0, 1], [1, 0]])
Image(data=file.getvalue())

# %%
print("word " * 60)

# %%
from IPython.display import HTML
HTML("<table><tr>" + "".join(f"<td>column {number}</td>" for number in range(20)) + "</tr></table>")
"""
PALETTE = '[colors]\nline = ["#014884", "#96c7fe"]\n'
STYLE = "axes.prop_cycle: cycler('color', ['014884'])\nfigure.facecolor: none\naxes.facecolor: none\n"
# What Material itself gets wrong on every page stands outside: its search dialog, its footer, and in highlighted code
# the colors and the copy buttons.
JUDGED = {"include": [[".md-content"]], "exclude": [[".highlight"]]}
SHOWN = "images => images.filter(image => image.checkVisibility()).map(image => image.src.split('/').pop())"
BOXES = "boxes => boxes.map(box => [box.tabIndex, box.scrollWidth > box.clientWidth])"


@pytest.fixture(scope="module")
def folder(chromium, tmp_path_factory):
    """Where the site is built; it needs a browser, so that nothing is built where there is none."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="module")
def address(folder):
    """The address of the page of a notebook."""
    files = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "# Home\n",
        "docs/notebooks/one.py": NOTEBOOK,
        "figures_src/palette.toml": PALETTE,
        "figures_src/article.mplstyle": STYLE,
    }
    with serving_site(folder, files) as site:
        yield f"{site}notebooks/one/"


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1300, "light"), (1300, "dark")], ids=lambda case: str(case))
def page(request, visit, address):
    """The page in one of its looks; `page.scheme` is the palette."""
    width, scheme = request.param
    opened = visit(width=width, color_scheme=scheme)
    opened.requests.clear()
    opened.goto(address)
    opened.scheme = scheme
    return opened


def test_axe_finds_nothing(page):
    found = AXE.Axe().run(page, context=JUDGED)
    assert len(found.response["passes"]) > 10
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []


def test_the_page_asks_no_other_host(page, address):
    host = address.partition("/notebooks")[0]
    assert [url for url in page.requests if not url.startswith((host, "data:"))] == []


def test_the_palette_chooses_the_picture(page):
    figure = page.locator("#fig\\:line img")
    assert figure.evaluate_all(SHOWN) == [
        "cell-2-1.svg#only-light" if page.scheme == "light" else "cell-2-1.dark.svg#only-dark"
    ]


def test_a_picture_without_a_dark_twin_lies_on_paper(page):
    paper = page.locator("img.notebook-paper").evaluate("image => getComputedStyle(image).backgroundColor")
    assert paper == ("rgba(0, 0, 0, 0)" if page.scheme == "light" else "rgb(255, 255, 255)")


def test_what_is_too_wide_scrolls_in_its_own_box_and_the_keyboard_reaches_it(page):
    boxes = page.locator(".notebook-output:has(pre, table)").evaluate_all(BOXES)
    assert boxes == [[0, True]] * 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_notebook_can_be_downloaded(page):
    with page.expect_download() as download:
        page.get_by_role("link", name="one.py").click()
    assert Path(download.value.path()).read_text("utf-8").strip() == NOTEBOOK.strip()


def test_the_page_is_small(folder, address):
    assert (folder / "site/notebooks/one/index.html").stat().st_size < 80_000
