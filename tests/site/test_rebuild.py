"""A live rebuild after any edits equals a clean build: nothing is carried over from one build to the next."""

import random
import subprocess
import sys

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

CONFIG = """
site_name: Tiny
theme: {name: mkdocs}
plugins:
  - search
  - colophon: {numbering: chapter, cited_in: true}
markdown_extensions: [attr_list, toc]
"""
PIECES = [
    "![One.](a.png){{#fig:{page}-{n} alt=x}}",
    "$$ x_{n} $$ {{#eq:{page}-{n}}}",
    "## Section {n} {{#sec:{page}-{n}}}",
    "See @fig:{other}-{n}, [@eq:{other}-{m}; @sec:{page}-{m}] and [@lecun1998; @none{n}].",
    "Plain words, $y^{n}$.",
    "[[figures scope=site]]",
]
PAGES = ("index", "one", "two")


def text(dice):
    pieces = [dice.choice(PIECES) for _ in range(dice.randrange(1, 8))]
    names = {"page": dice.choice(PAGES), "other": dice.choice(PAGES), "n": dice.randrange(3), "m": dice.randrange(3)}
    return "\n\n".join(["# Title", *(piece.format(**names) for piece in pieces)])


def files(folder):
    """The bytes of every file of a built site, but for the dates of the build."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".html", ".json"))
    return {path.relative_to(folder): path.read_text().split("Build Date")[0] for path in paths}


@pytest.mark.parametrize("seed", range(6))
def test_a_live_rebuild_equals_a_clean_build(tmp_path, library, seed):
    dice = random.Random(seed)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.png").touch()
    (tmp_path / "docs/references.bib").write_text(library)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    for name in PAGES:
        (tmp_path / f"docs/{name}.md").write_text(text(dice))
    for _ in range(5):
        (tmp_path / f"docs/{dice.choice(PAGES)}.md").write_text(text(dice))
        # within a process MkDocs hands the same plugin to every build, as it does under `serve`
        mkdocs_build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "live")))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "clean"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert files(tmp_path / "live") == files(tmp_path / "clean")
