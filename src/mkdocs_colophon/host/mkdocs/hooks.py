"""The hooks of MkDocs: each unpacks what MkDocs gives, and hands it to the build."""

from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import meta
from mkdocs.utils.templates import TemplateContext

from mkdocs_colophon.citations import library
from mkdocs_colophon.figures import inventory
from mkdocs_colophon.host.mkdocs import assets, inventories, pages
from mkdocs_colophon.host.mkdocs.build import Build
from mkdocs_colophon.host.mkdocs.config import ColophonConfig
from mkdocs_colophon.host.mkdocs.figures import DrawingPool
from mkdocs_colophon.host.mkdocs.problem_log import ProblemLog
from mkdocs_colophon.host.mkdocs.project import Project
from mkdocs_colophon.host.mkdocs.repairs import Repairs, Slimming
from mkdocs_colophon.host.mkdocs.templates import TemplateCache
from mkdocs_colophon.publication import cff


class ColophonPlugin(BasePlugin[ColophonConfig]):
    """Draws figures before the pages are read, and resolves the pages once all are rendered.

    A priority says where a hook stands among those of other plugins: one above 0 comes before most, one below 0 after.
    """

    def __init__(self) -> None:
        self._serving = False
        self._pool = DrawingPool()
        self._build: Build | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # MkDocs keeps a plugin that has this hook from one rebuild to the next
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._build = None
        config.markdown_extensions += [pages.SYNTAX, pages.HEXO]
        pages.declare(config, self.config.labels)
        assets.wire(config)
        return config

    @event_priority(-50)  # after mkdocs-jupyter has said which files are pages, wherever it stands in mkdocs.yml
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        project = Project(self.config, config, ProblemLog(), self._serving)
        self._build = Build(project, self._pool, files)
        return files

    @event_priority(-50)  # after mkdocs-jupyter has hung its own renderer on the pages of notebooks
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if page.file.src_uri in self._of_this_site.notebooks:
            vars(page).pop("render", None)  # without it, MkDocs renders the page like any other
        return page

    @event_priority(100)  # before others, which see what an article would show them
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if notebook := self._of_this_site.notebooks.get(page.file.src_uri):
            markdown, page.meta = meta.get_data(notebook.markdown)
        pages.configure(config, page)  # a blog takes from it how it renders an excerpt, too
        return markdown

    @event_priority(100)  # before others, which see the outputs of a notebook, too
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self._of_this_site.content(html, page)

    @event_priority(-50)  # after those that give the navigation its order, such as literate-nav and awesome-nav
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._of_this_site.read_navigation(nav)
        return nav

    @event_priority(0)  # among the others: search and the blog have read no content yet, and see what it becomes here
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        env.add_extension(Repairs)  # no template has been read yet
        if config.theme.name == "material":  # on a large site, a third of a page is space
            env.add_extension(Slimming)
        env.bytecode_cache = env.bytecode_cache or TemplateCache(self._of_this_site.cache / "templates")
        self._of_this_site.before_theme(files)
        return env

    @event_priority(100)  # before every search
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        self._of_this_site.before_search(page)
        return context

    @event_priority(-100)  # after every search, whose titles are words
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        self._of_this_site.after_search(page)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    @event_priority(0)  # among the others: what they add to a whole page they may add before or after
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._of_this_site.after_theme(output, page.url)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._of_this_site.mended(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)  # after mkdocstrings, which writes an inventory, too
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._of_this_site.publish()
        self._close()

    def on_build_error(self, *, error: Exception) -> None:
        self._close()

    def on_shutdown(self) -> None:
        self._pool.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        project = Project(self.config, config, ProblemLog(), self._serving)
        watched = [project.scripts, *self.config.import_paths, self.config.citation_style, cff.FILE]
        watched += [path for name in project.libraries for path in library.files(project.root, name)]
        watched += [*inventory.data(project.settings), *inventories.files(project)]
        for path in (project.root / name for name in watched):
            if path.exists():
                server.watch(str(path))

    @property
    def _of_this_site(self) -> Build:
        assert self._build, "MkDocs asks for files before all else"
        return self._build

    def _close(self) -> None:
        if not self._serving:  # a live preview will soon draw again
            self._pool.close()
        if self._build:
            self._build.close()
