"""What one build knows from its start on: the project's folder, its options, and where to tell what is wrong."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_colophon.figures.settings import FigureSettings, figure_settings
from mkdocs_colophon.host.mkdocs.config import ColophonConfig
from mkdocs_colophon.host.mkdocs.problem_log import ProblemLog
from mkdocs_colophon.options import CACHE, FIGURES_SRC, chosen
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.fields import Fields


@dataclass(frozen=True)
class Project:
    """The project that is built.

    Attributes
    ----------
    options : what mkdocs.yml says of Colophon.
    config : what it says of everything else.
    log : where to tell what is wrong.
    serving : whether an author looks on, who is shown the last good state of what fails.
    """

    options: ColophonConfig
    config: MkDocsConfig
    log: ProblemLog
    serving: bool

    @cached_property
    def root(self) -> Path:
        """The folder of mkdocs.yml."""
        return Path(self.config.config_file_path).resolve().parent

    @property
    def file(self) -> str:
        """How messages name mkdocs.yml."""
        return Path(self.config.config_file_path).name

    @property
    def cache(self) -> Path:
        return self.root / CACHE

    @property
    def language(self) -> str:
        return str(self.config.theme.get("language", "en"))

    @property
    def scripts(self) -> str:
        """The folder of figure scripts."""
        return self.options.figures_src or FIGURES_SRC

    @property
    def libraries(self) -> list[str]:
        """The files that describe what is cited, as mkdocs.yml names them."""
        given = self.options.bibliography
        return [given] if isinstance(given, str) else [str(each) for each in given]

    @cached_property
    def settings(self) -> FigureSettings:
        return figure_settings(chosen(self.options), self.root)

    def note(self, problem: Problem, *option: str) -> None:
        """Note `problem` with the place in mkdocs.yml of an option of Colophon, or of what stands in it."""
        self.log.note(self.placed(problem, *option))

    def placed(self, problem: Problem, *option: str) -> Problem:
        """`problem` with that place."""
        return self._fields.placed(problem, "plugins", "colophon", *option)

    @cached_property
    def _fields(self) -> Fields:
        return Fields({}, self.file, Path(self.config.config_file_path).read_text("utf-8", "replace"))

    def name(self, page: MkDocsPage) -> str:
        """How messages name the file of `page`."""
        path = page.file.abs_src_path
        return self.relative(Path(path)) if path else page.file.src_uri

    def relative(self, path: Path) -> str:
        """How messages name the file at `path`."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")
