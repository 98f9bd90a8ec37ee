"""A page as a search is to read it, and as it was: words for formulas, a section for each thing that has a number, and
with what is cited, its authors and its title.

Searches read the content of a page, and show readers what they have found in it. They know sections by their headings.
What leads to a work is the sentence that cites it, and not the list at the end of the page, which is left out.
"""

from collections.abc import Callable

from mkdocs_colophon.citations.authors import families, title
from mkdocs_colophon.citations.bibliography import HEADING_ID
from mkdocs_colophon.citations.entry import Entry
from mkdocs_colophon.crossref.catalog import Showing
from mkdocs_colophon.html import Element, as_html, as_text, attributes, elements, replaced, tag
from mkdocs_colophon.math.formulas import readable
from mkdocs_colophon.pipeline.page import Page
from mkdocs_colophon.pipeline.site import Site

_NAMES, _THINGS, _FORMULA, _WRITTEN = "search-names", "search-things", "colophon-math", "data-written"
_LEFT_OUT = "data-search-exclude"


def searchable(html: str, page: Page, site: Site, *, divided: bool = True) -> str:
    """The content `html` of `page` for a search; `restored` gives it back, whatever has been changed in between.

    `divided` tells that the search takes any heading with an id for a section, and leaves out what says so.
    """
    html = _with_sources(html, page, site)
    here = (site.catalog.showings.get(each.label) for each in site.index.pages.get(page.url, ()))
    things = "".join(_thing(each, site) for each in here if each and each.target.number)
    html += tag("div", things, class_=_THINGS) if things and divided else ""
    return replaced(html, _formulas(html), lambda each: _worded(each, site)) if _FORMULA in html else html


def restored(html: str) -> str:
    """The content of a page that was made `searchable`, as it was."""
    added = [each for each in elements(html, "span", "div") if each.has_class(_NAMES) or each.has_class(_THINGS)]
    html = _with_list(replaced(html, added, lambda each: ""), lambda tag: attributes.without(tag, _LEFT_OUT))
    return replaced(html, _formulas(html), _as_written) if _WRITTEN in html else html


def _formulas(html: str) -> list[Element]:
    return [each for each in elements(html, "span") if each.has_class(_FORMULA)]


def _worded(formula: Element, site: Site) -> str:
    words = readable(formula.outer, site.typeset)
    if words.startswith("<"):  # an author's own
        return formula.outer
    return formula.around(words, attributes.changed(formula.tag.text, **{_WRITTEN: formula.inner}))


def _as_written(formula: Element) -> str:
    if _WRITTEN not in formula.attributes:
        return formula.outer
    return formula.around(formula.get(_WRITTEN), attributes.without(formula.tag.text, _WRITTEN))


def _with_sources(html: str, page: Page, site: Site) -> str:
    """`html` with what is cited named in full, the first time with its title, and without its list."""
    if "data-cites" not in html:
        return html
    entries = site.library.joined(page.request.references).entries
    told: set[str] = set()

    def named(citation: Element) -> str:
        said = as_text(citation.inner)
        keys = [key for key in dict.fromkeys(citation.get("data-cites").split()) if key in entries]
        words = [_source(entries[key], said, is_first=key not in told) for key in keys]
        told.update(keys)
        return citation.outer + tag("span", as_html(f" [{'; '.join(words)}]"), class_=_NAMES) * any(words)

    found = [each for each in elements(html, "span", "sup") if each.has_class("citation")]
    return _with_list(replaced(html, found, named), lambda tag: attributes.changed(tag, **{_LEFT_OUT: ""}))


def _source(entry: Entry, said: str, *, is_first: bool) -> str:
    """The authors of a work who are not `said`, and its title."""
    names = ", ".join(name for name in dict.fromkeys(families(entry)) if name not in said)
    return ": ".join(filter(None, [names, title(entry) if is_first else ""]))


def _with_list(html: str, change: Callable[[str], str]) -> str:
    """`html` with the heading of the list of what the page cites changed."""
    found = [each for each in elements(html, "h2") if each.get("id") == HEADING_ID] if HEADING_ID in html else []
    return replaced(html, found, lambda each: each.around(each.inner, change(each.tag.text)))


def _thing(showing: Showing, site: Site) -> str:
    """A section that is called as references call the thing, and holds its caption, or what it says."""
    target, label = showing.target, site.wording.labels.get(showing.target.kind)
    if label is None:
        return ""
    name = label.refer(target.number, title=target.words, page=target.home)
    # of a figure in parts, the caption of the whole is the last
    words = (elements(showing.element.inner, "figcaption") or [showing.element])[-1].inner
    return tag("h6", name, id=target.label) + tag("p", words)
