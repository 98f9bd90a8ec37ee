"""The hooks of MkDocs: each unpacks what MkDocs gives, calls one function, and logs what comes back."""

import logging
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import meta

from mkdocs_colophon import notes, site
from mkdocs_colophon.citations import frontmatter, library, styles
from mkdocs_colophon.citations.bibliography import HEADING_ID
from mkdocs_colophon.citations.cache import CitationCache
from mkdocs_colophon.citations.engine import Formatter
from mkdocs_colophon.citations.model import Library, Request, Style
from mkdocs_colophon.config import ColophonConfig
from mkdocs_colophon.crossref import labels
from mkdocs_colophon.crossref.labels import Wording
from mkdocs_colophon.crossref.resolve import plain
from mkdocs_colophon.figures import alternatives, failures, inventory, links, placeholder, render, values
from mkdocs_colophon.figures.cache import CacheError
from mkdocs_colophon.figures.executors import process_executor
from mkdocs_colophon.figures.exhibit import exhibit
from mkdocs_colophon.figures.isolation import Limits
from mkdocs_colophon.figures.languages import words
from mkdocs_colophon.figures.links import Links
from mkdocs_colophon.figures.model import Studio
from mkdocs_colophon.figures.options import CACHE, FIGURES_SRC, chosen
from mkdocs_colophon.figures.proof import prove, proven
from mkdocs_colophon.figures.render import Batch, Outcome
from mkdocs_colophon.figures.resolve import first, with_bitmaps
from mkdocs_colophon.figures.wall import Wall
from mkdocs_colophon.math.cache import FormulaCache
from mkdocs_colophon.math.macros import read as read_macros
from mkdocs_colophon.math.resolve import expand, mathml
from mkdocs_colophon.notebooks import options as jupyter
from mkdocs_colophon.notebooks import queue
from mkdocs_colophon.notebooks.model import SUFFIXES, Desk
from mkdocs_colophon.notebooks.pages import NotebookPage, compose
from mkdocs_colophon.page import Page, Site, is_open, relative_url, resolve
from mkdocs_colophon.problems import Problem
from mkdocs_colophon.publication import article, blog, byline, card, cff, names, outward, reading, revisions, series
from mkdocs_colophon.publication.block import place
from mkdocs_colophon.publication.fields import Fields
from mkdocs_colophon.publication.model import Publication
from mkdocs_colophon.publication.outward import Outward, Told
from mkdocs_colophon.publication.preview import Picture
from mkdocs_colophon.publication.resolve import resolve as publish
from mkdocs_colophon.repairs import repair
from mkdocs_colophon.source import locate

log = get_plugin_logger("colophon")
# what bibtexparser logs of a broken entry is a problem with a line already
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

ASSETS = Path(__file__).parent / "assets"
STYLE_SHEETS = ("katex/katex.min.css", "colophon.css", "preview.css", "figures.css")
SCRIPTS = ("colophon.js", "copy.js", "figures.js", "katex/contrib/copy-tex.min.js")
MATERIAL, READING = "material.css", "reading.css"
MATERIAL_SCRIPT = "material.js"
SEARCH_WORKER = "iframe-worker/index.js"
REMOTE_WORKER = "unpkg.com/iframe-worker"  # what Material's offline plugin has pages ask another host for
PUBLISHED = (
    *STYLE_SHEETS,
    MATERIAL,
    READING,
    *SCRIPTS,
    MATERIAL_SCRIPT,
    SEARCH_WORKER,
    "katex/fonts/*.woff2",
    "fonts/*.woff2",
)
BLOG_POST = "blog-post.html"  # the template of a post in Material's blog
NOT_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80">'
    '<text x="16" y="48" font-family="sans-serif" fill="#b3261e">This figure is not drawn.</text></svg>'
)


class ColophonPlugin(BasePlugin[ColophonConfig]):
    """Draws figures before the pages are read, and resolves the pages once all are rendered."""

    _serving = False
    _executor: Executor | None = None
    _wanted: tuple[int, Limits] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # MkDocs keeps a plugin that has this hook from one rebuild to the next
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config_file = Path(config.config_file_path).resolve()
        self._root, self._config_name = config_file.parent, config_file.name
        self._problems: list[Problem] = []
        self._citations = self._formatter(Library(""))
        macros, wrong = read_macros(self.config.macros, self._config_name)
        self._problems += wrong
        self._formulas = FormulaCache(self._root / CACHE / "formulas.db", macros)
        self._publications: dict[str, Publication] = {}
        self._notebooks: dict[str, NotebookPage] = {}
        self._failed = False
        self._bylines: dict[str, str] = {}
        self._outward = Outward()
        config.markdown_extensions.append("mkdocs_colophon.syntax")
        material = config.theme.name == "material"
        wanted = {MATERIAL: material, READING: self.config.typography}
        sheets = [*STYLE_SHEETS, *(name for name, is_wanted in wanted.items() if is_wanted)]
        config.extra_css[:0] = [f"assets/colophon/{name}" for name in sheets]
        config.extra_javascript[:0] = [
            f"assets/colophon/{name}" for name in (*SCRIPTS, *([MATERIAL_SCRIPT] if material else []))
        ]
        _keep_search_here(config)
        return config

    @event_priority(-50)  # after mkdocs-jupyter has said which files are pages, wherever it stands in mkdocs.yml
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for source in (path for pattern in PUBLISHED for path in sorted(ASSETS.glob(pattern))):
            uri = f"assets/colophon/{source.relative_to(ASSETS).as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(source)))
        self._wall = Wall(
            others=frozenset(file.dest_uri for file in files),
            scripts=self._scripts,
            links=Links(self._root, self.config.import_paths, self._source_url(config)),
            words=words(str(config.theme.get("language", "en"))),
            disclosed=self.config.figure_colophon,
        )
        self._batch = self._begin_to_draw()
        for name in inventory.scripts(self._studio):
            # or MkDocs would say of every link to it that there is no such file
            files.append(File.generated(config, inventory.uri(name), content=NOT_DRAWN))
        self._notebooks = self._execute(files, config)
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
        return notebook.finished(html, lambda uri: relative_url(uri, page.url)) if notebook else html

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav.pages

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        self._hang(self._drawn(), config, files)
        rendered = _in_reading_order(self._nav, [file.page for file in files.documentation_pages() if file.page])
        chapters = _chapters(self._nav)
        for page in rendered:
            self._quote(page)
        language = str(config.theme.get("language", "en"))
        style = self._style()
        self._request = Request(style=style, language=styles.locale(language))
        pages = [self._page(page, chapters.get(id(page), ""), style, language) for page in rendered]
        self._site = self._prepare(pages, language)
        for page in rendered:
            _reword(page, self._site)
        built = site.build(pages, self._site, cited_in=self.config.cited_in, prefetch=self._citations.prefetch)
        self._site, self._previews = built.site, built.previews
        self._problems += built.problems
        for page, content in zip(rendered, built.contents, strict=True):
            _retitle(page.toc, site.headings(page.content or "", content))
            page.content = content
            page.title = built.titles[page.url] if "@" in str(page.title) else page.title
            _note_anchors(page)
        self._publish(rendered, config, files)
        self._report(strict=config.strict)
        if self._failed and not self._serving:
            raise PluginError("A notebook fails, as said above; nothing is published")

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        output = publish(output, self._publications.get(page.url), self._bylines.get(page.url, ""))
        output = self._outward.told(output, page.url)
        # a blog renders its posts once more, for their excerpts, after every page's content has been resolved; what is
        # wrong in an excerpt is wrong in its post, and has been reported there
        if is_open(output):
            finished = Page(page.file.src_uri, page.url, str(page.title), output, finished=True, request=self._request)
            output = resolve(finished, self._site).html
        output = repair(exhibit(output, page.content or "", page.url, self._wall))
        output = notes.with_anchors(output) if self.config.typography else output
        # formulas last: their signs make every copy of the page twice as long
        previews = mathml(self._previews.get(page.url, ""), self._formulas.typeset)
        return expand(site.with_previews(output, previews), self._formulas.typeset)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return repair(output_content) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._close()

    def on_build_error(self, *, error: Exception) -> None:
        self._close()

    def on_shutdown(self) -> None:
        self._stop_drawing()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        libraries = [path for name in self._libraries for path in library.files(self._root, name)]
        watched = [self._scripts, *self.config.import_paths, *libraries, self.config.citation_style, cff.FILE]
        watched += inventory.data(self._studio)
        for path in (self._root / name for name in watched):
            if path.exists():
                server.watch(str(path))

    @property
    def _scripts(self) -> str:
        return self.config.figures_src or FIGURES_SRC

    @property
    def _libraries(self) -> list[str]:
        given = self.config.bibliography
        return [given] if isinstance(given, str) else [str(each) for each in given]

    @property
    def _studio(self) -> Studio:
        return chosen(self.config).studio(self._root)

    def _source_url(self, config: MkDocsConfig) -> str:
        """The address of a line of a source file; empty if there is none."""
        given = self.config.source_url
        if given and "{path}" not in given:
            self._problems.append(Problem("FIG033", f"`source_url` has no {{path}}: {given}", path=self._config_name))
            return ""
        docs = os.path.relpath(config.docs_dir, self._root).replace(os.sep, "/")
        return given or links.template(config.repo_url or "", config.edit_uri or "", docs)

    def _begin_to_draw(self) -> Batch | None:
        """Have the stale figures drawn while MkDocs reads the pages; None if that cannot be."""
        studio = self._studio
        if self.config.figures_src and not studio.scripts.is_dir():
            text = f"the folder of figure scripts, {self._scripts}/, does not exist"
            self._problems.append(Problem("FIG005", text, "create it, or mend `figures_src`", self._config_name))
        try:
            return Batch(studio, self._drawing_executor)
        except LookupError as error:
            self._note("FIG006", error)
        except CacheError as error:
            self._problems.append(failures.of_cache(studio, error))
        return None

    def _drawn(self) -> list[Outcome]:
        """Wait for the figures, and note what is wrong with their scripts."""
        outcomes = render.undrawn(self._studio)
        try:
            outcomes = self._batch.finish(self._tell) if self._batch else outcomes
        except CacheError as error:
            self._problems.append(failures.of_cache(self._studio, error))
        self._problems += [problem for outcome in outcomes for problem in outcome.problems]
        return outcomes

    def _hang(self, outcomes: Sequence[Outcome], config: MkDocsConfig, files: Files) -> None:
        """Make the pictures a part of the site."""
        # under `serve` an author goes on writing with the last good picture; a build does not publish a stale one
        self._wall = render.hung(outcomes, self._wall, stale=self._serving)
        if self.config.figure_colophon or self.config.evidence != "off":
            self._prove()
        drawings = self._wall.drawings
        good = [drawing for uri, drawing in drawings.items() if uri not in self._wall.outdated]
        self._problems += [problem for each in good if (problem := alternatives.short(each, self._scripts))]
        added: dict[str, File] = {}
        for drawing in self._wall.drawings.values():
            for uri, path in ((drawing.uri_of(suffix), path) for suffix, path in drawing.files.items()):
                added[uri] = File.generated(config, uri, abs_src_path=str(path))
        for outcome in outcomes if self._serving else ():
            if outcome.problem:
                for suffix, svg in placeholder.pictures(outcome.drawing, outcome.problem).items():
                    uri = self._wall.drawings[inventory.uri(outcome.name)].uri_of(suffix)
                    added[uri] = File.generated(config, uri, content=svg)
        for drawing in self._wall.drawings.values() if self.config.figure_colophon else ():
            uri, path = drawing.uri_of(".py"), self._studio.scripts / f"{drawing.name}.py"
            added[uri] = File.generated(config, uri, abs_src_path=str(path))
        for uri, file in added.items():
            if earlier := files.get_file_from_path(uri):
                files.remove(earlier)
            files.append(file)

    def _prove(self) -> None:
        """Take in what tests say of the figures; a build can be made to withhold those that they do not prove."""
        folders, thorough = self.config.import_paths, self._studio.thorough
        proof = prove(self._root, folders, self._wall.drawings, self._scripts, thorough=thorough)
        if self.config.evidence != "off":
            self._problems += [*proof.general, *(each for problems in proof.problems.values() for each in problems)]
        self._wall = proven(self._wall, proof, withheld=self.config.evidence == "error" and not self._serving)

    def _tell(self, outcome: Outcome) -> None:
        if outcome.drawn:
            log.info("Drew %s", inventory.uri(outcome.name))

    def _drawing_executor(self) -> Executor:
        wanted = chosen(self.config).at_once, Limits(self._studio.timeout, self._studio.memory)
        if self._executor and wanted != self._wanted:  # the options were edited under `serve`
            self._stop_drawing()
        if not self._executor:
            self._executor, self._wanted = process_executor(*wanted), wanted
        return self._executor

    def _execute(self, files: Files, config: MkDocsConfig) -> dict[str, NotebookPage]:
        """The pages of the notebooks that mkdocs-jupyter has found, by address; what has changed is executed."""
        brought = config.plugins.get("mkdocs-jupyter")
        found = [file for file in files if file.is_documentation_page() and file.src_uri.endswith(SUFFIXES)]
        if not (brought and found):
            return {}
        given = brought.config
        desk = Desk(
            root=self._root,
            cache=self._root / CACHE / "notebooks",
            import_paths=tuple(self._root / path for path in self.config.import_paths),
            style=self._root / self._scripts / "article.mplstyle",
            kernel=str(given.get("kernel_name", "")),
            timeout=float(self.config.notebook_timeout),
            allow_errors=bool(given.get("allow_errors", True)),
        )
        look = jupyter.look(given, self._root / self._scripts / "palette.toml")
        paths = [Path(str(file.abs_src_path)) for file in found]
        wanted = [(path, jupyter.is_executed(path, given)) for path in paths]
        pages = {}
        for file, done in zip(found, queue.run_all(wanted, desk, self.config.jobs or os.cpu_count() or 1), strict=True):
            name = desk.relative(done.notebook.path)
            if done.ran:
                log.info("Executed %s", name)
            pages[file.src_uri] = page = compose(done, look, name, str(Path(file.src_uri).with_suffix("")))
            self._problems += [*page.problems, *([done.problem] if done.problem else [])]
            self._failed |= done.problem is not None
        return pages

    def _quote(self, page: MkDocsPage) -> None:
        """Put values into what MkDocs shows of a page outside of its content."""
        name, source = self._name(page), page.file.content_string
        for key in ("title", "description"):
            if "@val:" in str(page.meta.get(key, "")):
                page.meta[key], problems = values.plain(str(page.meta[key]), self._wall)
                self._problems += locate(problems, name, source)
        if "@val:" in str(page.title):
            page.title, problems = values.plain(str(page.title), self._wall)
            # a title that stands in the file is told of as what it is there: front matter or a heading
            self._problems += [each.at(self._config_name) for each in problems if each.needle not in source]

    def _prepare(self, pages: list[Page], language: str) -> Site:
        """Number the targets of `pages`, read the library, and note what is wrong with either."""
        wording = self._wording(language)
        options = {"every_caption": self.config.number_figures == "all", "sections": self.config.number_sections}
        index, problems = site.collect(pages, wording.labels, **options)
        if any("@" in page.title for page in pages):
            pages[:] = [replace(page, title=plain(page.title, index, wording)) for page in pages]
            index, problems = site.collect(pages, wording.labels, **options)
        entries, broken = library.read(self._root, self._libraries)
        self._problems += [*problems, *broken]
        self._citations = self._formatter(entries)
        return Site(index, wording, entries, self._citations.format, self._formulas.typeset, self._wall)

    def _formatter(self, entries: Library) -> Formatter:
        return Formatter(entries, CitationCache(self._root / CACHE / "citations.db"), self._problems.append)

    def _style(self) -> Style:
        style, unknown = styles.choose(self.config.citation_style, self._root)
        self._problems += [problem.at(self._config_name) for problem in unknown]
        return style

    def _wording(self, language: str) -> Wording:
        preset = cast(labels.Preset, self.config.preset)
        try:
            return labels.wording(preset, language, self.config.labels).escaped()
        except ValueError as error:
            self._problems.append(Problem("XREF011", str(error), path=self._config_name))
            return labels.wording(preset, language, {}).escaped()

    def _page(self, page: MkDocsPage, chapter: str, style: Style, language: str) -> Page:
        assert page.content is not None
        name = self._name(page)
        scope = page.meta.get("numbering", self.config.numbering)
        if scope not in ("page", "chapter", "site"):
            text = f"unknown numbering '{scope}' in the front matter"
            self._problems.append(Problem("XREF012", text, "there is page, chapter and site", name))
            scope = self.config.numbering
        notebook = self._notebooks.get(page.file.src_uri)
        source = notebook.source if notebook else page.file.content_string
        request, problems = frontmatter.read(page.meta, style, language, self._root, name, source)
        self._problems += problems
        return Page(
            name,
            page.url,
            str(page.title),
            page.content,
            source,
            scope=scope,
            chapter=chapter,
            refplus=page.meta.get("refplus") is True,
            request=request,
        )

    def _name(self, page: MkDocsPage) -> str:
        """How messages name the file of `page`."""
        path = page.file.abs_src_path
        return os.path.relpath(path, self._root).replace(os.sep, "/") if path else page.file.src_uri

    def _publish(self, pages: Sequence[MkDocsPage], config: MkDocsConfig, files: Files) -> None:
        """Note how each of `pages` is cited, what is wrong with that, and where on the page it is told."""
        defaults = self._defaults(config)
        self._revised, unknown = revisions.changed(Path(config.docs_dir)) if self.config.updated_from_git else ({}, [])
        self._problems += unknown
        sources = {page.url: self._source(page, config) for page in pages}
        parts = [series.Part(url, each.title, each.fields.text("series")) for url, each in sources.items()]
        parts = [part for part in parts if part.series]
        told: dict[str, Told] = {}
        for page in pages:
            source = sources[page.url]
            found, problems = article.publication(source, defaults)
            self._problems += problems
            told[page.url] = self._told(page, source, defaults, config)
            link = partial(relative_url, page=page.url)
            page.content = (page.content or "") + series.navigation(page.url, parts, link, defaults.language)
            if found:
                self._publications[page.url] = found
                content = (page.content or "") + ("" if source.placed else place())
                # a post has a byline of the blog's own, and a home page has no need of one
                if self.config.byline and found.kind == "article" and not page.is_homepage:
                    self._bylines[page.url] = byline.byline(found, reading.minutes(content))
                    content = byline.with_place(content)
                page.content = content
        feed, problems = outward.feed(list(told.values()), self.config.feed, defaults, config.site_description or "")
        self._problems += [problem.at(self._config_name) for problem in problems]
        self._outward = Outward(told, feed)
        for page in pages:  # for the sitemap: where nothing is known, nothing is said
            page.update_date = self._outward.changed(page.url) if self._outward.is_dated else page.update_date
        for name, text in self._outward.files.items():
            files.append(File.generated(config, name, content=text))
        if self.config.social_cards:
            self._illustrate(pages, config, files)

    def _illustrate(self, pages: Sequence[MkDocsPage], config: MkDocsConfig, files: Files) -> None:
        """Make the pictures that other sites show of `pages`."""
        font = card.font_file()
        if font is None or not config.site_url:
            problem = Problem("PUB008", "there are no social cards", card.NEEDS, self._config_name)
            self._problems.append(problem)
            return
        pictures: dict[str, Picture] = {}
        for page in pages:
            title = self._outward.pages[page.url].publication.title
            drawing = first(page.content or "", page.url, self._wall)
            bitmap = drawing.files.get(".png") if drawing else None
            content = bitmap.read_bytes() if bitmap else None
            path = card.kept(self._root / CACHE / "cards", title, config.site_name, content, font)
            uri = card.uri(page.url)
            files.append(File.generated(config, uri, abs_src_path=str(path)))
            words = drawing.alternative if drawing and bitmap else title
            pictures[page.url] = Picture(urljoin(config.site_url, uri), card.WIDTH, card.HEIGHT, words)
        self._outward = replace(self._outward, pictures=pictures)

    def _source(self, page: MkDocsPage, config: MkDocsConfig) -> article.Source:
        path = Path(page.file.abs_src_path or "")
        return article.Source(
            unescape(str(page.meta.get("title") or page.title)),  # MkDocs takes it from a heading as HTML
            page.canonical_url or "",
            Fields.of_page(page.meta, self._name(page), page.file.content_string),
            home=page.is_homepage,
            placed=place() in (page.content or ""),
            kind="post" if page.meta.get("template") == BLOG_POST else "article",
            blog_authors=blog.authors(path.parent, Path(config.docs_dir)),
            revised=self._revised.get(page.file.src_uri, ()),
        )

    def _told(self, page: MkDocsPage, source: article.Source, defaults: article.Defaults, config: MkDocsConfig) -> Told:
        # the home page is told as a page here, and not as the whole work that it may be cited as
        said, _ = article.read(replace(source, home=False), defaults)
        said = replace(said, description=said.description or config.site_description or "")
        shown = with_bitmaps(page.content or "", page.url, self._wall) if said.issued else ""
        content = mathml(shown, self._formulas.typeset)
        filed = source.fields.words("categories")
        return Told(said, content, filed, draft=bool(page.meta.get("draft")), home=page.is_homepage)

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

    def _stop_drawing(self) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _close(self) -> None:
        if not self._serving:  # a live preview will soon draw again
            self._stop_drawing()
        self._citations.close()
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


def _keep_search_here(config: MkDocsConfig) -> None:
    """Have the copy that Material's offline plugin makes search with our file; the two may come in either order."""
    offline = config.plugins.get("material/offline")
    if offline and offline.config.get("enabled"):
        given = [each for each in config.extra.get("polyfills", []) if REMOTE_WORKER not in each]
        config.extra["polyfills"] = [*given, f"assets/colophon/{SEARCH_WORKER}"]


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
    if heading := re.search(f'<h2 id="{HEADING_ID}">(.*?)</h2>', page.content or ""):
        top = page.toc.items[0].children if len(page.toc.items) == 1 else page.toc.items
        top.append(AnchorLink(heading[1], HEADING_ID, 2))
