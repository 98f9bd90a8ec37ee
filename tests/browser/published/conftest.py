"""The published site in a real Chromium."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Published:
    """The address of the site, its pages below that, and its folder."""

    url: str
    pages: tuple[str, ...]
    root: Path


@pytest.fixture(scope="session")
def published(published: Any) -> Published:
    """The site that all tests share, as one reaches it."""
    return Published(
        published.url, tuple(sorted(page.removesuffix("index.html") for page in published.pages)), published.root
    )


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
