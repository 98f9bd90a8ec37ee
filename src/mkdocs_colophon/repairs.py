"""What Material's pages lack for people who use a keyboard or a screen reader, put in on the finished page.

Each repair adds what is missing and does nothing where it is not: a page of another theme, or of a Material that has
mended it, stays as it is. No template of Material is copied for that. `tests/site/test_repairs.py` says of each whether
the Material in use still needs it.
"""

import re

_LABELS = re.compile(
    r'<input type="text" class="md-search__input"[^>]* aria-label="(?P<search>[^"]*)"'
    r'|<nav class="md-nav md-nav--primary"[^>]* aria-label="(?P<drawer>[^"]*)"'
)
_DIALOG = '<div class="md-search" data-md-component="search" role="dialog">'
_NAMELESS_NAV = re.compile(r'<nav class="(md-[^"]*)"(?![^>]* (?:aria-label|aria-labelledby|role)=)')
_EMPTY_TABINDEX = re.compile(r'(<label class="md-nav__link[^>]*?) tabindex=""')
_TOGGLE_AUTOCOMPLETE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


def repair(html: str) -> str:
    """The whole page `html` with names for what has none, and with the buttons of a narrow window on the Tab key.

    >>> repair('<nav class="md-tags">…</nav>')
    '<nav class="md-tags" role="none">…</nav>'
    """
    if "md-" not in html:
        return html
    for name, words in _names(html).items():
        button = f'<label class="md-header__button md-icon" for="__{name}">'
        html = html.replace(button, f'{button[:-1]} role="button" tabindex="0" aria-label="{words}">')
        if name == "search":
            html = html.replace(_DIALOG, f'{_DIALOG[:-1]} aria-label="{words}">')
    html = _NAMELESS_NAV.sub(r'<nav class="\1" role="none"', html)
    html = _EMPTY_TABINDEX.sub(r"\1", html)
    return _TOGGLE_AUTOCOMPLETE.sub(r"\1", html)


def _names(html: str) -> dict[str, str]:
    """What the page itself calls its search and its navigation, in its own language."""
    return {str(match.lastgroup): match[str(match.lastgroup)] for match in _LABELS.finditer(html)}
