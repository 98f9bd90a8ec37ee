"""What MkDocs is told of its pages."""

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_colophon.host.mkdocs.pages import tell
from mkdocs_colophon.pipeline.build import Built
from mkdocs_colophon.pipeline.page import Page


@pytest.mark.parametrize(("written", "shown"), [("A & B", "A & B"), ("About @fig:a", "About Figure 1")])
def test_the_title_of_a_page_is_sought_once(tmp_path, written, shown):
    """MkDocs asks for each title in each menu, and would look for it in the page's file each time."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Tiny")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    (tmp_path / "docs/a.md").write_text(f"---\ntitle: {written}\n---\n")
    page = MkDocsPage(None, File("a.md", config.docs_dir, config.site_dir, use_directory_urls=True), config)
    page.read_source(config)
    now = Page("a.md", page.url, shown, "", meta={"title": shown})
    tell(page, Built(None, {page.url: now}, contents={page.url: ""}, headings={page.url: {}}))
    assert vars(page)["title"] == shown
