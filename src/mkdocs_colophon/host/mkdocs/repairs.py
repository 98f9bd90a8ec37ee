"""What Material's pages lack for people who use a keyboard or a screen reader, and for those who want to be let alone.

Templates are repaired as Jinja reads them, once a build, and lose the spaces that no reader sees. No template of
Material is copied for that. Each repair adds what is missing and does nothing where it is not: another theme, or a
Material that has mended it, stays as it is. `tests/site/test_material.py` says of each whether it is still needed.
"""

import re

from jinja2.ext import Extension

from mkdocs_colophon.html import Tag, attributes, elements, replaced, with_tags

_SEARCH, _DRAWER = "{{ lang.t('search.placeholder') }}", "{{ lang.t('nav') }}"  # as Material names them elsewhere
_NAMELESS = (
    ('<div class="md-search" data-md-component="search" role="dialog"', f' aria-label="{_SEARCH}"'),
    ('<label class="md-header__button md-icon" for="__search"', f' title="{_SEARCH}" tabindex="0"'),
    ('<label class="md-header__button md-icon" for="__drawer"', f' title="{_DRAWER}" tabindex="0"'),
)
# The link to a repository stays a link: as the component that Material makes of it, it has the browser of every reader
# ask GitHub or GitLab for stars and forks. The title of a table of contents is a button in the drawer alone, where the
# item is at hand to which it belongs. A page in the palette that the system asks for has it from the start, and not
# when the scripts have run: until then it would be bright in the dark, and load the bright pictures.
_STORED = 'var palette=__md_get("__palette");'
_CHOSEN = (
    "if(!palette){var chosen=[...document.querySelectorAll('[data-md-color-media]')]"
    ".find(e=>matchMedia(e.dataset.mdColorMedia).matches);"
    "if(chosen){palette={color:{}};for(var name of['media','scheme','primary','accent'])"
    "palette.color[name]=chosen.getAttribute('data-md-color-'+name)}}"
)
_FAULTS = (
    (f"{_STORED}if(palette&&", f"{_STORED}{_CHOSEN}if(palette&&"),
    (' id="__drawer" autocomplete="off">', ' id="__drawer">'),
    (' id="__search" autocomplete="off">', ' id="__search">'),
    (' tabindex="{{ tabindex }}"', '{% if tabindex %} tabindex="{{ tabindex }}"{% endif %}'),
    (' class="md-source" data-md-component="source">', ' class="md-source">'),
    ('"md-nav__title" for="__toc">', '"md-nav__title"{% if nav_item %} for="__toc"{% endif %}>'),
    ('<nav class="md-tags" {{', '<nav class="md-tags" role="none" {{'),
)
_NAMELESS_NAVS = ("md-nav", "md-nav md-nav--primary", "md-pagination", "md-post__action", "md-post__authors md-typeset")
_SPACED = ("<pre", "<textarea", "`")  # what may show the spaces in it
_INDENTATION = re.compile(r"\n[ \t]+")
_LINE_OF_STATEMENT = re.compile(r"(?<![-+])([%#]\})\n(?=\n|\{[%#])")


class Repairs(Extension):
    """Templates with names for what has none, and with the buttons of a narrow window on the Tab key."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return repaired(source)


class Slimming(Extension):
    """Templates of HTML without the spaces that are for the eyes of their authors."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return slim(source) if name and name.endswith(".html") else source


def repaired(source: str) -> str:
    """The template `source` as it should have been.

    >>> repaired('<nav class="md-tags" {{ hidden }}>')
    '<nav class="md-tags" role="none" {{ hidden }}>'
    """
    if "lang.t(" in source:  # an override may do without Material's words
        for element, name in _NAMELESS:
            source = source.replace(f"{element}>", f"{element}{name}>")
    for fault, repair in _FAULTS:
        source = source.replace(fault, repair)
    for name in _NAMELESS_NAVS:
        source = source.replace(f'<nav class="{name}">', f'<nav class="{name}" role="none">')
    return source


def slim(source: str) -> str:
    """The template `source` without its indentation and without a line for each of several statements.

    Some space is left wherever there was some. A statement takes in the end of its line, so that Jinja still says in
    which line something is wrong.

    >>> slim("<p>\\n  {% if icon %}\\n    {% include icon %}\\n  {% endif %}\\n  {{ title }}\\n</p>")
    '<p>\\n{% if icon \\n%}{% include icon \\n%}{% endif %}\\n{{ title }}\\n</p>'
    """
    is_spaced = any(sign in source for sign in _SPACED)
    return source if is_spaced else _LINE_OF_STATEMENT.sub(r"\n\1", _INDENTATION.sub("\n", source))


def with_cells(html: str) -> str:
    """`html` with plain cells where a cell heads nothing.

    >>> with_cells("<tr><th></th><th>a</th></tr>")
    '<tr><td></td><th>a</th></tr>'
    """
    if "></th" not in html:
        return html
    empty = [header for header in elements(html, "th") if not header.inner]
    return replaced(html, empty, lambda header: f"<td{header.tag.text[3:]}</td>")


def with_ways_out(html: str) -> str:
    """`html` with a word for each plain link to another site: in the browser, Material makes all others look like it.

    >>> with_ways_out('<a href="https://example.org/">out</a> <a href="two/">in</a>')
    '<a href="https://example.org/" rel="external">out</a> <a href="two/">in</a>'
    """

    def told(link: Tag) -> str:
        if "://" not in link.text:
            return link.text
        given = attributes.read(link.text)
        rel, is_plain = given.get("rel", "").split(), given.keys() <= {"href", "rel", "title"}
        leaves = is_plain and given.get("href", "").startswith(("http://", "https://")) and "external" not in rel
        return attributes.changed(link.text, rel=" ".join([*rel, "external"])) if leaves else link.text

    return with_tags(html, told, "a")
