"""Every address in the built site leads somewhere, no id stands twice, and nothing is asked of another host."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest

LOADED = {"src", "srcset", "poster", "data", "background"}
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"}
FOREIGN = re.compile(r"(?:https?:)?//[\w.-]+", re.IGNORECASE)
IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)
IN_SCRIPT = re.compile(  # what loads; addresses that are shown or compared are none of our business
    r"(?:\bimport\(|\bimport\s|\bfrom\s|\bfetch\(|importScripts\(|\bnew Worker\()\s*['\"`]((?:https?:)?//[^'\"`\s]+)"
)
RUNS_IN_PAGE = {"text/javascript", "module", "application/javascript", ""}


@dataclass
class PageMarks(HTMLParser):
    """What one page leads to, loads and can be led to."""

    html: str
    links: list[tuple[int, str]] = field(default_factory=list)
    loads: list[tuple[int, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    embedded: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.templates = 0
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        self.templates += tag == "template"
        if "id" in given and not self.templates:  # what a template holds is no part of the page
            self.ids.append(given["id"])
        if tag == "a" and "name" in given:
            self.names.add(given["name"])
        relations = set(given.get("rel", "").split())
        loads = [given[name] for name in LOADED & given.keys()]
        if tag == "link" and relations & LOADING_RELATIONS or tag in ("image", "use"):
            loads += [given[name] for name in ("href", "xlink:href") if name in given]
        elif "href" in given and tag in ("a", "area", "link"):
            self.links.append((line, given["href"]))
        if tag == "form" and given.get("action"):
            self.links.append((line, given["action"]))
        for load in loads:
            self.loads += (
                [(line, part.split()[0]) for part in load.split(",") if part.split()]
                if (load == given.get("srcset"))
                else [(line, load)]
            )
        self.styles.append(given.get("style", ""))
        kind = given.get("type", "")
        self.embedded = tag if tag == "style" or (tag == "script" and kind in RUNS_IN_PAGE) else ""

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        self.embedded = ""

    def handle_data(self, data: str) -> None:
        if self.embedded:
            (self.styles if self.embedded == "style" else self.scripts).append(data)


def read(pages: Mapping[str, str]) -> dict[str, PageMarks]:
    return {path: PageMarks(html) for path, html in pages.items()}


def foreign(page: PageMarks) -> list[str]:
    """What a page loads from a host that it names."""
    loaded = [address for _, address in page.loads if FOREIGN.match(address)]
    return loaded + IN_STYLE.findall("\n".join(page.styles)) + IN_SCRIPT.findall("\n".join(page.scripts))


def home(address: str, url: str) -> str:
    """`address` without the site's own."""
    return "/" + address.removeprefix(url) if url and address.startswith(url) else address


def broken(pages: Mapping[str, PageMarks], files: Iterable[str], url: str = "") -> list[str]:
    """Addresses on the pages that no file answers to, and fragments that no element on their page has."""
    files, found = set(files), []
    for path, page in pages.items():
        base = "/" if path == "404.html" else f"/{path}"  # it is shown at whatever address was not found
        for line, address in [*page.links, *page.loads]:
            parts = urlsplit(home(address, url))
            if parts.scheme or parts.netloc:
                continue
            target = unquote(urlsplit(urljoin(base, parts.path or base)).path).lstrip("/")
            if target.endswith("/") or not target:
                target += "index.html"
            fragment = unquote(parts.fragment)
            if target not in files:
                found.append(f"{path}:{line} {address}: there is no {target}")
            elif fragment and target in pages and not {fragment} & {*pages[target].ids, *pages[target].names}:
                found.append(f"{path}:{line} {address}: no element in {target} has this id")
    return found


@pytest.fixture(scope="module")
def pages(published) -> dict[str, PageMarks]:
    return read(published.pages)


def test_every_address_inside_the_site_leads_to_a_file_and_an_element(published, pages):
    files = [path.relative_to(published.root).as_posix() for path in published.root.rglob("*") if path.is_file()]
    assert sum(len(page.links) for page in pages.values()) > 100
    assert broken(pages, files, published.url) == []


def test_every_address_inside_the_offline_copy_leads_to_a_file_and_an_element(offline):
    files = [path.relative_to(offline.root).as_posix() for path in offline.root.rglob("*") if path.is_file()]
    assert broken(read(offline.pages), files, offline.url) == []


def test_no_id_stands_twice_on_a_page(pages):
    twice = {path: [name for name, count in Counter(page.ids).items() if count > 1] for path, page in pages.items()}
    assert {path: names for path, names in twice.items() if names} == {}


@pytest.mark.parametrize("copy", ["published", "offline"])
def test_no_file_of_the_site_loads_from_another_host(copy, request):
    site = request.getfixturevalue(copy)
    found = {path: foreign(page) for path, page in read(site.pages).items()}
    own = site.url
    for path in (each for each in site.root.rglob("*") if each.suffix in {".css", ".svg", ".js"}):
        pattern = IN_SCRIPT if path.suffix == ".js" else IN_STYLE
        found[path.relative_to(site.root).as_posix()] = pattern.findall(path.read_text("utf-8"))
    for path in site.root.rglob("*.xml"):  # a feed holds pages as text
        found[path.relative_to(site.root).as_posix()] = foreign(PageMarks(unescape(path.read_text("utf-8"))))
    found = {path: [each for each in addresses if not each.startswith(own)] for path, addresses in found.items()}
    assert {path: addresses for path, addresses in found.items() if addresses} == {}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<script src="https://a.example/x.js"></script>', ["https://a.example/x.js"]),
        ('<link rel="preconnect" href="https://a.example">', ["https://a.example"]),
        ('<link href="//a.example/x.css" rel="alternate stylesheet">', ["//a.example/x.css"]),
        ('<img srcset="a.png 1x, https://a.example/b.png 2x">', ["https://a.example/b.png"]),
        ("<style>@import 'https://a.example/x.css'; b { background: url(//b.example/y) }</style>",
         ["https://a.example/x.css", "//b.example/y"]),
        ('<p style="background: url(https://a.example/x)">', ["https://a.example/x"]),
        ('<script type="module">import "https://a.example/x.js"</script>', ["https://a.example/x.js"]),
        ('<script>fetch("https://a.example/x")</script>', ["https://a.example/x"]),
        ('<a href="https://a.example/">a</a><link rel="canonical" href="https://a.example/">', []),
        ('<script type="application/ld+json">{"@context": "https://schema.org"}</script>', []),
        ("<pre>&lt;script src=https://a.example/x.js></pre>", []),
    ],
)  # fmt: skip
def test_what_a_page_loads_from_elsewhere_is_found(html, expected):
    assert foreign(PageMarks(html)) == expected


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("b.html", 0), ("b.html#there", 0), ("b.html#th%65re", 0), ("#here", 0), ("../x/b.html", 0), ("./", 0),
        ("/x/b.html", 0), ("https://a.example/none", 0), ("mailto:a@b.example", 0), ("http://own/x/b.html", 0),
        ("b.htm", 1), ("b.html#here", 1), ("#there", 1), ("../b.html", 1), ("http://own/b.html", 1),
        ("b.html#inside", 1),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_found(address, found):
    pages = {
        "x/index.html": f'<p id="here"><a href="{address}">a</a>',
        "x/b.html": '<p id="there"><template><p id="inside"></template>',
    }
    assert len(broken(read(pages), pages, "http://own/")) == found
