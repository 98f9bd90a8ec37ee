"""A site that is built to be read from a disk."""

import re

import pytest


@pytest.mark.parametrize("order", ["search, offline, colophon", "colophon, search, offline"])
def test_search_on_a_disk_asks_no_other_host_in_whatever_order_the_plugins_come(build, order):
    config = f"site_name: T\ntheme: {{name: material, font: false}}\nplugins: [{order}]\n"
    built = build({"docs/index.md": "# One\n\nWords."}, config=config)
    scripts = re.findall(r'<script src="([^"]*worker[^"]*)"', built.page("index.html"))
    assert scripts == ["assets/colophon/iframe-worker/index.js"]
    assert (built.root / "site" / scripts[0]).is_file()


def test_a_site_on_a_server_loads_no_worker_for_a_disk(build):
    config = "site_name: T\ntheme: {name: material, font: false}\nplugins: [search, colophon]\n"
    assert "iframe-worker" not in build({"docs/index.md": "# One"}, config=config).page("index.html")
