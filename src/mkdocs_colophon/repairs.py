"""What Material's pages lack for people who use a keyboard or a screen reader, put in on the finished page.

Each repair adds what is missing and does nothing where it is not: a page of another theme, or of a Material that has
mended it, stays as it is. No template of Material is copied for that. `tests/site/test_material.py` says of each
whether the Material in use still needs it.
"""

import re

_LABELS = re.compile(
    r'<input type="text" class="md-search__input"[^>]* aria-label="(?P<search>[^"]*)"'
    r'|<nav class="md-nav md-nav--primary[^>]* aria-label="(?P<drawer>[^"]*)"'
)
_BUTTON = re.compile(r'(<label class="md-header__button md-icon" for="__(\w+)")>')
_TOGGLE_AUTOCOMPLETE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_DIALOG = '<div class="md-search" data-md-component="search" role="dialog">'
_NAMELESS_NAV = re.compile(r'<nav class="(md-[^"]*)"(?![^>]* (?:aria-label|aria-labelledby|role)=)')
_EMPTY_TABINDEX = re.compile(r'(<label class="md-nav__link[^>]*?) tabindex=""')
_EMPTY_HEADER = re.compile(r"<th( [^>]*)?></th>")


def repair(html: str) -> str:
    """The whole page `html` with names for what has none, and with the buttons of a narrow window on the Tab key.

    A cell that heads nothing is a cell, in any theme.

    >>> repair('<nav class="md-tags">…</nav><tr><th></th><th>a</th></tr>')
    '<nav class="md-tags" role="none">…</nav><tr><td></td><th>a</th></tr>'
    """
    html = _EMPTY_HEADER.sub(r"<td\1></td>", html)
    if "md-" not in html:
        return html
    names = {str(match.lastgroup): match[str(match.lastgroup)] for match in _LABELS.finditer(html)}

    def button(match: re.Match[str]) -> str:
        return f'{match[1]} title="{names[match[2]]}" tabindex="0">' if match[2] in names else match[0]

    html = _TOGGLE_AUTOCOMPLETE.sub(r"\1", _BUTTON.sub(button, html))
    if "search" in names:
        html = html.replace(_DIALOG, f'{_DIALOG[:-1]} aria-label="{names["search"]}">')
    html = _NAMELESS_NAV.sub(r'<nav class="\1" role="none"', html)
    return _EMPTY_TABINDEX.sub(r"\1", html)
