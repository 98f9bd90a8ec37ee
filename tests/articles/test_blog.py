"""The blog of this site: its excerpts, its feeds and its numbers, as they are published."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
TITLES = ["A figure that cannot go stale", "How this site numbers itself"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. Evidence is not asked for: other tests look at it, and it takes minutes to record."""
    folder = tmp_path_factory.mktemp("built")
    config = folder / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("evidence: error", "evidence: off")
    config.write_text(text, "utf-8")
    for name in ("docs", "figures_src", "src", "overrides", "CITATION.cff", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=folder, check=True)
    return folder / "site"


def test_the_index_shows_excerpts_with_the_numbers_of_their_posts_and_no_id_twice(site: Path) -> None:
    index = (site / "blog/index.html").read_text("utf-8")
    ids = re.findall(r' id="([^"]*)"', index)
    assert [name for name in set(ids) if ids.count(name) > 1] == []
    assert '<span class="caption-label">Figure 1</span>. Four of sixteen values' in index
    assert 'id="fig:stale_pooling"' not in index
    assert "¿" not in index


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_the_feeds_are_valid_and_hold_the_posts(site: Path, name: str) -> None:
    read = feedparser.parse((site / name).read_bytes())
    assert read.bozo == 0
    assert [entry.title for entry in read.entries] == TITLES
    assert [entry.link for entry in read.entries] == [
        f"https://example.org/blog/{title.lower().replace(' ', '-')}/" for title in TITLES
    ]


def test_a_post_in_the_feed_shows_its_figure_once_and_its_computed_values(site: Path) -> None:
    first = ElementTree.parse(site / "atom.xml").getroot().findtext(".//{*}content")
    assert first is not None
    assert re.findall(r'<img [^>]*src="([^"]*)"', first) == ["https://example.org/figures/max_pooling.png"]
    assert (site / "figures/max_pooling.png").is_file()
    assert "That 4 of 16 values are kept" in re.sub("<[^>]*>", "", first)


def test_the_card_of_a_post_shows_its_figure(site: Path) -> None:
    with Image.open(site / "assets/colophon/cards/blog/a-figure-that-cannot-go-stale.png") as card:
        assert card.size == (1200, 630)
        colors = {color for _, color in card.getcolors(1 << 20)}
    assert (0x01, 0x48, 0x84) in colors  # the bar
    assert (0x07, 0x66, 0x5B) in colors  # the green of what is kept
