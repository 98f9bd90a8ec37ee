"""One build of a site by MkDocs: what is read, drawn and executed for it, and what becomes of its pages."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_colophon.citations import library, styles
from mkdocs_colophon.citations.entry import Library
from mkdocs_colophon.citations.formatter import Formatter
from mkdocs_colophon.citations.request import Request, Style
from mkdocs_colophon.crossref import declarations, kinds, wording
from mkdocs_colophon.crossref.targets import Scope
from mkdocs_colophon.host.mkdocs import assets, bundle, inventories, notebooks, pages, publishing, repairs
from mkdocs_colophon.host.mkdocs.figures import DrawingPool, Pictures
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.math.formula_cache import FormulaCache
from mkdocs_colophon.math.formulas import expected
from mkdocs_colophon.math.macros import read as read_macros
from mkdocs_colophon.pipeline import front_matter, order, search
from mkdocs_colophon.pipeline.build import Built, after_theme, before_theme
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.site import Site
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication.feed import documents
from mkdocs_colophon.store import Store
from mkdocs_colophon.urls import relative_url


class Build:
    """All of one build. Figures are being drawn as soon as this is made; end it with `close`.

    Attributes
    ----------
    notebooks : the pages of notebooks, by the names of their files.
    navigation : the pages that MkDocs has in its navigation, in their order, by URL.
    built : what the pages have become; nothing before `before_theme`.
    """

    def __init__(self, project: Project, pool: DrawingPool, files: Files) -> None:
        self._project = project
        for file in assets.files(project.config, typography=project.options.typography):
            files.append(file)
        # a page can lead to a feed, which is written when all pages are read
        self._feeds = (documents.ATOM, documents.RSS) if publishing.has_feed(project) else ()
        for name in self._feeds:
            files.append(File.generated(project.config, name, content=""))
        macros, wrong = read_macros(project.options.macros, project.file)
        wrong = [project.placed(problem, "macros", problem.needle) for problem in wrong]
        entries, broken = library.read(project.root, project.libraries)
        project.log.note(*wrong, *broken)
        self._formulas = FormulaCache(Store(project.cache / "formulas.db"), macros)
        self._citations = Formatter(entries, Store(project.cache / "citations.db"), project.log.note)
        self._pictures = Pictures(project, pool, files)
        self.notebooks, self._well = notebooks.execute(files, project)
        for uri, content in (each for page in self.notebooks.values() for each in page.files.items()):
            files.append(File.generated(project.config, uri, content=content))
        self.navigation: Sequence[str] = ()
        self._searched = "", ""  # the content of a page, and what a search is reading of it
        self._is_searched = any(name.rpartition("/")[2] == "search" for name in project.config.plugins)
        self._is_divided = "material/search" in project.config.plugins  # MkDocs' own knows no sections but headings
        self.built = Built(self._site(entries))

    @property
    def cache(self) -> Path:
        """The folder of what is kept between builds."""
        return self._project.cache

    def read_navigation(self, nav: Navigation) -> None:
        """Take the order of the pages from MkDocs."""
        self.navigation = [page.url for page in nav.pages]

    def content(self, html: str, page: MkDocsPage) -> str:
        """The content of a page that Markdown has just made, with what its notebook puts there, if it has one."""
        notebook = self.notebooks.get(page.file.src_uri)
        html = notebook.finished(html, lambda uri: relative_url(uri, page.url)) if notebook else html
        self._formulas.expect(expected(html), read_macros(page.meta.get("macros"))[0])
        return html

    def before_theme(self, files: Files) -> None:
        """Resolve the pages, and tell MkDocs what they have become.

        Raises
        ------
        PluginError
            If something is wrong, and the build is strict or a notebook fails.
        """
        project = self._project
        self._pictures.collect(files)
        rendered = [file.page for file in files.documentation_pages() if file.page]
        for page in rendered:
            if page.content is None:
                pages.render(page, project.config, files)
        hidden = pages.unpublished(files, project)
        site = replace(self.built.site, gallery=self._pictures.gallery, unpublished=hidden)
        found = self._read(rendered, site)
        self.built = built = before_theme(found, site, publishing.publisher(project), self._citations.prefetch)
        project.log.note(*built.problems, *(pages.placed(each, project) for each in built.published.problems))
        for page in rendered:
            pages.tell(page, built)
        for name in self._feeds:
            files.remove(files.src_uris[name])  # MkDocs wants it so before another takes its place
        for name, text in documents.files(built.published.feed).items():
            files.append(File.generated(project.config, name, content=text))
        for name, path in built.published.cards.items():
            files.append(File.generated(project.config, name, abs_src_path=str(path)))
        project.log.close(strict=project.config.strict)
        if not (self._well or project.serving):
            raise PluginError("A notebook fails, as said above; nothing is published")

    def before_search(self, page: MkDocsPage) -> None:
        """Show `page` to what searches will find on it."""
        if self._is_searched and (known := self.built.pages.get(page.url)):
            content = page.content or ""
            page.content = search.searchable(content, known, self.built.site, divided=self._is_divided)
            self._searched = content, page.content

    def after_search(self, page: MkDocsPage) -> None:
        """Show `page` as it is again, with formulas in its table of contents."""
        before, searched = self._searched
        if page.content == searched:  # as after most searches; to undo takes as long as to do
            page.content = before
        elif self._is_searched:
            page.content = search.restored(page.content or "")
        pages.retitle(page.toc, self.built.formulas.get(page.url, {}))

    def after_theme(self, html: str, url: str) -> str:
        """The whole page at `url`, as MkDocs writes it."""
        return after_theme(html, url, self.built, sidenoted=self._project.options.typography, mend=self.mended)

    def mended(self, html: str) -> str:
        """What the theme has made, with what it lacks."""
        return mended(html, is_material=self._project.config.theme.name == "material")

    def publish(self) -> None:
        """Write what stands beside the pages, once all of these are written."""
        inventories.write(self.built.site, self._project)

    def close(self) -> None:
        """End what has been started."""
        self._citations.close()
        self._formulas.close()

    def _site(self, entries: Library) -> Site:
        """The site before anything is drawn."""
        project, options = self._project, self._project.options
        said, known = self._wording()
        return Site(
            said,
            entries,
            self._citations.format,
            self._formulas.typeset,
            kinds=known,
            scope=cast(Scope, options.numbering),
            request=Request(style=self._style(), language=styles.locale(project.language)),
            every_caption=options.number_figures == "all",
            sections=options.number_sections,
            automatic=options.auto_section_labels,
            cited_in=options.cited_in,
            foreign_syntax=options.foreign_syntax,
            inventories=inventories.read(project, known),
        )

    def _read(self, rendered: Sequence[MkDocsPage], site: Site) -> list[Page]:
        """The pages in reading order, with what their front matter says; what is wrong with that is noted."""
        project = self._project
        sources = {name: notebook.source for name, notebook in self.notebooks.items()}
        found = [pages.read(page, project, sources.get(page.file.src_uri)) for page in rendered]
        chapters = order.chapters(found, self.navigation)
        read = []
        for page in order.in_reading_order(found, self.navigation):
            page, wrong = front_matter.read(page, site, chapters.get(page.url, ""), project.root, project.language)
            project.log.note(*wrong)
            read.append(page)
        return read

    def _style(self) -> Style:
        style, unknown = styles.choose(self._project.options.citation_style, self._project.root)
        self._project.log.note(*(self._project.placed(problem, "citation_style") for problem in unknown))
        return style

    def _wording(self) -> tuple[wording.Wording, kinds.Kinds]:
        """How targets are called, and the kinds that there are; what is wrong with those that are declared is noted."""
        preset, language = cast(wording.Preset, self._project.options.preset), self._project.language
        labels, between = self._project.options.labels, self._project.options.delimiters
        try:
            said = wording.wording(preset, language, labels).delimited(declarations.delimiters(between))
        except ValueError as error:
            self._project.note(Problem("XREF011", str(error)), "labels")
            said, labels = wording.wording(preset, language, {}), {}
        return said.escaped(), kinds.with_schemes(kinds.with_declared(kinds.KINDS, labels), labels)


def mended(html: str, *, is_material: bool) -> str:
    """What a theme has made, with what it lacks in markup; of Material, with scripts that wait."""
    html = repairs.with_cells(html)
    return bundle.deferred(repairs.with_ways_out(html)) if is_material else html
