"""The files that Colophon brings to every site."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_colophon.host.mkdocs import bundle

ASSETS = Path(__file__).parents[2] / "assets"
STYLE_SHEETS = ("katex/katex.min.css", "colophon.css", "preview.css", "figures.css")
SCRIPTS = ("colophon.js", "copy.js", "figures.js", "paper.js", "scrolling.js", "katex/contrib/copy-tex.min.js")
MATERIAL, READING = "material.css", "reading.css"
MATERIAL_SCRIPT = "material.js"
SEARCH_WORKER = "iframe-worker/index.js"
REMOTE_WORKER = "unpkg.com/iframe-worker"  # what Material's offline plugin has pages ask another host for
STYLE_SHEET, SCRIPT = "assets/colophon/colophon.css", "assets/colophon/colophon.js"  # of all of them
PUBLISHED = (SEARCH_WORKER, "katex/fonts/*.woff2", "fonts/*.woff2")


def wire(config: MkDocsConfig) -> None:
    """Have every page load what it needs."""
    config.extra_css.insert(0, STYLE_SHEET)
    config.extra_javascript.insert(0, SCRIPT)
    _keep_search_here(config)


def files(config: MkDocsConfig, *, typography: bool) -> Iterator[File]:
    """The files, as a part of the site."""
    for source in (path for pattern in PUBLISHED for path in sorted(ASSETS.glob(pattern))):
        uri = f"assets/colophon/{source.relative_to(ASSETS).as_posix()}"
        yield File.generated(config, uri, abs_src_path=str(source))
    material = config.theme.name == "material"
    wanted = {MATERIAL: material, READING: typography}
    sheets = [*STYLE_SHEETS, *(name for name, is_wanted in wanted.items() if is_wanted)]
    yield File.generated(config, STYLE_SHEET, content=bundle.style_sheet(ASSETS, sheets))
    scripts = [*SCRIPTS, *([MATERIAL_SCRIPT] if material else [])]
    yield File.generated(config, SCRIPT, content=bundle.script(ASSETS, scripts))


def _keep_search_here(config: MkDocsConfig) -> None:
    """Have the copy that Material's offline plugin makes search with our file; the two may come in either order."""
    offline = config.plugins.get("material/offline")
    if offline and offline.config.get("enabled"):
        given = [each for each in config.extra.get("polyfills", []) if REMOTE_WORKER not in each]
        config.extra["polyfills"] = [*given, f"assets/colophon/{SEARCH_WORKER}"]
