"""The guide and the README show what Colophon really does: their examples are built and compared with what they say."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
import yaml

from mkdocs_colophon.host.mkdocs.config import ColophonConfig
from mkdocs_colophon.options import FIGURES_SRC

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs/guide"


def blocks(path: Path, language: str) -> list[str]:
    """The fenced code blocks in a file that are in `language`."""
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(), re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """What the tables of the guide say of writing and citing: what one writes, and what one reads."""
    text = "\n".join((GUIDE / name).read_text() for name in ("writing.md", "citations.md"))
    rows = re.findall(r"^\| (`.*`) \| ([^|`]*) \|$", text, re.MULTILINE)
    assert rows, "no table of examples: nothing was checked"
    return [(written, read) for cell, read in rows for written in re.findall("`([^`]+)`", cell)]


def words(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page that holds every example between two words, below the figures and the equation that they name."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "docs").mkdir()
    figures = [f"![{name}](a.svg){{#fig:{name} alt=x}}" for name in ("input", "stride", "dilation")]
    lines = [f"before {written} after" for written, _ in examples()]
    (folder / "docs/index.md").write_text("\n\n".join(["# Page", *figures, "$$ a $$ {#eq:output}", *lines]))
    (folder / "docs/a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "docs/references.bib").write_bytes((ROOT / "docs/references.bib").read_bytes())
    (folder / "mkdocs.yml").write_text("site_name: Guide\nplugins: [colophon]\n")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=folder, check=True)
    return (folder / "site/index.html").read_text()


def test_the_tables_of_the_guide_say_what_the_page_reads(page: str) -> None:
    read = [words(html) for html in re.findall(r"<p>before (.*?) after</p>", page, re.DOTALL)]
    assert list(zip([written for written, _ in examples()], read, strict=True)) == examples()


def test_the_figure_script_of_the_guide_is_that_of_the_readme_and_draws_what_its_docstring_says() -> None:
    [script] = blocks(GUIDE / "figures.md", "python")
    assert blocks(ROOT / "README.md", "python") == [script]
    module: dict = {}
    exec(script, module)
    drawn = [text.get_text() for text in module["draw"]().axes[0].texts]
    assert drawn == re.findall(r"\d+", module["__doc__"].split("row by row:")[1])


def test_the_table_of_the_readme_names_every_option_and_its_default() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    defaults = {name: yaml.safe_load(default) for name, default in listed.items()}
    options = {name: option.default for name, option in ColophonConfig._schema}
    assert defaults == options | {"figures_src": FIGURES_SRC}
