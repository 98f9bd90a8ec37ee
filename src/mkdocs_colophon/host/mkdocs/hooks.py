"""The hooks of MkDocs: each unpacks what MkDocs gives, and calls what does the work."""

from dataclasses import replace
from functools import partial
from html import escape
from typing import Literal, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import meta
from mkdocs.utils.templates import TemplateContext

from mkdocs_colophon.citations import library, styles
from mkdocs_colophon.citations.engine import Formatter
from mkdocs_colophon.citations.entry import Library
from mkdocs_colophon.citations.request import Request, Style
from mkdocs_colophon.crossref import wording
from mkdocs_colophon.crossref.references import plain
from mkdocs_colophon.figures import inventory
from mkdocs_colophon.figures.decorations import exhibit
from mkdocs_colophon.host.mkdocs import assets, bundle, notebooks, pages, publishing
from mkdocs_colophon.host.mkdocs.config import ColophonConfig
from mkdocs_colophon.host.mkdocs.figures import DrawingPool, Pictures
from mkdocs_colophon.host.mkdocs.problem_log import ProblemLog
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.host.mkdocs.repairs import Repairs, Slimming, with_cells
from mkdocs_colophon.html.rendered_page import RenderedPage
from mkdocs_colophon.math.formula_cache import FormulaCache
from mkdocs_colophon.math.formulas import expand, expected, mathml
from mkdocs_colophon.math.macros import read as read_macros
from mkdocs_colophon.notebooks.pages import NotebookPage
from mkdocs_colophon.pipeline import headings, sidenotes, site
from mkdocs_colophon.pipeline.page import Page, Site
from mkdocs_colophon.pipeline.resolve import is_open, resolve
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import cff
from mkdocs_colophon.store import Store
from mkdocs_colophon.urls import relative_url


class ColophonPlugin(BasePlugin[ColophonConfig]):
    """Draws figures before the pages are read, and resolves the pages once all are rendered."""

    def __init__(self) -> None:
        self._serving = False
        self._pool = DrawingPool()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # MkDocs keeps a plugin that has this hook from one rebuild to the next
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._project = project = Project(self.config, config, ProblemLog(), self._serving)
        self._citations = self._formatter(Library(""))
        macros, wrong = read_macros(self.config.macros, project.file)
        project.log.note(*wrong)
        self._formulas = FormulaCache(Store(project.cache / "formulas.db"), macros)
        self._notebooks: dict[str, NotebookPage] = {}
        self._published = publishing.Published()
        self._titled: set[str] = set()  # the pages with formulas in headings
        config.markdown_extensions.append("mkdocs_colophon.pipeline.syntax")
        assets.wire(config)
        return config

    @event_priority(-50)  # after mkdocs-jupyter has said which files are pages, wherever it stands in mkdocs.yml
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in assets.files(config, typography=self.config.typography):
            files.append(file)
        self._pictures = Pictures(self._project, self._pool, files)
        self._notebooks, self._well = notebooks.execute(files, self._project)
        for uri, content in (each for page in self._notebooks.values() for each in page.files.items()):
            files.append(File.generated(config, uri, content=content))
        return files

    @event_priority(-50)
    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        if page.file.src_uri in self._notebooks:
            # mkdocs-jupyter has hung its own renderer on this page; without it, MkDocs renders it like any other
            vars(page).pop("render", None)
        return page

    @event_priority(100)  # other plugins see what an article would show them
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        notebook = self._notebooks.get(page.file.src_uri)
        if notebook is None:
            return markdown
        text, page.meta = meta.get_data(notebook.markdown)
        return text

    @event_priority(100)
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        notebook = self._notebooks.get(page.file.src_uri)
        html = notebook.finished(html, lambda uri: relative_url(uri, page.url)) if notebook else html
        self._formulas.expect(expected(html), read_macros(page.meta.get("macros"))[0])
        return html

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav.pages

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        env.add_extension(Repairs)  # no template has been read yet
        if config.theme.name == "material":  # on a large site, a third of a page is space
            env.add_extension(Slimming)
        self._pictures.collect(files)
        found = [file.page for file in files.documentation_pages() if file.page]
        rendered = pages.in_reading_order(self._nav, found)
        sources = self._resolve(rendered)
        shown = partial(mathml, typeset=self._formulas.typeset)
        self._published = publishing.publish(sources, self._project, files, self._pictures.gallery, shown)
        self._project.log.close(strict=config.strict)
        if not (self._well or self._serving):
            raise PluginError("A notebook fails, as said above; nothing is published")

    @event_priority(-100)  # after every search, whose titles are words
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if titles := headings.formulas(page.content or ""):
            pages.retitle(page.toc, titles)
            self._titled.add(page.url)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        finished = self._published.told(RenderedPage.of(output), page.url)
        body = finished.body
        # a blog renders its posts once more, for their excerpts, after every page's content has been resolved; what is
        # wrong in an excerpt is wrong in its post, and has been reported there
        if is_open(body):
            opened = Page(page.file.src_uri, page.url, str(page.title), body, finished=True, request=self._request)
            body = resolve(opened, self._site).html
        body = exhibit(body, page.content or "", page.url, self._pictures.gallery)
        body = sidenotes.with_anchors(body) if self.config.typography else body
        body = _mended(body)
        # formulas last: their signs make every copy of the page twice as long
        previews = mathml(self._previews.get(page.url, ""), self._formulas.typeset)
        body = expand(site.with_previews(body, previews), self._formulas.typeset)
        in_contents = page.url in self._titled  # in the table of contents, that is
        menus = expand(finished.menus, self._formulas.typeset) if in_contents else finished.menus
        return replace(finished, menus=menus, body=body).html

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return _mended(output_content) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._close()

    def on_build_error(self, *, error: Exception) -> None:
        self._close()

    def on_shutdown(self) -> None:
        self._pool.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        project = self._project
        watched = [project.scripts, *self.config.import_paths, self.config.citation_style, cff.FILE]
        watched += [path for name in project.libraries for path in library.files(project.root, name)]
        watched += inventory.data(project.settings)
        for path in (project.root / name for name in watched):
            if path.exists():
                server.watch(str(path))

    def _resolve(self, rendered: list[MkDocsPage]) -> list[tuple[MkDocsPage, Page]]:
        """Resolve the pages, tell MkDocs what they have become, and give each with what it was."""
        project, gallery = self._project, self._pictures.gallery
        for page in rendered:
            project.log.note(*pages.quote(page, project, gallery))
        chapters, style = pages.chapters(self._nav), self._style()
        self._request = Request(style=style, language=styles.locale(project.language))
        sources = {name: notebook.source for name, notebook in self._notebooks.items()}
        read = [
            pages.read(page, project, chapters.get(id(page), ""), style, sources.get(page.file.src_uri))
            for page in rendered
        ]
        self._site = self._prepare(read)
        for page in rendered:
            pages.reword(page, self._site)
        built = site.build(read, self._site, cited_in=self.config.cited_in, prefetch=self._citations.prefetch)
        self._site, self._previews = built.site, built.previews
        project.log.note(*built.problems)
        for page, content in zip(rendered, built.contents, strict=True):
            pages.retitle(page.toc, headings.changed(page.content or "", content))
            page.content = content
            page.title = escape(built.titles[page.url], quote=False) if "@" in str(page.title) else page.title
            pages.note_anchors(page)
        return list(zip(rendered, read, strict=True))

    def _prepare(self, pages: list[Page]) -> Site:
        """Number the targets of the pages, read the library, and note what is wrong with either."""
        log, wording = self._project.log, self._wording()
        options = {"every_caption": self.config.number_figures == "all", "sections": self.config.number_sections}
        index, problems = site.collect(pages, wording.labels, **options)
        if any("@" in page.title for page in pages):
            pages[:] = [replace(page, title=plain(page.title, index, wording)) for page in pages]
            index, problems = site.collect(pages, wording.labels, **options)
        entries, broken = library.read(self._project.root, self._project.libraries)
        log.note(*problems, *broken)
        self._citations = self._formatter(entries)
        return Site(index, wording, entries, self._citations.format, self._formulas.typeset, self._pictures.gallery)

    def _formatter(self, entries: Library) -> Formatter:
        return Formatter(entries, Store(self._project.cache / "citations.db"), self._project.log.note)

    def _style(self) -> Style:
        style, unknown = styles.choose(self.config.citation_style, self._project.root)
        self._project.log.note(*(problem.at(self._project.file) for problem in unknown))
        return style

    def _wording(self) -> wording.Wording:
        preset, language = cast(wording.Preset, self.config.preset), self._project.language
        try:
            return wording.wording(preset, language, self.config.labels).escaped()
        except ValueError as error:
            self._project.log.note(Problem("XREF011", str(error), path=self._project.file))
            return wording.wording(preset, language, {}).escaped()

    def _close(self) -> None:
        if not self._serving:  # a live preview will soon draw again
            self._pool.close()
        self._citations.close()
        self._formulas.close()


def _mended(html: str) -> str:
    """What Material has made, with cells where they head nothing, and with scripts that wait."""
    return bundle.deferred(with_cells(html))
