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


# What the guide and CONTRIBUTING say of the repository: the files that they name are there, and hold what they should.

TOLD = (GUIDE / "how-it-works.md", ROOT / "CONTRIBUTING.md")
GENERATOR = ROOT / "src/mkdocs_colophon"
MADE = (".cache/", ".venv", "drift/")  # by commands, and in no clone


def named_paths(text: str) -> set[str]:
    """The paths in code spans, but for those that are yet to be named."""
    paths = set(re.findall(r"`(\.?\w[\w.-]*(?:/[\w.-]+)*/?)`", text))
    return {path for path in paths if re.search("[/.]", path) and not re.search(r"\bNAME\b|\bXX\b", path)}


def named_things(text: str) -> set[tuple[str, str]]:
    """What the text says to be in a module, and the path of that."""
    return set(re.findall(r"`(\w+)`\s+(?:of|in)\s+`([\w/]+\.py)`", text))


def place(path: str) -> Path:
    """The file or folder of that path, which begins in the project or in the generator."""
    return next((folder / path for folder in (ROOT, GENERATOR) if (folder / path).exists()), ROOT / path)


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.stem)
def test_every_path_that_is_named_exists(file: Path) -> None:
    paths = {path for path in named_paths(file.read_text()) if not path.startswith(MADE)}
    assert len(paths) > 20
    assert [path for path in sorted(paths) if not place(path).exists()] == []
    assert [path for path in sorted(paths) if path.endswith("/") and not place(path).is_dir()] == []


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.stem)
def test_a_module_holds_what_it_is_named_for(file: Path) -> None:
    things = named_things(file.read_text())
    assert things
    defined = [rf"^(?:def |class )?{name}\b" for name, _ in sorted(things)]
    texts = [place(path).read_text() for _, path in sorted(things)]
    assert [each for each, text in zip(defined, texts, strict=True) if not re.search(each, text, re.MULTILINE)] == []


def test_the_table_of_rooms_has_every_folder_of_the_generator_that_holds_code() -> None:
    rooms = re.findall(r"^\| `(\w+)/` \|", (GUIDE / "how-it-works.md").read_text(), re.MULTILINE)
    assert sorted(rooms) == sorted(path.parent.name for path in GENERATOR.glob("*/__init__.py"))


def test_a_path_is_found_in_its_code_span_and_a_blank_in_one_is_not() -> None:
    text = "`a/b.py`, `.ci/run` and `c/` by `d.e`, `word`, `two words/x.py`, `f/NAME.py`, `g/XX.toml` and h/i.py"
    assert named_paths(text) == {"a/b.py", ".ci/run", "c/", "d.e"}


def test_what_a_module_is_named_for_is_found_across_lines() -> None:
    assert named_things("`A` in\n`a/b.py`, `c` of `d.py`, `e` in `f/`") == {("A", "a/b.py"), ("c", "d.py")}
