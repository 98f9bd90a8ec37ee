"""What Material's pages lack for people who use a keyboard or a screen reader, and for those who want to be let alone.

Each repair adds what is missing and does nothing where it is not: a page of another theme, or of a Material that has
mended it, stays as it is. No template of Material is copied for that. `tests/site/test_material.py` says of each
whether the Material in use still needs it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from mkdocs_colophon.finished import MENU, Finished

# each begins with letters of its own, by which a page is searched ten times as fast
_SEARCH = re.compile(r'<input type="text" class="md-search__input"[^>]* aria-label="([^"]*)"')
_DRAWER = re.compile(r'<nav class="md-nav md-nav--primary[^>]* aria-label="([^"]*)"')
_BUTTON = re.compile(r'<label class="md-header__button md-icon" for="__(\w+)">')
_TOGGLE_AUTOCOMPLETE = re.compile(r'<input class="md-toggle"([^>]*?) autocomplete="off"')
_DIALOG = '<div class="md-search" data-md-component="search" role="dialog">'
_NAV = '<nav class="md-'
_NAMELESS_NAV = re.compile(r'<nav class="(md-[^"]*)"(?![^>]* (?:aria-label|aria-labelledby|role)=)')
_EMPTY_TABINDEX = re.compile(r'<label class="md-nav__link([^>]*?) tabindex=""')
_REPOSITORY = ' class="md-source" data-md-component="source">'
_CHECK_BOX = 'id="__toc"'
_NO_CHECK_BOX = '<label class="md-nav__title" for="__toc">'
_EMPTY_HEADER = re.compile(r"<th( [^>]*)?></th>")


def repair(page: Finished) -> Finished:
    """`page` with names for what has none, and with the buttons of a narrow window on the Tab key.

    A cell that heads nothing is a cell, in any theme. The link to a repository stays a link: as the component that
    Material makes of it, it has the browser of every reader ask GitHub or GitLab for stars and forks.

    >>> repair(Finished.of('<nav class="md-tags">…</nav><tr><th></th><th>a</th></tr>')).html
    '<nav class="md-tags" role="none">…</nav><tr><td></td><th>a</th></tr>'
    """
    if page.top:
        (top, menus), body = _named(page.top, page.menus), page.body
    else:  # a template of the site has no article
        start = max(page.body.find(MENU), 0)
        top, menus, body = "", "", "".join(_named(page.body[:start], page.body[start:]))
    titled = any(_NO_CHECK_BOX in part for part in (menus, body))
    if titled and not any(_CHECK_BOX in part for part in (menus, body)):
        menus, body = (part.replace(_NO_CHECK_BOX, '<label class="md-nav__title">') for part in (menus, body))
    if "<th" in body:
        body = _EMPTY_HEADER.sub(r"<td\1></td>", body)
    if _NAV in body:
        body = _NAMELESS_NAV.sub(r'<nav class="\1" role="none"', body)
    return replace(page, top=top, menus=menus, body=body)


def _named(top: str, menus: str) -> tuple[str, str]:
    """What stands above an article, and the menus beside it, which are most of a page on a large site, repaired."""
    found = {"search": _SEARCH.search(top), "drawer": _DRAWER.match(menus)}
    if _REPOSITORY in top:  # and in the drawer once more
        top, menus = (part.replace(_REPOSITORY, ' class="md-source">') for part in (top, menus))
    if ' tabindex=""' in menus:
        menus = _EMPTY_TABINDEX.sub(r'<label class="md-nav__link\1', menus)
    return _head(top, {name: match[1] for name, match in found.items() if match}), menus


def _head(html: str, names: Mapping[str, str]) -> str:
    """The head of a page with `names` for its search and its drawer."""

    def button(match: re.Match[str]) -> str:
        return f'{match[0][:-1]} title="{names[match[1]]}" tabindex="0">' if match[1] in names else match[0]

    html = _TOGGLE_AUTOCOMPLETE.sub(r'<input class="md-toggle"\1', _BUTTON.sub(button, html))
    return html.replace(_DIALOG, f'{_DIALOG[:-1]} aria-label="{names["search"]}">') if "search" in names else html
