"""Builds tiny sites: `build({"docs/index.md": "…"})` writes the files, runs MkDocs, and gives what came out."""

import logging
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

BASE = """
site_name: Tiny
site_url: https://example.org/tiny/
theme: {name: mkdocs}
plugins: [colophon]
markdown_extensions: [attr_list, fenced_code, footnotes, tables, toc]
"""
FIGURE = '''
"""A square with a line from corner to corner."""
from matplotlib.figure import Figure

def draw():
    figure = Figure(figsize=(2, 1))
    figure.add_subplot().plot([0, 1], [0, 1])
    return figure
'''
LIBRARY = """
@article{lecun1998,
  author = {LeCun, Yann and Bottou, Léon and Bengio, Yoshua and Haffner, Patrick},
  title = {Gradient-based learning applied to document recognition},
  journal = {Proceedings of the IEEE}, year = {1998}, volume = {86}, number = {11}, pages = {2278--2324},
}
@book{goodfellow2016,
  author = {Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron},
  title = {Deep Learning}, publisher = {MIT Press}, year = {2016},
}
"""
DREW = re.compile(r"Drew figures/(.+)\.svg$")


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: its folder, what it logged from warnings up, whether MkDocs gave up, the figures it drew."""

    root: Path
    messages: list[str]
    aborted: bool
    drawn: frozenset[str]

    def page(self, uri: str) -> str:
        return (self.root / "site" / uri).read_text("utf-8")

    @property
    def problems(self) -> list[str]:
        return [message.removeprefix("colophon: ") for message in self.messages if message.startswith("colophon: ")]


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Build:
    def run(
        files: Mapping[str, str] | None = None, *, strict: bool = False, config: str = BASE, live: bool = False
    ) -> Built:
        for name, text in ({"mkdocs.yml": config} | dict(files or {})).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")
        caplog.clear()
        aborted = False
        with caplog.at_level(logging.INFO, "mkdocs.plugins.colophon"):
            loaded = load_config(str(tmp_path / "mkdocs.yml"), strict=strict)
            loaded.plugins.on_startup(command="serve" if live else "build", dirty=False)
            try:
                mkdocs_build(loaded)
            except Abort:
                aborted = True
            # ours alone: MkDocs keeps plugins for the next configuration, and Material's blog ends for good
            if ours := loaded.plugins.get("colophon"):
                ours.on_shutdown()
        messages = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
        drew = [match[1] for record in caplog.records if (match := DREW.search(record.getMessage()))]
        return Built(tmp_path, messages, aborted, frozenset(drew))

    return run


@pytest.fixture
def figure() -> str:
    """The text of a figure script that draws in a moment."""
    return FIGURE


@pytest.fixture
def library() -> str:
    """The text of a .bib file with the entries `lecun1998` and `goodfellow2016`."""
    return LIBRARY
