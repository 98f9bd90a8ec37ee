"""What holds for all tests, and this repository's own site as its readers get it, built once for all that look at it.

How long an example takes is the machine's business, not a test's.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from serving import serving

settings.register_profile("colophon", deadline=None)
settings.load_profile("colophon")

ROOT = Path(__file__).parent.parent
# A figure is published with its evidence only, and the tests that are its evidence may be running just now.
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(sys.argv[1], site_dir=sys.argv[2], site_url=sys.argv[3], strict=True)
config.plugins["colophon"].config.evidence = "off"
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


@dataclass(frozen=True, slots=True)
class Published:
    """The built site: its folder, and the address at which it is served, which is its `site_url`."""

    root: Path
    url: str

    @property
    def pages(self) -> dict[str, str]:
        """The HTML of every page by its path."""
        files = sorted(self.root.rglob("*.html"))
        return {path.relative_to(self.root).as_posix(): path.read_text("utf-8") for path in files}


def built(root: Path, url: str, **environment: str) -> Published:
    """The site, built into `root`."""
    command = [sys.executable, "-c", BUILD, str(ROOT / "mkdocs.yml"), str(root), url]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"the site is not built:\n{done.stdout}{done.stderr}", pytrace=False)
    return Published(root, url)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """The site on a server of this machine. Instant navigation works only where a site is served on its `site_url`."""
    root = tmp_path_factory.mktemp("published")
    with serving(root) as address:
        yield built(root, address)


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The copy that `make offline` builds."""
    root = tmp_path_factory.mktemp("offline")
    return built(root, "https://example.org/", OFFLINE="true")
