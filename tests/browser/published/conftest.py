"""The published site in a real Chromium, built for the address that it is served on, as instant navigation needs it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parents[3]
Open = Callable[..., Any]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Published:
    """The address of the site, and its pages below that."""

    url: str
    pages: tuple[str, ...]


@pytest.fixture(scope="session")
def published(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    root = tmp_path_factory.mktemp("published")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=root)) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(root), site_url=url, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        pages = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html"))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Published(url, tuple(page.removesuffix("index.html") for page in pages))
        server.shutdown()
        thread.join()


@pytest.fixture
def open_page(chromium: Any, published: Published) -> Iterator[Open]:
    """Opens a page of the site; `page.asked` lists the addresses that it asked for, `page.errors` what went wrong."""
    contexts = []

    def opened(name: str = "articles/convolution/", width: int = 1300, height: int = 800, **options: object) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(published.url + name)
        return page

    yield opened
    for context in contexts:
        errors = [error for page in context.pages for error in getattr(page, "errors", [])]
        context.close()
        assert errors == []
