"""The hooks of MkDocs: each unpacks what MkDocs gives, calls one function, and logs what comes back."""

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Literal, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from mkdocs_colophon import notes, site
from mkdocs_colophon.citations import library
from mkdocs_colophon.citations.engine import STYLES, LateEngine, choose_style
from mkdocs_colophon.citations.resolve import HEADING, HEADING_ID
from mkdocs_colophon.config import ColophonConfig
from mkdocs_colophon.crossref import labels
from mkdocs_colophon.crossref.labels import Wording
from mkdocs_colophon.crossref.resolve import plain
from mkdocs_colophon.figures import render
from mkdocs_colophon.figures.model import Studio
from mkdocs_colophon.figures.resolve import Wall
from mkdocs_colophon.math.cache import FormulaCache
from mkdocs_colophon.math.resolve import expand, mathml
from mkdocs_colophon.page import Page, Site, is_open, resolve
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import article, blog, byline, cff, names, reading
from mkdocs_colophon.publication.block import place
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.model import Publication
from mkdocs_colophon.publication.resolve import resolve as publish
from mkdocs_colophon.repairs import repair

log = get_plugin_logger("colophon")

ASSETS = Path(__file__).parent / "assets"
STYLE_SHEETS = ("katex/katex.min.css", "colophon.css", "preview.css")
SCRIPTS = ("colophon.js", "copy.js")
MATERIAL, READING = "material.css", "reading.css"
MATERIAL_SCRIPT = "material.js"
PUBLISHED = (*STYLE_SHEETS, MATERIAL, READING, *SCRIPTS, MATERIAL_SCRIPT, "katex/fonts/*.woff2", "fonts/*.woff2")
FIGURES_SRC = "figures_src"
BLOG_POST = "blog-post.html"  # the template of a post in Material's blog
CACHE = ".cache/colophon"
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
        self._engine = LateEngine("", STYLES[0], "en-US", lambda error: None)
        self._formulas = FormulaCache(self._root / CACHE / "formulas.db")
        self._publications: dict[str, Publication] = {}
        self._bylines: dict[str, str] = {}
        config.markdown_extensions.append("mkdocs_colophon.syntax")
        material = config.theme.name == "material"
        wanted = {MATERIAL: material, READING: self.config.typography}
        sheets = [*STYLE_SHEETS, *(name for name, is_wanted in wanted.items() if is_wanted)]
        config.extra_css[:0] = [f"assets/colophon/{name}" for name in sheets]
        config.extra_javascript[:0] = [
            f"assets/colophon/{name}" for name in (*SCRIPTS, *([MATERIAL_SCRIPT] if material else []))
        ]
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
        chapters = _chapters(self._nav)
        pages = [self._page(page, chapters.get(id(page), "")) for page in rendered]
        self._site = self._prepare(pages, str(config.theme.get("language", "en")))
        for page in rendered:
            _reword(page, self._site)
        built = site.build(pages, self._site, cited_in=self.config.cited_in)
        self._site, self._previews = built.site, built.previews
        self._problems += built.problems
        for page, content in zip(rendered, built.contents, strict=True):
            _retitle(page.toc, site.headings(page.content or "", content))
            page.content = content
            _note_anchors(page)
        self._publish(rendered, config)
        self._report(strict=config.strict)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        output = publish(output, self._publications.get(page.url), self._bylines.get(page.url, ""))
        # a blog renders its posts once more, for their excerpts, after every page's content has been resolved; what is
        # wrong in an excerpt is wrong in its post, and has been reported there
        if is_open(output):
            finished = Page(page.file.src_uri, page.url, str(page.title), output, finished=True)
            output = resolve(finished, self._site).html
        previews = mathml(self._previews.get(page.url, ""), self._formulas.typeset)
        output = site.with_previews(expand(output, self._formulas.typeset), previews)
        return repair(notes.with_anchors(output) if self.config.typography else output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return repair(output_content) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._close()

    def on_build_error(self, *, error: Exception) -> None:
        self._close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        watched = [
            self._scripts,
            *self.config.import_paths,
            self.config.bibliography,
            self.config.citation_style,
            cff.FILE,
        ]
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
            cache=self._root / CACHE / "figures",
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
            self._note("FIG006", error)
            outcomes = []
        self._problems += [outcome.problem for outcome in outcomes if outcome.problem]
        for name in (outcome.name for outcome in outcomes if outcome.drawn):
            log.info("Drew %s", render.uri(name))
        # under `serve` an author goes on writing with the last good picture; a build does not publish a stale one
        return render.hung(outcomes, Wall(others=others, scripts=self._scripts), stale=self._serving)

    def _prepare(self, pages: list[Page], language: str) -> Site:
        """Number the targets of `pages`, read the library, and note what is wrong with either."""
        wording = self._wording(language)
        options = {"every_caption": self.config.number_figures == "all", "sections": self.config.number_sections}
        index, problems = site.collect(pages, wording.labels, **options)
        if any("@" in page.title for page in pages):
            pages[:] = [replace(page, title=plain(page.title, index, wording)) for page in pages]
            index, problems = site.collect(pages, wording.labels, **options)
        entries, broken = library.read(self._root / self.config.bibliography, self.config.bibliography)
        style, unknown = choose_style(self.config.citation_style, self._root)
        self._problems += [*problems, *broken, *(problem.at(self._config_name) for problem in unknown)]
        locale = {"en": "en-US"}.get(language, language)
        self._engine = LateEngine(entries.text, style, locale, lambda error: self._note("CITE009", error))
        return Site(index, wording, entries, self._engine.format, self._formulas.typeset, self._wall)

    def _wording(self, language: str) -> Wording:
        preset = cast(labels.Preset, self.config.preset)
        try:
            return labels.wording(preset, language, self.config.labels).escaped()
        except ValueError as error:
            self._problems.append(Problem("XREF011", str(error), path=self._config_name))
            return labels.wording(preset, language, {}).escaped()

    def _page(self, page: MkDocsPage, chapter: str) -> Page:
        assert page.content is not None
        name = self._name(page)
        scope = page.meta.get("numbering", self.config.numbering)
        if scope not in ("page", "chapter", "site"):
            text = f"unknown numbering '{scope}' in the front matter"
            self._problems.append(Problem("XREF012", text, "there is page, chapter and site", name))
            scope = self.config.numbering
        return Page(
            name, page.url, str(page.title), page.content, page.file.content_string, scope=scope, chapter=chapter
        )

    def _name(self, page: MkDocsPage) -> str:
        """How messages name the file of `page`."""
        path = page.file.abs_src_path
        return os.path.relpath(path, self._root).replace(os.sep, "/") if path else page.file.src_uri

    def _publish(self, pages: Sequence[MkDocsPage], config: MkDocsConfig) -> None:
        """Note how each of `pages` is cited, what is wrong with that, and where on the page it is told."""
        defaults = self._defaults(config)
        for page in pages:
            placed = place() in (page.content or "")
            path = Path(page.file.abs_src_path or "")
            source = article.Source(
                unescape(str(page.meta.get("title") or page.title)),  # MkDocs takes it from a heading as HTML
                page.canonical_url or "",
                Fields.of_page(page.meta, self._name(page), page.file.content_string),
                home=page.is_homepage,
                placed=placed,
                kind="post" if page.meta.get("template") == BLOG_POST else "article",
                blog_authors=blog.authors(path.parent, Path(config.docs_dir)),
            )
            found, problems = article.publication(source, defaults)
            self._problems += problems
            if found:
                self._publications[page.url] = found
                content = (page.content or "") + ("" if placed else place())
                # a post has a byline of the blog's own, and a home page has no need of one
                if self.config.byline and found.kind == "article" and not page.is_homepage:
                    self._bylines[page.url] = byline.byline(found, reading.minutes(content))
                    content = byline.with_place(content)
                page.content = content

    def _defaults(self, config: MkDocsConfig) -> article.Defaults:
        """What mkdocs.yml and CITATION.cff say for every page."""
        path = self._root / cff.FILE
        work, broken = cff.read(path.read_text("utf-8", errors="replace")) if path.is_file() else (Publication(""), [])
        authors, wrong = names.read(Fields({"authors": self.config.authors}, self._config_name, ""), "authors", {})
        self._problems += [*broken, *wrong]
        return article.Defaults(
            config.site_name,
            config.site_url or "",
            authors or work.authors,
            self.config.license,
            str(config.theme.get("language", "en")),
            work,
            self.config.how_to_cite,
        )

    def _close(self) -> None:
        self._engine.close()
        self._formulas.close()

    def _note(self, code: str, error: Exception) -> None:
        self._problems.append(Problem(code, str(error)))

    def _report(self, *, strict: bool) -> None:
        """Log every problem once, in the order of files and lines, and end a strict build before it writes a page."""
        problems = sorted(set(self._problems), key=lambda problem: (problem.path, problem.line, problem.column))
        for problem in problems:
            log.log(logging.INFO if problem.informational else logging.WARNING, "%s", problem)
        wrong = [problem for problem in problems if not problem.informational]
        if strict and wrong:
            raise PluginError(
                f"Colophon found {len(wrong)} problem{'s' if len(wrong) > 1 else ''}; nothing is published"
            )


def _in_reading_order(nav: Sequence[MkDocsPage], pages: Sequence[MkDocsPage]) -> list[MkDocsPage]:
    """`pages` as they are read: those of the navigation first, then the others by date and name."""
    place = {id(page): number for number, page in enumerate(nav)}
    return sorted(
        pages, key=lambda page: (place.get(id(page), len(place)), str(page.meta.get("date", "")), page.file.src_uri)
    )


def _chapters(nav: Sequence[MkDocsPage]) -> dict[int, str]:
    """The chapters by page: its place among the pages of the navigation but for the home page, or what it says."""
    chapters: dict[int, str] = {}
    counted = 0
    for page in nav:
        given = page.meta.get("chapter", not page.is_homepage)
        if given is not False:
            chapters[id(page)] = chapter = str(counted + 1 if given is True else given)
            counted += chapter.isdigit()
    return chapters


def _reword(page: MkDocsPage, resolved: Site) -> None:
    """Put words for the references in what MkDocs shows of a page outside of its content."""
    for key in ("title", "description"):
        if "@" in str(page.meta.get(key, "")):
            page.meta[key] = plain(str(page.meta[key]), resolved.index, resolved.wording)
    if "@" in str(page.title):
        page.title = plain(str(page.title), resolved.index, resolved.wording)


def _retitle(items: Iterable[AnchorLink], texts: Mapping[str, str]) -> None:
    for item in items:
        item.title = texts.get(item.id, item.title)
        _retitle(item.children, texts)


def _note_anchors(page: MkDocsPage) -> None:
    """Tell MkDocs of the ids that resolving has made, and the table of contents of the bibliography."""
    ids = {part.partition('"')[0] for part in (page.content or "").split(' id="')[1:]}
    page.present_anchor_ids = (page.present_anchor_ids or set()) | ids
    if HEADING_ID in ids:
        top = page.toc.items[0].children if len(page.toc.items) == 1 else page.toc.items
        top.append(AnchorLink(HEADING, HEADING_ID, 2))
