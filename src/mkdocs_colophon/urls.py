"""Addresses within a site."""

import posixpath
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")


def relative_url(url: str, page: str) -> str:
    """The way from the page at `page` to `url`, both relative to the site.

    >>> relative_url("articles/pooling/", "articles/convolution/")
    '../pooling/'
    >>> relative_url("", "articles/convolution/"), relative_url("b.html", "a.html")
    ('../../', 'b.html')
    """
    there, here = url.split("/"), page.split("/")
    shared = len(posixpath.commonprefix([there[:-1], here[:-1]]))
    return ("../" * (len(here) - 1 - shared) + "/".join(there[shared:])) or "./"


@lru_cache(maxsize=1 << 12)
def site_url(way: str, page: str) -> str:
    """The address within the site to which `way`, which may have no fragment, leads from the page at `page`.

    >>> site_url("../2026/a/", "blog/page/"), site_url("a.html", "blog/index.html"), site_url("./", "blog/")
    ('blog/2026/a/', 'blog/a.html', 'blog/')
    """
    if not way:
        return page
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), way)).lstrip("/")
    return f"{path}/" if path and way.endswith("/") else path


def moved(address: str, origin: str, link: Callable[[str], str]) -> str:
    """What stands for `address`, of the page at `origin`, on another page, from which `link` gives the way.

    >>> moved("../b/#c", "a/", "x/{}".format), moved("#d", "a/", "x/{}".format), moved("mailto:e", "a/", str)
    ('x/b/#c', 'x/a/#d', 'mailto:e')
    """
    if _ABSOLUTE.match(address):
        return address
    way, hash_, fragment = address.partition("#")
    return f"{link(site_url(way, origin))}{hash_}{fragment}"


def quoted(fragment: str) -> str:
    """An id as what follows the `#` of an address.

    >>> quoted("fig:a b")
    'fig:a%20b'
    """
    return quote(fragment, safe="!$&'()*+,;=:@/?~-._")
