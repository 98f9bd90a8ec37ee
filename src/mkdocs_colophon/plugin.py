"""The hooks of MkDocs: each unpacks what MkDocs gives, calls one function, and logs what comes back."""

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_colophon import site
from mkdocs_colophon.citations import library
from mkdocs_colophon.citations.engine import STYLES, Engine, EngineError, unknown_style
from mkdocs_colophon.citations.model import Formatted
from mkdocs_colophon.citations.resolve import HEADING, HEADING_ID
from mkdocs_colophon.config import ColophonConfig
from mkdocs_colophon.figures import render
from mkdocs_colophon.figures.model import Studio
from mkdocs_colophon.figures.resolve import Wall
from mkdocs_colophon.math.typeset import typeset
from mkdocs_colophon.problems import Problem, did_you_mean

log = get_plugin_logger("colophon")

ASSETS = Path(__file__).parent / "assets"
STYLE_SHEETS = ("katex/katex.min.css", "colophon.css")
PUBLISHED = ("colophon.css", "katex/katex.min.css", "katex/fonts/*.woff2")
FIGURES_SRC = "figures_src"
NOT_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80">'
    '<text x="16" y="48" font-family="sans-serif" fill="#b3261e">This figure is not drawn.</text></svg>'
)


class ColophonPlugin(BasePlugin[ColophonConfig]):
    """Draws figures before the pages are read, and resolves the pages once all are rendered."""

    _serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # MkDocs keeps a plugin that has this hook from one rebuild to the next
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config_file = Path(config.config_file_path).resolve()
        self._root, self._config_name = config_file.parent, config_file.name
        self._problems: list[Problem] = []
        self._wall = Wall(scripts=self._scripts)
        self._engine: Engine | None = None
        self._engine_error: EngineError | None = None
        config.markdown_extensions.append("mkdocs_colophon.syntax")
        config.extra_css[:0] = [f"assets/colophon/{name}" for name in STYLE_SHEETS]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for source in (path for pattern in PUBLISHED for path in sorted(ASSETS.glob(pattern))):
            uri = f"assets/colophon/{source.relative_to(ASSETS).as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(source)))
        self._wall = self._draw(frozenset(file.dest_uri for file in files))
        for uri in self._wall.failed:
            # or MkDocs would say of every link to it that there is no such file
            files.append(File.generated(config, uri, content=NOT_DRAWN))
        for drawing in self._wall.drawings.values():
            for uri, source in ((drawing.uri, drawing.light), (drawing.dark_uri, drawing.dark)):
                files.append(File.generated(config, uri, abs_src_path=str(source)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav.pages

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        rendered = _in_reading_order(self._nav, [file.page for file in files.documentation_pages() if file.page])
        pages = [self._page(page) for page in rendered]
        index, problems = site.collect(pages)
        self._library, broken = library.read(self._root / self.config.bibliography, self.config.bibliography)
        self._language = {"en": "en-US"}.get(language := str(config.theme.get("language", "en")), language)
        self._site = site.Site(index, self._library, self._format, typeset, self._wall)
        self._problems += [*broken, *problems, *self._choose_style()]
        for page, read in zip(rendered, pages, strict=True):
            page.content, found = site.resolve(read, self._site)
            self._problems += found
            _note_anchors(page)
        self._report(strict=config.strict)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        # a blog renders its posts once more, for their excerpts, after every page's content has been resolved; what is
        # wrong in an excerpt is wrong in its post, and has been reported there
        return site.resolve(site.Page(page.file.src_uri, page.url, str(page.title), output, finished=True), self._site)[
            0
        ]

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._close()

    def on_build_error(self, *, error: Exception) -> None:
        self._close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        watched = [self._scripts, *self.config.import_paths, self.config.bibliography, self.config.citation_style]
        for path in (self._root / name for name in watched):
            if path.exists():
                server.watch(str(path))

    @property
    def _scripts(self) -> str:
        return self.config.figures_src or FIGURES_SRC

    def _draw(self, others: frozenset[str]) -> Wall:
        """Bring the figures up to date and note what is wrong with their scripts."""
        studio = Studio(
            root=self._root,
            scripts=self._root / self._scripts,
            cache=self._root / ".cache/colophon/figures",
            import_paths=tuple(self._root / path for path in self.config.import_paths),
            timeout=float(self.config.figure_timeout),
            memory=self.config.figure_memory << 20,
        )
        if self.config.figures_src and not studio.scripts.is_dir():
            text = f"the folder of figure scripts, {self._scripts}/, does not exist"
            self._problems.append(Problem("FIG005", text, "create it, or mend `figures_src`", self._config_name))
        try:
            with ThreadPoolExecutor(self.config.jobs or os.cpu_count()) as executor:
                outcomes = render.draw_all(studio, executor)
        except LookupError as error:
            self._problems.append(Problem("FIG006", f"no figure can be drawn: {error}"))
            outcomes = []
        self._problems += [outcome.problem for outcome in outcomes if outcome.problem]
        # under `serve` an author goes on writing with the last good picture; a build does not publish a stale one
        shown = [outcome for outcome in outcomes if outcome.drawing and (self._serving or not outcome.problem)]
        failed = frozenset(render.uri(outcome.name) for outcome in outcomes if outcome not in shown)
        for outcome in outcomes:
            if outcome.drawn:
                log.info("Drew %s", render.uri(outcome.name))
        drawings = {outcome.drawing.uri: outcome.drawing for outcome in shown if outcome.drawing}
        return Wall(drawings, failed, others, self._scripts)

    def _page(self, page: Page) -> site.Page:
        assert page.content is not None
        source = page.file.content_string if page.file.abs_src_path or page.file.generated_by else ""
        path = page.file.abs_src_path
        name = os.path.relpath(path, self._root).replace(os.sep, "/") if path else page.file.src_uri
        return site.Page(name, page.url, str(page.title), page.content, source)

    def _format(self, citations: Sequence[str]) -> Formatted:
        """The HTML of a page's citations, from an engine that is started for the first page that has any."""
        if self._engine_error:
            raise self._engine_error
        if not citations:
            return Formatted()
        try:
            if self._engine is None:
                self._engine = Engine(self._library.text, self._style, self._language)
            return self._engine.format(citations)
        except EngineError as error:
            self._engine_error = error
            self._problems.append(Problem("CITE009", f"no citation is formatted: {error}"))
            raise

    def _choose_style(self) -> list[Problem]:
        """Settle the citation style; one that does not exist is a problem, and pandoc's own takes its place."""
        text = unknown_style(self.config.citation_style, self._root)
        self._style = (
            STYLES[0] if text or self.config.citation_style in STYLES else str(self._root / self.config.citation_style)
        )
        hint = (
            did_you_mean(self.config.citation_style, STYLES)
            or f"there is {', '.join(STYLES)}, or the path of a .csl file"
        )
        return [Problem("CITE004", text, hint, self._config_name)] if text else []

    def _report(self, *, strict: bool) -> None:
        """Log every problem once, in the order of files and lines, and end a strict build before it writes a page."""
        problems = sorted(set(self._problems), key=lambda problem: (problem.path, problem.line, problem.column))
        for problem in problems:
            log.warning("%s", problem)
        if strict and problems:
            raise PluginError(
                f"Colophon found {len(problems)} problem{'s' if len(problems) > 1 else ''}; nothing is published"
            )

    def _close(self) -> None:
        if self._engine:
            self._engine.close()
            self._engine = None


def _in_reading_order(nav: Sequence[Page], pages: Sequence[Page]) -> list[Page]:
    """`pages` as they are read: those of the navigation first, then the others by date and name."""
    place = {id(page): number for number, page in enumerate(nav)}
    return sorted(
        pages, key=lambda page: (place.get(id(page), len(place)), str(page.meta.get("date", "")), page.file.src_uri)
    )


def _note_anchors(page: Page) -> None:
    """Tell MkDocs of the ids that resolving has made, and the table of contents of the bibliography."""
    ids = set(re.findall(r'\bid="([^"]+)"', page.content or ""))
    page.present_anchor_ids = (page.present_anchor_ids or set()) | ids
    if HEADING_ID in ids:
        top = page.toc.items[0].children if len(page.toc.items) == 1 else page.toc.items
        top.append(AnchorLink(HEADING, HEADING_ID, 2))
